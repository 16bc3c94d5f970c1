/**
 * Compares this library's INI reader with Python's `configparser`, live, on random texts.
 *
 *     deno run -A tests/conformance/ini/run.ts [--count 5000] [--seed 1] [--python python3.11]
 *
 * Needs a Python from 3.10 on; 3.10 to 3.13 read INI alike. Ends with `N passed, M failed`.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { seeded } from "../../_support/mutations.ts";
import { Tally } from "../report.ts";
import { type Outcome, outcomeOf, type Question } from "./outcome.ts";
import { randomQuestion } from "./random_ini.ts";

/** How many texts go in one line, so that neither side waits for the other. */
const BATCH = 250;
/** How much is printed of each side of a disagreement. */
const SHOWN_LENGTH = 300;
const PYTHONS = ["python3", "python3.13", "python3.12", "python3.11", "python3.10"];
const PEER = decodeURIComponent(new URL("configparser_peer.py", import.meta.url).pathname);

async function main(): Promise<number> {
  const string = { type: "string" } as const;
  const { values } = parseArgs({ options: { count: string, seed: string, python: string } });
  const [count, seed] = [Number(values.count ?? 5000), Number(values.seed ?? Date.now() % 2 ** 31)];
  if (!(count >= 1) || !Number.isInteger(seed)) {
    throw new Error("--count must be a positive number, and --seed an integer");
  }
  const random = seeded(seed);
  const questions = Array.from({ length: count }, () => randomQuestion(random));
  const expected = await ask(values.python ?? await findPython(), questions);
  const tally = new Tally("configparser");
  for (const [index, question] of questions.entries()) {
    const theirs = JSON.stringify(expected[index]);
    const ours = JSON.stringify(outcomeOf(question));
    for (const kind of kindsOf(expected[index]!, theirs)) tally.note(kind);
    tally.check(ours === theirs, JSON.stringify(question), ...differences(ours, theirs));
  }
  console.log(`seed ${seed}: ${tally.kinds}`);
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  return tally.failed === 0 ? 0 : 1;
}

/** Where two texts part, if they do. */
function differences(ours: string, theirs: string): string[] {
  let common = 0;
  while (common < ours.length && ours[common] === theirs[common]) common++;
  if (common === ours.length && common === theirs.length) return [];
  const [here, there] = [ours, theirs].map((side) => side.slice(Math.max(0, common - 50), common + SHOWN_LENGTH));
  return [`here:         ${here}`, `configparser: ${there}`];
}

/** The class of the error, or the classes that values of a readable text show. */
function kindsOf(outcome: Outcome, text: string): string[] {
  if ("error" in outcome) return [outcome.error];
  return ["readable", ...["Syntax", "MissingOption", "Depth"].filter((name) => text.includes(`Interpolation${name}`))];
}

/** The first Python in the search path that will do. */
async function findPython(): Promise<string> {
  for (const python of PYTHONS) {
    const args = ["-c", "import sys; sys.exit(sys.version_info < (3, 10))"];
    const result = await new Deno.Command(python, { args, stderr: "null" }).output().catch(() => undefined);
    if (result?.success) return python;
  }
  throw new Error(`none of ${PYTHONS.join(", ")} is a Python from 3.10 on`);
}

/** The answers of Python, in their order. */
async function ask(python: string, questions: readonly Question[]): Promise<Outcome[]> {
  await using peer = new Deno.Command(python, {
    args: ["-B", PEER],
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const write = async (): Promise<void> => {
    const writer = peer.stdin.getWriter();
    for (let start = 0; start < questions.length; start += BATCH) {
      const line = JSON.stringify(questions.slice(start, start + BATCH)) + "\n";
      await writer.write(new TextEncoder().encode(line));
    }
    await writer.close();
  };
  const [text] = await Promise.all([new Response(peer.stdout).text(), write()]);
  const { success } = await peer.status;
  if (!success) throw new Error("Python's side failed");
  return text.trimEnd().split("\n").flatMap((line) => JSON.parse(line));
}

try {
  Deno.exitCode = await main();
} catch (error) {
  console.error(
    `The comparison with configparser could not be made: ${error instanceof Error ? error.message : error}`,
  );
  Deno.exitCode = 1;
}
