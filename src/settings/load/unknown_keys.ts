/**
 * Finds the keys of a file that no one reads.
 *
 * @module
 */
import type { ErrorCode } from "../../errors.ts";
import type { ConfigDocument } from "../../formats/config_document.ts";
import type { YamlDocument, YamlPath, YamlPosition } from "../../formats/yaml/mod.ts";
import { isYamlMapping } from "../../formats/yaml/values.ts";
import { typeName } from "../display.ts";
import { messageText, oneLine } from "../../text/quote.ts";
import type { KnownNames, LegacyKey } from "./known_names.ts";
import { type Origin, originText } from "../origin.ts";
import { issueAt, type SettingIssue } from "../problem.ts";
import { fileOrigin, nameSpan } from "../raw.ts";

/** How many issues of one kind are told one by one. */
export const MAX_ISSUES = 100;

/** What is wrong with the keys of a file. */
export interface KeyFaults {
  /** Keys that no one reads, and what was likely meant. */
  readonly unknown: readonly SettingIssue[];
  /** Keys that must have a mapping below them and have something else, so that settings cannot be found. */
  readonly misplaced: readonly SettingIssue[];
}

/** Looks at all keys of a file. */
export function findUnknownKeys(document: ConfigDocument, names: KnownNames): KeyFaults {
  const faults = { unknown: [] as SettingIssue[], misplaced: [] as SettingIssue[], more: 0 };
  const collect: Collect = (kind, make) => {
    if (faults[kind].length < MAX_ISSUES) faults[kind].push(make());
    else faults.more++;
  };
  if (document.format === "yaml") inYaml(document, names, collect);
  else inIni(document, names, collect);
  if (faults.more > 0) {
    faults.unknown.push(more("unknown_key", document, faults.more, "keys that no one reads"));
  }
  return faults;
}

/** Stands for issues that are not told one by one. */
export function more(code: ErrorCode, { name }: ConfigDocument, count: number, what: string): SettingIssue {
  return issueAt(code, fileOrigin(name, { line: 1, column: 1 }, ""), `and ${count} more ${what}`);
}

type Collect = (kind: "unknown" | "misplaced", make: () => SettingIssue) => void;

function inYaml(
  { name, yaml }: Extract<ConfigDocument, { format: "yaml" }>,
  names: KnownNames,
  collect: Collect,
): void {
  if (!isYamlMapping(yaml.value)) {
    if (yaml.value === null) return;
    const what = `the file holds ${typeName(yaml.value)}, and must hold a mapping`;
    return collect("misplaced", () => issueAt("not_a_mapping", fileOrigin(name, yaml.at([])!, ""), what));
  }
  let below = Infinity;
  for (const { path, key, value } of yaml.entries()) {
    if (path.length > below) continue;
    below = Infinity;
    const known = names.yaml(path);
    if (known === "inner" && isYamlMapping(value)) continue;
    below = path.length;
    if (known === "leaf" || (known === "inner" && value === null)) continue;
    const label = labelOf(path);
    const origin = fileOrigin(name, nameSpan(key, keyLength(yaml, key, String(path.at(-1)))), label);
    if (known === undefined) {
      const why = names.why(path.join("."));
      collect("unknown", () => unknown(origin, label, names.meantInYaml(path), why, yaml.frame(key, { context: 0 })));
    } else {
      const what = `${label} is ${typeName(value)}, and must be a mapping with keys such as ${names.below(path)}`;
      collect("misplaced", () => issueAt("not_a_mapping", origin, what, { path: label }));
    }
  }
}

function inIni(
  { name, ini }: Extract<ConfigDocument, { format: "ini" }>,
  names: KnownNames,
  collect: Collect,
): void {
  for (const section of ini.sections) {
    const position = ini.sectionPosition(section)!;
    const options = names.ini(section);
    if (options === undefined) {
      const origin = fileOrigin(name, nameSpan(position, section.length + 2), `[${oneLine(section)}]`);
      const label = `the section [${oneLine(section)}]`;
      const frame = () => ini.frame(position);
      collect(
        "unknown",
        () =>
          legacy(origin, label, names.legacy(section), frame()) ??
            unknown(origin, label, names.meantSection(section), names.why(section), frame()),
      );
    } else if (options !== "any") {
      for (const item of ini.items(section, { raw: true })!) {
        if (item.section !== section || options.has(item.option)) continue;
        const label = `${oneLine(section)}.${nameOrDots(item.option)}`;
        const origin = fileOrigin(name, nameSpan(item.name, item.option.length), label);
        const meant = () => names.meantOption(section, item.option);
        const frame = () => ini.frame(item.name);
        collect(
          "unknown",
          () =>
            legacy(origin, label, names.legacy(label), frame()) ??
              unknown(origin, label, meant(), names.why(label), frame()),
        );
      }
    }
  }
}

function unknown(
  origin: Origin,
  label: string,
  meant: string | undefined,
  why: string | undefined,
  frame: string,
): SettingIssue {
  const hint = meant === undefined ? "" : `; did you mean ${meant}?${why === undefined ? "" : ` (${why})`}`;
  return {
    code: "unknown_key",
    origin,
    meant,
    frame,
    message: messageText(`${originText(origin)}: no one reads ${label}${hint}`),
  };
}

function legacy(origin: Origin, label: string, key: LegacyKey | undefined, frame: string): SettingIssue | undefined {
  return key &&
    {
      code: "legacy_key",
      origin,
      meant: key.meant,
      frame,
      message: `${originText(origin)}: ${legacyText(label, key)}`,
    };
}

/** Says that only earlier releases read a name, and what to do. */
export function legacyText(label: string, { meant, instead }: LegacyKey): string {
  const hint = meant === undefined ? instead : `use ${meant}`;
  return `only flytekit before 1.0 read ${label}${hint === undefined ? "; it has no effect" : `; ${hint}`}`;
}

/** How many characters a key has in the text: quotes are not part of its name. */
function keyLength(yaml: YamlDocument, key: Pick<YamlPosition, "line" | "column">, name: string): number {
  const [line = ""] = yaml.frame(key, { context: 0 }).split("\n");
  const first = line[line.indexOf("|") + 1 + key.column];
  return name.length + (first === '"' || first === "'" ? 2 : 0);
}

/** The name of an option; what is no name may be a value, where the sign between the two is missing. */
function nameOrDots(option: string): string {
  return /^[\w.-]{1,80}$/.test(option) ? option : "…";
}

function labelOf(path: YamlPath): string {
  return oneLine(path.map(String).join("."));
}
