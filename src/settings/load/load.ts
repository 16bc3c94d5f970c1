/**
 * Reads Flyte's sections from the environment and a file, in either mode.
 *
 * @module
 */
import { type FlyteMode, type Mode, type OpenedFile, searchedText } from "../file/open.ts";
import { fileProblems, framed, type SettingIssue, SettingsError } from "../problem.ts";
import type { Sources } from "../raw.ts";
import type { Setting } from "../registry.ts";
import { resolve } from "../resolve.ts";
import type { SectionDefinition } from "../definition.ts";
import { ResolvedSection } from "../section.ts";
import { ambiguousVariables } from "./env_conflicts.ts";
import { differences } from "./differences.ts";
import { emptyFile, leftOutIssues } from "./left_out.ts";
import { bothProducts, otherProductVariables } from "./other_product.ts";
import type { MountedSection, ReferencedSources } from "../registry.ts";
import { keyFaults, type UnknownKeys, unknownVariables } from "./unknown.ts";
import type { LoadRequest } from "./dialect.ts";

/** All that a load needs. */
export interface LoadInput extends ReferencedSources {
  /** What to read. */
  readonly wanted: LoadRequest;
  /** The file. */
  readonly file: OpenedFile;
  /** How to read. */
  readonly mode: Mode | FlyteMode;
  /** What to do with keys that no one reads. */
  readonly unknownKeys: UnknownKeys;
  /** The names of the variables that are set, as far as they are known. */
  readonly envNames: readonly string[];
  /** Whether to look among them for such that no one reads. */
  readonly unknownVariables: boolean;
}

/** What a load gives. */
export interface Loaded {
  /** The sections, by their tables. */
  readonly sections: ReadonlyMap<SectionDefinition, ResolvedSection>;
  /** What is worth knowing about the file and the environment as such. */
  readonly issues: readonly SettingIssue[];
}

/** Reads sections. Throws `SettingsError` with all that is wrong; in other modes, where the Python library raises an error. */
export function load(input: LoadInput): Loaded {
  const { file, mode, wanted, envNames } = input;
  const { document, error } = file;
  const problems: SettingIssue[] = error === undefined ? [] : fileProblems(error, file.text);
  const sections = new Map<SectionDefinition, ResolvedSection>();
  for (const section of wanted.sections) {
    const { settings } = wanted.composed.find(({ definition: definition }) => definition === section.definition)!;
    sections.set(
      section.definition,
      mode === "strict" ? strictly(section, settings, input, problems) : asPython(section, settings, input),
    );
  }
  const both = bothProducts(wanted);
  const { problems: keyProblems, issues } = keyFaults(document, wanted, both, input.unknownKeys);
  problems.push(...keyProblems);
  const unknown = input.unknownVariables ? unknownVariables(envNames, wanted, both) : [];
  const others = otherProductVariables(envNames, input.env, both, wanted);
  const sources = { env: input.env, document };
  const missing = [
    ...mode === "strict" ? emptyFile(document) : [],
    ...wanted.leftOut && readsData(wanted) ? leftOutIssues(wanted.leftOut, sources) : [],
  ];
  const known = [...file.issues, ...missing, ...issues, ...unknown, ...others].map((issue) => framed(issue, document));
  if (mode === "strict" && problems.length > 0) {
    const remark = (file.hint ?? "") + (error === undefined ? "" : searchedText(file.searched));
    const own = wanted.sections.flatMap(({ definition, check }) => {
      const { values, issues } = sections.get(definition)!;
      return [...issues, ...check?.(values) ?? []];
    });
    const all = [...known, ...own].map((issue) => framed(issue, document));
    throw new SettingsError(problems.map((one) => framed(one, document)), { cause: error, remark, issues: all });
  }
  return { sections, issues: known };
}

/** Whether a load is about the settings of storage as well. */
function readsData({ sections }: LoadRequest): boolean {
  return sections.some(({ path: [first] }) => first === "data_config");
}

/** Reads a section as the Python library does. Throws where that raises an error. */
export function asPython(section: MountedSection, settings: readonly Setting[], input: PythonInput): ResolvedSection {
  const { dialect } = input.wanted;
  const sources = pythonSources(input);
  const read = (setting: Setting) =>
    setting.definition.otherProgram === undefined
      ? dialect.readSetting(setting, sources)
      : resolve(setting, sources, []);
  const resolved = new Map(settings.map((setting) => [setting.key, read(setting)]));
  section.dependentSettings?.python(resolved, input, [], []);
  return new ResolvedSection(settings, resolved, ambiguousVariables(settings, sources));
}

/** What decides on what the Python library reads. */
export type PythonInput = Pick<LoadInput, "wanted" | "file" | "env" | "files">;

function pythonSources(input: PythonInput): Sources {
  return { env: isDeaf(input) ? () => undefined : input.env, document: input.file.document };
}

/** flyte's `Config` reads no variables where there is no file. */
function isDeaf({ wanted: { dialect, isWhole }, file: { document } }: PythonInput): boolean {
  return isWhole && document === undefined && dialect.wholeNeedsFile;
}

function strictly(
  section: MountedSection,
  settings: readonly Setting[],
  input: LoadInput,
  problems: SettingIssue[],
): ResolvedSection {
  const before = problems.length;
  const issues: SettingIssue[] = [];
  const sources = { env: input.env, document: input.file.document };
  const resolved = new Map(settings.map((setting) => {
    const wrong = setting.definition.otherProgram === undefined ? problems : issues;
    return [setting.key, resolve(setting, sources, wrong)];
  }));
  section.dependentSettings?.strict(resolved, input, problems, issues);
  if (problems.length === before) {
    const { dialect } = input.wanted;
    issues.push(...differences(resolved, settings, dialect, isDeaf(input), () => asPython(section, settings, input)));
  }
  const all = [...issues, ...ambiguousVariables(settings, sources)];
  return new ResolvedSection(settings, resolved, all.map((issue) => framed(issue, input.file.document)));
}
