/**
 * Reads whole files up to a size limit per kind, and decodes them as UTF-8.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { quotedPath as quoted } from "../text/quote.ts";
import type { Host } from "./host.ts";
import { fileTooLarge } from "./host_errors.ts";

const MIB = 1024 * 1024;

/** The largest number of bytes of each kind of file. */
export const FILE_LIMITS = {
  /** A configuration file, or the YAML file of an `ImageSpec`. */
  config: 4 * MIB,
  /** A file that holds a client secret. */
  secret: MIB,
  /** A file with credentials of registries. */
  credentials: 4 * MIB,
  /** A `.dockerignore`. */
  ignore: MIB,
  /** A requirements or lock file. */
  requirements: 64 * MIB,
  /** A script that says what it needs. */
  script: 16 * MIB,
} as const;

/** A kind of file. */
export type FileKind = keyof typeof FILE_LIMITS;

/** The bytes of a file. Rejects as {@linkcode Host.readFile} does. */
export async function readBytes(host: Host, path: string, kind: FileKind): Promise<Uint8Array> {
  const maxBytes = FILE_LIMITS[kind];
  const bytes = await host.readFile(path, { maxBytes });
  // A host of the caller's may know nothing of limits.
  if (bytes.length > maxBytes) throw fileTooLarge(path, maxBytes);
  return bytes;
}

/** The text of a file, with its byte order mark if it has one. Rejects as {@linkcode Host.readTextFile} does. */
export async function readText(host: Host, path: string, kind: FileKind): Promise<string> {
  const maxBytes = FILE_LIMITS[kind];
  const text = await host.readTextFile(path, { maxBytes });
  // A character takes a byte at least.
  if (text.length > maxBytes) throw fileTooLarge(path, maxBytes);
  return text;
}

/** The text of a file's bytes, with its byte order mark if it has one. Throws `not_utf8` with the offset of the fault. */
export function decodeFile(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    const offset = firstFault(bytes);
    throw new FlyteConfigError("not_utf8", `${quoted(path)} is not UTF-8: see the byte at offset ${offset}`, {
      offset,
      cause,
    });
  }
}

/** Where the first U+FFFD comes from that the bytes do not spell out. */
function firstFault(bytes: Uint8Array): number {
  let offset = 0;
  for (const character of new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)) {
    if (character === "\uFFFD" && !isReplacement(bytes, offset)) break;
    offset += character < "\x80" ? 1 : character < "\u0800" ? 2 : character.length === 1 ? 3 : 4;
  }
  return offset;
}

function isReplacement(bytes: Uint8Array, offset: number): boolean {
  return bytes[offset] === 0xef && bytes[offset + 1] === 0xbf && bytes[offset + 2] === 0xbd;
}
