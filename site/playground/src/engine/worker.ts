/**
 * The worker: it answers the questions of the page with the library. It is one file, so that nothing is requested later.
 *
 * @module
 */
import * as context from "./context.ts";

/** A question to the worker. */
export interface Request {
  readonly id: number;
  readonly question: keyof Answers;
  readonly values: readonly unknown[];
}

/** What the worker sends: that it starts to compute, and then the answer or why there is none. */
export type Reply =
  | { readonly id: number; readonly kind: "started" }
  | { readonly id: number; readonly kind: "answer"; readonly answer: unknown }
  | { readonly id: number; readonly kind: "failure"; readonly message: string };

/** The functions that answer questions. */
export type Answers = typeof ANSWERS;

const ANSWERS = { ...context };

addEventListener("message", async ({ data: { id, question, values } }: MessageEvent<Request>) => {
  const reply = (message: Reply) => postMessage(message);
  reply({ id, kind: "started" });
  try {
    const answer = ANSWERS[question] as (...values: readonly unknown[]) => unknown;
    reply({ id, kind: "answer", answer: await answer(...values) });
  } catch (error) {
    reply({ id, kind: "failure", message: error instanceof Error ? error.message : String(error) });
  }
});
