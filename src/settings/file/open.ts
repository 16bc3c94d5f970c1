/**
 * Finds, reads and parses Flyte's configuration file.
 *
 * @module
 */
import { type ErrorCode, FlyteConfigError } from "../../errors.ts";
import type { Host } from "../../runtime/host.ts";
import { readText } from "../../runtime/read_file.ts";
import { type ConfigDocument, type NamedText, parseConfig } from "../../formats/config_document.ts";
import { discover, firstAtHome, type SearchedLocation } from "./search_path.ts";
import { YamlError } from "../../formats/yaml/mod.ts";
import { isYamlMapping } from "../../formats/yaml/values.ts";
import { type FileIssue, hiding, hintOf, notSearched, shadowed, unknownRoot } from "./file_issues.ts";
import { type ConfigFileRules, FLYTEKIT_FILE } from "./file_rules.ts";

/**
 * How to read: `strict` refuses what is wrong and tells whatever flytekit would read otherwise; `flytekit` gives just
 * what flytekit gives, quirks included.
 */
export type Mode = "strict" | "flytekit";

/** The same for flyte 2: `flyte` gives just what flyte 2 gives, quirks included. */
export type FlyteMode = "strict" | "flyte";

/** A file that was opened, or why there is none. */
export interface OpenedFile {
  /** The file; none was found if it is absent. */
  readonly document: ConfigDocument | undefined;
  /** The search path, in order; empty if the caller named the file. */
  readonly searched: readonly SearchedLocation[];
  /** Why the file cannot be read; only in strict mode, since otherwise it is thrown. */
  readonly error: FlyteConfigError | undefined;
  /** What is worth knowing about how it was found. */
  readonly issues: readonly FileIssue[];
  /** The text of a file that cannot be read. */
  readonly text?: string | undefined;
  /** What may explain the error. */
  readonly hint?: string | undefined;
}

/** How a host refuses what configparser cannot open. */
const PASSED_OVER: readonly ErrorCode[] = ["file_not_found", "file_unreadable"];

const NOTHING: OpenedFile = { document: undefined, searched: [], error: undefined, issues: [] };

/** Parses a text that the caller has. Throws in modes other than `strict`, where the Python library raises an error. */
export function openText(
  file: NamedText | undefined,
  mode: Mode | FlyteMode,
  rules: ConfigFileRules = FLYTEKIT_FILE,
): OpenedFile {
  if (file === undefined) return NOTHING;
  try {
    const document = parseConfig(file, rules.formatOf(file.name));
    const error = internalSection(document);
    if (error !== undefined && mode !== "strict") throw error;
    const isOther = document.format === "yaml" && !isYamlMapping(document.yaml.value);
    return { ...NOTHING, document, error, hint: isOther ? hintOf(file, rules) : undefined };
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    if (mode === "strict") return { ...NOTHING, error, text: file.text, hint: hintOf(file, rules) };
    // What is no YAML at all is an empty file to both: they log a warning and go on.
    if (error instanceof YamlError && error.isYamlError) return openText({ name: file.name, text: "" }, mode, rules);
    throw error;
  }
}

/**
 * Opens the file that the caller has or names, or the first one that there is on the search path. Rejects with
 * `permission_denied`, and in modes other than `strict` where the Python library raises an error.
 */
export async function openFile(
  host: Host,
  file: string | NamedText | undefined,
  mode: Mode | FlyteMode,
  rules: ConfigFileRules = FLYTEKIT_FILE,
): Promise<OpenedFile> {
  if (typeof file === "object") return openText(file, mode, rules);
  if (file !== undefined) return await openPath(host, file, [], mode, rules);
  if (!host.hasFiles) return openText(undefined, mode);
  const lenient = rules.isLenient && mode !== "strict";
  const { path, searched: found, broken, empty, unknown } = await discover(host, rules.searchPath, { lenient });
  const hidden = path === undefined ? undefined : await hiddenBy(path, found, host, rules);
  const searched = hidden === undefined ? found : [...found, hidden];
  if (broken !== undefined) {
    const message = `${broken.location} names ${JSON.stringify(broken.path)}, and there is nothing`;
    const error = new FlyteConfigError("file_not_found", message);
    if (mode !== "strict") throw error;
    return { ...NOTHING, searched, error };
  }
  const opened = path === undefined ? { ...NOTHING, searched } : await openPath(host, path, searched, mode, rules);
  const lookalike = path === undefined ? await firstAtHome(host, rules.lookalikes) : undefined;
  const issues = [
    unknown !== undefined && unknownRoot(unknown),
    rules.isLenient && mode === "strict" && empty !== undefined && hiding(empty),
    hidden !== undefined && shadowed(hidden.path!, path!),
    lookalike !== undefined && notSearched(lookalike.path),
  ];
  return { ...opened, issues: [...opened.issues, ...issues.filter((issue) => issue !== false)] };
}

/** A YAML file at home that an INI file hides which was found at an earlier location, and not named. */
async function hiddenBy(
  path: string,
  searched: readonly SearchedLocation[],
  host: Host,
  { searchPath: sections, formatOf }: ConfigFileRules,
): Promise<SearchedLocation | undefined> {
  if (formatOf(path) === "yaml" || searched.at(-1)!.location.startsWith("env ")) return undefined;
  const names = sections.flatMap((location) =>
    "home" in location && formatOf(location.home) === "yaml" ? [location.home] : []
  );
  const found = await firstAtHome(host, names);
  return found && { location: `~/${found.name}`, path: found.path, outcome: "hidden" };
}

/** flytekit keeps its own settings in such a section, and refuses files that have it. */
function internalSection(document: ConfigDocument): FlyteConfigError | undefined {
  if (document.format === "yaml" || !document.ini.hasSection("internal")) return undefined;
  const { line, column } = document.ini.sectionPosition("internal")!;
  const message = `${document.name}:${line}:${column}: flytekit refuses files with a section [internal]`;
  return new FlyteConfigError("internal_section", message);
}

async function openPath(
  host: Host,
  path: string,
  searched: readonly SearchedLocation[],
  mode: Mode | FlyteMode,
  rules: ConfigFileRules,
): Promise<OpenedFile> {
  let text: string;
  try {
    text = await readText(host, path, "config");
  } catch (error) {
    if (!(error instanceof FlyteConfigError) || error.code === "permission_denied") throw error;
    // configparser passes over files that it cannot open.
    const isPassedOver = rules.formatOf(path) === "ini" && PASSED_OVER.includes(error.code);
    if (mode !== "strict" && isPassedOver) return { ...openText({ name: path, text: "" }, mode, rules), searched };
    if (mode !== "strict") throw error;
    const told = new FlyteConfigError(error.code, `the configuration file: ${error.message}`, {
      ...error,
      cause: error,
    });
    return { ...NOTHING, searched, error: told };
  }
  return { ...openText({ name: path, text }, mode, rules), searched };
}

/** Lists the search path, for the end of an error message. */
export function searchedText(searched: readonly SearchedLocation[]): string {
  if (searched.length === 0) return "";
  const lines = searched.map(({ location, path, outcome }) => {
    const where = path === undefined || location.endsWith(path) ? location : `${location} (${path})`;
    return `  ${where}: ${outcome === "used" ? "found" : outcome}`;
  });
  return `; search path:\n${lines.join("\n")}`;
}
