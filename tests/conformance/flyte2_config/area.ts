/**
 * Configurations here and in flyte 2: what is read, and what is written for it to read.
 *
 * @module
 */
import { seeded } from "../../_support/mutations.ts";
import type { ConfigCase } from "../config/case.ts";
import { misread } from "../config/rewritten.ts";
import type { Area, AreaOptions } from "../area.ts";
import { Peer, preparePython } from "../peer.ts";
import { Tally } from "../report.ts";
import { compareCase } from "./compare.ts";
import { flyteCase } from "./generate.ts";
import type { FlyteResult } from "./outcome.ts";
import { rewritten } from "./rewritten.ts";

async function compare({ count, seed, python }: AreaOptions): Promise<readonly Tally[]> {
  await using peer = new Peer(python ?? await preparePython("flyte"), "flyte");
  const random = seeded(seed);
  const cases = Array.from({ length: count }, () => flyteCase(random));
  const replies = await ask(peer, cases);
  const reading = new Tally("read");
  for (const [index, given] of cases.entries()) {
    const reply = replies[index]!;
    reading.note("error" in reply.config ? "that flyte refuses" : "that flyte reads");
    const mismatches = await compareCase(given, reply);
    reading.check(mismatches.length === 0, given, ...mismatches);
  }
  const written = (await Promise.all(cases.map(rewritten))).flat();
  const answers = await ask(peer, written.map((one) => one.case));
  const writing = new Tally("written");
  for (const [index, one] of written.entries()) {
    writing.note(one.format);
    const wrong = misread(one, answers[index]!.config);
    writing.check(wrong.length === 0, one.case, ...wrong);
  }
  return [reading, writing];
}

async function ask(peer: Peer, cases: readonly ConfigCase[]): Promise<FlyteResult[]> {
  const replies = await peer.ask<{ result: FlyteResult }>(cases.map((given) => ({ op: "read_config", case: given })));
  return replies.map((reply) => {
    if (!reply.ok) throw new Error(`flyte's side failed: ${reply.message}`);
    return reply.result;
  });
}

/** The area. */
export const area: Area = {
  about:
    "flyte 2's configuration files and variables: what is read on both sides, and what is written here for Python to read",
  count: 3000,
  compare,
};
