/**
 * Image specifications here and in flytekit.
 *
 * @module
 */
import fc from "fast-check";
import { ImageSpec, validateContainerRegistryName } from "../../../mod.ts";
import { isDecimalDigit, isWordCharacter, lower } from "../../../src/python/strings.ts";
import { jsonDumps, jsonLoads } from "../../../src/python/json.ts";
import { isPrintable } from "../../../src/python/printable.ts";
import { pythonRepr } from "../../../src/python/values.ts";
import type { Area, AreaOptions } from "../area.ts";
import { Peer, preparePython } from "../peer.ts";
import { Tally } from "../report.ts";
import { answerOf, flags, formatted, mismatch, type SpecResult } from "./compare.ts";
import { type FileResult, fileResult, fileText, isSameFile } from "./files.ts";
import { registry, specCase, tagFormat, value } from "./generate.ts";

/** The version of Unicode that Python 3.11 has. */
const UNICODE = "14.0.0";

interface Answers {
  readonly cases: readonly SpecResult[];
  readonly registries: readonly boolean[];
  readonly reprs: readonly string[];
  readonly yaml: readonly FileResult[];
  readonly from_env: readonly string[];
  readonly formats: readonly { readonly ok?: string }[];
}

interface UnicodeAnswer {
  readonly version: string;
  readonly unprintable: readonly number[];
  readonly word: readonly number[];
  readonly digit: readonly number[];
  readonly lower: Readonly<Record<string, string>>;
}

/** A flytekit that answers, and what to ask. */
interface Run {
  readonly peer: Peer;
  readonly python: string;
  readonly count: number;
  readonly seed: number;
}

async function compare({ count, seed, ...options }: AreaOptions): Promise<readonly Tally[]> {
  const python = options.python ?? await preparePython();
  await using peer = new Peer(python);
  const run = { peer, python, count, seed };
  return [
    await compareSpecs(run),
    await compareTexts(run),
    await compareFiles(run),
    await compareFromEnv(run),
    await compareCharacters(run),
  ].flat();
}

async function compareSpecs({ peer, count, seed }: Run): Promise<Tally> {
  const tally = new Tally("specifications");
  const cases = fc.sample(specCase, { numRuns: count, seed });
  const replies = await peer.ask<Answers>(cases.map((given) => ({ op: "image_specs", cases: [given] })));
  for (const [index, given] of cases.entries()) {
    const reply = replies[index]!;
    if (!reply.ok) throw new Error(`flytekit's side failed: ${reply.message}`);
    const ours = await answerOf(given);
    tally.note(
      ours.error === undefined
        ? "with a tag"
        : ours.id === undefined
        ? `without: ${ours.error}`
        : `with an id: ${ours.error}`,
    );
    const depth = given.spec.split('"base_image": {').length - 1;
    if (depth > 0) tally.note(`on ${depth} others`);
    const found = mismatch(ours, reply.cases[0]!);
    tally.check(found === undefined, given.spec, found);
  }
  return tally;
}

async function compareTexts({ peer, count, seed }: Run): Promise<readonly Tally[]> {
  const [names, formats, reprs] = [new Tally("registries"), new Tally("formats of tags"), new Tally("reprs")];
  const registries = fc.sample(registry, { numRuns: count, seed });
  const templates = fc.sample(tagFormat, { numRuns: count, seed });
  const texts = fc.sample(value, { numRuns: count, seed }).map((one) => jsonDumps(one));
  const [reply] = await peer.ask<Answers>([{ op: "image_specs", registries, formats: templates, reprs: texts }]);
  if (!reply?.ok) throw new Error(`flytekit's side failed: ${reply?.message}`);
  for (const [index, name] of registries.entries()) {
    names.note(reply.registries[index] ? "good" : "bad");
    names.same(validateContainerRegistryName(name), reply.registries[index], JSON.stringify(name));
  }
  for (const [index, template] of templates.entries()) {
    const expected = reply.formats[index]!.ok ?? null;
    formats.note(expected === null ? "bad" : "good");
    formats.same(formatted(template), expected, JSON.stringify(template));
  }
  for (const [index, text] of texts.entries()) reprs.same(pythonRepr(jsonLoads(text)), reply.reprs[index], text);
  return [names, formats, reprs];
}

/** Files with scalars where strings belong. */
async function compareFiles({ peer, count, seed }: Run): Promise<Tally> {
  const tally = new Tally("files");
  const texts = fc.sample(fileText, { numRuns: count, seed });
  const [reply] = await peer.ask<Answers>([{ op: "image_specs", yaml: texts }]);
  if (!reply?.ok) throw new Error(`flytekit's side failed: ${reply?.message}`);
  for (const [index, text] of texts.entries()) {
    const [here, there] = [await fileResult(text), reply.yaml[index]!];
    // A number that Python writes differently from the file is rejected on purpose.
    const isCut = here.error === "wrong_shape" && /which Python reads as/.test(here.message ?? "");
    tally.note(isCut ? "with another number" : here.error ?? "named");
    tally.check(isCut || isSameFile(here, there), text, here, there);
  }
  return tally;
}

/** The Python that flytekit runs in, and what is installed there. */
async function compareFromEnv({ peer, python }: Run): Promise<Tally> {
  const tally = new Tally("from_env");
  const pinned = [[], ["flytekit"], ["PyYAML", "flytekit", "click"]];
  const [reply] = await peer.ask<Answers>([{ op: "image_specs", from_env: pinned }]);
  if (!reply?.ok) throw new Error(`flytekit's side failed: ${reply?.message}`);
  for (const [index, pinnedPackages] of pinned.entries()) {
    const { id } = await ImageSpec.fromEnv({ python, pinnedPackages });
    tally.same(id, reply.from_env[index], pinnedPackages);
  }
  return tally;
}

/** Every code point there is. */
async function compareCharacters({ peer }: Run): Promise<Tally> {
  const tally = new Tally("code points", true);
  const [reply] = await peer.ask<UnicodeAnswer>([{ op: "unicode" }]);
  if (!reply?.ok) throw new Error(`flytekit's side failed: ${reply?.message}`);
  if (reply.version !== UNICODE) {
    console.log(`  code points: not compared, since Unicode is ${reply.version} there and not ${UNICODE}`);
    return tally;
  }
  const [unprintable, word, digit] = [flags(reply.unprintable), flags(reply.word), flags(reply.digit)];
  for (let code = 0; code < 0x110000; code++) {
    const character = String.fromCodePoint(code);
    const agrees = isPrintable(code) === (unprintable[code] === 0) &&
      isWordCharacter(character) === (word[code] === 1) && isDecimalDigit(character) === (digit[code] === 1) &&
      lower(character) === (reply.lower[character] ?? character);
    tally.check(agrees, code.toString(16));
  }
  return tally;
}

/** The area. */
export const area: Area = {
  about: "image specifications here and in flytekit: id, tag, image name, errors, files of ImageSpecs",
  count: 5000,
  compare,
};
