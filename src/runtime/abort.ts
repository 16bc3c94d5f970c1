/**
 * Waiting that ends when a signal is aborted.
 *
 * @module
 */
import type { Signal } from "./host.ts";

/** What a promise gives, unless the signal is aborted before: rejects with the signal's reason then. */
export async function untilAborted<T>(promise: Promise<T>, signal: Signal | undefined): Promise<T> {
  if (signal === undefined) return await promise;
  // The operation cannot be stopped; its failure is no longer of interest then.
  promise.catch(() => {});
  signal.throwIfAborted();
  let stop = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    stop = () => signal.removeEventListener("abort", onAbort);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    stop();
  }
}
