/**
 * The suite as a worker: takes the context of the real task, answers with its report.
 *
 * @module
 */
import { report } from "../report.ts";

export default {
  async fetch(request: Request): Promise<Response> {
    const realTask = await request.text();
    const watch = (noticed: (reason: unknown) => void) =>
      globalThis.addEventListener("unhandledrejection", (event) => {
        event.preventDefault();
        noticed(event.reason);
      });
    return Response.json(await report(realTask, "none", watch));
  },
};
