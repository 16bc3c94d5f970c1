/**
 * What the writers of all formats have in common: which settings there are to write, and which a format cannot carry.
 *
 * @module
 */
import * as v from "valibot";
import { parseIni } from "../../formats/ini/mod.ts";
import { shown } from "../display.ts";
import { VALUE_TYPES } from "../value_types.ts";
import { originText } from "../origin.ts";
import { iniText, type Setting } from "../registry.ts";
import type { Resolved } from "../resolve.ts";

/** A format that settings can be written in. */
export type WrittenFormat = "yaml" | "ini" | "env";

/** What is special about the Python library that reads what is written. */
export interface WriterRules {
  /** How messages call it. */
  readonly library: "flytekit" | "flyte";
  /** The formats that it reads. */
  readonly formats: readonly WrittenFormat[];
  /** Whether it takes every string in a variable for true. */
  readonly stringsAreTrue?: boolean;
}

/** A setting that a format cannot carry. */
export interface NotCarried {
  /** The setting, such as `data_config.s3.retries`; of a file that was converted, also a key that is no setting. */
  readonly path: string;
  /** Why not. */
  readonly reason: string;
  /** The environment variable that can carry it, if there is one. */
  readonly env?: string | undefined;
  /** The option of an INI file that can carry it, if there is one. */
  readonly ini?: string | undefined;
  /** The key of a YAML file that can carry it, if there is one. */
  readonly yaml?: string | undefined;
}

/** Settings with their values. */
export type Entries = readonly (readonly [Setting, Resolved])[];

/** Those settings that someone gave. A secret that was read from a file or variable is left out: the setting that names it is there. */
export function givenEntries(entries: Entries): Entries {
  return entries.filter(([, { value, origin: { source } }]) =>
    value !== undefined && source !== "default" && source !== "secret_file" && source !== "secret_env"
  );
}

/** The settings that someone gave and that a format cannot carry. */
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

/** Why a format cannot carry a value; `undefined` if it can. */
export function obstacle(
  format: WrittenFormat,
  setting: Setting,
  { value, origin }: Resolved,
  { library, stringsAreTrue }: WriterRules,
): string | undefined {
  const { definition } = setting;
  const valueType = VALUE_TYPES[definition.type];
  if (setting[format] === undefined) return `${NAMES[format]} has no name for it (it comes from ${originText(origin)})`;
  if (isNothing(value)) {
    return `${library} takes ${NOTHING} for not set and uses its default (${shown(definition, definition.default)})`;
  }
  // In modes other than strict, a value may be of another valueType.
  if (!v.is(valueType.schema(definition), value)) return `its value is not ${valueType.expected(definition)}`;
  if (hasHalfPair(value)) return "its value has half of a surrogate pair, which UTF-8 cannot hold";
  if (format === "yaml") {
    const isChanged = typeof value === "string" && valueType.isString && valueType.parse(value) !== value;
    return isChanged ? ANOTHER : undefined;
  }
  if (format === "env" && stringsAreTrue && value === false) {
    return `${library} takes every string in a variable for true`;
  }
  const text = textOf(setting, value);
  if (text === undefined) return Array.isArray(value) ? ITEMS : ANOTHER;
  if (format === "env") return text.includes("\0") ? "no variable can hold a null character" : undefined;
  const line = iniLine(setting, text);
  return isReadAs(line, setting.ini![1], text)
    ? undefined
    : "an INI file loses empty lines, and white space at the ends";
}

const NAMES = { yaml: "YAML", ini: "INI", env: "the environment" } as const;
const NOTHING = "0, an empty string and an empty list";
const ANOTHER = "it would be read as another value";
const ITEMS =
  "an item with a comma, with white space at its ends, or without a character would be read as another value";

/** What is false to Python and no boolean counts as not set. */
function isNothing(value: unknown): boolean {
  return value === "" || value === 0 || (Array.isArray(value) && value.length === 0);
}

function hasHalfPair(value: unknown): boolean {
  const texts = typeof value === "object" && value !== null
    ? [...Object.keys(value), ...Object.values(value)]
    : [value];
  return texts.some((text) => typeof text === "string" && /\p{Cs}/u.test(text));
}

/** The text of a value, as an environment variable or an INI option has it; nothing if reading it gives another value. */
export function textOf({ definition }: Setting, value: unknown): string | undefined {
  const valueType = VALUE_TYPES[definition.type];
  const text = valueType.format(value);
  return JSON.stringify(valueType.parse(text)) === JSON.stringify(value) ? text : undefined;
}

/** The line (or lines) of an option in an INI file. */
export function iniLine({ ini }: Setting, text: string): string {
  return `${ini![1]} = ${text.replaceAll("%", "%%").replaceAll("\n", "\n\t")}`;
}

function isReadAs(line: string, option: string, text: string): boolean {
  try {
    const document = parseIni(`[s]\n${line}\n`);
    return document.get("s", option)?.value === text && document.options("s")!.length === 1;
  } catch {
    return false;
  }
}

/** Comments on what is missing in a file. */
export function remarks(notCarried: readonly NotCarried[]): string[] {
  if (notCarried.length === 0) return [];
  return [notCarried.map((one) => `# not here: ${one.path}, since ${one.reason}${hint(one)}`).join("\n")];
}

function hint({ env, ini, yaml }: NotCarried): string {
  if (env !== undefined) return `; use ${env}`;
  if (yaml !== undefined) return `; use a YAML file (${yaml})`;
  return ini === undefined ? "" : `; use an INI file (${ini})`;
}
