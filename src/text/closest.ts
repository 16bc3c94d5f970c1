/**
 * Finds the known name that was probably meant.
 *
 * @module
 */

const MAX_LENGTH = 64;

/** Returns the candidate that is nearest to `text`, if one is near enough; `-`, `_` and case are ignored. */
export function closest(text: string, candidates: Iterable<string>): string | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const wanted = plainName(text);
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    const found = distance(wanted, plainName(candidate), bestDistance);
    if (found < bestDistance) [best, bestDistance] = [candidate, found];
  }
  return best;
}

/** Returns `; did you mean "…"?`, or an empty string. */
export function didYouMean(meant: string | undefined): string {
  return meant === undefined ? "" : `; did you mean ${JSON.stringify(meant)}?`;
}

/** Returns a name as it is compared: in lower case, without `-` and `_`. */
export function plainName(text: string): string {
  return text.toLowerCase().replace(/[-_]/g, "");
}

/** Returns how many letters must be changed, added, removed or swapped with their neighbor; `limit` if not fewer. */
function distance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) >= limit) return limit;
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        least = Math.min(least, beforeLast[j - 2]! + 1);
      }
      row.push(least);
    }
    [beforeLast, last] = [last, row];
  }
  return last[other.length]!;
}
