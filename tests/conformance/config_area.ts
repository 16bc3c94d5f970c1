/**
 * Comparison of configurations with a Python library: what is read, and what is written for it to read.
 *
 * @module
 */
import { type Random, seeded } from "../_support/mutations.ts";
import type { Area, AreaOptions } from "./area.ts";
import type { ConfigCase, ReadOutcome } from "./config/case.ts";
import type { Mismatch } from "./config/compare.ts";
import { misread, type Rewritten } from "./config/rewritten.ts";
import { type Library, Peer, preparePython } from "./peer.ts";
import { Tally } from "./report.ts";

/** One product's part of the comparison; `R` is the reply of its Python library to a case. */
export interface ConfigProduct<R> {
  /** The Python library. */
  readonly library: Library;
  /** Creates a random case. */
  readonly createCase: (random: Random) => ConfigCase;
  /** Compares the reply of the Python library with what this library reads. */
  readonly compareCase: (given: ConfigCase, reply: R) => Promise<readonly Mismatch[]>;
  /** Returns what this library writes for a case, in each format. */
  readonly rewritten: (given: ConfigCase) => Promise<readonly Rewritten[]>;
}

/** Returns the area that compares the configuration of a product. */
export function configArea<R extends { readonly config: ReadOutcome }>(about: string, product: ConfigProduct<R>): Area {
  return { about, count: 3000, compare: (options) => compare(product, options) };
}

async function compare<R extends { readonly config: ReadOutcome }>(
  { library, createCase, compareCase, rewritten }: ConfigProduct<R>,
  { count, seed, python }: AreaOptions,
): Promise<readonly Tally[]> {
  await using peer = new Peer(python ?? await preparePython(library), library);
  const ask = async (cases: readonly ConfigCase[]): Promise<R[]> => {
    const replies = await peer.ask<{ result: R }>(cases.map((given) => ({ op: "read_config", case: given })));
    return replies.map((reply) => {
      if (!reply.ok) throw new Error(`${library}'s side failed: ${reply.message}`);
      return reply.result;
    });
  };
  const random = seeded(seed);
  const cases = Array.from({ length: count }, () => createCase(random));
  const replies = await ask(cases);
  const reading = new Tally("read");
  for (const [index, given] of cases.entries()) {
    const reply = replies[index]!;
    reading.note("error" in reply.config ? `that ${library} refuses` : `that ${library} reads`);
    const mismatches = await compareCase(given, reply);
    reading.check(mismatches.length === 0, given, ...mismatches);
  }
  const written = (await Promise.all(cases.map(rewritten))).flat();
  const answers = await ask(written.map((one) => one.case));
  const writing = new Tally("written");
  for (const [index, one] of written.entries()) {
    writing.note(one.format);
    const wrong = misread(one, answers[index]!.config);
    writing.check(wrong.length === 0, one.case, ...wrong);
  }
  return [reading, writing];
}
