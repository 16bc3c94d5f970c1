/**
 * Edits of configuration files, and files that this library writes: what PyYAML, flytekit and flyte 2 read from them.
 *
 * After a random edit of a random file, PyYAML must read the new value, and everything else as before; no character
 * outside of the value or of the lines of the key may differ. Edited and new files, and converted INI files, must be read
 * by both libraries as here.
 *
 * @module
 */
import { convertToYaml, FlyteConfigError } from "../../../mod.ts";
import { type InitOptions, initYaml } from "../../../src/edit/mod.ts";
import type { YamlValue } from "../../../src/formats/yaml/mod.ts";
import { oneOf, type Random, seeded } from "../../_support/mutations.ts";
import { type EditCase, editCase, outcomeOf, strayChanges } from "../../_support/yaml_edits.ts";
import type { Area, AreaOptions } from "../area.ts";
import type { ConfigCase, ConfigResult } from "../config/case.ts";
import { compareCase } from "../config/compare.ts";
import { chance, configCase } from "../config/generate.ts";
import { compareCase as compareFlyteCase } from "../flyte2_config/compare.ts";
import type { FlyteResult } from "../flyte2_config/outcome.ts";
import { type Library, Peer, preparePython } from "../peer.ts";
import { Tally } from "../report.ts";
import { encode, type Encoded } from "../yaml/encode.ts";
import { pythonWith, PyYaml } from "../yaml/peer.ts";

/** One in so many edited files is also read by flytekit and flyte 2, which is slower. */
const SHARE = 5;

/** Compares edits with PyYAML, and returns the files that were edited. */
async function compareEdits(tally: Tally, cases: readonly EditCase[]): Promise<readonly string[]> {
  await using peer = new PyYaml(await pythonWith("6.0.4"));
  await peer.versions();
  const outcomes = cases.map(outcomeOf);
  const edited = outcomes.map((outcome, index) => "edited" in outcome ? outcome.edited.text : cases[index]!.text);
  const before = await peer.load(cases.map(({ text }) => text));
  const after = await peer.load(edited);
  for (const [index, given] of cases.entries()) {
    const [outcome, old, reply] = [outcomes[index]!, before[index]!, after[index]!];
    if ("code" in outcome) {
      tally.note(outcome.code);
      // A file with an alias or a key after a question mark, or one that PyYAML rejects.
      const isExpected = outcome.code === "edit_unsupported" ? /\*\w|\? /.test(given.text) : old.error !== undefined;
      tally.check(isExpected, given, outcome.code, old);
      continue;
    }
    const { text, changes: [change] } = outcome.edited;
    tally.note(change?.kind ?? "unchanged");
    const put = given.value === undefined ? undefined : encode(given.value as YamlValue);
    const expected = old.value && (text === given.text ? old.value : updated(old.value, given.path, put));
    const [left, right] = [comparable(expected), comparable(reply.value)];
    const stray = strayChanges(given, text);
    tally.check(left === right && stray.length === 0, given, text, `expected: ${left}`, `PyYAML:   ${right}`, ...stray);
  }
  return edited.filter((text, index) => text !== cases[index]!.text);
}

/** Returns a value with another one at a path of keys, as `src/edit` must change it. */
function updated(value: Encoded, path: readonly string[], put: Encoded | undefined): Encoded {
  const [name, ...rest] = path;
  const pairs = (value[0] === "dict" ? value[1] : []) as readonly (readonly [Encoded, Encoded])[];
  const isKey = ([key]: readonly [Encoded, Encoded]) => key[0] === "str" && key[1] === name;
  const next = rest.length === 0 ? put : updated(pairs.find(isKey)?.[1] ?? ["null"], rest, put);
  const isEmptied = put === undefined && rest.length > 0 && (next![1] as readonly unknown[]).length === 0;
  const others = pairs.filter((pair) => !isKey(pair));
  return ["dict", next === undefined || isEmptied ? others : [...others, [["str", name], next]]];
}

/** Returns a string that is the same for the same value, whatever the order of keys. A file without keys is empty. */
function comparable(value: Encoded | undefined): string {
  if (value === undefined || value[0] === "null") return "{}";
  if (value[0] !== "dict") return JSON.stringify(value);
  const pairs = value[1] as readonly (readonly [Encoded, Encoded])[];
  return `{${
    pairs.map(([key, item]) => `${JSON.stringify(key)}:${item[0] === "null" ? "null" : comparable(item)}`).toSorted()
  }}`;
}

/** Creates random options of a new file. */
function initOptions(random: Random): InitOptions {
  const kind = oneOf(random, ["sandbox", "self-hosted", "union"] as const);
  const authType = oneOf(random, ["Pkce", "DeviceFlow", "ClientSecret", "ExternalCommand"] as const);
  const some = <T>(value: T) => chance(random, 40) ? value : undefined;
  const host = oneOf(random, ["acme.hosted.unionai.cloud", "flyte.acme.com:8089", "localhost:8089"]);
  return {
    kind,
    versions: oneOf(random, [undefined, ["flytekit"], ["flyte2"]] as const),
    endpoint: kind === "sandbox" ? undefined : oneOf(random, ["", "dns:///", "https://", "http://"]) + host,
    authType,
    clientId: authType === "ClientSecret" ? oneOf(random, ["me", "017", "a: b"]) : undefined,
    command: authType === "ExternalCommand" ? ["print-token", oneOf(random, ["--yes", "no", "a, b", "#c"])] : undefined,
    project: some(oneOf(random, ["flytesnacks", "1.0", "it's"])),
    domain: some("development"),
    org: some("acme"),
    consoleEndpoint: some("https://console.acme.com"),
  };
}

/** Returns a random INI file as YAML, if it can be converted. */
function converted(random: Random): string | undefined {
  const { file } = configCase(random);
  if (file?.text === undefined) return undefined;
  try {
    return convertToYaml({ name: "flyte.config", text: file.text }).text;
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    return undefined;
  }
}

/** Compares what a library reads from files with what is read here. */
async function compareReading<R>(
  library: Library,
  texts: ReadonlyMap<string, readonly string[]>,
  compareOne: (given: ConfigCase, reply: R) => Promise<readonly unknown[]>,
): Promise<Tally> {
  await using peer = new Peer(await preparePython(library), library);
  const tally = new Tally(`read by ${library}`);
  for (const [kind, files] of texts) {
    const env = { FLYTE_CREDENTIALS_CLIENT_SECRET: "client secret" };
    const cases = files.map((text): ConfigCase => ({ env, files: {}, file: { name: "config.yaml", text } }));
    const replies = await peer.ask<{ result: R }>(cases.map((given) => ({ op: "read_config", case: given })));
    for (const [index, reply] of replies.entries()) {
      if (!reply.ok) throw new Error(`${library}'s side failed: ${reply.message}`);
      const mismatches = await compareOne(cases[index]!, reply.result);
      tally.note(kind);
      tally.check(mismatches.length === 0, cases[index], ...mismatches);
    }
  }
  return tally;
}

async function compare({ count, seed }: AreaOptions): Promise<readonly Tally[]> {
  const random = seeded(seed);
  const editing = new Tally("edits");
  const edited = await compareEdits(editing, Array.from({ length: count }, () => editCase(random)));
  const share = Math.ceil(count / SHARE);
  const texts = new Map([
    ["edited", edited.slice(0, share)],
    ["new", Array.from({ length: Math.ceil(share / 4) }, () => initYaml(initOptions(random)))],
    ["converted", Array.from({ length: share }, () => converted(random)).filter((text) => text !== undefined)],
  ]);
  return [
    editing,
    await compareReading<ConfigResult>("flytekit", texts, compareCase),
    await compareReading<FlyteResult>("flyte", texts, compareFlyteCase),
  ];
}

/** The area. */
export const area: Area = {
  about: "edited, new and converted configuration files, and what PyYAML, flytekit and flyte 2 read from them",
  count: 2000,
  compare,
};
