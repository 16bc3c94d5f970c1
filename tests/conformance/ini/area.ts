/**
 * INI here and in Python's `configparser`. Pythons from 3.10 to 3.13 read INI alike.
 *
 * @module
 */
import { seeded } from "../../_support/mutations.ts";
import type { Area, AreaOptions } from "../area.ts";
import { Tally } from "../report.ts";
import { type Outcome, outcomeOf, type Question } from "./outcome.ts";
import { randomQuestion } from "./random_ini.ts";

/** How many inputs go in one line, so that neither side waits for the other. */
const BATCH = 250;
/** How much is printed of each side of a disagreement. */
const SHOWN_LENGTH = 300;
const PYTHONS = ["python3", "python3.13", "python3.12", "python3.11", "python3.10"];
const PEER = decodeURIComponent(new URL("configparser_peer.py", import.meta.url).pathname);

async function compare({ count, seed, python }: AreaOptions): Promise<readonly Tally[]> {
  const random = seeded(seed);
  const questions = Array.from({ length: count }, () => randomQuestion(random));
  const expected = await ask(python ?? await findPython(), questions);
  const tally = new Tally("configparser");
  for (const [index, question] of questions.entries()) {
    const theirs = JSON.stringify(expected[index]);
    const ours = JSON.stringify(outcomeOf(question));
    for (const kind of kindsOf(expected[index]!, theirs)) tally.note(kind);
    tally.check(ours === theirs, JSON.stringify(question), ...differences(ours, theirs));
  }
  return [tally];
}

/** Where two inputs part, if they do. */
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

/** The area. */
export const area: Area = {
  about: "INI files here and in Python's configparser (needs Python 3.10 or later)",
  count: 5000,
  compare,
};
