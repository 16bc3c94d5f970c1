/**
 * Shared by the parsers of both formats: positions, and the limit of size.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";

/** A position in a string. */
export interface TextPosition {
  /** Line, counted from 1. */
  readonly line: number;
  /** Column, counted from 1 in UTF-16 code units as in editors. */
  readonly column: number;
  /** Offset in UTF-16 code units from the start of the text. */
  readonly offset: number;
}

/** Throws `too_large` for a string whose UTF-8 is larger than a limit. */
export function checkSize(name: string, text: string, maxBytes: number): void {
  // A UTF-16 code unit takes at most three bytes.
  if (text.length * 3 <= maxBytes) return;
  let bytes = text.length;
  for (let at = 0; at < text.length && bytes <= maxBytes; at++) {
    const code = text.charCodeAt(at);
    // Each half of a surrogate pair takes two bytes.
    if (code > 0x7f) bytes += code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 1 : 2;
  }
  if (bytes <= maxBytes) return;
  throw new FlyteConfigError(
    "too_large",
    `${name}: the text is larger than ${maxBytes} bytes; pass a larger maxBytes to parseYaml or parseIni`,
  );
}
