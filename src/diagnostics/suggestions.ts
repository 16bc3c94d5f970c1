/**
 * Turns the suggestion of a finding into an edit of the text.
 *
 * @module
 */
import type { ErrorCode } from "../errors.ts";
import type { ConfigDocument } from "../formats/config_document.ts";
import { YamlTimestamp } from "../formats/yaml/timestamp.ts";
import { PythonFloat } from "../python/numbers.ts";
import type { SettingIssue } from "../settings/issues.ts";
import type { KnownKeys } from "../settings/load/known_keys.ts";
import { yamlText } from "../settings/write/yaml_text.ts";
import { quoted } from "../text/quote.ts";
import type { TextRange } from "./positions.ts";

/** A suggested edit of a file. */
export interface Suggestion {
  /** Title of the edit, for a menu. */
  readonly title: string;
  /** The range to replace. */
  readonly range: TextRange;
  /** The text to put there. */
  readonly newText: string;
}

/** Information that a suggestion depends on. */
interface SuggestionContext {
  /** The range of the finding. */
  readonly range: TextRange;
  /** The text of the range. */
  readonly found: string;
  /** The file. */
  readonly document: ConfigDocument;
  /** The keys that it may have. */
  readonly keys: KnownKeys;
}

/** Codes of findings about a name. */
const NAMES: readonly ErrorCode[] = ["unknown_key", "legacy_key"];
/** Codes of findings about a value for which there may be a better one. */
const VALUES: readonly ErrorCode[] = ["not_boolean", "not_a_choice", "endpoint_unusable"];
/** Words that are booleans in YAML without quotes. */
const BOOLEAN = /^(?:true|false|yes|no|on|off)$/;

/** Returns the edits that fix a finding. There is none where it would lead to another mistake. */
export function suggestionsFor(issue: SettingIssue, context: SuggestionContext): readonly Suggestion[] {
  const { range, found } = context;
  const { code, meant } = issue;
  if (found === "" || range.start.line !== range.end.line) return [];
  if (code === "not_text") return quotedValue(issue, context);
  if (meant === undefined) return [];
  const newText = NAMES.includes(code)
    ? newName(issue, meant, context)
    : VALUES.includes(code)
    ? newValue(meant, context)
    : undefined;
  return newText === undefined ? [] : [{ title: `Change to ${quoted(meant)}`, range, newText }];
}

/** Returns the name to write, if the key that is meant belongs to the same mapping or section, and does not exist yet. */
function newName({ origin }: SettingIssue, meant: string, { found, document, keys }: SuggestionContext) {
  if (origin?.source !== "file") return undefined;
  return document.format === "yaml"
    ? newYamlKey(origin.key, meant, found, document, keys)
    : newIniName(origin.key, meant, found, document, keys);
}

function newYamlKey(
  label: string,
  meant: string,
  found: string,
  { yaml }: Extract<ConfigDocument, { readonly format: "yaml" }>,
  keys: KnownKeys,
): string | undefined {
  const [, quote = "", name = ""] = /^(["']?)(.*)\1$/s.exec(found) ?? [];
  const parent = label.slice(0, label.length - name.length);
  if (name === "" || label !== parent + name || !/^$|\.$/.test(parent) || !meant.startsWith(parent)) return undefined;
  const better = meant.slice(parent.length);
  const path = meant.split(".");
  if (better.includes(".") || keys.yaml(path) === undefined || yaml.at(path) !== undefined) return undefined;
  return quote + better + quote;
}

function newIniName(
  label: string,
  meant: string,
  found: string,
  { ini }: Extract<ConfigDocument, { readonly format: "ini" }>,
  keys: KnownKeys,
): string | undefined {
  const header = /^\[(.*)\]$/.exec(meant)?.[1];
  if (header !== undefined) {
    const isFree = ini.sectionPosition(header) === undefined && keys.ini(header) !== undefined;
    return isFree && found === label ? meant : undefined;
  }
  const section = meant.slice(0, meant.indexOf("."));
  const option = meant.slice(section.length + 1);
  const isSame = label === `${section}.${found.toLowerCase()}`;
  return isSame && !ini.options(section)?.includes(option) ? option : undefined;
}

function newValue(meant: string, { document }: SuggestionContext): string {
  if (document.format === "ini") return meant.replaceAll("%", "%%");
  return BOOLEAN.test(meant) ? meant : yamlText(meant).trimEnd();
}

/** Suggests quotes around a number, a boolean or a date in place of a string. */
function quotedValue({ origin }: SettingIssue, { range, found, document }: SuggestionContext): readonly Suggestion[] {
  if (origin?.source !== "file" || document.format === "ini") return [];
  const value = document.yaml.at(origin.key.split("."))?.value;
  const isScalar = typeof value !== "object" || value instanceof PythonFloat || value instanceof YamlTimestamp;
  if (!isScalar || /["']/.test(found)) return [];
  return [{ title: "Write it in quotes", range, newText: `"${found}"` }];
}
