/**
 * Answers about configuration files.
 *
 * @module
 */
import { Config, convertToYaml, FlyteConfigError, type SettingIssue, SettingsError } from "@flyte-ts/config";
import { describe, diagnose, type FlyteVersion, type Severity, type TextPosition } from "@flyte-ts/config/diagnostics";
import { Config as Flyte2Config } from "@flyte-ts/config/v2";
import { type ConfigurationInput, parseEnv, shared, type SharedConfiguration } from "./share.ts";
import { withFiles } from "./files.ts";
import { checkLength, cut, MAX_ITEMS, MAX_SHOWN_FILE } from "./limits.ts";
import { maskAll, secretsIn } from "./secrets.ts";

export type { ConfigurationInput, SharedConfiguration } from "./share.ts";

/** A position as the library counts: from 1. */
export type Position = Pick<TextPosition, "line" | "column">;
/** A format that a configuration is converted to. */
export type ConversionTarget = "yaml" | "ini" | "env";

/** An edit that removes a finding. */
export interface Fix {
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** A finding in the file; offsets count UTF-16 code units. */
export interface Finding {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly versions: readonly FlyteVersion[];
  readonly fixes: readonly Fix[];
}

/** What to show and complete at a position. */
export interface PositionView {
  readonly hover: {
    readonly from: number;
    readonly to: number;
    readonly markdown: string;
  } | undefined;
  readonly completions: readonly {
    readonly label: string;
    readonly kind: string;
    readonly documentation: string;
    readonly from: number;
    readonly to: number;
    readonly insert: string;
  }[];
}

/** A value as one version has it. */
export interface Cell {
  readonly value: string;
  readonly origin: string;
  readonly isGiven: boolean;
}

/** What mode `strict` reports about a setting. */
export interface StrictCell {
  readonly kind: "value" | "warning" | "problem" | "not loaded";
  readonly texts: readonly string[];
}

/** A setting in all columns; a version that has no such setting has no cell. */
export interface SettingLine {
  readonly path: string;
  readonly doc: string;
  readonly flytekit: Cell | undefined;
  readonly flyte2: Cell | undefined;
  readonly strict: StrictCell;
  /** Whether the versions have different values. */
  readonly differs: boolean;
  /** Whether there is anything but defaults. */
  readonly isGiven: boolean;
}

/** A configuration as both versions and mode `strict` read it. */
export interface ResolvedView {
  readonly lines: readonly SettingLine[];
  /** Why a column is empty. */
  readonly failures: {
    readonly flytekit: string | undefined;
    readonly flyte2: string | undefined;
  };
  /** What mode `strict` says about variables and the file as a whole. */
  readonly notes: readonly string[];
}

/** A configuration in another format. */
export interface ConvertedView {
  readonly text: string;
  /** The text with secrets masked. */
  readonly masked: string;
  readonly notCarried: readonly string[];
}

/** Finds the mistakes in a file. */
export function diagnoseConfiguration({ name, text }: ConfigurationInput): readonly Finding[] {
  checkLength(text);
  return diagnose(text, { name }).slice(0, MAX_ITEMS).map((found) => ({
    from: found.range.start.offset,
    to: found.range.end.offset,
    line: found.range.start.line,
    severity: found.severity,
    code: found.code,
    message: found.message,
    versions: found.versions,
    fixes: found.suggestions.map(({ title, range, newText }) => ({
      title,
      from: range.start.offset,
      to: range.end.offset,
      insert: newText,
    })),
  }));
}

/** Describes a position of a file. */
export function describePosition({ name, text }: ConfigurationInput, position: Position): PositionView {
  checkLength(text);
  const { hover, completions } = describe(text, position, { name });
  return {
    hover: hover && { from: hover.range.start.offset, to: hover.range.end.offset, markdown: hover.markdown },
    completions: completions.slice(0, MAX_ITEMS).map(({ label, kind, documentation, range, newText }) => ({
      label,
      kind,
      documentation,
      from: range.start.offset,
      to: range.end.offset,
      insert: newText,
    })),
  };
}

/** Reads a configuration in all ways. */
export function resolveConfiguration(input: ConfigurationInput): ResolvedView {
  checkLength(input.text);
  const sources = { file: fileOf(input), env: parseEnv(input.env) };
  const isIni = sources.file !== undefined && !/ya?ml$/.test(input.name);
  const flyte2Sources = isIni ? { env: sources.env } : sources;
  const flytekit = attempt((files) => Config.from({ ...sources, files, mode: "flytekit" }));
  const flyte2 = attempt((files) => Flyte2Config.from({ ...flyte2Sources, files, mode: "flyte" }));
  const strict = [
    attempt((files) => Config.from({ ...sources, files })),
    attempt((files) => Flyte2Config.from({ ...flyte2Sources, files })),
  ] as const;
  const columns = [flytekit, flyte2, ...strict].map((loaded) => cellsOf(loaded));
  const messages = strict.map(messagesOf);
  const paths = [...new Set(columns.flatMap((cells) => [...cells.keys()]))];
  const lines = paths.map((path): SettingLine => {
    const [one, other] = [columns[0]!.get(path), columns[1]!.get(path)];
    const said = messages.flatMap((each) => each.filter((message) => message.path === path));
    return {
      path,
      doc: (one ?? other ?? columns[2]!.get(path) ?? columns[3]!.get(path))!.doc,
      flytekit: one,
      flyte2: other,
      strict: strictCell(said, [columns[2]!.get(path), columns[3]!.get(path)]),
      differs: one !== undefined && other !== undefined && one.value !== other.value,
      isGiven: said.length > 0 || one?.isGiven === true || other?.isGiven === true,
    };
  });
  const notes = messages.flat().filter(({ path, isFile }) => !isFile && !paths.includes(path ?? ""));
  return {
    lines,
    failures: {
      flytekit: "error" in flytekit ? cut(flytekit.error.message) : undefined,
      flyte2: isIni
        ? "flyte 2 does not read INI files; these are its environment and its defaults."
        : "error" in flyte2
        ? cut(flyte2.error.message)
        : undefined,
    },
    notes: [...new Set(notes.map(({ text }) => text))].slice(0, MAX_ITEMS),
  };
}

/** Converts a configuration, file and environment together, to another format of flytekit. */
export function convertConfiguration(input: ConfigurationInput, target: ConversionTarget): ConvertedView {
  checkLength(input.text);
  const [file, env] = [fileOf(input), parseEnv(input.env)];
  const isFileOnly = target === "yaml" && file !== undefined && Object.keys(env).length === 0;
  const config = withFiles((files) => Config.from({ file, env, files }));
  // References to secrets stay references.
  const converted = isFileOnly ? convertToYaml(file) : {
    text: target === "yaml" ? config.toYaml() : target === "ini" ? config.toIni() : envText(config.toEnv()),
    notCarried: config.notCarried(target),
  };
  return {
    text: converted.text,
    masked: cut(maskAll(converted.text, secretsIn(config.toDict(), config.toJSON())), MAX_SHOWN_FILE),
    notCarried: converted.notCarried.slice(0, MAX_ITEMS).map(
      ({ path, reason, env, ini, yaml }) => {
        const names = [
          env && `the variable ${env}`,
          ini && `${ini} in INI`,
          yaml && `${yaml} in YAML`,
        ].filter(Boolean);
        return `${path}: ${reason}${names.length === 0 ? "" : `; use ${names.join(" or ")}`}`;
      },
    ),
  };
}

/** Masks the secrets of a configuration, so that it can be shared. */
export function shareConfiguration(input: ConfigurationInput): SharedConfiguration {
  checkLength(input.text);
  return shared(input);
}

function fileOf(
  { name, text }: ConfigurationInput,
): { readonly name: string; readonly text: string } | undefined {
  return text.trim() === "" ? undefined : { name, text };
}

function envText(env: Readonly<Record<string, string>>): string {
  return Object.entries(env).map(([name, value]) => `${name}=${value}\n`).join(
    "",
  );
}

type Loaded = { readonly config: Config | Flyte2Config } | {
  readonly error: FlyteConfigError;
};

function attempt(load: (files: Readonly<Record<string, string>>) => Config | Flyte2Config): Loaded {
  try {
    return { config: withFiles(load) };
  } catch (error) {
    if (error instanceof FlyteConfigError) return { error };
    throw error;
  }
}

function cellsOf(loaded: Loaded): ReadonlyMap<string, Cell & { readonly doc: string }> {
  if ("error" in loaded) return new Map();
  return new Map(
    loaded.config.explain().settings.map(({ path, cells, origin, doc }) => {
      const [, value, from] = cells;
      return [path, { value: cut(value), origin: cut(from), isGiven: origin.source !== "default", doc }];
    }),
  );
}

/** What a strict load says. */
interface Message {
  readonly path: string | undefined;
  readonly text: string;
  readonly isProblem: boolean;
  /** Whether it is about a position of the file, where the list of findings has it. */
  readonly isFile: boolean;
}

function messagesOf(loaded: Loaded): readonly Message[] {
  if ("config" in loaded) {
    return loaded.config.issues.map((issue) => messageOf(issue, false));
  }
  const { error } = loaded;
  if (!(error instanceof SettingsError)) {
    return [{ path: error.path, text: error.message, isProblem: true, isFile: false }];
  }
  return [
    ...error.problems.map((problem) => messageOf(problem, true)),
    ...error.issues.map((issue) => messageOf(issue, false)),
  ];
}

function messageOf({ path, message, what, origin }: SettingIssue, isProblem: boolean): Message {
  const isFile = origin?.source === "file";
  // The columns beside it have the origin.
  return { path, text: cut(isFile ? what ?? message : message), isProblem, isFile };
}

function strictCell(said: readonly Message[], cells: readonly (Cell | undefined)[]): StrictCell {
  const problems = said.filter(({ isProblem }) => isProblem);
  const texts = (list: readonly string[]) => [...new Set(list)];
  if (problems.length > 0) {
    return { kind: "problem", texts: texts(problems.map(({ text }) => text)) };
  }
  if (said.length > 0) {
    return { kind: "warning", texts: texts(said.map(({ text }) => text)) };
  }
  const values = texts(cells.flatMap((cell) => cell === undefined ? [] : cell.value));
  return values.length === 0 ? { kind: "not loaded", texts: [] } : { kind: "value", texts: values };
}
