/**
 * YAML's own types. PyYAML has no values for `yaml` and `unknown`, nor for `merge` and `value` other than as keys.
 *
 * @module
 */

export const STR = 0;
export const NULL = 1;
export const BOOL = 2;
export const INT = 3;
export const FLOAT = 4;
export const TIMESTAMP = 5;
export const BINARY = 6;
export const SEQ = 7;
export const MAP = 8;
export const SET = 9;
export const OMAP = 10;
export const PAIRS = 11;
export const MERGE = 12;
export const VALUE = 13;
export const YAML = 14;
export const UNKNOWN = 15;

/** The names of the types that have a tag, by their numbers. PyYAML has no values for `yaml`. */
export const NAMES: readonly string[] = [
  "str",
  "null",
  "bool",
  "int",
  "float",
  "timestamp",
  "binary",
  "seq",
  "map",
  "set",
  "omap",
  "pairs",
  "merge",
  "value",
];
