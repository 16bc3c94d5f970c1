/**
 * Reads whole files up to a size limit per kind, and decodes them as UTF-8.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { quotedPath } from "../text/quote.ts";
import type { Host } from "./host.ts";
import { fileTooLarge } from "./host_errors.ts";

const MIB = 1024 * 1024;

/** Maximum size of each kind of file in bytes. */
export const FILE_LIMITS = {
  /** A configuration file, or the YAML file of an `ImageSpec`. */
  config: 4 * MIB,
  /** A file in which serialized contexts are searched, such as all pods of a cluster. */
  contexts: 64 * MIB,
  /** A file that contains a client secret. */
  secret: MIB,
  /** A file with registry credentials. */
  credentials: 4 * MIB,
  /** A file with the certificates of authorities. */
  certificates: 4 * MIB,
  /** A `.dockerignore`. */
  ignore: MIB,
  /** A requirements or lock file. */
  requirements: 64 * MIB,
  /** A script with inline dependencies. */
  script: 16 * MIB,
} as const;

/** A kind of file. */
export type FileKind = keyof typeof FILE_LIMITS;

/** Reads a file of a kind. Rejects as {@linkcode Host.readFile} does. */
export async function readBytes(host: Host, path: string, kind: FileKind): Promise<Uint8Array> {
  const maxBytes = FILE_LIMITS[kind];
  const bytes = await host.readFile(path, { maxBytes });
  // A custom host may ignore the limit.
  if (bytes.length > maxBytes) throw fileTooLarge(path, maxBytes);
  return bytes;
}

/** Reads the text of a file of a kind; a byte order mark is kept. Rejects as {@linkcode Host.readTextFile} does. */
export async function readText(host: Pick<Host, "readTextFile">, path: string, kind: FileKind): Promise<string> {
  const maxBytes = FILE_LIMITS[kind];
  const text = await host.readTextFile(path, { maxBytes });
  // A character takes at least one byte.
  if (text.length > maxBytes) throw fileTooLarge(path, maxBytes);
  return text;
}

/**
 * Decodes the bytes of a file as UTF-8; a byte order mark is kept. Throws `not_utf8` with the offset of the first
 * invalid byte.
 */
export function decodeFile(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    const offset = firstInvalidByte(bytes);
    throw new FlyteConfigError(
      "not_utf8",
      `${quotedPath(path)} is not valid UTF-8; the first invalid byte is at offset ${offset}`,
      {
        offset,
        cause,
      },
    );
  }
}

/** Returns the offset of the first U+FFFD that is not encoded in the bytes. */
function firstInvalidByte(bytes: Uint8Array): number {
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
