/**
 * What each kind of field must be, and the frozen copy that a layer keeps of it.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { isObject } from "../../python/json_value.ts";
import { purePath } from "../../python/paths.ts";
import { typeName } from "../../settings/display.ts";
import { oneLine } from "../../text/quote.ts";
import { closest, didYouMean } from "../../text/closest.ts";
import { isLayerType, LAYER_ROWS, type LayerFieldKind, type LayerRow, rowsOf } from "./layer_rows.ts";
import type { Layer, LayerOf, LayerType } from "./layers.ts";
import { Secret } from "./secret.ts";

interface FieldKind {
  /** What it must be, for messages. */
  readonly expected: string;
  /** A copy of a value, or `undefined` if it is something else. */
  readonly copy: (value: unknown) => unknown;
}

const isText = (value: unknown): value is string => typeof value === "string";
const choice = (...choices: readonly unknown[]): FieldKind => ({
  expected: choices.map((one) => JSON.stringify(one)).join(" or "),
  copy: (value) => choices.includes(value) ? value : undefined,
});
const listOf = (test: (value: unknown) => boolean, value: unknown): unknown =>
  Array.isArray(value) && Array.from(value).every(test) ? Object.freeze([...value]) : undefined;

const KINDS: Readonly<Record<LayerFieldKind, FieldKind>> = {
  text: { expected: "a text", copy: (value) => isText(value) ? value : undefined },
  texts: { expected: "a list of texts", copy: (value) => listOf(isText, value) },
  flag: { expected: "true or false", copy: (value) => typeof value === "boolean" ? value : undefined },
  path: { expected: "a path", copy: (value) => isText(value) ? purePath(value) : undefined },
  pathOrNone: { expected: "a path or null", copy: (value) => isText(value) ? purePath(value) : undefined },
  pairs: {
    expected: "a list of pairs of texts",
    copy: (value) => {
      const pairs = listOf((pair) => Array.isArray(pair) && pair.length === 2 && pair.every(isText), value);
      return pairs && Object.freeze((pairs as string[][]).map((pair) => Object.freeze([...pair])));
    },
  },
  secrets: {
    expected: "a list of secrets or their keys",
    copy: (value) => listOf((one) => isText(one) || one instanceof Secret, value),
  },
  installMode: choice("dependencies_only", "install_project"),
  bundleStyle: choice("loaded_modules", "all"),
  pathType: choice(0, 1),
};

/**
 * Makes a layer of what a caller gives. Throws `wrong_shape` for a field that holds something else than it must, and
 * `unknown_field`.
 */
export function layerOf<T extends LayerType>(type: T, init: Omit<LayerOf<T>, "type"> | object): LayerOf<T>;
export function layerOf(type: LayerType, init: object): object {
  if (!isLayerType(type)) throw unknownType(type);
  if (!isObject(init)) throw wrongValue(type, "the fields", "an object", init);
  const rows = rowsOf(type);
  const unknown = Object.keys(init).find((name) => name !== "type" && !rows.some(({ key }) => key === name));
  if (unknown !== undefined) throw unknownField(type, unknown, rows.map(({ key }) => key));
  const layer: Record<string, unknown> = { type };
  for (const row of rows) layer[row.key] = fieldValue(type, row, (init as Record<string, unknown>)[row.key]);
  return Object.freeze(layer);
}

/** Whether a value is a layer that {@linkcode layerOf} made, or one like it. Throws for what is none. */
export function checkedLayer(value: unknown): Layer {
  if (!isObject(value) || !isLayerType(value.type)) throw unknownType(isObject(value) ? value.type : value);
  return layerOf(value.type, value);
}

/** The error of a field that there is not. */
export function unknownField(type: string, name: string, names: readonly string[]): FlyteConfigError {
  return new FlyteConfigError(
    "unknown_field",
    `${type}: there is no field ${JSON.stringify(oneLine(name))}${didYouMean(closest(name, names))}`,
    { path: name },
  );
}

/** The error of a value that is not what it must be. */
export function wrongValue(type: string, path: string, expected: string, value: unknown): FlyteConfigError {
  if (value === undefined) return new FlyteConfigError("wrong_shape", `${type}: ${path} is missing`, { path });
  const item = Array.isArray(value) && expected.includes("list") ? value.find((one) => !isText(one)) : undefined;
  const nested = Array.isArray(item) ? "; pass the items one by one, not in a list" : "";
  return new FlyteConfigError(
    "wrong_shape",
    `${type}: ${oneLine(path)} must be ${expected}, not ${item === undefined ? "" : "one of "}${
      typeName(item ?? value)
    }${nested}`,
    { path },
  );
}

function fieldValue(type: LayerType, row: LayerRow, value: unknown): unknown {
  if (value === null && row.kind === "pathOrNone") return null;
  if (value === undefined || value === null) {
    if (row.isRequired) throw wrongValue(type, row.key, KINDS[row.kind].expected, value);
    return row.default;
  }
  const copy = KINDS[row.kind].copy(value);
  if (copy === undefined) throw wrongValue(type, row.key, KINDS[row.kind].expected, value);
  checkUnicode(type, row.key, copy);
  return copy;
}

/** Python cannot write half of a surrogate pair as UTF-8, so no image with one has a hash. */
function checkUnicode(type: string, path: string, value: unknown): void {
  if (Array.isArray(value)) value.forEach((item) => checkUnicode(type, path, item));
  if (!isText(value) || value.isWellFormed()) return;
  throw new FlyteConfigError("not_utf8", `${type}: ${path} holds half of a surrogate pair`, { path });
}

function unknownType(type: unknown): FlyteConfigError {
  const names = Object.keys(LAYER_ROWS);
  const what = isText(type) ? `there is no layer ${JSON.stringify(oneLine(type))}` : `a layer must have a type`;
  return new FlyteConfigError("wrong_shape", `${what}${isText(type) ? didYouMean(closest(type, names)) : ""}`, {
    path: "type",
  });
}
