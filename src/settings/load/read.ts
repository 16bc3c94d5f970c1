/**
 * Gathers what a load needs: from the caller, or from the machine.
 *
 * @module
 */
import { type FlyteMode, type Mode, type OpenedFile, openText } from "../file/open.ts";
import { FlyteConfigError } from "../../errors.ts";
import { hostFor } from "../../runtime/guarded_host.ts";
import type { Host } from "../../runtime/host.ts";
import { purePath } from "../../python/paths.ts";
import type { SettingIssue } from "../problem.ts";
import type { SearchedLocation } from "../file/search_path.ts";
import { hostEnv, recordEnv } from "../../runtime/env.ts";
import { findFile } from "../file/find_file.ts";
import { load, type Loaded, type LoadInput } from "./load.ts";
import { type Files, namedFiles } from "../file/named_files.ts";
import type { GivenSources, LoadOptions, MachineSources } from "./options.ts";
import type { NamedText } from "../../formats/config_document.ts";
import type { LoadRequest } from "./dialect.ts";

/** What was read, and from which file. */
export interface LoadResult extends Loaded {
  /** Name of the file, if there was one. */
  readonly file: string | undefined;
  /** The search path. */
  readonly searched: readonly SearchedLocation[];
}

/** {@linkcode MachineSources} once a URL has become a path. */
type PathSources = Omit<MachineSources, "file"> & { readonly file?: string | NamedText | undefined };

/** Reads sections from what the caller has. Throws `SettingsError`. */
export function readFrom(wanted: LoadRequest, options: LoadOptions & GivenSources): LoadResult {
  return readOpened(wanted, options, openText(options.file, options.mode ?? "strict", wanted.dialect.configFile));
}

/** Reads sections from a file that was opened, and what the caller has besides. Throws `SettingsError`. */
export function readOpened(
  wanted: LoadRequest,
  options: LoadOptions & Omit<GivenSources, "file">,
  file: OpenedFile,
): LoadResult {
  const { env = {}, files = {} } = options;
  // Python takes slashes off the end of a path.
  const given = (path: string) => {
    const found = [path, purePath(path)].find((one) => Object.hasOwn(files, one));
    return found === undefined ? notGiven(path) : files[found]!;
  };
  return read(wanted, options, file, { env: recordEnv(env), files: given, envNames: Object.keys(env) });
}

/** Reads sections from what the machine has. Rejects with `SettingsError` and `permission_denied`. */
export async function readAuto(wanted: LoadRequest, options: LoadOptions & PathSources): Promise<LoadResult> {
  const { mode = "strict" } = options;
  const host = hostOf(options);
  const sections = wanted.composed.filter(({ definition: definition }) =>
    wanted.sections.some((section) => section.definition === definition)
  );
  const names = sections.flatMap(({ settings }) => settings.flatMap(({ envs }) => envs));
  const search = options.file === undefined && host.hasFiles ? wanted.dialect.configFile.variables : [];
  const env = hostEnv(host, [...search, ...names]);
  const file = await findFile(host, env, options.file, mode, wanted);
  const files: Files = await namedFiles(host, env, file, mode, wanted);
  const found = read(wanted, options, file, {
    env,
    files: (path) => files.get(path) ?? notGiven(path),
    envNames: options.unknownVariables ? host.envNames?.() ?? [] : freeNames(host),
  });
  const issues = options.file === undefined && !host.hasFiles ? [...found.issues, noFiles(host)] : found.issues;
  return { ...found, issues };
}

/** The names of all variables, where listing them asks nobody for a permission. */
function freeNames(host: Host): readonly string[] {
  return host.mayListEnv === undefined || host.mayListEnv() ? host.envNames?.() ?? [] : [];
}

function read(
  wanted: LoadRequest,
  { mode = "strict", unknownKeys = "warn", unknownVariables = false }: LoadOptions<Mode | FlyteMode>,
  file: OpenedFile,
  referred: Pick<LoadInput, "env" | "files" | "envNames">,
): LoadResult {
  const loaded = load({ ...referred, wanted, mode, unknownKeys, unknownVariables, file });
  return { ...loaded, file: file.document?.name, searched: file.searched };
}

/** The machine, with the variables that the caller gives in place of its own. */
function hostOf({ host: given, env }: PathSources): Host {
  const host = hostFor(given);
  if (env === undefined) return host;
  const read = recordEnv(env);
  const home = read("HOME");
  return {
    ...host,
    env: read,
    envNames: () => Object.keys(env),
    mayListEnv: () => true,
    ...home && { homeDirectory: () => home },
  };
}

function notGiven(path: string): FlyteConfigError {
  return new FlyteConfigError("file_not_found", `there is no ${JSON.stringify(path)}; give its text in files`);
}

function noFiles(host: Host): SettingIssue {
  const message = `${host.name} has no file system, so no configuration file was looked for; pass file: { name, text }`;
  return { code: "no_file_system", message };
}
