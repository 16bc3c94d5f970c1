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
  for (const character of plain) {
    if (!NO_WIDTH.test(character)) width += eastAsianWidth(character.codePointAt(0)!);
  }
  return width;
}
