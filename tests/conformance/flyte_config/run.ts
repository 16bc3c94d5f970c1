/**
 * Reads random configurations here and with flyte 2, and has flyte read what is written here: `deno task conformance:flyte_config [--count N] [--seed N]`.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { seeded } from "../../_support/mutations.ts";
import { misread } from "../config/rewritten.ts";
import { Peer, preparePython } from "../peer.ts";
import { Tally } from "../report.ts";
import { compareCase } from "./compare.ts";
import { flyteCase } from "./generate.ts";
import type { FlyteResult } from "./outcome.ts";
import { rewritten } from "./rewritten.ts";

const { values } = parseArgs({ options: { count: { type: "string" }, seed: { type: "string" } } });
const [count, seed] = [Number(values.count ?? 3000), Number(values.seed ?? Date.now() % 2 ** 31)];
await using peer = new Peer(await preparePython("flyte"), "flyte");
const random = seeded(seed);
const cases = Array.from({ length: count }, () => flyteCase(random));
const replies = await peer.ask<{ result: FlyteResult }>(cases.map((given) => ({ op: "read_config", case: given })));
const tally = new Tally("configurations");
for (const [index, given] of cases.entries()) {
  const reply = replies[index]!;
  if (!reply.ok) throw new Error(`flyte's side failed: ${reply.message}`);
  tally.note("error" in reply.result.config ? "that flyte refuses" : "that flyte reads");
  const mismatches = await compareCase(given, reply.result);
  tally.check(mismatches.length === 0, given, ...mismatches);
}
console.log(`read, seed ${seed}: ${tally.passed} passed, ${tally.failed} failed: ${tally.kinds}`);

const written = (await Promise.all(cases.map(rewritten))).flat();
const answers = await peer.ask<{ result: FlyteResult }>(written.map((one) => ({ op: "read_config", case: one.case })));
const writing = new Tally("written configurations");
for (const [index, one] of written.entries()) {
  const reply = answers[index]!;
  if (!reply.ok) throw new Error(`flyte's side failed: ${reply.message}`);
  writing.note(one.format);
  const wrong = misread(one, reply.result.config);
  writing.check(wrong.length === 0, one.case, ...wrong);
}
console.log(`written: ${writing.passed} passed, ${writing.failed} failed: ${writing.kinds}`);
Deno.exitCode = tally.failed + writing.failed === 0 && tally.passed > 0 && writing.passed > 0 ? 0 : 1;
