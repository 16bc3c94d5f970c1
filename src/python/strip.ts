/**
 * Python's white space at the ends of texts.
 *
 * @module
 */
import { isSpace } from "./number.ts";

/** `text.strip()`: other characters than JavaScript's `trim` takes for white space. */
export function strip(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}
