/**
 * Reads files whole, each kind up to a size that no real one has.
 *
 * @module
 */
import { fileTooLarge } from "./common.ts";
import type { Host } from "./host.ts";

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
