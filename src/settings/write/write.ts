/**
 * Writes settings as YAML, INI or environment variables, and lists those that a format cannot carry.
 *
 * @module
 */
import { readIni } from "../../formats/ini/parse.ts";
import { setOwn } from "../../python/json_value.ts";
import { shown } from "../display.ts";
import { originText } from "../origin.ts";
import { SCHEMAS } from "../published.ts";
import { iniText } from "../compose.ts";
import type { Entries, ResolvedValue, Setting } from "../setting.ts";
import { VALUE_TYPES } from "../value_types.ts";
import { yamlText, type YamlTree } from "./yaml_text.ts";

/** A format in which settings can be written. */
export type WrittenFormat = "yaml" | "ini" | "env";

/** Rules of the Python library that reads the result. */
export interface WriterRules {
  /** Name of the library. */
  readonly library: "flytekit" | "flyte";
  /** The formats that it reads. */
  readonly formats: readonly WrittenFormat[];
  /** Whether every string in an environment variable is true. */
  readonly stringsAreTrue?: boolean;
}

/** A setting that a format cannot carry. */
export interface NotCarried {
  /** Path of the setting, such as `data_config.s3.retries`; after a conversion, also a key that is not a setting. */
  readonly path: string;
  /** Why the format cannot carry it. */
  readonly reason: string;
  /** The environment variable that can carry it, if any. */
  readonly env?: string | undefined;
  /** The option of an INI file that can carry it, if any. */
  readonly ini?: string | undefined;
  /** The key of a YAML file that can carry it, if any. */
  readonly yaml?: string | undefined;
}

/**
 * Writes a YAML file with the settings that do not have their defaults. Comments list those that it cannot carry, and
 * `others`; with `schema`, the first one tells editors which schema the file has.
 */
export function writeYaml(
  entries: Entries,
  rules: WriterRules,
  { others = [], schema = false }: { readonly others?: readonly NotCarried[]; readonly schema?: boolean | undefined } =
    {},
): string {
  const root: Tree = Object.create(null);
  for (const [{ yaml }, { value }] of carriedBy("yaml", entries, rules)) put(root, yaml!, value as YamlTree);
  const body = Object.keys(root).length === 0 ? [] : [yamlText(root).trimEnd()];
  const head = schema ? [`# yaml-language-server: $schema=${SCHEMAS[rules.library]}`] : [];
  return joinBlocks([...head, ...body, ...comment([...notCarriedBy("yaml", entries, rules), ...others])]);
}

/** Writes an INI file with the settings that do not have their defaults. Comments list those that it cannot carry. */
export function writeIni(entries: Entries, rules: WriterRules): string {
  const sections = new Map<string, string[]>();
  for (const [setting, { value }] of carriedBy("ini", entries, rules)) {
    const [section] = setting.ini!;
    const lines = iniOptions(setting, value)!.map(([option, text]) => iniLine(option, text));
    sections.set(section, [...sections.get(section) ?? [], ...lines]);
  }
  const blocks = [...sections].map(([section, lines]) => [`[${section}]`, ...lines].join("\n"));
  return joinBlocks([...blocks, ...comment(notCarriedBy("ini", entries, rules))]);
}

/** Returns environment variables for the settings that do not have their defaults, and that variables can carry. */
export function writeEnv(entries: Entries, rules: WriterRules): Record<string, string> {
  const carried = carriedBy("env", entries, rules);
  return Object.fromEntries(carried.map(([setting, { value }]) => [setting.env!, textOf(setting, value)!]));
}

/** Lists the settings that do not have their defaults, and that a format cannot carry. */
export function notCarriedBy(format: WrittenFormat, entries: Entries, rules: WriterRules): readonly NotCarried[] {
  return givenEntries(entries).flatMap(([setting, resolved]) => {
    const reason = obstacle(format, setting, resolved, rules);
    if (reason === undefined) return [];
    const names = { env: setting.env, ini: setting.ini && iniText(setting.ini), yaml: setting.yaml?.join(".") };
    const carried = rules.formats.filter((other) =>
      other !== format && obstacle(other, setting, resolved, rules) === undefined
    );
    return [{ path: setting.path, reason, ...Object.fromEntries(carried.map((other) => [other, names[other]])) }];
  });
}

function carriedBy(format: WrittenFormat, entries: Entries, rules: WriterRules): Entries {
  return givenEntries(entries).filter(([setting, resolved]) =>
    obstacle(format, setting, resolved, rules) === undefined
  );
}

/** Returns the settings that have a source. A secret from a file or variable is left out: the setting that names it is not. */
function givenEntries(entries: Entries): Entries {
  return entries.filter(([, { value, origin: { source } }]) =>
    value !== undefined && source !== "default" && source !== "secret_file" && source !== "secret_env"
  );
}

const FORMAT_NAMES = { yaml: "YAML", ini: "INI", env: "the environment" } as const;
const UNSET_VALUES = "0, an empty string and an empty list";
const CHANGED = "it would be read as another value";
const CHANGED_ITEMS = "an item that is empty, has a comma, or whitespace at its ends would be read as another value";
const CHANGED_LINES = "an INI file loses empty lines, whitespace at the ends, and capitals in names";

/** Returns the reason why a format cannot carry a value, if any. */
function obstacle(
  format: WrittenFormat,
  setting: Setting,
  { value, origin }: ResolvedValue,
  { library, stringsAreTrue }: WriterRules,
): string | undefined {
  const { definition } = setting;
  const rules = VALUE_TYPES[definition.type];
  if (setting[format] === undefined) {
    return `${FORMAT_NAMES[format]} has no name for it (it comes from ${originText(origin)})`;
  }
  if (isUnsetInPython(value)) {
    return `${library} reads ${UNSET_VALUES} as not set and uses its default (${
      shown(definition, definition.default)
    })`;
  }
  // Unless the mode is strict, a value may be of another type.
  if (!rules.accepts(value, definition)) return `its value is not ${rules.expected(definition)}`;
  if (hasLoneSurrogate(value)) return "its value has a lone surrogate, which UTF-8 cannot encode";
  if (format === "yaml") {
    return typeof value === "string" && rules.isString && rules.parse(value) !== value ? CHANGED : undefined;
  }
  if (format === "env" && stringsAreTrue && value === false) {
    return `${library} reads every string in an environment variable as true`;
  }
  const options = iniOptions(setting, value);
  if (options === undefined) return Array.isArray(value) ? CHANGED_ITEMS : CHANGED;
  if (format === "env") {
    return options[0]![1].includes("\0") ? "an environment variable cannot hold a null character" : undefined;
  }
  return options.every(([option, text]) => isReadAs(iniLine(option, text), option, text)) ? undefined : CHANGED_LINES;
}

/** Whether Python reads a value as not set: it is false there, but not a boolean. */
function isUnsetInPython(value: unknown): boolean {
  return value === "" || value === 0 || (Array.isArray(value) && value.length === 0);
}

function hasLoneSurrogate(value: unknown): boolean {
  const texts = typeof value === "object" && value !== null
    ? [...Object.keys(value), ...Object.values(value)]
    : [value];
  return texts.some((text) => typeof text === "string" && /\p{Cs}/u.test(text));
}

/** Returns a value as a string in an INI file or a variable; `undefined` if it would be read as another value. */
function textOf({ definition }: Setting, value: unknown): string | undefined {
  const rules = VALUE_TYPES[definition.type];
  const text = rules.format(value);
  return JSON.stringify(rules.parse(text)) === JSON.stringify(value) ? text : undefined;
}

/** Returns the options of an INI file that hold a value: of a map, one for each name. */
function iniOptions(
  setting: Setting,
  value: unknown,
): readonly (readonly [option: string, text: string])[] | undefined {
  const { definition: { type }, ini } = setting;
  if (type === "map") return Object.entries(value as Readonly<Record<string, string>>);
  const text = textOf(setting, value);
  return text === undefined ? undefined : [[ini?.[1] ?? "", text]];
}

function iniLine(option: string, text: string): string {
  return `${option} = ${text.replaceAll("%", "%%").replaceAll("\n", "\n\t")}`;
}

function isReadAs(line: string, option: string, text: string): boolean {
  try {
    const document = readIni(`[s]\n${line}\n`, {});
    return document.get("s", option)?.value === text && document.options("s")!.join("\n") === option;
  } catch {
    return false;
  }
}

interface Tree {
  [key: string]: YamlTree | Tree;
}

function put(tree: Tree, [first, ...rest]: readonly string[], value: YamlTree): void {
  if (rest.length === 0) return setOwn(tree, first!, value);
  if (tree[first!] === undefined) setOwn(tree, first!, Object.create(null));
  put(tree[first!] as Tree, rest, value);
}

function joinBlocks(blocks: readonly string[]): string {
  return blocks.map((block) => `${block}\n`).join("\n");
}

/** Returns a comment on the settings that are missing. */
function comment(notCarried: readonly NotCarried[]): string[] {
  if (notCarried.length === 0) return [];
  return [notCarried.map((one) => `# not written: ${notCarriedText(one)}`).join("\n")];
}

/** Describes a setting that a format cannot carry: its path, the reason, and what can carry it. */
export function notCarriedText(one: NotCarried): string {
  return `${one.path}, since ${one.reason}${hint(one)}`;
}

function hint({ env, ini, yaml }: NotCarried): string {
  if (env !== undefined) return `; use ${env}`;
  if (yaml !== undefined) return `; use a YAML file (${yaml})`;
  return ini === undefined ? "" : `; use an INI file (${ini})`;
}
