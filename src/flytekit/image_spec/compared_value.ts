/**
 * Values of fields as they are compared and shown.
 *
 * @module
 */
import type { ComparedValue } from "../../files/hash_explanation.ts";
import { isObject } from "../../python/json_value.ts";
import { redactValue } from "../../python/redact_value.ts";
import type { Field } from "./fields.ts";
import { fieldRepr } from "./tag.ts";

/** Returns the value of a field as it is hashed, and as it may be shown. */
export function comparedValue(field: Field, value: unknown): ComparedValue {
  if (value === undefined) return { exact: undefined, shown: undefined, value };
  const shown = field.kind === "baseImage" && isObject(value) ? String(value) : fieldRepr(field, redactValue(value));
  return { exact: fieldRepr(field, value), shown, value };
}
