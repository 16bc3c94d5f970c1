/**
 * Makes small changes to the sources, one at a time, and looks whether the type check or a test notices.
 *
 *     deno task mutate --count 150 --seed 1 [--path src/oci] [--jobs 2] [--near] [--list]
 *
 * The sources are changed in copies of this directory. The tests that reach the changed file by imports run in growing
 * batches, the nearest first, until one fails; so most changes take seconds, and only those that survive take the time of
 * the whole quick suite, unless `--near` leaves it at the nearest tests. Changes in `mutate/equivalent.ts` are known to
 * change nothing. Prints each result and ends with the survivors; the exit code is 1 if less than 95 % were noticed.
 *
 * Why not Stryker: its runners start Node's test frameworks, and none can drive `deno test`.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { oneOf, seeded } from "../tests/_support/mutations.ts";
import { EQUIVALENT } from "./mutate/equivalent.ts";
import { type Mutant, mutantsOf, mutated } from "./mutate/mutants.ts";
import { Graph, testsFor } from "./mutate/reach.ts";

/** How many tests run before the type check, which takes longer than most of them, and after it. */
const BATCHES = [4, 12, Infinity];
/** Seconds that tests may take, and more for each of them: a change may make a loop endless. */
const PATIENCE = { seconds: 60, each: 10 };
const WANTED = 0.95;
const SKIPPED = new Set([".git", ".venv", ".work", "node_modules"]);
const DENO = Deno.execPath();

interface Result {
  readonly mutant: Mutant;
  /** What noticed it; `undefined` if nothing did. */
  readonly by: string | undefined;
}

const string = { type: "string" } as const;
const { values } = parseArgs({
  options: {
    count: string,
    seed: string,
    path: string,
    jobs: string,
    list: { type: "boolean" },
    near: { type: "boolean" },
  },
});
const [count, seed, jobs] = [Number(values.count ?? 20), Number(values.seed ?? 1), Number(values.jobs ?? 2)];
if (!(count >= 1) || !Number.isInteger(seed) || !(jobs >= 1)) {
  console.error("mutate: --count and --jobs must be positive integers, --seed an integer");
  Deno.exit(2);
}

const texts = new Map<string, string>();
for (const root of ["src", "plugins", "tests", "scripts", "mod.ts", "v2.ts", "deno.json"]) await collect(root);
const sources = [...texts.keys()].filter((file) => /^(?:src|plugins)\/.*\.ts$/.test(file)).sort();
const sample = pick(
  sources.filter((file) => file.startsWith(values.path ?? "")).flatMap((file) => mutantsOf(file, texts.get(file)!)),
);
if (values.list) {
  for (const mutant of sample) console.log(shown(mutant));
  Deno.exit(0);
}

const graph = new Graph(texts);
const tests = [...texts.keys()].filter((file) => /^tests\/.*_test\.ts$/.test(file) && !file.endsWith("_slow_test.ts"));
/** Whether the tests that failed once pass without changes. */
const known = new Map<string, boolean>();
const reached = new Map(tests.map((test) => [test, graph.distances(test)]));
const copies = await Promise.all(Array.from({ length: jobs }, () => copyTree()));
try {
  if (await run(copies[0]!, ["check", "mod.ts", "v2.ts"], 300) !== undefined) {
    throw new Error("the types are wrong without any change; run deno task check:types");
  }
  const results: Result[] = [];
  const queue = sample.entries();
  await Promise.all(copies.map(async (copy) => {
    for (const [at, mutant] of queue) {
      const start = performance.now();
      const by = explained(mutant) === undefined ? await noticedBy(copy, mutant) : "equivalent";
      results.push({ mutant, by });
      const time = ((performance.now() - start) / 1000).toFixed(1);
      console.log(`${at + 1}/${sample.length} ${by ?? "SURVIVED"}: ${shown(mutant)} (${time} s)`);
    }
  }));
  Deno.exitCode = report(results);
} finally {
  for (const copy of copies) await Deno.remove(copy, { recursive: true });
}

async function collect(path: string): Promise<void> {
  if ((await Deno.stat(path)).isFile) return void texts.set(path, await Deno.readTextFile(path));
  for await (const { name, isDirectory } of Deno.readDir(path)) {
    if (isDirectory ? !SKIPPED.has(name) && name !== "goldens" : name.endsWith(".ts")) await collect(`${path}/${name}`);
  }
}

/** A random sample without repetitions. */
function pick(mutants: readonly Mutant[]): readonly Mutant[] {
  const [random, picked] = [seeded(seed), new Set<Mutant>()];
  while (picked.size < Math.min(count, mutants.length)) picked.add(oneOf(random, mutants));
  return [...picked];
}

async function copyTree(): Promise<string> {
  const copy = await Deno.makeTempDir({ prefix: "mutate-" });
  for await (const { name } of Deno.readDir(".")) {
    if (SKIPPED.has(name)) continue;
    const { success } = await new Deno.Command("cp", { args: ["-R", name, copy] }).output();
    if (!success) throw new Error(`"${name}" could not be copied`);
  }
  return copy;
}

/** Whether a test passes without any change; one that fails anyway says nothing, and is left out from then on. */
async function isGood(copy: string, test: string): Promise<boolean> {
  let good = known.get(test);
  if (good === undefined) {
    good = await run(copy, ["test", "-A", "--no-check", test], PATIENCE.seconds + PATIENCE.each) === undefined;
    known.set(test, good);
    if (!good) console.log(`left out, since it fails without changes: ${test}`);
  }
  return good;
}

/** What notices a change, if anything does. */
async function noticedBy(copy: string, mutant: Mutant): Promise<string | undefined> {
  const path = `${copy}/${mutant.file}`;
  const text = texts.get(mutant.file)!;
  const write = (changed: boolean) => Deno.writeTextFile(path, changed ? mutated(text, mutant) : text);
  await write(true);
  try {
    const waiting = [...testsFor(mutant.file, reached)];
    for (const [round, size] of (values.near ? BATCHES.slice(0, 2) : BATCHES).entries()) {
      const batch = waiting.splice(0, size);
      while (batch.length > 0) {
        const parallel = size === Infinity ? ["--parallel"] : [];
        const args = ["test", "-A", "--no-check", "--fail-fast", "--v8-flags=--max-old-space-size=3000", ...parallel];
        const good = batch.filter((test) => known.get(test) !== false);
        const failed = await run(copy, [...args, ...good], PATIENCE.seconds + PATIENCE.each * good.length);
        if (failed === undefined) break;
        if (!failed.startsWith("tests/")) return failed;
        await write(false);
        if (await isGood(copy, failed)) return failed;
        await write(true);
      }
      if (round === 0 && await run(copy, ["check", "mod.ts", "v2.ts"], 300) !== undefined) return "type check";
    }
    return undefined;
  } finally {
    await write(false);
  }
}

/** Runs deno; gives what went wrong, if anything did. */
async function run(cwd: string, args: readonly string[], seconds: number): Promise<string | undefined> {
  const signal = AbortSignal.timeout(seconds * 1000);
  const options: Deno.CommandOptions = { args: [...args], cwd, signal, stdout: "piped", stderr: "piped" };
  const { success, stdout } = await new Deno.Command(DENO, { ...options, env: { NO_COLOR: "1" } }).output();
  if (success) return undefined;
  if (signal.aborted) return "timeout";
  const failed = /^(.*) => \.\/(tests\/[^:]+):/m.exec(new TextDecoder().decode(stdout));
  return failed === null ? "failure" : failed[2]!;
}

function explained({ file, line, from, to }: Mutant): string | undefined {
  const text = texts.get(file)!.split("\n")[line - 1]!.trim();
  return EQUIVALENT.find((one) => one.file === file && one.line === text && one.change === `${from} → ${to}`)?.reason;
}

function report(results: readonly Result[]): number {
  const equivalent = results.filter(({ by }) => by === "equivalent").length;
  const survivors = results.filter(({ by }) => by === undefined);
  const total = results.length - equivalent;
  const share = (total - survivors.length) / total;
  console.log(
    `\n${total - survivors.length} of ${total} noticed (${(100 * share).toFixed(1)} %), ` +
      `and ${equivalent} that change nothing; seed ${seed}`,
  );
  for (const { mutant } of survivors) console.log(`survived: ${shown(mutant)}`);
  return share >= WANTED ? 0 : 1;
}

function shown({ file, line, column, from, to }: Mutant): string {
  return `${file}:${line}:${column}: ${from.replace(/\s+/g, " ")} → ${to.replace(/\s+/g, " ")}`;
}
