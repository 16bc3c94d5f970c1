import assert from "node:assert/strict";
import { untilAborted, wait, withinTime } from "../../src/runtime/cancellation.ts";

Deno.test("a delay ends when it is aborted, before or while it lasts", async () => {
  const reason = new Error("enough");
  await assert.rejects(wait(60_000, AbortSignal.abort(reason)), reason);
  const stop = new AbortController();
  const waiting = wait(60_000, stop.signal);
  stop.abort(reason);
  await assert.rejects(waiting, reason);
  await wait(0, new AbortController().signal);
});

Deno.test("work within a time settles as it does, is late, or is aborted with the caller's reason", async () => {
  const late = (cause: unknown) => new Error("late", { cause });
  const [reason, failure] = [new Error("enough"), new Error("failed")];
  const forever = (signal: AbortSignal) => untilAborted(new Promise<never>(() => {}), signal);
  assert.equal(await withinTime(60_000, undefined, () => Promise.resolve(1), late), 1);
  await assert.rejects(withinTime(60_000, undefined, () => Promise.reject(failure), late), failure);
  await assert.rejects(withinTime(0, undefined, forever, late), { message: "late" });
  const stop = new AbortController();
  const aborted = withinTime(60_000, stop.signal, forever, late);
  stop.abort(reason);
  await assert.rejects(aborted, reason);
  // Whatever the work makes of it.
  const other = (signal: AbortSignal) => forever(signal).catch(() => Promise.reject(failure));
  await assert.rejects(withinTime(60_000, AbortSignal.abort(reason), other, late), reason);
  await assert.rejects(withinTime(0, undefined, other, late), { message: "late" });
});
