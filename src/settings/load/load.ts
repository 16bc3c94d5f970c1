/**
 * Loads sections from a file and the environment, without I/O: in strict mode, or as the Python library reads them.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import type { ConfigDocument } from "../../formats/config_document.ts";
import { isYamlMapping } from "../../formats/yaml/values.ts";
import { purePath } from "../../python/paths.ts";
import { recordEnv } from "../../runtime/env.ts";
import { messageText, quoted } from "../../text/quote.ts";
import type { SectionDefinition } from "../definition.ts";
import { type AnyMode, type OpenedFile, openText } from "../file/open.ts";
import { type TriedLocation, triedText } from "../file/search_path.ts";
import { fileProblems, framed, type SettingIssue, SettingsError } from "../issues.ts";
import { resolve } from "../resolve.ts";
import { type ComposedSection, type MountedSection, type ReferencedSources, ResolvedSection } from "../setting.ts";
import { type Lookup, lookupIn, lookupNothing } from "../sources.ts";
import type { LoadRequest } from "./dialect.ts";
import { conflictingVariables, differences } from "./differences.ts";
import { missingPluginIssues } from "./missing_plugins.ts";
import type { GivenSources, LoadOptions } from "./options.ts";
import { otherProductVariables } from "./other_product.ts";
import { keyProblems, unknownVariables } from "./unknown_names.ts";

/** The sources of a load. */
export interface LoadSources extends ReferencedSources {
  /** The file. */
  readonly file: OpenedFile;
  /** Finds the raw values of settings in the environment and the file. */
  readonly lookup: Lookup;
  /** The names of the variables that are set, as far as they are known. */
  readonly envNames: readonly string[];
}

/** Result of a load. */
export interface LoadResult {
  /** The sections, by their definitions. */
  readonly sections: ReadonlyMap<SectionDefinition, ResolvedSection>;
  /** Issues about the file and the environment. */
  readonly issues: readonly SettingIssue[];
  /** Name of the file, if there is one. */
  readonly file: string | undefined;
  /** The locations that were searched for the file. */
  readonly tried: readonly TriedLocation[];
}

/** Loads sections from what the caller has. Throws as {@linkcode load} does. */
export function loadFrom(request: LoadRequest, options: LoadOptions<AnyMode> & GivenSources): LoadResult {
  return loadOpened(
    request,
    options,
    openText(options.file, options.mode ?? "strict", request.catalog.dialect.configFile),
  );
}

/** Loads sections from a file that was opened, and what else the caller has. Throws as {@linkcode load} does. */
export function loadOpened(
  request: LoadRequest,
  options: LoadOptions<AnyMode> & Omit<GivenSources, "file">,
  file: OpenedFile,
): LoadResult {
  const { files = {} } = options;
  const env = recordEnv(options.env ?? {});
  // Python strips trailing slashes of a path.
  const readFile = (path: string) => {
    const found = [path, purePath(path)].find((one) => Object.hasOwn(files, one));
    return found === undefined ? fileNotGiven(path) : files[found]!;
  };
  const envNames = Object.keys(options.env ?? {});
  return load(request, options, { env, files: readFile, envNames, file, lookup: lookupIn(env, file.document) });
}

/** Returns the error for a file that was not read. */
export function fileNotGiven(path: string): FlyteConfigError {
  return new FlyteConfigError("file_not_found", `there is no file ${quoted(path)}; pass its text in files`);
}

/** Loads sections. Throws `SettingsError` with all problems; unless the mode is strict, where the library raises an error. */
export function load(request: LoadRequest, options: LoadOptions<AnyMode>, sources: LoadSources): LoadResult {
  const { mode = "strict", unknownKeys = "warn", unknownVariables: checkVariables = false } = options;
  const { file, envNames } = sources;
  const { catalog } = request;
  const { document, error } = file;
  const problems: SettingIssue[] = error === undefined ? [] : fileProblems(error, file.text);
  const sections = new Map(request.sections.map((mounted) => {
    const section = { ...mounted, settings: catalog.settingsOf(mounted.definition) };
    const loaded = mode === "strict"
      ? loadStrictly(section, request, sources, problems)
      : loadAsPython(section, request, sources);
    return [mounted.definition, loaded] as const;
  }));
  const keys = keyProblems(document, catalog, unknownKeys);
  problems.push(...keys.problems);
  const issues = [
    ...file.issues,
    ...mode === "strict" ? emptyFile(document) : [],
    ...catalog.missing && loadsStorage(request) ? missingPluginIssues(catalog.missing, sources.lookup) : [],
    ...keys.issues,
    ...checkVariables ? unknownVariables(envNames, catalog) : [],
    ...otherProductVariables(envNames, sources.env, request),
  ].map((issue) => framed(issue, document));
  if (mode === "strict" && problems.length > 0) {
    const remark = (file.hint ?? "") + (error === undefined ? "" : triedText(file.tried));
    const own = request.sections.flatMap(({ definition, check }) => {
      const { values, issues } = sections.get(definition)!;
      return [...issues, ...check?.(values) ?? []];
    });
    throw new SettingsError(problems.map((problem) => framed(problem, document)), {
      cause: error,
      remark,
      issues: [...issues, ...own.map((issue) => framed(issue, document))],
    });
  }
  return { sections, issues, file: document?.name, tried: file.tried };
}

function loadsStorage({ sections }: LoadRequest): boolean {
  return sections.some(({ path: [first] }) => first === "data_config");
}

/** Loads a section as the Python library does. Throws where it raises an error. */
export function loadAsPython(
  { settings, dependentSettings }: ComposedSection,
  request: LoadRequest,
  sources: Pick<LoadSources, "file" | "env" | "files" | "lookup">,
): ResolvedSection {
  const { readSetting } = request.catalog.dialect;
  const lookup = ignoresVariables(request, sources.file) ? lookupNothing : sources.lookup;
  const values = new Map(settings.map((setting) => {
    const raw = lookup(setting);
    return [setting.key, setting.definition.otherProgram ? resolve(setting, raw, []) : readSetting(setting, raw)];
  }));
  dependentSettings?.python(values, sources, [], []);
  return new ResolvedSection(settings, values, conflictingVariables(settings, lookup));
}

/** Whether the library's `Config` ignores environment variables: flyte 2's does if there is no file. */
function ignoresVariables({ catalog, isWhole }: LoadRequest, { document }: OpenedFile): boolean {
  return isWhole && document === undefined && catalog.dialect.wholeNeedsFile;
}

function loadStrictly(
  section: ComposedSection,
  request: LoadRequest,
  sources: LoadSources,
  problems: SettingIssue[],
): ResolvedSection {
  const { settings, dependentSettings } = section;
  const { file, lookup } = sources;
  const before = problems.length;
  const issues: SettingIssue[] = [];
  const values = new Map(settings.map((setting) => {
    // The settings of other programs are never refused.
    const found = setting.definition.otherProgram === undefined ? problems : issues;
    return [setting.key, resolve(setting, lookup(setting), found)];
  }));
  dependentSettings?.strict(values, sources, problems, issues);
  if (problems.length === before) {
    const ignored = ignoresVariables(request, file);
    const { library } = request.catalog;
    issues.push(...differences(values, settings, library, ignored, () => loadAsPython(section, request, sources)));
  }
  issues.push(...conflictingVariables(settings, lookup));
  return new ResolvedSection(settings, values, issues.map((issue) => framed(issue, file.document)));
}

/** Reports a file without keys. */
function emptyFile(document: ConfigDocument | undefined): readonly SettingIssue[] {
  if (document === undefined || !isEmpty(document)) return [];
  const what = "the file has no settings; environment variables and defaults are used";
  return [{ code: "empty_file", what, message: messageText(`${document.name}: ${what}`) }];
}

function isEmpty(document: ConfigDocument): boolean {
  if (document.format === "ini") return document.ini.sections.length === 0;
  const { value } = document.yaml;
  return value === null || (isYamlMapping(value) && document.yaml.entries().next().done === true);
}

/** A class of sections. */
export interface SectionClass<S> {
  /** Name of the class. */
  readonly name: string;
  /** The section. */
  readonly section: MountedSection;
  /** Creates a section. The constructor also accepts a `ResolvedSection`, which its public type does not mention. */
  new (init: never): S;
}

/** Returns the section of a class. Throws `invalid_argument` if `type` is not a class of sections. */
export function mountedSection(type: unknown, method: "new" | "from" | "auto"): MountedSection {
  if (typeof type === "function" && "section" in type && type.section !== undefined) {
    return type.section as MountedSection;
  }
  const call = method === "new" ? "new PlatformConfig(…)" : `PlatformConfig.${method}(…)`;
  throw new FlyteConfigError("invalid_argument", `${method} must be called on the class of a section; write ${call}`);
}

/** Creates one section of several that were loaded. */
export function loadedSection<S>(type: SectionClass<S>, { sections }: Pick<LoadResult, "sections">): S {
  return new type(sections.get(type.section.definition)! as never);
}

/** Creates a section that was loaded on its own, so that its issues include those of the file. */
export function sectionFromResult<S>(type: SectionClass<S>, { sections, issues }: LoadResult): S {
  const { settings, values, issues: own } = sections.get(type.section.definition)!;
  return new type(new ResolvedSection(settings, values, [...own, ...issues]) as never);
}
