/**
 * What stands for secrets.
 *
 * @module
 */

/** What stands for a secret. */
export const MASK = "***";

/** A part of a text, from one position up to another. */
export type Range = readonly [from: number, to: number];

/** The text with `***` in place of some parts, which are in order. */
export function withMasks(text: string, hidden: readonly Range[]): string {
  let [shown, done] = ["", 0];
  for (const [from, to] of hidden) {
    shown += text.slice(done, from) + MASK;
    done = to;
  }
  return shown + text.slice(done);
}
