/**
 * Reads Flyte's sections from the environment and a file, in either mode.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { type Mode, type OpenedFile, placesText } from "../config_file/open.ts";
import { shown } from "../settings/display.ts";
import { KINDS } from "../settings/kinds.ts";
import { originText } from "../settings/origin.ts";
import { fileProblems, issueAt, type SettingIssue, SettingsError } from "../settings/problem.ts";
import type { Setting } from "../settings/registry.ts";
import { resolve, type Resolved } from "../settings/resolve.ts";
import type { SectionTable } from "../settings/row.ts";
import { ResolvedSection } from "../settings/section.ts";
import { readAsFlytekit } from "./flytekit_reading.ts";
import type { FlytePlace, Referred } from "./place.ts";
import { composedPlaces, type Plugin } from "./places.ts";
import { keyFaults, type UnknownKeys, unknownVariables } from "./unknown.ts";

/** All that a load needs. */
export interface LoadInput extends Referred {
  /** The sections to read. */
  readonly places: readonly FlytePlace[];
  /** The plugins there are, also where their sections are not read. */
  readonly plugins: readonly Plugin[];
  /** The file. */
  readonly file: OpenedFile;
  /** How to read. */
  readonly mode: Mode;
  /** What to do with keys that no one reads. */
  readonly unknownKeys: UnknownKeys;
  /** The names of variables among which to look for such that no one reads. */
  readonly envNames: readonly string[];
}

/** What a load gives. */
export interface Loaded {
  /** The sections, by their tables. */
  readonly sections: ReadonlyMap<SectionTable, ResolvedSection>;
  /** What is worth knowing about the file and the environment as such. */
  readonly issues: readonly SettingIssue[];
}

/** Reads sections. Throws `SettingsError` with all that is wrong; in mode `flytekit`, where flytekit raises an error. */
export function load(input: LoadInput): Loaded {
  const { file, mode, plugins } = input;
  const { document, error } = file;
  const composed = composedPlaces(plugins);
  const problems: SettingIssue[] = error === undefined ? [] : fileProblems(error);
  const sections = new Map<SectionTable, ResolvedSection>();
  for (const place of input.places) {
    const { settings } = composed.find(({ table }) => table === place.table)!;
    sections.set(
      place.table,
      mode === "strict" ? strictly(place, settings, input, problems) : asFlytekit(place, settings, input),
    );
  }
  const { problems: keyProblems, issues } = keyFaults(document, composed, input);
  problems.push(...keyProblems);
  if (mode === "strict" && problems.length > 0) {
    throw new SettingsError(problems, { cause: error, remark: error && placesText(file.tried) });
  }
  return { sections, issues: [...input.file.issues, ...issues, ...unknownVariables(composed, input.envNames)] };
}

function asFlytekit(place: FlytePlace, settings: readonly Setting[], input: LoadInput): ResolvedSection {
  const sources = { env: input.env, document: input.file.document };
  const resolved = new Map(settings.map((setting) => [setting.key, readAsFlytekit(setting, sources)]));
  place.finish?.flytekit(resolved, input, [], []);
  return new ResolvedSection(settings, resolved);
}

function strictly(
  place: FlytePlace,
  settings: readonly Setting[],
  input: LoadInput,
  problems: SettingIssue[],
): ResolvedSection {
  const before = problems.length;
  const issues: SettingIssue[] = [];
  const sources = { env: input.env, document: input.file.document };
  const resolved = new Map(settings.map((setting) => [setting.key, resolve(setting, sources, problems)]));
  place.finish?.strict(resolved, input, problems, issues);
  if (problems.length === before) {
    issues.push(...differences(place, settings, resolved, input));
  }
  return new ResolvedSection(settings, resolved, issues);
}

/** Where flytekit reads something else. What is not listed here and not refused is the same in both modes. */
function differences(
  place: FlytePlace,
  settings: readonly Setting[],
  strict: ReadonlyMap<string, Resolved>,
  input: LoadInput,
): SettingIssue[] {
  let theirs: ResolvedSection;
  try {
    theirs = asFlytekit(place, settings, input);
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    const what = `flytekit refuses this, and reads nothing at all: ${error.message}`;
    return [{ code: "differs_from_flytekit", message: what, path: place.path.join(".") }];
  }
  return settings.flatMap((setting) => {
    const [ours, other] = [strict.get(setting.key)!, theirs.values.get(setting.key)!];
    return setting.row.inputOnly || isSame(ours.value, other.value) ? [] : [difference(setting, ours, other)];
  });
}

function difference({ row, path }: Setting, ours: Resolved, theirs: Resolved): SettingIssue {
  const origin = ours.origin.source === "default" ? theirs.shadowed[0]?.origin ?? theirs.origin : ours.origin;
  const values = KINDS[row.kind].isSecret
    ? "the secret is not what flytekit reads: white space around it is taken off here, or it is empty there"
    : `${path} is ${shown(row, ours.value)} here, and ${shown(row, theirs.value)} (from ${
      originText(theirs.origin)
    }) to flytekit`;
  return issueAt("differs_from_flytekit", origin, values, { path });
}

/** Whether two values are the same to Python as well. */
function isSame(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => item === other[index]);
  }
  return one === other;
}
