/**
 * How long to wait before a request is made again.
 *
 * @module
 */

/** When to try again. */
export interface RetryPolicy {
  /** How often a request is made again. */
  readonly retries: number;
  /** The first wait in milliseconds; each one after it is twice as long. */
  readonly backoffMs: number;
  /** The longest wait in milliseconds. */
  readonly maxWaitMs: number;
}

const RETRIED: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/** Whether a server that answers so may do better soon. */
export function isTransient(status: number): boolean {
  return RETRIED.has(status);
}

/** Milliseconds to wait after a number of attempts. Varies at random, so that many clients do not come at once. */
export function backoff(attempts: number, { backoffMs, maxWaitMs }: RetryPolicy): number {
  return Math.min(backoffMs * 2 ** (attempts - 1) * (0.5 + Math.random()), maxWaitMs);
}

/** Milliseconds that a server asks to wait for, by its header `Retry-After`: seconds, or a date. */
export function retryAfter(header: string | null, now: number): number | undefined {
  const text = header?.trim() ?? "";
  if (/^\d{1,10}$/.test(text)) return Number(text) * 1000;
  // Date.parse reads much that is no date of HTTP.
  const date = /^[A-Z][a-z]+, .* GMT$/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Waits. Rejects with the signal's reason when it is aborted. */
export function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      if (signal?.aborted) reject(signal.reason);
      else resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener("abort", end);
    if (signal?.aborted) end();
  });
}
