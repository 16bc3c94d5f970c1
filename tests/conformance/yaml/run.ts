/**
 * Compares `parseYaml` with PyYAML's `yaml.safe_load`, live, on random texts: so many of each of four sorts.
 *
 *     deno run -A tests/conformance/yaml/run.ts [--count 5000] [--seed 1] [--python python3]
 *
 * Needs a Python with PyYAML. Values must be the same with their types and the order of keys, and what PyYAML
 * refuses must be refused. What only this library refuses must be of a class in `known_differences.ts`. Ends with `N passed, M failed`.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { parseYaml, YamlError } from "../../../src/sources/yaml/mod.ts";
import { type Random, seeded } from "../../mutations.ts";
import { Tally } from "../report.ts";
import { encode, type Encoded } from "./encode.ts";
import { configText, mutatedText, scalarText, wildText } from "./generate.ts";
import { differenceOf, YAML_DIFFERENCES } from "./known_differences.ts";
import { findPython, PyYaml, type PyYamlReply } from "./peer.ts";

const SECTIONS: Readonly<Record<string, (random: Random) => string>> = {
  "configurations": configText,
  "with mistakes": mutatedText,
  "wild syntax": wildText,
  "scalars": scalarText,
};

type Outcome = { readonly value: Encoded } | { readonly error: YamlError };

function outcomeOf(text: string): Outcome {
  let document;
  try {
    document = parseYaml(text);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    return { error };
  }
  return { value: encode(document.value) };
}

function compare(tally: Tally, text: string, reply: PyYamlReply): void {
  const outcome = outcomeOf(text);
  if ("value" in outcome) {
    const [left, right] = [JSON.stringify(outcome.value), JSON.stringify(reply.value ?? reply.error)];
    tally.note(left === right ? "read alike" : reply.error === undefined ? "READ OTHERWISE" : "WRONGLY READ");
    return tally.check(left === right, text, `here:   ${left}`, `PyYAML: ${right}`);
  }
  const { code, message, problems, isYamlError } = outcome.error;
  if (reply.error !== undefined) {
    // Of several faults of a text, PyYAML may come to another one first.
    tally.note(isYamlError === reply.is_yaml_error ? "refused by both" : "refused by both, for another fault");
    return tally.check(true, text);
  }
  const known = differenceOf(text, code, problems[0]!.what);
  tally.note(known === undefined ? "WRONGLY REFUSED" : `known: ${known}`);
  tally.check(known !== undefined, text, `here:   ${message}`, `PyYAML: ${JSON.stringify(reply.value)}`);
}

async function compareDifferences(tally: Tally, peer: PyYaml): Promise<void> {
  for (const [name, { code, example, counterexample }] of Object.entries(YAML_DIFFERENCES)) {
    const [first, second] = await peer.load([example, counterexample]);
    const [here, there] = [outcomeOf(example), outcomeOf(counterexample)];
    tally.check("error" in here && here.error.code === code, name, "this library no longer refuses it");
    tally.check(first?.error === undefined, name, "PyYAML no longer reads it");
    tally.check(
      "value" in there && JSON.stringify(there.value) === JSON.stringify(second?.value),
      name,
      "counterexample",
    );
  }
}

async function main(): Promise<number> {
  const string = { type: "string" } as const;
  const { values } = parseArgs({ options: { count: string, seed: string, python: string } });
  const [count, seed] = [Number(values.count ?? 5000), Number(values.seed ?? Date.now() % 2 ** 31)];
  if (!(count >= 1) || !Number.isInteger(seed)) {
    throw new Error("--count must be a positive number, and --seed an integer");
  }
  await using peer = new PyYaml(values.python ?? await findPython());
  const { pyyaml, python } = await peer.versions();
  console.log(`PyYAML ${pyyaml}, Python ${python}; count ${count}, seed ${seed}`);
  const tallies = [new Tally("known differences")];
  await compareDifferences(tallies[0]!, peer);
  const random = seeded(seed);
  for (const [name, generate] of Object.entries(SECTIONS)) {
    const tally = new Tally(name);
    tallies.push(tally);
    const texts = Array.from({ length: count }, () => generate(random));
    for (const [index, reply] of (await peer.load(texts)).entries()) compare(tally, texts[index]!, reply);
  }
  for (const { name, passed, failed, kinds } of tallies) {
    console.log(`${name}: ${passed} passed, ${failed} failed${kinds && `: ${kinds}`}`);
  }
  const [passed, failed] = [sum(tallies.map((tally) => tally.passed)), sum(tallies.map((tally) => tally.failed))];
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

if (import.meta.main) {
  try {
    Deno.exitCode = await main();
  } catch (error) {
    console.error(`The comparison with PyYAML could not be made: ${error instanceof Error ? error.message : error}`);
    Deno.exitCode = 1;
  }
}
