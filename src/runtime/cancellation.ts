/**
 * Waiting for work that may be aborted, alone or together with other callers.
 *
 * @module
 */
import type { Signal } from "./host.ts";

/** Waits for a promise; rejects with the signal's reason if the signal is aborted first. */
export async function untilAborted<T>(promise: Promise<T>, signal: Signal | undefined): Promise<T> {
  if (signal === undefined) return await promise;
  // The operation cannot be stopped, and its later failure is irrelevant.
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

/** Waits for a time. Rejects with the signal's reason when it is aborted. */
export function wait(milliseconds: number, signal: Signal | undefined): Promise<void> {
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

/**
 * Runs work for a limited time. Its signal is aborted by the caller's signal, whose reason the promise then rejects with,
 * or once the time is over, and the promise rejects with the error that `late` returns. Otherwise it settles as the work.
 */
export async function withinTime<T>(
  milliseconds: number,
  signal: Signal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
  late: (cause: unknown) => Error,
): Promise<T> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), milliseconds);
  const signals = signal === undefined ? [timeout.signal] : [timeout.signal, signal];
  try {
    return await work(AbortSignal.any(signals));
  } catch (error) {
    signal?.throwIfAborted();
    throw timeout.signal.aborted ? late(error) : error;
  } finally {
    clearTimeout(timer);
  }
}

interface Task<T> {
  readonly result: Promise<T>;
  readonly stop: AbortController;
  waiting: number;
}

/**
 * Lets concurrent callers with the same key share one run of some work. Each caller is aborted by its own signal only;
 * the work itself is aborted when no caller waits for it any longer. With `untilEnded`, the last caller waits until it
 * has ended. Results are not cached.
 */
export class SingleFlight<T> {
  readonly #underWay = new Map<string, Task<T>>();

  /**
   * Waits for the work of a key, and starts it unless it is running. Rejects as the work does, or with the signal's
   * reason.
   */
  async run(
    key: string,
    signal: Signal | undefined,
    start: (signal: AbortSignal) => Promise<T>,
    { untilEnded = false } = {},
  ): Promise<T> {
    signal?.throwIfAborted();
    const task = this.#underWay.get(key) ?? this.#start(key, start);
    task.waiting++;
    try {
      return await untilAborted(task.result, signal);
    } finally {
      task.waiting--;
      if (task.waiting === 0 && this.#underWay.get(key) === task) {
        this.#underWay.delete(key);
        task.stop.abort();
        if (untilEnded) await task.result.catch(() => {});
      }
    }
  }

  #start(key: string, start: (signal: AbortSignal) => Promise<T>): Task<T> {
    const stop = new AbortController();
    const task = { result: start(stop.signal), stop, waiting: 0 };
    this.#underWay.set(key, task);
    const forget = () => {
      if (this.#underWay.get(key) === task) this.#underWay.delete(key);
    };
    // Also handles a rejection that no caller waits for.
    task.result.then(forget, forget);
    return task;
  }
}
