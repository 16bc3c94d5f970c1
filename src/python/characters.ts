/**
 * CPython's small letters and classes of characters, as CPython 3.11 has them in whatever runtime.
 *
 * @module
 */
import { isPrintable } from "./printable.ts";

/** `text.lower()`. */
export function lower(text: string): string {
  if (!/[^\0-\x7f]/.test(text)) return text.toLowerCase();
  // A letter that CPython does not know ends a word there, which decides how a capital sigma at its end is written.
  return text.split(/([^\p{C}\p{Z}])/u).reduce<string[]>((pieces, piece, index) => {
    if (index % 2 === 1 && !isKnown(piece)) pieces.push(piece, "");
    else pieces.push((pieces.pop() ?? "") + piece);
    return pieces;
  }, []).map((piece, index) => index % 2 === 1 ? piece : piece.toLowerCase()).join("");
}

/** Whether a character is one of `\w` in `re`: a letter, a number or an underscore. */
export function isWordCharacter(character: string): boolean {
  return /^[\p{L}\p{N}_]$/u.test(character) && isKnown(character);
}

/** Whether a character is one of `\d` in `re`: a decimal digit of any script. */
export function isDecimalDigit(character: string): boolean {
  return /^\p{Nd}$/u.test(character) && isKnown(character);
}

function isKnown(character: string): boolean {
  return isPrintable(character.codePointAt(0)!);
}
