/**
 * The hash of an image specification, as flytekit makes it.
 *
 * @module
 */
import { md5 } from "@noble/hashes/legacy.js";
import { encodeBase64 } from "../../runtime/base64.ts";
import { isObject } from "../../python/json_value.ts";
import { PythonEnumMember, pythonRepr, type PythonValue } from "../../python/values.ts";
import { COPY_MODES, type Field, FIELDS } from "./fields.ts";
import type { CopyFileDetection } from "./image_spec_init.ts";
import { hashedValue, type SpecValues } from "./scalars.ts";

/** The hash of fields: 22 characters of the URL-safe base64 alphabet. */
export function hashOf(values: SpecValues): string {
  const base64 = encodeBase64(md5(new TextEncoder().encode(hashedText(values))));
  return base64.slice(0, 22).replaceAll("+", "-").replaceAll("/", "_");
}

/** The text that is hashed: `str(dict)` of the fields that are not `None` and count. */
export function hashedText(values: SpecValues): string {
  const items = FIELDS.filter((field) => !field.isUnhashed && values[field.key] !== undefined)
    .map((field) => `'${field.wire}': ${fieldRepr(field, hashedValue(field, values))}`);
  return `{${items.join(", ")}}`;
}

/** `repr` of the value of a field, which is not `undefined`. */
export function fieldRepr({ kind }: Field, value: unknown): string {
  if (kind === "baseImage" && isSpec(value)) return hashedText(value);
  if (kind === "copyMode") {
    const mode = value as CopyFileDetection;
    return pythonRepr(new PythonEnumMember("CopyFileDetection", mode, COPY_MODES[mode]));
  }
  return pythonRepr(value as PythonValue);
}

function isSpec(value: unknown): value is SpecValues {
  return isObject(value) && "platform" in value;
}
