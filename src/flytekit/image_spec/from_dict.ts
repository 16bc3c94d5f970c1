/**
 * Reads and writes image specifications as flytekit's keyword arguments, which have snake_case names.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { YamlTimestamp } from "../../formats/yaml/timestamp.ts";
import {
  isObject,
  isPlainObject,
  type JsonObject,
  type JsonValue,
  orderedKeys,
  orderedObject,
} from "../../python/json_value.ts";
import { PythonLiteral } from "../../python/values.ts";
import { oneLine } from "../../text/quote.ts";
import { checkedObject, checkParents, FIELDS, nullName, type SpecFields, unknownField, WIRE_PATH } from "./fields.ts";
import {
  hashedValue,
  pythonText,
  type ReadScalar,
  scalarOf,
  SCALARS,
  type SpecValues,
  variableScalar,
} from "./scalars.ts";

/** Creates a specification from fields, for base images. */
export type MakeSpec = (fields: SpecFields) => SpecFields;

/** Returns the text of a value of a file; `undefined` where it is not known. */
export type TextAt = (path: readonly string[]) => string | undefined;

/**
 * Reads the fields of a wire object. Scalars in string fields are read as flytekit reads them; the class checks all other
 * values. Throws `wrong_shape`, `unknown_field` and `too_deep`.
 */
export function fieldsOfDict(
  value: unknown,
  make: MakeSpec,
  textAt: TextAt = () => undefined,
  parents: readonly string[] = [],
): SpecFields {
  const path = parents.join(".");
  const object = checkedObject(value, path);
  checkParents(parents);
  const fields: Record<string, unknown> = {};
  const scalars = new Map<string, ReadScalar>();
  for (const name of orderedKeys(object)) {
    const field = FIELDS.find(({ wire }) => wire === name);
    if (field === undefined) throw unknownField(name, "wire", path);
    const held = object[name];
    const read = (scalar: ReadScalar | undefined, ...below: string[]): string | undefined => {
      if (scalar === undefined) return undefined;
      const own = [name, ...below].join(".");
      checkText(scalar, [...parents, own].join("."), textAt([...parents, name, ...below]));
      scalars.set(own, scalar);
      return scalar.text;
    };
    if (field.kind === "baseImage" && isPlainObject(held)) {
      fields[field.key] = make(fieldsOfDict(held, make, textAt, [...parents, name]));
    } else if (field.kind === "stringMap" && isPlainObject(held)) {
      const entries = orderedKeys(held).map((key) => [key, read(variableScalar(held[key]), key) ?? held[key]] as const);
      fields[field.key] = orderedObject(entries, null);
    } else {
      fields[field.key] = read(scalarOf(field, held)) ?? held;
    }
  }
  if (object.name === null) throw nullName(path ? `${path}.name` : "name");
  return { ...fields, [SCALARS]: scalars, [WIRE_PATH]: path } as SpecFields;
}

/** Throws `wrong_shape` for a number that Python writes differently from the file, such as 3.10. */
function checkText({ value }: ReadScalar, path: string, text: string | undefined): void {
  if (value === null || typeof value === "boolean" || value instanceof PythonLiteral) return;
  const python = pythonText(value);
  const isCut = text === undefined ? /(?:^|\.)python_version$/.test(path) && /^3\.[12]$/.test(python) : text !== python;
  if (!isCut) return;
  const found = text === undefined
    ? `the number ${python}, which may have been ${python}0`
    : `the number ${oneLine(text)}, which Python reads as ${python}`;
  throw new FlyteConfigError("wrong_shape", `ImageSpec: ${oneLine(path)} is ${found}; write it in quotes`, { path });
}

/** Returns the wire object of fields, with `null` for what is not set. */
export function dictOf(values: SpecValues): JsonObject {
  const entries = FIELDS.map((field) => [field.wire, wireValue(hashedValue(field, values))] as const);
  return orderedObject(entries, Object.prototype);
}

function wireValue(value: unknown): JsonValue {
  if (Array.isArray(value)) return value.map(wireValue);
  if (!isObject(value)) return (value ?? null) as JsonValue;
  if (value instanceof PythonLiteral || value instanceof YamlTimestamp) return String(value);
  if ("toDict" in value && typeof value.toDict === "function") return value.toDict();
  return orderedObject(orderedKeys(value).map((key) => [key, wireValue(value[key])] as const), Object.prototype);
}
