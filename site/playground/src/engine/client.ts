/**
 * The page's side of the worker.
 *
 * @module
 */
import type { Answers, Reply, Request } from "./answer.ts";

/** Milliseconds that an answer may take before the worker is stopped. */
const TIME_LIMIT = 5000;

interface Pending {
  readonly resolve: (answer: never) => void;
  readonly reject: (reason: Error) => void;
  timer?: number;
}

/**
 * Asks a worker, so that no input can block the page. A worker that takes too long is replaced by a new one; its other
 * questions fail as well.
 */
export class Engine<A extends Answers> {
  readonly #create: () => Worker;
  #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  /** Number of questions so far. */
  #last = 0;

  /** Accepts a function that creates the worker. */
  constructor(create: () => Worker) {
    this.#create = create;
    this.#worker = this.#start();
  }

  /** Asks a question. Rejects with an `Error` whose message is for people. */
  ask<Q extends Extract<keyof A, string>>(
    question: Q,
    ...values: Parameters<A[Q]>
  ): Promise<Awaited<ReturnType<A[Q]>>> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#worker.postMessage({ id, question, values } satisfies Request);
    });
  }

  #start(): Worker {
    const worker = this.#create();
    worker.addEventListener("message", ({ data }: MessageEvent<Reply>) => this.#receive(data));
    worker.addEventListener(
      "error",
      () => this.#restart("The playground could not be loaded; reload the page."),
    );
    return worker;
  }

  #receive(reply: Reply): void {
    const pending = this.#pending.get(reply.id);
    if (pending === undefined) return;
    if (reply.kind === "started") {
      pending.timer = setTimeout(() => {
        this.#restart(
          `Stopped, because this takes more than ${TIME_LIMIT / 1000} seconds; use a smaller text.`,
        );
      }, TIME_LIMIT);
      return;
    }
    clearTimeout(pending.timer);
    this.#pending.delete(reply.id);
    if (reply.kind === "answer") pending.resolve(reply.answer as never);
    else pending.reject(new Error(reply.message));
  }

  #restart(reason: string): void {
    this.#worker.terminate();
    for (const { reject, timer } of this.#pending.values()) {
      clearTimeout(timer);
      reject(new Error(reason));
    }
    this.#pending.clear();
    this.#worker = this.#start();
  }
}

/** Runs tasks one at a time; while one runs, only the newest of the others is kept. */
export class Latest {
  #isRunning = false;
  #next: (() => Promise<void>) | undefined;

  /** Runs a task now or after the one that runs. */
  async run(task: () => Promise<void>): Promise<void> {
    this.#next = task;
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      while (this.#next !== undefined) {
        const current = this.#next;
        this.#next = undefined;
        await current();
      }
    } finally {
      this.#isRunning = false;
    }
  }
}
