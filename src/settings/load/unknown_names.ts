/**
 * Finds the keys of a file and the environment variables that nothing reads.
 *
 * @module
 */
import type { ErrorCode } from "../../errors.ts";
import type { ConfigDocument } from "../../formats/config_document.ts";
import type { YamlPath } from "../../formats/yaml/document.ts";
import type { TextPosition, YamlDocument } from "../../formats/yaml/mod.ts";
import { isYamlMapping } from "../../formats/yaml/values.ts";
import { closest, didYouMean } from "../../text/closest.ts";
import { mustBe } from "../../text/expected.ts";
import { oneLine, quoted } from "../../text/quote.ts";
import { typeName } from "../display.ts";
import { issueAt, type SettingIssue } from "../issues.ts";
import { fileOrigin, nameSpan, type Origin } from "../origin.ts";
import type { Naming, Setting } from "../setting.ts";
import type { NotCarried } from "../write/write.ts";
import type { Catalog } from "./catalog.ts";
import type { ForeignKey, KnownKeys, LegacyKey } from "./known_keys.ts";
import { otherProductKeys } from "./other_product.ts";

/** Treatment of unknown keys of a file: report an issue (`warn`), refuse the file (`error`), or ignore them (`ignore`). */
export type UnknownKeys = "warn" | "error" | "ignore";

/** Maximum number of issues of one kind that are listed one by one. */
const MAX_ISSUES = 100;

type YamlConfig = Extract<ConfigDocument, { readonly format: "yaml" }>;
type IniConfig = Extract<ConfigDocument, { readonly format: "ini" }>;

/** Checks the keys of a file. */
export function keyProblems(
  document: ConfigDocument | undefined,
  catalog: Catalog,
  unknownKeys: UnknownKeys,
): { readonly problems: readonly SettingIssue[]; readonly issues: readonly SettingIssue[] } {
  if (document === undefined) return { problems: [], issues: [] };
  const check = (others: boolean) => checkKeys(document, catalog.keys(document.format, others));
  const found = check(false);
  // Keys of the other product are unknown at first; most files have no unknown keys.
  const mayHaveOthers = document.format === "yaml" && found.unknown.length > 0;
  const { unknown, misplaced } = mayHaveOthers ? check(true) : found;
  const others = mayHaveOthers && unknownKeys !== "ignore" ? otherProductKeys(document, catalog) : [];
  return {
    problems: unknownKeys === "error" ? [...misplaced, ...unknown] : misplaced,
    issues: [...duplicateKeys(document), ...unknownKeys === "warn" ? unknown : [], ...others],
  };
}

/** Reports keys that a YAML file has twice: the last one is used. */
function duplicateKeys(document: ConfigDocument): readonly SettingIssue[] {
  if (document.format === "ini") return [];
  const { issues } = document.yaml;
  const listed = issues.slice(0, MAX_ISSUES).map((issue) => ({
    ...issue,
    origin: fileOrigin(document.name, issue, ""),
  }));
  const rest = issues.length - listed.length;
  return rest > 0 ? [...listed, more("yaml_duplicate_key", document, rest, "duplicate keys")] : listed;
}

/** Reports environment variables that are named like those of settings, but are unknown. */
export function unknownVariables(
  names: readonly string[],
  { dialect, missing, own, theirs }: Catalog,
): readonly SettingIssue[] {
  const { naming, legacyKeys = [], foreignVariables } = dialect;
  const known = new Set([...own, ...missing?.settings ?? []].flatMap(({ envs }) => envs));
  const others = new Set(theirs.flatMap(({ envs }) => envs));
  return names.filter((name) =>
    name.startsWith("FLYTE_") && !known.has(name) && !others.has(name) &&
    !foreignVariables.some((prefix) => name.startsWith(prefix))
  ).map((name) => {
    const origin = { source: "env", name } as const;
    const legacy = legacyKeys.find(({ ini }) => variableOf(ini, naming) === name);
    if (legacy !== undefined) {
      const meant = legacy.meant && variableOf(legacy.meant, naming);
      return issueAt("legacy_key", origin, legacyText(name, { ...legacy, ...meant && { meant } }), { meant });
    }
    const meant = variableLike(name, own, naming) ?? closest(name, known);
    const what = `unknown environment variable ${quoted(name)}`;
    return issueAt("unknown_variable", origin, what, { meant }, didYouMean(meant));
  });
}

/** Returns the variable of the setting that another variable is named after: its section and name, or only its name. */
function variableLike(name: string, settings: readonly Setting[], { envPrefix }: Naming): string | undefined {
  const named = (path: string) => `${envPrefix}${path.replaceAll(".", "_")}`.toUpperCase() === name;
  const exact = settings.find(({ path, env }) => env !== undefined && named(path));
  const [only, ...others] = settings.filter(({ wire, env }) => env !== undefined && named(wire));
  return (exact ?? (others.length === 0 ? only : undefined))?.env;
}

/** Returns the environment variable of an option of INI files. */
function variableOf(ini: string, { envPrefix }: Naming): string {
  return `${envPrefix}${ini.replace(".", "_")}`.toUpperCase();
}

/** Problems with the keys of a file. */
interface KeyProblems {
  /** Unknown keys. */
  readonly unknown: readonly SettingIssue[];
  /** Keys that must have a mapping and have another value, so that settings cannot be found. */
  readonly misplaced: readonly SettingIssue[];
}

type Collect = (kind: keyof KeyProblems, create: () => SettingIssue) => void;

function checkKeys(document: ConfigDocument, keys: KnownKeys): KeyProblems {
  const found = { unknown: [] as SettingIssue[], misplaced: [] as SettingIssue[] };
  let rest = 0;
  const collect: Collect = (kind, create) => {
    if (found[kind].length < MAX_ISSUES) found[kind].push(create());
    else rest++;
  };
  if (document.format === "yaml") checkYaml(document, keys, collect);
  else checkIni(document, keys, collect);
  if (rest > 0) found.unknown.push(more("unknown_key", document, rest, "unknown keys"));
  return found;
}

/** Stands for issues that are not listed one by one. */
function more(code: ErrorCode, { name }: ConfigDocument, count: number, what: string): SettingIssue {
  return issueAt(code, fileOrigin(name, { line: 1, column: 1 }, ""), `and ${count} more ${what}`);
}

function checkYaml({ name, yaml }: YamlConfig, keys: KnownKeys, collect: Collect): void {
  const root = yaml.value;
  if (!isYamlMapping(root)) {
    if (root === null) return;
    const what = `the file ${mustBe("a mapping", root, typeName)}`;
    return collect("misplaced", () => issueAt("not_a_mapping", fileOrigin(name, yaml.at([])!, ""), what));
  }
  let below = Infinity;
  for (const { path, key, value } of yaml.entries()) {
    if (path.length > below) continue;
    below = Infinity;
    const known = keys.yaml(path);
    if (known === "inner" && isYamlMapping(value)) continue;
    below = path.length;
    if (known === "leaf" || (known === "inner" && value === null)) continue;
    const label = labelOf(path);
    const origin = fileOrigin(name, nameSpan(key, keyLength(yaml, key, String(path.at(-1)))), label);
    if (known === undefined) {
      const why = keys.why(path.join("."));
      collect("unknown", () => unknownKey(origin, label, keys.meantInYaml(path), why, yaml.frame(key, { context: 0 })));
    } else {
      const what = `${label} ${mustBe(`a mapping with keys such as ${keys.below(path)}`, value, typeName)}`;
      collect("misplaced", () => issueAt("not_a_mapping", origin, what, { path: label }));
    }
  }
}

function checkIni({ name, ini }: IniConfig, keys: KnownKeys, collect: Collect): void {
  for (const section of ini.sections) {
    const position = ini.sectionPosition(section)!;
    const options = keys.ini(section);
    if (options === undefined) {
      const label = `[${oneLine(section)}]`;
      const origin = fileOrigin(name, nameSpan(position, section.length + 2), label);
      collect("unknown", () => {
        const frame = ini.frame(position);
        return legacyKey(origin, `the section ${label}`, keys.legacy(section), frame) ??
          unknownKey(origin, label, keys.meantSection(section), keys.why(section), frame, "section");
      });
    } else if (options !== "any") {
      for (const item of ini.items(section, { raw: true })!) {
        if (item.section !== section || options.has(item.option)) continue;
        const label = `${oneLine(section)}.${nameOrDots(item.option)}`;
        const origin = fileOrigin(name, nameSpan(item.name, item.option.length), label);
        collect("unknown", () => {
          const frame = ini.frame(item.name);
          return legacyKey(origin, label, keys.legacy(label), frame) ??
            unknownKey(origin, label, keys.meantOption(section, item.option), keys.why(label), frame);
        });
      }
    }
  }
}

function unknownKey(
  origin: Origin,
  label: string,
  meant: string | undefined,
  why: string | undefined,
  frame: string,
  kind = "key",
): SettingIssue {
  const hint = meant === undefined ? "" : `; did you mean ${quoted(meant)}?${why === undefined ? "" : ` (${why})`}`;
  return issueAt("unknown_key", origin, `unknown ${kind} ${quoted(label)}`, { meant, frame }, hint);
}

function legacyKey(
  origin: Origin,
  label: string,
  key: LegacyKey | undefined,
  frame: string,
): SettingIssue | undefined {
  return key && issueAt("legacy_key", origin, legacyText(label, key), { meant: key.meant, frame });
}

/** Describes a name that only earlier releases read, and its replacement. */
function legacyText(label: string, { meant, instead }: LegacyKey): string {
  const hint = meant === undefined ? instead ?? "remove it" : `use ${meant}`;
  return `${label} is no longer read since flytekit 1.0; ${hint}`;
}

/** Returns the number of characters of a key in the text. Quotes are not part of its name. */
function keyLength(yaml: YamlDocument, key: Pick<TextPosition, "line" | "column">, name: string): number {
  const [line = ""] = yaml.frame(key, { context: 0 }).split("\n");
  const first = line[line.indexOf("|") + 1 + key.column];
  return name.length + (first === '"' || first === "'" ? 2 : 0);
}

/** Returns the name of an option. Without the delimiter, it may be a value, which is not shown. */
function nameOrDots(option: string): string {
  return /^[\w.-]{1,80}$/.test(option) ? option : "…";
}

function labelOf(path: YamlPath): string {
  return oneLine(path.map(String).join("."));
}

/** Lists the keys of a file that are not settings, for a conversion that would lose them; of nested keys, the outermost. */
export function otherFileKeys(
  document: ConfigDocument | undefined,
  settings: readonly Setting[],
  foreign: readonly ForeignKey[],
): readonly NotCarried[] {
  if (document === undefined) return [];
  const owners = new Map(foreign.map(({ yaml, ini, owner }) => [document.format === "yaml" ? yaml : ini, owner]));
  const found: NotCarried[] = [];
  for (
    const path of document.format === "yaml" ? otherYamlKeys(document, settings) : otherOptions(document, settings)
  ) {
    if (found.length === MAX_ISSUES) {
      return [...found, {
        path: "…",
        reason: "there are more keys that are not settings",
      }];
    }
    const owner = owners.get(path);
    const reason = owner === undefined
      ? "it is not a setting of flytekit"
      : `another program reads it (${owner}); copy it`;
    // Without the delimiter, it may be a value, which is not shown.
    found.push({ path: /^[\w.-]{1,160}$/.test(path) ? path : "…", reason });
  }
  return found;
}

function* otherOptions({ ini }: IniConfig, settings: readonly Setting[]): Generator<string> {
  const known = new Set(settings.map(({ ini }) => ini?.join(".")));
  const maps = new Set(settings.filter(({ definition }) => definition.type === "map").map(({ ini }) => ini?.[0]));
  for (const section of ini.sections) {
    if (maps.has(section)) continue;
    for (const { option, section: owner } of ini.items(section, { raw: true })!) {
      if (owner === section && !known.has(`${section}.${option}`)) yield `${section}.${option}`;
    }
  }
}

function* otherYamlKeys({ yaml }: YamlConfig, settings: readonly Setting[]): Generator<string> {
  const leaves = new Set(settings.map(({ yaml }) => yaml?.join(".")));
  const parents = new Set(settings.flatMap(({ yaml = [] }) => yaml.map((_, index) => yaml.slice(0, index).join("."))));
  let below = Infinity;
  for (const { path, value } of yaml.entries()) {
    if (path.length > below) continue;
    const name = path.join(".");
    const isInner = parents.has(name) && (isYamlMapping(value) || value === null);
    below = isInner ? Infinity : path.length;
    if (!isInner && !leaves.has(name)) yield name;
  }
}
