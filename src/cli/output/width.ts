/**
 * Width of text on a terminal.
 *
 * @module
 */
import { eastAsianWidth } from "get-east-asian-width";

const ASCII = /^[\x20-\x7e]*$/;
/** Characters that take no column: combining marks, joiners, variation selectors. */
const NO_WIDTH = /^[\p{M}\p{Cf}\p{Cc}]$/u;

/** Returns the number of columns that text takes on a terminal; ANSI codes of styles take none. */
export function widthOf(text: string): number {
  if (ASCII.test(text)) return text.length;
  // deno-lint-ignore no-control-regex
  const plain = text.replace(/\x1b\[\d+m/g, "");
  let width = 0;
  for (const character of plain) width += characterWidth(character);
  return width;
}

/** Cuts text without styles to a number of columns. */
export function cutTo(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let cut = "";
  let used = 1;
  for (const character of text) {
    used += characterWidth(character);
    if (used > columns) break;
    cut += character;
  }
  return columns < 1 ? "" : `${cut}…`;
}

function characterWidth(character: string): number {
  return NO_WIDTH.test(character) ? 0 : eastAsianWidth(character.codePointAt(0)!);
}
