/**
 * Reading what servers send, as far as it can be of use.
 *
 * @module
 */

/** The most bytes that are read: what the OCI specification lets a manifest have. */
const MAX_BYTES = 4 * 1024 * 1024;

/** An object as JSON has it. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The bytes of a response; `undefined` if there are too many. */
export async function readBody(response: Response): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const reader = response.body?.getReader();
  // Not a list of chunks: a server may send each byte as one.
  let bytes = new Uint8Array(1024);
  let length = 0;
  while (reader !== undefined) {
    const { done, value } = await reader.read();
    if (done) break;
    if (length + value.length > MAX_BYTES) {
      // The rest may be endless.
      await reader.cancel();
      return undefined;
    }
    if (length + value.length > bytes.length) {
      const larger = new Uint8Array(Math.max(bytes.length * 2, length + value.length));
      larger.set(bytes.subarray(0, length));
      bytes = larger;
    }
    bytes.set(value, length);
    length += value.length;
  }
  return bytes.slice(0, length);
}

/** The JSON object that bytes hold, if they hold one. */
export function jsonObject(bytes: Uint8Array | undefined): JsonObject | undefined {
  if (bytes === undefined) return undefined;
  try {
    return asObject(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return undefined;
  }
}

/** The value if it is an object, and no list. */
export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value as JsonObject : undefined;
}

/** The values of a field, whose name may be written in any case, as Go's decoder reads it; without `null`. */
export function fieldsOf(object: JsonObject, name: string): readonly unknown[] {
  const wanted = name.toLowerCase();
  return Object.keys(object).filter((key) => key.toLowerCase() === wanted)
    .map((key) => object[key]).filter((value) => value !== null);
}

/** The value of a field, as {@linkcode fieldsOf} finds it; the last one counts. */
export function fieldOf(object: JsonObject, name: string): unknown {
  return fieldsOf(object, name).at(-1);
}
