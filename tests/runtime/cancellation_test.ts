import assert from "node:assert/strict";
import { wait } from "../../src/runtime/cancellation.ts";

Deno.test("a delay ends when it is aborted, before or while it lasts", async () => {
  const reason = new Error("enough");
  await assert.rejects(wait(60_000, AbortSignal.abort(reason)), reason);
  const stop = new AbortController();
  const waiting = wait(60_000, stop.signal);
  stop.abort(reason);
  await assert.rejects(waiting, reason);
  await wait(0, new AbortController().signal);
});
