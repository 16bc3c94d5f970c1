/**
 * Stripping characters from the ends of a text. By hand: `/x+$/` takes quadratic time where many `x` are not at the end.
 *
 * @module
 */

/** The text without any of the characters at its end. */
export function trimEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text[end - 1]!)) end--;
  return text.slice(0, end);
}

/** The text without any of the characters at both of its ends. */
export function trim(text: string, characters: string): string {
  let start = 0;
  while (start < text.length && characters.includes(text[start]!)) start++;
  return trimEnd(text.slice(start), characters);
}
