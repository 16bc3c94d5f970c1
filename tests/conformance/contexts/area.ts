/**
 * Contexts, settings, images and JSON here and in flytekit.
 *
 * @module
 */
import fc from "fast-check";
import {
  identifier,
  imageTemplate,
  json,
  malformedWire,
  settingsWire,
  settingsWireWithUnknown,
  text,
} from "../../_support/arbitraries.ts";
import { jsonDumps, jsonLoads } from "../../../src/python/json.ts";
import { mutateText, oneOf, seeded } from "../../_support/mutations.ts";
import {
  compareDefaults,
  compareIdentifiers,
  compareNamed,
  compareTemplates,
  compareValidated,
  type Versions,
} from "./compare_images.ts";
import { changes, compareChanges } from "./compare_changes.ts";
import { compareOutcomes, compareSettings, compareUnknown } from "./compare_settings.ts";
import { Peer, preparePython } from "../peer.ts";
import { Tally } from "../report.ts";
import type { Area, AreaOptions } from "../area.ts";

const JSON_PIECES = [
  ...'{}[]:,"\\ \n0123456789-+.eE',
  "null",
  "true",
  "NaN",
  "-Infinity",
  '""',
  "\\ud800",
  "\\u00e9",
  "\ufeff",
];

const imageValue = fc.oneof(
  identifier,
  fc.tuple(fc.constantFrom("a", "default", "", "é", "__proto__"), identifier).map((pair) => pair.join("=")),
);
const namedImages = fc.dictionary(fc.string({ maxLength: 4 }).filter((name) => !/^\d+$/.test(name)), identifier, {
  maxKeys: 4,
});
const version = fc.option(fc.oneof(fc.constantFrom("1.16.0", "v1.2.3", "", "dev", "0.0.0+develop", "1.0.0v1"), text));
// An environment variable of Python holds neither a NUL nor a lone surrogate.
const override = fc.option(
  fc.oneof(fc.constantFrom("", "mine:v1"), fc.string().map((value) => value.replaceAll("\0", ""))),
);

type Section = (peer: Peer, tally: Tally, versions: Versions, count: number, seed: number) => Promise<void>;

const SECTIONS: Readonly<Record<string, Section>> = {
  "settings": (peer, tally, _, numRuns, seed) =>
    compareSettings(peer, tally, fc.sample(settingsWire, { numRuns, seed })),
  "unknown fields": (peer, tally, _, count, seed) =>
    compareUnknown(peer, tally, fc.sample(settingsWireWithUnknown, { numRuns: Math.ceil(count / 4), seed })),
  "context set": (peer, tally, _, count, seed) =>
    compareChanges(peer, tally, fc.sample(fc.tuple(settingsWire, changes), { numRuns: Math.ceil(count / 8), seed })),
  "malformed settings": (peer, tally, _, numRuns, seed) =>
    compareOutcomes(peer, tally, fc.sample(malformedWire, { numRuns, seed }).map((wire) => jsonDumps(wire))),
  "malformed JSON": (peer, tally, _, count, seed) => compareOutcomes(peer, tally, malformedTexts(count, seed)),
  "identifiers": (peer, tally, _, numRuns, seed) =>
    compareIdentifiers(peer, tally, fc.sample(identifier, { numRuns, seed })),
  "validate_image": (peer, tally, versions, numRuns, seed) =>
    compareValidated(peer, tally, versions, fc.sample(fc.array(imageValue, { maxLength: 4 }), { numRuns, seed })),
  "from_images": (peer, tally, _, numRuns, seed) =>
    compareNamed(peer, tally, fc.sample(fc.tuple(identifier, namedImages), { numRuns, seed })),
  "find_image_for": (peer, tally, versions, count, seed) =>
    compareDefaults(
      peer,
      tally,
      versions,
      fc.sample(fc.tuple(version, override), { numRuns: Math.ceil(count / 10), seed }),
    ),
  "image templates": (peer, tally, _, numRuns, seed) =>
    compareTemplates(peer, tally, fc.sample(imageTemplate, { numRuns, seed })),
  "json.dumps": compareDumps,
};

function malformedTexts(count: number, seed: number): string[] {
  const random = seeded(seed);
  const texts = fc.sample(settingsWire, { numRuns: 50, seed }).map((wire) => jsonDumps(wire));
  return Array.from({ length: count }, () => mutateText(random, oneOf(random, texts), JSON_PIECES));
}

async function compareDumps(peer: Peer, tally: Tally, _: Versions, numRuns: number, seed: number): Promise<void> {
  const style = fc.record({ indent: fc.option(fc.nat({ max: 4 })), sort_keys: fc.boolean() });
  const given = fc.sample(fc.tuple(json, style), { numRuns, seed }).map(([value, options]) => ({
    json: jsonDumps(value),
    ...options,
  }));
  const replies = await peer.ask<{ json: string }>(given.map((question) => ({ op: "dumps", ...question })));
  for (const [index, question] of given.entries()) {
    const reply = replies[index]!;
    const options = { indent: question.indent ?? undefined, sortKeys: question.sort_keys };
    tally.same(jsonDumps(jsonLoads(question.json), options), reply.ok ? reply.json : reply.error, question);
  }
}

async function compare({ count, seed, python }: AreaOptions): Promise<readonly Tally[]> {
  await using peer = new Peer(python ?? await preparePython());
  const [reply] = await peer.ask<Versions>([{ op: "versions" }]);
  if (!reply?.ok) throw new Error("flytekit cannot be started");
  console.log(`  flytekit ${reply.flytekit}, Python ${reply.python}, zlib ${reply.zlib}`);
  const tallies: Tally[] = [];
  for (const [name, compareOne] of Object.entries(SECTIONS)) {
    const tally = new Tally(name);
    await compareOne(peer, tally, reply, count, seed);
    tallies.push(tally);
  }
  return tallies;
}

/** The area. */
export const area: Area = {
  about: "serialized contexts, image names and JSON, here and in flytekit, both ways",
  count: 2000,
  compare,
};
