/**
 * Compares the times of several candidates.
 *
 * @module
 */

/** The best time of each candidate in microseconds. They run in turn, under the same load. */
export async function race(candidates: readonly (() => unknown)[], rounds: number): Promise<number[]> {
  const best = candidates.map(() => Infinity);
  const count = Math.max(1, Math.ceil(rounds));
  for (let turn = 0; turn < 15; turn++) {
    for (const [index, candidate] of candidates.entries()) {
      const start = performance.now();
      for (let round = 0; round < count; round++) {
        const result = candidate();
        if (result instanceof Promise) await result;
      }
      best[index] = Math.min(best[index]!, (performance.now() - start) * 1000 / count);
    }
  }
  return best;
}
