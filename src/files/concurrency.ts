/**
 * Concurrency for long work on many files.
 *
 * @module
 */

/** How many pieces of work are under way at once. */
const AHEAD = 16;

/** The results of work on each item, in order, while that on the next ones is under way. Ends at the first failure. */
export async function* mapConcurrent<T, R>(items: Iterable<T>, work: (item: T) => Promise<R>): AsyncGenerator<R> {
  const underway: Promise<R>[] = [];
  for (const item of items) {
    const result = work(item);
    // Another one may fail first, and then nobody looks at this one.
    result.catch(() => {});
    underway.push(result);
    if (underway.length >= AHEAD) yield await underway.shift()!;
  }
  for (const result of underway) yield await result;
}

/** Resolves when others have had their turn. */
export function yieldToEventLoop(): Promise<void> {
  const { setImmediate } = globalThis as { readonly setImmediate?: (resume: () => void) => unknown };
  // A timer of 0 waits for a millisecond at least.
  return new Promise((resolve) => void (setImmediate ?? setTimeout)(resolve));
}
