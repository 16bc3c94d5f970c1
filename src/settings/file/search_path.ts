/**
 * Searches for the configuration file. Which locations are searched is data of each product.
 *
 * @module
 */
import { type ErrorCode, FlyteConfigError, type Issue } from "../../errors.ts";
import { purePath } from "../../python/paths.ts";
import type { ReadingHost } from "../../runtime/guard.ts";
import { trimEnd } from "../../python/strings.ts";

/** Rules for one product's configuration file. */
export interface ConfigFileRules {
  /** The locations, in order of precedence. */
  readonly searchPath: readonly SearchLocation[];
  /** Files in the home directory that are often mistaken for the configuration file; they are not searched. */
  readonly lookalikes: readonly string[];
  /** The environment variables that the search reads. */
  readonly variables: readonly string[];
  /** Returns the format of a file with this name. */
  readonly formatOf: (name: string) => "ini" | "yaml";
  /** Whether the Python library ignores variables that name a missing file, and lets empty ones shadow the next. */
  readonly isLenient: boolean;
}

/**
 * Possible location of the file: named by one of several environment variables, at a path, in the home directory, or in the root of
 * the git repository.
 */
export type SearchLocation =
  | { readonly env: readonly string[] }
  | { readonly path: string }
  | { readonly home: string }
  | {
    readonly git: string;
    /** Determines the root; passed here, so that the other product has no code that runs git. */
    readonly root: (host: ReadingHost, file: string) => Promise<RepositoryRoot>;
  };

/** An issue about the file itself. */
export interface FileIssue extends Issue {
  /** Stable identifier; see {@linkcode ERROR_CODES}. */
  readonly code: ErrorCode;
}

/** The root of a git repository. */
export interface RepositoryRoot {
  /** The root, if there is a repository. */
  readonly path?: string | undefined;
  /** Reports that the root could not be determined. */
  readonly issue?: FileIssue | undefined;
}

/** A location that was searched. */
export interface TriedLocation {
  /** The location in a few words, such as `env FLYTECTL_CONFIG` or `~/.flyte/config`. */
  readonly place: string;
  /** The path of the file, if the location has one. */
  readonly path: string | undefined;
  /** Outcome: the file that is read, a file that it shadows, no file, or a variable that is not set. */
  readonly outcome: "used" | "hidden" | "missing" | "not set";
}

/** Result of a search. */
export interface SearchResult {
  /** The file, if one was found. */
  readonly path: string | undefined;
  /** The locations that were searched, in order. */
  readonly tried: readonly TriedLocation[];
  /** The variable that names a missing file, which ended the search. */
  readonly broken: TriedLocation | undefined;
  /** The variable that is set to an empty string, and so shadows another one that names a file. */
  readonly empty: string | undefined;
  /** Reports that the root of the git repository could not be determined. */
  readonly issue: FileIssue | undefined;
}

/** Options of {@linkcode searchFile}. */
export interface SearchOptions {
  /**
   * Whether to search as flytekit does: an empty variable shadows those after it, and one that names a missing file is
   * ignored. Otherwise the former is ignored, and the latter ends the search.
   */
  readonly lenient: boolean;
}

/** Searches for a file. Rejects with `permission_denied`. */
export async function searchFile(
  host: ReadingHost,
  locations: readonly SearchLocation[],
  options: SearchOptions,
): Promise<SearchResult> {
  const tried: TriedLocation[] = [];
  let issue: FileIssue | undefined;
  for (const location of locations) {
    let empty: string | undefined;
    const root = "git" in location ? await location.root(host, location.git) : {};
    issue ??= root.issue;
    for (const { name, path } of pathsOf(location, host, root.path, options)) {
      if (!path) {
        if (path === "") empty = name;
        tried.push({ place: name, path: undefined, outcome: "git" in location ? "missing" : "not set" });
        continue;
      }
      const found = await exists(host, path);
      const one: TriedLocation = { place: name, path, outcome: found ? "used" : "missing" };
      tried.push(one);
      if (found) return { path, tried, broken: undefined, empty, issue };
      if ("env" in location && !options.lenient) return { path: undefined, tried, broken: one, empty, issue };
    }
  }
  return { path: undefined, tried, broken: undefined, empty: undefined, issue };
}

/** Returns the first of these files in the home directory that exists; none if the host does not allow to look. */
export async function firstAtHome(
  host: ReadingHost,
  names: readonly string[],
): Promise<{ readonly name: string; readonly path: string } | undefined> {
  try {
    const home = host.homeDirectory();
    for (const name of home ? names : []) {
      const path = join(home!, name);
      if (await exists(host, path)) return { name, path };
    }
  } catch (error) {
    // The file would only be mentioned in an issue.
    if (!(error instanceof FlyteConfigError)) throw error;
  }
  return undefined;
}

/** Lists the locations that were searched, for the end of an error message. */
export function triedText(tried: readonly TriedLocation[]): string {
  if (tried.length === 0) return "";
  const lines = tried.map(({ place, path, outcome }) => {
    const where = path === undefined || place.endsWith(path) ? place : `${place} (${path})`;
    return `  ${where}: ${outcome === "used" ? "found" : outcome}`;
  });
  return `; search path:\n${lines.join("\n")}`;
}

/** Python: `Path.exists`, which is false for circular links. */
async function exists(host: ReadingHost, path: string): Promise<boolean> {
  try {
    return await host.stat(path) !== undefined;
  } catch (error) {
    if (error instanceof FlyteConfigError && (error.cause as { code?: unknown } | undefined)?.code === "ELOOP") {
      return false;
    }
    throw error;
  }
}

function pathsOf(
  location: SearchLocation,
  host: ReadingHost,
  root: string | undefined,
  { lenient }: SearchOptions,
): { name: string; path: string | undefined }[] {
  if ("path" in location) return [{ name: `./${location.path}`, path: location.path }];
  if ("git" in location) return [{ name: `git root/${location.git}`, path: root && join(root, location.git) }];
  if ("home" in location) {
    const home = host.homeDirectory();
    return [{ name: `~/${location.home}`, path: home && join(home, location.home) }];
  }
  const all = location.env.map((env) => {
    const path = host.env(env);
    // Python's `Path` strips trailing slashes.
    return { name: `env ${env}`, path: path && purePath(path) };
  });
  const set = lenient ? all.findIndex(({ path }) => path !== undefined) : all.findIndex(({ path }) => path);
  return set < 0 ? all : all.slice(0, set + 1);
}

function join(directory: string, path: string): string {
  return `${trimEnd(directory, "\\/")}/${path}`;
}
