/**
 * What a YAML text is made into.
 *
 * @module
 */
import type { PythonFloat } from "../../python/float.ts";
import type { YamlTimestamp } from "./timestamp.ts";

/**
 * A value as Python has it. Numbers are as everywhere in this library: a `number` that is a safe integer is Python's
 * `int`, any other its `float`; larger integers are `bigint`, whole floats `PythonFloat`. A `date` or `datetime` is a
 * {@linkcode YamlTimestamp}, `bytes` is a `Uint8Array`. A mapping whose keys are all texts is an object without a
 * prototype, any other a `Map`. The pairs of `!!omap` and `!!pairs` are lists of two. What an alias repeats is the
 * same object.
 */
export type YamlValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | PythonFloat
  | YamlTimestamp
  | Uint8Array
  | readonly YamlValue[]
  | ReadonlyMap<YamlValue, YamlValue>
  | ReadonlySet<YamlValue>
  | YamlMapping;

/** Whether a value is a mapping, of either sort. */
export function isYamlMapping(value: unknown): value is ReadonlyMap<YamlValue, YamlValue> | YamlMapping {
  return typeof value === "object" && value !== null && (value instanceof Map || Object.getPrototypeOf(value) === null);
}

/** A mapping whose keys are all texts, without a prototype; `orderedKeys` gives its keys in the order of the text. */
export interface YamlMapping {
  /** The values by key. */
  readonly [key: string]: YamlValue;
}
