/**
 * Reads untrusted JSON objects as Go's decoder does.
 *
 * @module
 */

/** A JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Parses bytes as a JSON object; `undefined` if they are not one. */
export function jsonObject(bytes: Uint8Array | undefined): JsonObject | undefined {
  if (bytes === undefined) return undefined;
  try {
    return asObject(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return undefined;
  }
}

/** Returns a value if it is an object and not a list. */
export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value as JsonObject : undefined;
}

/** Returns the values of a field, whose name is compared case-insensitively, without `null`. */
export function fieldsOf(object: JsonObject, name: string): readonly unknown[] {
  const wanted = name.toLowerCase();
  return Object.keys(object).filter((key) => key.toLowerCase() === wanted)
    .map((key) => object[key]).filter((value) => value !== null);
}

/** Returns the value of a field as {@linkcode fieldsOf} finds it; the last one takes precedence. */
export function fieldOf(object: JsonObject, name: string): unknown {
  return fieldsOf(object, name).at(-1);
}
