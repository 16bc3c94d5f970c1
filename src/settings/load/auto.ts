/**
 * Loads sections from the machine: finds the file, reads it and the files that settings name, and calls `load`.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import type { NamedText } from "../../formats/config_document.ts";
import { purePath } from "../../python/paths.ts";
import { hostEnv, recordEnv } from "../../runtime/env.ts";
import { type ReadingHost, readingHostFor } from "../../runtime/guard.ts";
import { readText } from "../../runtime/read_file.ts";
import { type AnyMode, type OpenedFile, openFile } from "../file/open.ts";
import type { SettingIssue } from "../issues.ts";
import { resolve } from "../resolve.ts";
import { type Lookup, lookupIn } from "../sources.ts";
import type { LoadRequest } from "./dialect.ts";
import { fileNotGiven, load, type LoadResult } from "./load.ts";
import type { LoadOptions, MachineSources } from "./options.ts";

/** {@linkcode MachineSources} with a path instead of a URL. */
type PathSources = Omit<MachineSources, "file"> & { readonly file?: string | NamedText | undefined };

/** The contents of files by their paths, or the errors of reading them. */
type Files = ReadonlyMap<string, string | FlyteConfigError>;

/** A file that was found, and the lookup in it and the environment. */
export interface FoundFile {
  readonly file: OpenedFile;
  readonly lookup: Lookup;
}

/** Loads sections. Rejects with `permission_denied`, and as `load` throws. */
export async function loadAuto(request: LoadRequest, options: LoadOptions<AnyMode> & PathSources): Promise<LoadResult> {
  const { mode = "strict" } = options;
  const host = hostOf(options);
  const { catalog, sections } = request;
  const names = sections.flatMap(({ definition, otherEnv = [] }) => [
    ...catalog.settingsOf(definition).flatMap(({ envs }) => envs),
    // Only strict mode reports what is in them.
    ...mode === "strict" ? otherEnv : [],
  ]);
  const isSearched = options.file === undefined && host.hasFiles;
  const { configFile, searchFile } = catalog.dialect;
  const env = hostEnv(host, [...isSearched ? configFile.variables : [], ...names]);
  const open = async (rules = configFile): Promise<FoundFile> => {
    const opened = await openFile(host, options.file, mode, rules);
    return { file: opened, lookup: lookupIn(env, opened.document) };
  };
  const isFound = options.file !== undefined || searchFile === undefined;
  const { file, lookup } = isFound ? await open() : await searchFile(open, { host, env, mode, catalog });
  const files = await namedFiles(host, lookup, mode, request);
  const result = load(request, options, {
    env,
    files: (path) => files.get(path) ?? fileNotGiven(path),
    envNames: options.unknownVariables ? host.envNames?.() ?? [] : listableNames(host),
    file,
    lookup,
  });
  const noFiles = options.file === undefined && !host.hasFiles && configFile.searchPath.length > 0;
  return noFiles ? { ...result, issues: [...result.issues, noFileSystem(host)] } : result;
}

/** Returns the host, with the caller's environment variables if there are any. */
function hostOf({ host: given, env }: PathSources): ReadingHost {
  const host = readingHostFor(given);
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

/** Returns the names of all variables, unless the runtime would ask for permission. */
function listableNames(host: ReadingHost): readonly string[] {
  return host.mayListEnv === undefined || host.mayListEnv() ? host.envNames?.() ?? [] : [];
}

/** Reads the files that settings name. In strict mode, the two readings of such a setting may name different files. */
export async function namedFiles(
  host: ReadingHost,
  lookup: Lookup,
  mode: AnyMode,
  { catalog, sections }: LoadRequest,
): Promise<Files> {
  const files = new Map<string, string | FlyteConfigError>();
  for (const section of sections) {
    if (section.fileSetting === undefined) continue;
    const setting = catalog.settingsOf(section.definition).find(({ key }) => key === section.fileSetting)!;
    const raw = lookup(setting);
    const paths = [
      catalog.dialect.readSetting(setting, raw).value,
      mode === "strict" && resolve(setting, raw, []).value,
    ];
    for (const path of new Set(paths)) {
      if (typeof path === "string" && path !== "") files.set(path, await readNamedFile(host, path));
    }
  }
  return files;
}

async function readNamedFile(host: ReadingHost, path: string): Promise<string | FlyteConfigError> {
  try {
    return await readText(host, purePath(path), "secret");
  } catch (error) {
    if (error instanceof FlyteConfigError && error.code !== "permission_denied") return error;
    throw error;
  }
}

function noFileSystem({ name }: ReadingHost): SettingIssue {
  const message = `${name} has no file system, so no configuration file was searched; pass file: { name, text }`;
  return { code: "no_file_system", message };
}
