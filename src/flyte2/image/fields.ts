/**
 * Tables of fields: how the fields of an image or layer are checked, copied, and written as plain data. No field of its
 * own; `image_state.ts` and `layers/` have the tables.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { isObject, type JsonObject, type JsonValue } from "../../python/json_value.ts";
import { purePath } from "../../python/paths.ts";
import { closest, didYouMean } from "../../text/closest.ts";
import { mustBe, shortValue, typeName, unknownName } from "../../text/expected.ts";
import { Secret, secretFromDict } from "./secret.ts";

/** A kind of value that a field holds. */
export interface FieldKind {
  /** The allowed values, for messages. */
  readonly expected: string;
  /** Returns a frozen copy of an allowed value, and `undefined` for any other. Lists have `item` instead. */
  readonly copy?: (value: unknown) => unknown;
  /** Converts plain data, as in dicts, to a value. Default: none. */
  readonly fromDict?: (value: unknown) => unknown;
  /** The kind of each item, if the value is a list. */
  readonly item?: FieldKind;
  /** Whether `null` is a value of its own, different from a field that is not set. */
  readonly isNullable?: true;
  /** Whether an empty list is refused. */
  readonly isNonEmpty?: true;
  /** The allowed values, if there are few. */
  readonly choices?: readonly unknown[];
}

/** One field of an image or layer. */
export interface Field {
  /** The kind of its value. */
  readonly kind: FieldKind;
  /** Whether it must be set. */
  readonly isRequired?: true;
  /** Its value if it is not set. */
  readonly default?: string | boolean;
  /** Whether its own value is left out of the hash; the content of a file that it names may still be in it. */
  readonly isUnhashed?: true;
  /** Whether it is the content of a file, which is not shown. */
  readonly isContent?: true;
}

/** Returns the name of a field in Python, and in plain data: `index_url` for `indexUrl`. */
export function pythonName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The fields of a type, by their names in TypeScript, in the order in which they are written. */
export type Fields<T extends object> = { readonly [Key in keyof T]-?: Field };

/** The fields of a type that is not known at compile time. */
export type AnyFields = Readonly<Record<string, Field>>;

const copyString = (value: unknown) => typeof value === "string" ? value : undefined;
const copyPath = (value: unknown) => typeof value === "string" ? purePath(value) : undefined;

/** A string. */
export const STRING_KIND: FieldKind = { expected: "a string", copy: copyString };
/** A list of strings. */
export const STRINGS_KIND: FieldKind = { expected: "a list of strings", item: STRING_KIND };
/** A boolean. */
export const BOOLEAN_KIND: FieldKind = {
  expected: "true or false",
  copy: (value) => typeof value === "boolean" ? value : undefined,
};
/** A path, kept as Python's `PurePosixPath` writes it. */
export const PATH_KIND: FieldKind = { expected: "a path", copy: copyPath };
/** A path, or `null` for none. */
export const NULLABLE_PATH_KIND: FieldKind = { expected: "a path or null", copy: copyPath, isNullable: true };
/** A list of names with values. */
export const PAIRS_KIND: FieldKind = {
  expected: "a list of [name, value] pairs",
  item: {
    expected: "a pair of strings",
    copy: (value) => {
      if (!Array.isArray(value) || value.length !== 2) return undefined;
      const [name, held]: readonly unknown[] = value;
      return typeof name === "string" && typeof held === "string" ? Object.freeze([name, held]) : undefined;
    },
  },
};
/** A secret. */
export const SECRET_KIND: FieldKind = {
  expected: "a Secret",
  copy: (value) => value instanceof Secret ? value : undefined,
  fromDict: readSecret,
};
/** A list of secrets, or of their keys. */
export const SECRETS_KIND: FieldKind = {
  expected: "a list of Secrets or their keys",
  item: {
    expected: "a Secret or the key of one",
    copy: (value) => typeof value === "string" || value instanceof Secret ? value : undefined,
    fromDict: readSecret,
  },
};

/** The kind of a field that has one of a few values. */
export function choiceKind(...choices: readonly unknown[]): FieldKind {
  return {
    expected: choices.map((one) => JSON.stringify(one)).join(" or "),
    copy: (value) => choices.includes(value) ? value : undefined,
    choices,
  };
}

/**
 * Adds checked copies of all fields to an object. Throws `wrong_shape`, `unknown_field`, and `not_utf8` for strings
 * that UTF-8 cannot encode.
 */
export function copyFields(
  target: Record<string, unknown>,
  type: string,
  fields: AnyFields,
  init: unknown,
): Record<string, unknown> {
  if (!isObject(init)) throw notFields(type, init);
  for (const name of Object.keys(init)) {
    if (name !== "type" && !Object.hasOwn(fields, name)) throw unknownField(type, name, Object.keys(fields));
  }
  for (const name in fields) target[name] = fieldValue(type, name, fields[name]!, init[name]);
  return target;
}

/** Returns a checked copy of the value of one field. Throws `wrong_shape` and `not_utf8`. */
export function fieldValue(type: string, name: string, field: Field, value: unknown): unknown {
  const { kind, isRequired } = field;
  if (value === undefined || value === null) {
    if (value === null && kind.isNullable) return null;
    if (isRequired) throw wrongShape(type, name, `${name} is missing; it must be ${kind.expected}`);
    return field.default;
  }
  if (kind.item === undefined) {
    const copy = kind.copy?.(value);
    if (copy === undefined) throw wrongValue(type, name, kind, value);
    if (!isWellFormed(copy)) throw notWellFormed(type, name);
    return copy;
  }
  if (!Array.isArray(value) || (kind.isNonEmpty && value.length === 0)) throw wrongValue(type, name, kind, value);
  return copyList(type, name, kind.item, value);
}

function copyList(type: string, name: string, item: FieldKind, list: readonly unknown[]): readonly unknown[] {
  const copies: unknown[] = [];
  // Lists may have holes, which are undefined.
  for (let index = 0; index < list.length; index++) {
    const copy = item.copy?.(list[index]);
    if (copy === undefined) throw wrongValue(type, `${name}[${index}]`, item, list[index]);
    if (!isWellFormed(copy)) throw notWellFormed(type, `${name}[${index}]`);
    copies.push(copy);
  }
  return Object.freeze(copies);
}

/** Writes fields under their names in Python. Fields that are not set are left out; `null` is a value. */
export function writeFields(fields: AnyFields, values: object, write: (value: unknown) => JsonValue): JsonObject {
  const held = values as Readonly<Record<string, unknown>>;
  const dict: Record<string, JsonValue> = {};
  for (const name in fields) if (held[name] !== undefined) dict[pythonName(name)] = write(held[name]);
  return dict;
}

/**
 * Reads what {@linkcode writeFields} wrote. Returns checked copies under the names in TypeScript; messages have the
 * names in Python. Throws as {@linkcode copyFields} does, and `invalid_secret`.
 */
export function readFields(type: string, fields: AnyFields, dict: unknown): Record<string, unknown> {
  if (!isObject(dict)) throw notFields(type, dict);
  const names = Object.keys(fields).map(pythonName);
  for (const name of Object.keys(dict)) if (!names.includes(name)) throw unknownField(type, name, names);
  const values: Record<string, unknown> = {};
  for (const name in fields) {
    const field = fields[name]!;
    const key = pythonName(name);
    values[name] = fieldValue(type, key, field, fromPlain(field.kind, dict[key]));
  }
  return values;
}

function fromPlain({ item, fromDict }: FieldKind, value: unknown): unknown {
  if (item?.fromDict !== undefined && Array.isArray(value)) return value.map(item.fromDict);
  return fromDict === undefined ? value : fromDict(value);
}

/** Reads a secret from its fields; anything else is returned unchanged, to be checked with the other fields. */
function readSecret(value: unknown): unknown {
  return isObject(value) && !(value instanceof Secret) ? secretFromDict(value) : value;
}

/** The error of a field name that is not in the table. */
export function unknownField(type: string, name: string, names: readonly string[]): FlyteConfigError {
  return new FlyteConfigError("unknown_field", `${type}: ${unknownName("field", name, names)}`, { path: name });
}

/** The error of a value that does not have the right shape. */
export function wrongShape(type: string, path: string, what: string): FlyteConfigError {
  return new FlyteConfigError("wrong_shape", `${type}: ${what}`, path === "" ? {} : { path });
}

function wrongValue(type: string, path: string, { expected, choices }: FieldKind, value: unknown): FlyteConfigError {
  if (choices !== undefined) {
    const meant = typeof value === "string"
      ? closest(value, choices.filter((one) => typeof one === "string"))
      : undefined;
    return wrongShape(type, path, `${path} ${mustBe(expected, value, shortValue)}${didYouMean(meant)}`);
  }
  const usage = Array.isArray(value) && expected === STRING_KIND.expected
    ? "; pass the items one by one, not in a list"
    : "";
  return wrongShape(type, path, `${path} ${mustBe(expected, value, typeName)}${usage}`);
}

function notFields(type: string, value: unknown): FlyteConfigError {
  return wrongShape(type, "", `expected an object with fields, found ${typeName(value)}`);
}

/** Python cannot encode half of a surrogate pair as UTF-8, so no image with one has a hash. */
function isWellFormed(value: unknown): boolean {
  return typeof value === "string" ? value.isWellFormed() : !Array.isArray(value) || value.every(isWellFormed);
}

function notWellFormed(type: string, path: string): FlyteConfigError {
  return new FlyteConfigError("not_utf8", `${type}: ${path} contains half of a surrogate pair`, { path });
}
