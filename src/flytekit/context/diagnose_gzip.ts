/**
 * Finds out why gzip data cannot be read, which runtimes report differently. Loaded only then.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { inflate } from "../../python/zlib/inflate.ts";
import { crc32 } from "../../runtime/crc32.ts";
import { hasGzipHeader, tooLarge } from "../../runtime/gzip.ts";

const TRAILER_BYTES = 8;

/** Flag bits of a gzip header: what follows its first ten bytes. */
const FLAGS = { headerChecksum: 2, extra: 4, name: 8, comment: 16 };

/** Returns the error of bytes that are not exactly one piece of gzip data of at most `maxBytes`. */
export function diagnoseGzip(bytes: Uint8Array, maxBytes: number): FlyteConfigError {
  if (!hasGzipHeader(bytes)) return new FlyteConfigError("not_gzip", headerProblem(bytes), { offset: 0 });
  const start = dataOffset(bytes);
  if (start > bytes.length) return cutShort(bytes.length);
  let [length, checksum] = [0, 0];
  let end: number | string | undefined;
  try {
    end = inflate(bytes, start, (chunk) => {
      length += chunk.length;
      if (length > maxBytes) throw tooLarge(maxBytes);
      checksum = crc32(chunk, checksum);
    });
  } catch (error) {
    if (error instanceof FlyteConfigError) return error;
    throw error;
  }
  if (typeof end === "string") return new FlyteConfigError("corrupt_gzip", `the compressed data is damaged: ${end}`);
  const rest = end === undefined ? -1 : bytes.length - end - TRAILER_BYTES;
  if (end === undefined || rest < 0) return cutShort(bytes.length);
  const trailer = new DataView(bytes.buffer, bytes.byteOffset + end, TRAILER_BYTES);
  if (trailer.getUint32(0, true) !== checksum || trailer.getUint32(4, true) !== length % 2 ** 32) {
    return new FlyteConfigError(
      "checksum_mismatch",
      "the data does not match its checksum, so it was changed after compression; copy the value again",
    );
  }
  return rest === 0
    ? new FlyteConfigError("corrupt_gzip", "this runtime cannot decompress the data")
    : new FlyteConfigError("trailing_bytes", `${rest} bytes follow the end of the gzip data; pass one value only`, {
      offset: bytes.length - rest,
    });
}

/** The beginnings of data that is not gzip, as Latin-1, with what it is. */
const OTHERS: readonly (readonly [start: RegExp, advice: string])[] = [
  [/^\s*\{/, "but plain JSON; use SerializationSettings.fromJsonString"],
  [/^\s*H4sI/, "but base64 again, as in a Kubernetes Secret; decode it once first"],
  [/^_F_SS_C|^export |^"/, "but text; pass only the value of _F_SS_C"],
  [/^x[^\x20-\x7d]/, "but zlib data, which has a different header"],
  [/^PK/, "but a ZIP archive"],
  [/^\x28\xb5\x2f\xfd/, "but zstd data"],
  [/^BZh/, "but bzip2 data"],
];

/** Returns what is wrong with the header of gzip data. */
function headerProblem(bytes: Uint8Array): string {
  const [first, second, method] = bytes;
  if (first === 0x1f && second === 0x8b) return `the gzip data has the unknown compression method ${method}`;
  const start = String.fromCharCode(...bytes.subarray(0, 20));
  const what = OTHERS.find(([pattern]) => pattern.test(start))?.[1] ?? "; is this the value of _F_SS_C?";
  return `the decoded bytes are not gzip${what.startsWith(";") ? "" : " "}${what}`;
}

/** Returns where the deflate data starts; past the end if the header is incomplete. */
function dataOffset(bytes: Uint8Array): number {
  const flags = bytes[3] ?? 0;
  let at = 10;
  if (flags & FLAGS.extra) at += 2 + ((bytes[at] ?? 0) | (bytes[at + 1] ?? 0) << 8);
  for (const flag of [FLAGS.name, FLAGS.comment]) {
    if (!(flags & flag)) continue;
    const end = bytes.indexOf(0, at);
    at = end < 0 ? Infinity : end + 1;
  }
  return flags & FLAGS.headerChecksum ? at + 2 : at;
}

function cutShort(length: number): FlyteConfigError {
  return new FlyteConfigError(
    "cut_short",
    `the gzip data is truncated after ${length} bytes; copy the whole value`,
    {
      offset: length,
    },
  );
}
