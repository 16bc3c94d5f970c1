/**
 * Files as text.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { quotedPath as quoted } from "../text/quote.ts";

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
