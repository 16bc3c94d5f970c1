/**
 * Images of flyte 2, their secrets and the headers of scripts, here and in flyte 2.
 *
 * @module
 */
import { parseScriptMetadata } from "../../../src/flyte2/image/layers/script_metadata.ts";
import { seeded } from "../../_support/mutations.ts";
import { plantTree } from "../image_spec_files/plant.ts";
import type { Area, AreaOptions } from "../area.ts";
import { Peer, preparePython, type Request } from "../peer.ts";
import { Tally } from "../report.ts";
import { type ImageCase, imageOf } from "./calls.ts";
import { compareImages, compareSecrets, type Comparison } from "./compare.ts";
import { type PlantedCase, randomCase, randomSecret } from "./generate.ts";
import { HEADER_DIFFERENCES, headerDifferenceOf, type HeaderResult, scriptWith } from "./header_differences.ts";
import { randomScript, type Script } from "./headers.ts";
import { IMAGE_DIFFERENCES } from "./known_differences.ts";
import {
  attempt,
  type ImageOutcome,
  type ImageResult,
  isError,
  type OurError,
  outcomeOf,
  type PythonError,
  secretOutcomeOf,
  type SecretResult,
} from "./outcome.ts";

/** Cases on the disk at once. */
const BATCH = 50;

/** A flyte 2 that answers, and what to ask. */
interface Run {
  readonly peer: Peer;
  readonly count: number;
  readonly seed: number;
}

async function compare({ count, seed, python }: AreaOptions): Promise<readonly Tally[]> {
  await using peer = new Peer(python ?? await preparePython("flyte"), "flyte");
  const run = { peer, count, seed };
  return [
    await compareChains(run),
    await compareDifferences(run),
    await compareAllSecrets(run),
    await compareHeaders(run),
    await compareHeaderDifferences(run),
  ];
}

async function compareChains({ peer, count, seed }: Run): Promise<Tally> {
  const [tally, random] = [new Tally("images"), seeded(seed)];
  for (let done = 0; done < count; done += BATCH) {
    await inFolder(async (base) => {
      const size = Math.min(BATCH, count - done);
      const cases = Array.from({ length: size }, (_, at) => randomCase(random, `${base}/${at}`));
      for (const { tree, cwd } of cases) await plantTree(tree, cwd);
      const replies = await ask<ImageResult>(peer, cases.map((given) => ({ op: "image", case: withoutTree(given) })));
      for (const [index, given] of cases.entries()) await compareChain(peer, tally, given, replies[index]!);
    });
  }
  return tally;
}

async function compareChain(peer: Peer, tally: Tally, given: PlantedCase, theirs: ImageResult): Promise<void> {
  Deno.chdir(given.cwd);
  for (const { call } of given.calls) tally.note(`calls of ${call}`);
  const ours = await outcomeOf(given);
  const { kinds, problems } = compareImages(ours, theirs);
  const difference = problems.length === 0 ? undefined : await scriptDifference(peer, given, ours, theirs);
  if (difference === undefined) report(tally, { kinds, problems }, withoutTree(given));
  else report(tally, { kinds: [`uri: known, ${difference}`], problems: [] }, undefined);
}

/** The name of the difference that there is about the script of a case, if that is why names differ. */
async function scriptDifference(
  peer: Peer,
  given: ImageCase,
  ours: ImageOutcome,
  theirs: ImageResult,
): Promise<string | undefined> {
  if ("code" in ours || "error" in theirs) return undefined;
  const layer = imageOf(given).layers.find(({ type }) => type === "UVScript");
  if (layer?.type !== "UVScript") return undefined;
  const text = new TextDecoder().decode(await Deno.readFile(layer.script).catch(() => new Uint8Array()));
  const [there] = await ask<HeaderResult<PythonError>>(peer, [{ op: "uv_script", text }]);
  return headerDifferenceOf(text, await headerHere(text), there!, true);
}

/** The listed differences are those of both sides. */
async function compareDifferences({ peer }: Run): Promise<Tally> {
  const tally = new Tally("known differences");
  for (const [name, { example, counterexample }] of Object.entries(IMAGE_DIFFERENCES)) {
    for (const [given, wanted] of [[example, name], [counterexample, undefined]] as const) {
      await inFolder(async (cwd) => {
        Deno.chdir(cwd);
        for (const [path, text] of Object.entries(given.files ?? {})) {
          await Deno.mkdir(`${cwd}/${path}`.replace(/\/[^/]*$/, ""), { recursive: true });
          await Deno.writeTextFile(`${cwd}/${path}`, text);
        }
        const [theirs] = await ask<ImageResult>(peer, [{ op: "image", case: { ...given, cwd } }]);
        const { kinds, problems } = compareImages(await outcomeOf(given), theirs!);
        const shown = kinds.flatMap((kind) => kind.split(": known, ")[1] ?? []);
        tally.check(problems.length === 0 && shown.join() === (wanted ?? ""), name, ...problems, kinds);
      });
    }
  }
  return tally;
}

async function compareAllSecrets({ peer, count, seed }: Run): Promise<Tally> {
  const [tally, random] = [new Tally("secrets"), seeded(seed)];
  const secrets = Array.from({ length: count }, () => randomSecret(random));
  const replies = await ask<SecretResult>(peer, secrets.map((secret) => ({ op: "secret", secret })));
  for (const [index, secret] of secrets.entries()) {
    report(tally, compareSecrets(await secretOutcomeOf(secret), replies[index]!), secret);
  }
  return tally;
}

async function compareHeaders({ peer, count, seed }: Run): Promise<Tally> {
  const [tally, random] = [new Tally("headers of scripts"), seeded(seed)];
  const scripts = Array.from({ length: count * 2 }, () => randomScript(random));
  const replies = await ask<HeaderResult<PythonError>>(peer, scripts.map(({ text }) => ({ op: "uv_script", text })));
  for (const [index, script] of scripts.entries()) {
    const [ours, theirs] = [await headerHere(script.text), replies[index]!];
    const kind = kindOfHeader(script, ours, theirs);
    tally.note(kind ?? "not alike");
    tally.check(kind !== undefined, script, ours, theirs);
  }
  return tally;
}

async function compareHeaderDifferences({ peer }: Run): Promise<Tally> {
  const tally = new Tally("known differences of headers");
  for (const [name, { example, counterexample }] of Object.entries(HEADER_DIFFERENCES)) {
    for (const [header, wanted] of [[example, `known, ${name}`], [counterexample, "read alike"]] as const) {
      const text = scriptWith(header);
      const [theirs] = await ask<HeaderResult<PythonError>>(peer, [{ op: "uv_script", text }]);
      const ours = await headerHere(text);
      const isBroken = HEADER_DIFFERENCES[name]?.isBroken ?? false;
      tally.check(kindOfHeader({ text, isBroken }, ours, theirs!) === wanted, name, ours, theirs);
    }
  }
  return tally;
}

function kindOfHeader(
  { text, isBroken }: Script,
  ours: HeaderResult<OurError>,
  theirs: HeaderResult<PythonError>,
): string | undefined {
  if (isError(ours) && isError(theirs)) return "refused by both";
  if (!isError(ours) && !isError(theirs) && ours.hashed === theirs.hashed) return "read alike";
  const difference = headerDifferenceOf(text, ours, theirs, isBroken);
  return difference && `known, ${difference}`;
}

async function headerHere(text: string): Promise<HeaderResult<OurError>> {
  return await attempt(() => ({ hashed: parseScriptMetadata("script.py", text).hashed }));
}

function withoutTree({ tree: _, ...given }: PlantedCase): ImageCase {
  return given;
}

/** Does something with an empty directory, and comes back to the working directory there was. */
async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const [before, folder] = [Deno.cwd(), await Deno.makeTempDir()];
  try {
    await work(folder);
  } finally {
    Deno.chdir(before);
    await Deno.remove(folder, { recursive: true });
  }
}

function report(tally: Tally, { kinds, problems }: Comparison, input: unknown): void {
  for (const kind of kinds) tally.note(kind);
  tally.check(problems.length === 0, input, ...problems);
}

async function ask<T>(peer: Peer, requests: readonly Request[]): Promise<T[]> {
  const replies = await peer.ask<{ readonly result: T }>(requests);
  return replies.map((reply) => {
    if (!reply.ok) throw new Error(`flyte's side failed: ${reply.message}`);
    return reply.result;
  });
}

/** The area. */
export const area: Area = {
  about: "flyte 2's images with files, secrets and headers of scripts, here and in flyte 2",
  count: 2000,
  compare,
};
