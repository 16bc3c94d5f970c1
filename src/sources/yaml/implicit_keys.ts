/**
 * Checks where keys and colons stand.
 *
 * @module
 */
import type { CST } from "yaml";
import { syntaxFault } from "./fault.ts";
import { MAX_KEY_LENGTH } from "./limits.ts";

/**
 * Throws a fault for a key that PyYAML does not take: without a question mark, a key must be there, and be on one line
 * with its colon, in flow mappings too; with one, the colon must stand below it.
 */
export function checkKey(
  text: string,
  { start, key, sep, value }: CST.CollectionItem,
  isFlow: boolean,
): void {
  const colon = sep?.find(({ type }) => type === "map-value-ind");
  if (colon === undefined && value && sep) throw syntaxFault("a colon is missing before this", value.offset);
  const mark = start.find(({ type }) => type === "explicit-key-ind");
  if (mark !== undefined) {
    if (!isFlow && colon !== undefined && column(text, mark.offset) !== column(text, colon.offset)) {
      throw syntaxFault("a colon does not stand below the question mark of its key", colon.offset, mark.offset);
    }
    return;
  }
  if (colon === undefined) return;
  const property = start.find(({ type }) => type === "anchor" || type === "tag");
  if (!key && property === undefined) throw syntaxFault("a colon has no key before it", colon.offset);
  const first = property?.offset ?? key!.offset;
  if (isTooLong(text, first, colon.offset)) throw syntaxFault("a key is longer than 1024 characters", first);
  if (text.slice(first, colon.offset).includes("\n")) {
    throw syntaxFault("a key and its colon must be on one line", first);
  }
}

function column(text: string, offset: number): number {
  return offset - text.lastIndexOf("\n", offset - 1);
}

/** Python counts code points. */
function isTooLong(text: string, start: number, end: number): boolean {
  if (end - start <= MAX_KEY_LENGTH) return false;
  return end - start > 2 * MAX_KEY_LENGTH || Array.from(text.slice(start, end)).length > MAX_KEY_LENGTH;
}
