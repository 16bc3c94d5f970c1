/**
 * The Python libraries as candidates, if `deno task conformance` has installed them. They are asked in the same turns as
 * this library.
 *
 * @module
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import process from "node:process";
import { createInterface } from "node:readline";
import type { Candidate } from "../race.ts";

const ENVIRONMENTS = { flytekit: ".venv/flytekit-1.16.31", flyte: ".venv/flyte-2.12.1" } as const;

/** What to call; the files in this directory list the operations. */
export type Call = { readonly op: string } & Readonly<Record<string, unknown>>;

/** A running library. */
export interface Peer {
  /** What the call returns. */
  result(call: Call): Promise<string>;
  /** A candidate that makes the call. */
  calling(call: Call): Candidate;
  /** Ends the process. */
  close(): void;
}

/** Starts a library, with the root of the repository as working directory; `undefined` if it is not installed. */
export function openPeer(library: keyof typeof ENVIRONMENTS): Peer | undefined {
  const root = process.cwd();
  const python = `${root}/${ENVIRONMENTS[library]}/bin/python`;
  if (!existsSync(python)) return undefined;
  const script = `${root}/scripts/bench/python/${library}_bench.py`;
  const child = spawn(python, ["-B", "-W", "ignore", script], { stdio: ["pipe", "pipe", "ignore"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

  async function ask(call: Call): Promise<{ readonly result: string; readonly us: number }> {
    child.stdin.write(JSON.stringify(call) + "\n");
    const { value, done } = await lines.next();
    if (done) throw new Error(`the ${library} process has ended`);
    const reply = JSON.parse(value);
    if (!reply.ok) throw new Error(`${library}: ${reply.error}: ${reply.message}`);
    return reply;
  }

  return {
    result: async (call) => (await ask({ ...call, n: 1 })).result,
    calling: (call) => async (n) => (await ask({ ...call, n })).us,
    close: () => void child.stdin.end(),
  };
}
