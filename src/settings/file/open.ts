/**
 * Finds, reads and parses the configuration file, and reports what is unusual about where it was found.
 *
 * @module
 */
import { type ErrorCode, FlyteConfigError, makeIssue } from "../../errors.ts";
import { type ConfigDocument, formatOf, type NamedText, parseConfig } from "../../formats/config_document.ts";
import { YamlError } from "../../formats/yaml/mod.ts";
import { isYamlMapping } from "../../formats/yaml/values.ts";
import type { ReadingHost } from "../../runtime/guard.ts";
import { readText } from "../../runtime/read_file.ts";
import { issueAt, SettingsError } from "../issues.ts";
import { fileOrigin, nameSpan } from "../origin.ts";
import { type ConfigFileRules, type FileIssue, firstAtHome, searchFile, type TriedLocation } from "./search_path.ts";

/**
 * Mode of reading: `strict` refuses wrong values, and reports each value that flytekit reads differently; `flytekit`
 * returns exactly what flytekit returns, quirks included.
 */
export type Mode = "strict" | "flytekit";

/**
 * Mode of reading flyte 2's configuration: `strict` refuses wrong values, and reports each value that flyte 2 reads
 * differently; `flyte` returns exactly what flyte 2 returns, quirks included.
 */
export type FlyteMode = "strict" | "flyte";

/** Mode of either product. */
export type AnyMode = Mode | FlyteMode;

/** A file that was opened, or the reason why there is none. */
export interface OpenedFile {
  /** The file, if one was found and could be read. */
  readonly document: ConfigDocument | undefined;
  /** The locations that were searched, in order; empty if the caller named the file. */
  readonly tried: readonly TriedLocation[];
  /** Why the file cannot be read. Only in strict mode; it is thrown otherwise. */
  readonly error: FlyteConfigError | undefined;
  /** Issues about where it was found. */
  readonly issues: readonly FileIssue[];
  /** The text of a file that cannot be parsed. */
  readonly text?: string | undefined;
  /** Possible explanation of the error, for the end of its message. */
  readonly hint?: string | undefined;
}

/** Errors of a host for files that configparser ignores. */
const IGNORED_BY_CONFIGPARSER: readonly ErrorCode[] = ["file_not_found", "file_unreadable"];

const NO_FILE: OpenedFile = { document: undefined, tried: [], error: undefined, issues: [] };

/** Parses a file that the caller has. Throws where the Python library raises an error, unless `mode` is `strict`. */
export function openText(file: NamedText | undefined, mode: AnyMode, rules: ConfigFileRules): OpenedFile {
  if (file === undefined) return NO_FILE;
  try {
    const document = parseConfig(file, rules.formatOf(file.name));
    const error = internalSection(document);
    if (error !== undefined && mode !== "strict") throw error;
    const isOther = document.format === "yaml" && !isYamlMapping(document.yaml.value);
    return { ...NO_FILE, document, error, hint: isOther ? formatHint(file, rules) : undefined };
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    if (mode === "strict") return { ...NO_FILE, error, text: file.text, hint: formatHint(file, rules) };
    // Both Python libraries log a warning for invalid YAML, and go on as if the file were empty.
    if (error instanceof YamlError && error.isYamlError) return openText({ name: file.name, text: "" }, mode, rules);
    throw error;
  }
}

/**
 * Opens the file that the caller has or names, or the first one on the search path. Rejects with `permission_denied`;
 * unless `mode` is `strict`, also where the Python library raises an error.
 */
export async function openFile(
  host: ReadingHost,
  file: string | NamedText | undefined,
  mode: AnyMode,
  rules: ConfigFileRules,
): Promise<OpenedFile> {
  if (typeof file === "object") return openText(file, mode, rules);
  if (file !== undefined) return await openPath(host, file, [], mode, rules);
  if (!host.hasFiles) return NO_FILE;
  const lenient = rules.isLenient && mode !== "strict";
  const { path, tried: found, broken, empty, issue } = await searchFile(host, rules.searchPath, { lenient });
  const shadowed = path === undefined ? undefined : await shadowedBy(path, found, host, rules);
  const tried = shadowed === undefined ? found : [...found, shadowed];
  if (broken !== undefined) {
    const message = `${broken.place}: there is no file ${JSON.stringify(broken.path)}; correct or unset the variable`;
    const error = new FlyteConfigError("file_not_found", message);
    if (mode !== "strict") throw error;
    return { ...NO_FILE, tried, error };
  }
  const opened = path === undefined ? { ...NO_FILE, tried } : await openPath(host, path, tried, mode, rules);
  const lookalike = path === undefined ? await firstAtHome(host, rules.lookalikes) : undefined;
  const issues = [
    issue !== undefined && issue,
    rules.isLenient && mode === "strict" && empty !== undefined && emptyVariableIssue(empty),
    shadowed !== undefined && shadowedIssue(shadowed.path!, path!),
    lookalike !== undefined && lookalikeIssue(lookalike.path, rules),
  ];
  return { ...opened, issues: [...opened.issues, ...issues.filter((issue) => issue !== false)] };
}

/** Returns a YAML file in the home directory that is shadowed by an INI file which no variable names. */
async function shadowedBy(
  path: string,
  tried: readonly TriedLocation[],
  host: ReadingHost,
  { searchPath, formatOf }: ConfigFileRules,
): Promise<TriedLocation | undefined> {
  if (formatOf(path) === "yaml" || tried.at(-1)!.place.startsWith("env ")) return undefined;
  const names = searchPath.flatMap((location) =>
    "home" in location && formatOf(location.home) === "yaml" ? [location.home] : []
  );
  const found = await firstAtHome(host, names);
  return found && { place: `~/${found.name}`, path: found.path, outcome: "hidden" };
}

/** flytekit keeps its own settings in a section of this name, and refuses files that have it. */
function internalSection(document: ConfigDocument): SettingsError | undefined {
  const position = document.format === "yaml" ? undefined : document.ini.sectionPosition("internal");
  if (position === undefined) return undefined;
  const origin = fileOrigin(document.name, nameSpan(position, "[internal]".length), "");
  return new SettingsError([
    issueAt("internal_section", origin, "flytekit rejects files with a section [internal]; rename it"),
  ]);
}

async function openPath(
  host: ReadingHost,
  path: string,
  tried: readonly TriedLocation[],
  mode: AnyMode,
  rules: ConfigFileRules,
): Promise<OpenedFile> {
  try {
    return { ...openText({ name: path, text: await readText(host, path, "config") }, mode, rules), tried };
  } catch (error) {
    if (!(error instanceof FlyteConfigError) || error.code === "permission_denied") throw error;
    if (mode === "strict") {
      const message = `the configuration file: ${error.message}`;
      return { ...NO_FILE, tried, error: new FlyteConfigError(error.code, message, { ...error, cause: error }) };
    }
    const isIgnored = rules.formatOf(path) === "ini" && IGNORED_BY_CONFIGPARSER.includes(error.code);
    if (isIgnored) return { ...openText({ name: path, text: "" }, mode, rules), tried };
    throw error;
  }
}

/** Explains why a file is read in a format that it does not seem to have. flyte 2 reads files of any name as YAML. */
function formatHint({ name, text }: NamedText, rules: ConfigFileRules): string | undefined {
  const hasSections = /^\[[\w-]+\]\s*$/m.test(text);
  if (rules.formatOf(name) === "ini") {
    const json = /^\s*[{[]/.test(text) ? ", which includes JSON" : "";
    return hasSections
      ? undefined
      : `; the file is read as INI since its name ends in neither "yaml" nor "yml"; rename it if it is YAML${json}`;
  }
  if (!hasSections) return undefined;
  if (rules.formatOf === formatOf) {
    return '; this looks like an INI file, but a name that ends in "yaml" or "yml" is read as YAML';
  }
  return formatOf(name) === "yaml"
    ? undefined
    : "; this looks like an INI file, which flyte 2 does not read; convert it with convertToYaml";
}

function shadowedIssue(shadowed: string, used: string): FileIssue {
  const message = `${used} is read and shadows ${shadowed}; remove one of them, or name the file to read`;
  return makeIssue("config_file_shadowed", message);
}

function lookalikeIssue(path: string, { searchPath }: ConfigFileRules): FileIssue {
  const variable = searchPath.flatMap((location) => "env" in location ? location.env : []).at(-1);
  const message = `no configuration file was found; ${path} exists but is not on the search path: set ` +
    `${variable}=${path}, or pass it as file`;
  return makeIssue("config_file_not_searched", message);
}

function emptyVariableIssue(variable: string): FileIssue {
  const message = `${variable} is empty and ignored here; in flytekit it shadows the variables after it`;
  return makeIssue("differs_from_python", message);
}
