/**
 * When two keys of a mapping are one to Python.
 *
 * @module
 */
import { PythonFloat } from "../../python/float.ts";
import { YamlTimestamp } from "./timestamp.ts";
import type { YamlValue } from "./values.ts";

/**
 * A text that two values have in common if Python's dict takes them for one key: `1`, `1.0` and `true` are, and so are
 * times in different zones that are one instant. `undefined` for lists, mappings and sets, which cannot be keys.
 */
export function keyIdentity(value: YamlValue): string | undefined {
  switch (typeof value) {
    case "string":
      return `s${value}`;
    case "boolean":
      return value ? "n1" : "n0";
    case "bigint":
      return `n${value}`;
    case "number":
      return numberIdentity(value);
  }
  if (value === null) return "null";
  if (value instanceof PythonFloat) return numberIdentity(value.value);
  if (value instanceof YamlTimestamp) return timestampIdentity(value);
  return value instanceof Uint8Array ? `b${value.join()}` : undefined;
}

/** Floats beyond 2^53 are equal to the integers that they are. */
function numberIdentity(value: number): string {
  return Number.isInteger(value) ? `n${BigInt(value)}` : `n${value}`;
}

function timestampIdentity(value: YamlTimestamp): string {
  const { time } = value;
  if (time?.utcOffset === undefined) return `t${value}`;
  return `u${value.toDate().getTime() - Math.trunc(time.microsecond / 1000)}.${time.microsecond}`;
}
