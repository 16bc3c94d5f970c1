/**
 * The worker's side: it answers questions of the page with functions. Each tab has a worker of its own, which is one file, so
 * that nothing is requested later.
 *
 * @module
 */

/** Functions that answer questions. */
export type Answers = Readonly<Record<string, (...values: never[]) => unknown>>;

/** A question to a worker. */
export interface Request {
  readonly id: number;
  readonly question: string;
  readonly values: readonly unknown[];
}

/** What a worker sends: that it starts to compute, and then the answer or why there is none. */
export type Reply =
  | { readonly id: number; readonly kind: "started" }
  | { readonly id: number; readonly kind: "answer"; readonly answer: unknown }
  | { readonly id: number; readonly kind: "failure"; readonly message: string };

/** What could send something elsewhere. A worker does not have the policy of the page. */
const SENDERS = ["fetch", "XMLHttpRequest", "WebSocket", "WebSocketStream", "EventSource", "WebTransport"];

/** Answers the questions that this worker receives. */
export function answerWith(answers: Answers): void {
  for (let scope: object | null = globalThis; scope !== null; scope = Object.getPrototypeOf(scope)) {
    for (const name of SENDERS) Reflect.deleteProperty(scope, name);
  }
  addEventListener(
    "message",
    async ({ data: { id, question, values } }: MessageEvent<Request>) => {
      const reply = (message: Reply) => postMessage(message);
      reply({ id, kind: "started" });
      try {
        reply({
          id,
          kind: "answer",
          answer: await (answers[question] as (...values: readonly unknown[]) => unknown)(...values),
        });
      } catch (error) {
        reply({ id, kind: "failure", message: error instanceof Error ? error.message : String(error) });
      }
    },
  );
}
