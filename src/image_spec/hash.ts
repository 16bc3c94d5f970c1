/**
 * The hash of an image specification, as flytekit makes it.
 *
 * @module
 */
import { md5 } from "@noble/hashes/legacy.js";
import { encodeBase64 } from "../host/base64_encode.ts";
import { PythonEnumMember, pythonRepr, type PythonValue } from "../python/repr.ts";
import { COPY_MODES, type Field, FIELDS } from "./fields.ts";
import type { CopyFileDetection, ImageSpecInit } from "./image_spec_init.ts";

/** The values of a specification's fields; its class, and what `tag` puts in its place. */
export type FieldValues = Readonly<Partial<Record<keyof ImageSpecInit, unknown>>>;

/** The hash of fields: 22 characters of the URL-safe base64 alphabet. */
export function hashOf(values: FieldValues): string {
  const base64 = encodeBase64(md5(new TextEncoder().encode(hashedText(values))));
  return base64.slice(0, 22).replaceAll("+", "-").replaceAll("/", "_");
}

/** The text that is hashed: `str(dict)` of the fields that are not `None` and count. */
export function hashedText(values: FieldValues): string {
  const items = FIELDS.filter((field) => !field.isUnhashed && values[field.key] !== undefined)
    .map((field) => `'${field.wire}': ${fieldRepr(field, values[field.key])}`);
  return `{${items.join(", ")}}`;
}

/** `repr` of the value of a field, which is not `undefined`. */
export function fieldRepr({ kind }: Field, value: unknown): string {
  if (kind === "baseImage" && typeof value !== "string") return hashedText(value as FieldValues);
  if (kind === "copyMode") {
    const mode = value as CopyFileDetection;
    return pythonRepr(new PythonEnumMember("CopyFileDetection", mode, COPY_MODES[mode]));
  }
  return pythonRepr(value as PythonValue);
}
