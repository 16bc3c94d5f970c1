/**
 * Compresses and decompresses gzip data with the fastest API of the runtime. `DecompressionStream` takes about 15 times
 * as long as `node:zlib` for small input, so `node:zlib` is used where it exists.
 *
 * @module
 */
import { FlyteConfigError } from "../plain_error.ts";
import { builtinModule } from "./node_builtins.ts";

type Bytes = Uint8Array<ArrayBuffer>;

interface NodeZlib {
  gunzipSync(
    bytes: Uint8Array,
    options: { maxOutputLength: number; chunkSize: number; info: true },
  ): { readonly buffer: Bytes; readonly engine: { readonly bytesWritten: number } };
}

/**
 * Number of compressed bytes that are fed to a stream at once: each chunk may expand a thousandfold before the stream
 * can be stopped.
 */
const PIECE = 16 * 1024;

/** Maximum output to ask a runtime for; the longest JavaScript strings are shorter. */
const MAX_OUTPUT = 2 ** 31 - 1;

/**
 * Decompresses gzip data; returns `undefined` for damaged data, whose errors runtimes report differently. Throws
 * `too_large` as soon as the output exceeds `maxBytes`.
 */
export function gunzip(bytes: Bytes, maxBytes: number): Bytes | undefined | Promise<Bytes | undefined> {
  const zlib = builtinModule<NodeZlib>("node:zlib");
  return zlib === undefined ? gunzipStream(bytes, maxBytes) : gunzipNative(zlib, bytes, maxBytes);
}

/** Whether bytes start as gzip data does, as far as there are any. */
export function hasGzipHeader([first, second = 0x8b, method = 8]: Uint8Array): boolean {
  return first === 0x1f && second === 0x8b && method === 8;
}

/** Returns the length that a gzip trailer states: that of the decompressed data, modulo 2^32. */
export function statedLength(bytes: Uint8Array): number {
  const { length } = bytes;
  if (length < 4) return 0;
  // By hand: to create a DataView takes 2 % of decoding 0.4 KB.
  return (bytes[length - 4]! | bytes[length - 3]! << 8 | bytes[length - 2]! << 16 | bytes[length - 1]! << 24) >>> 0;
}

function gunzipNative(zlib: NodeZlib, bytes: Bytes, maxBytes: number): Bytes | undefined {
  // A single chunk that fits spares zlib from growing and joining. The stated length may be any number in damaged data:
  // it is not trusted beyond 1 MiB, and beyond what JSON may be compressed to.
  const chunkSize = Math.max(64, Math.min(statedLength(bytes) + 1, 32 * bytes.length, 1 << 20));
  try {
    const maxOutputLength = Math.min(maxBytes, MAX_OUTPUT);
    const { buffer, engine } = zlib.gunzipSync(bytes, { maxOutputLength, chunkSize, info: true });
    // A zero byte after the end makes zlib ignore the rest, which it then has not consumed.
    return engine.bytesWritten === bytes.length ? buffer : undefined;
  } catch (error) {
    if ((error as { code?: unknown }).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge(maxBytes);
    return undefined;
  }
}

async function gunzipStream(bytes: Bytes, maxBytes: number): Promise<Bytes | undefined> {
  const { readable, writable } = new DecompressionStream("gzip");
  const reader = readable.getReader();
  const written = feed(writable.getWriter(), bytes);
  // It may fail before it is awaited, which workerd reports as an unhandled rejection.
  written.catch(() => {});
  const chunks: Bytes[] = [];
  let length = 0;
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      length += chunk.value.length;
      if (length > maxBytes) throw tooLarge(maxBytes);
      chunks.push(chunk.value as Bytes);
    }
    await written;
  } catch (error) {
    await reader.cancel().catch(() => {});
    await written.catch(() => {});
    if (error instanceof FlyteConfigError) throw error;
    return undefined;
  }
  return chunks.length === 1 ? chunks[0]! : join(chunks, length);
}

async function feed(writer: WritableStreamDefaultWriter<BufferSource>, bytes: Bytes): Promise<void> {
  for (let start = 0; start < bytes.length; start += PIECE) {
    await writer.write(bytes.subarray(start, start + PIECE));
  }
  await writer.close();
}

function join(chunks: readonly Bytes[], length: number): Bytes {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** Returns the error of data that decompresses to more than the caller allows. */
export function tooLarge(maxBytes: number): FlyteConfigError {
  return new FlyteConfigError(
    "too_large",
    `the decompressed data is larger than ${maxBytes} bytes; raise maxBytes if you trust the sender`,
  );
}

interface NodeGzip {
  gzipSync(bytes: Uint8Array, options: { level: number }): Bytes;
}

/** Compresses bytes with the best compression of the runtime. */
export async function gzip(bytes: Bytes): Promise<Bytes> {
  const zlib = builtinModule<NodeGzip>("node:zlib");
  if (zlib !== undefined) return zlib.gzipSync(bytes, { level: 9 });
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
