/**
 * Concurrency for work on many files.
 *
 * @module
 */

/** Maximum number of items that are worked on at once. */
const MAX_PENDING = 16;

/**
 * Yields the result of work on each item, in order, while the next items are already worked on. Ends at the first
 * failure.
 */
export async function* mapConcurrent<T, R>(
  items: Iterable<T> | AsyncIterable<T>,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const pending: Promise<R>[] = [];
  for await (const item of items) {
    const result = work(item);
    // An earlier item may fail first, and then this rejection is not handled.
    result.catch(() => {});
    pending.push(result);
    if (pending.length >= MAX_PENDING) yield await pending.shift()!;
  }
  for (const result of pending) yield await result;
}

/** Resolves after other tasks had a turn. */
export function yieldToEventLoop(): Promise<void> {
  const { setImmediate } = globalThis as { readonly setImmediate?: (resume: () => void) => unknown };
  // A timer of 0 ms waits for at least one millisecond.
  return new Promise((resolve) => void (setImmediate ?? setTimeout)(resolve));
}
