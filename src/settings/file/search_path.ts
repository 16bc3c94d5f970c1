/**
 * Looks for a file where it may be.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import type { Host } from "../../runtime/host.ts";
import { purePath } from "../../python/paths.ts";
import { trimEnd } from "../../python/strings.ts";
import { gitRoot } from "../../runtime/git.ts";

/** Where a file may be: named by one of several variables, at a path, below the home folder or that of a git repository. */
export type SearchLocation =
  | { readonly env: readonly string[] }
  | { readonly path: string }
  | { readonly home: string }
  | { readonly git: string };

/** A place that was looked at. */
export interface SearchedLocation {
  /** The place in a few words, such as `env FLYTECTL_CONFIG` or `~/.flyte/config`. */
  readonly location: string;
  /** The path that it stands for, if it stands for one. */
  readonly path: string | undefined;
  /** What was found: the file that is read, one that it hides, nothing, or a variable that is not set. */
  readonly outcome: "used" | "hidden" | "missing" | "not set";
}

/** What looking for a file gave. */
export interface Discovery {
  /** The file, if there is one. */
  readonly path: string | undefined;
  /** All places that were looked at, in order. */
  readonly searched: readonly SearchedLocation[];
  /** The variable that names a file which is not there. Nothing more was looked at then. */
  readonly broken: SearchedLocation | undefined;
  /** The variable that is set to nothing, before another one that names a file. */
  readonly empty: string | undefined;
  /** Why nobody can tell whether there is a file in the folder of the git repository, if that is so. */
  readonly unknown: string | undefined;
}

/** How strictly to look. */
export interface DiscoverOptions {
  /**
   * As flytekit: a variable that is set to nothing hides those after it, and one that names no file is passed over.
   * Otherwise the first is the same as not set, and the second ends the search.
   */
  readonly lenient: boolean;
}

/** The first place where there is a file. Rejects with `permission_denied`. */
export async function discover(
  host: Host,
  locations: readonly SearchLocation[],
  options: DiscoverOptions,
): Promise<Discovery> {
  const searched: SearchedLocation[] = [];
  let unknown: string | undefined;
  for (const location of locations) {
    let empty: string | undefined;
    const root = "git" in location ? await gitRoot(host, location.git) : {};
    unknown ??= root.unknown;
    for (const { name, path } of pathsOf(location, host, root.path, options)) {
      if (!path) {
        if (path === "") empty = name;
        searched.push({ location: name, path: undefined, outcome: "git" in location ? "missing" : "not set" });
        continue;
      }
      const exists = await isThere(host, path);
      const one: SearchedLocation = { location: name, path, outcome: exists ? "used" : "missing" };
      searched.push(one);
      if (exists) return { path, searched, broken: undefined, empty, unknown };
      if ("env" in location && !options.lenient) return { path: undefined, searched, broken: one, empty, unknown };
    }
  }
  return { path: undefined, searched, broken: undefined, empty: undefined, unknown };
}

/** The first of these files at home that there is, with its path; none where that may not be asked. */
export async function firstAtHome(
  host: Host,
  names: readonly string[],
): Promise<{ readonly name: string; readonly path: string } | undefined> {
  try {
    const home = host.homeDirectory();
    for (const name of home ? names : []) {
      const path = below(home!, name);
      if (await isThere(host, path)) return { name, path };
    }
  } catch (error) {
    // It only would have been worth knowing.
    if (!(error instanceof FlyteConfigError)) throw error;
  }
  return undefined;
}

/** `Path.exists`: links that go in a circle lead to nothing. */
async function isThere(host: Host, path: string): Promise<boolean> {
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
  host: Host,
  root: string | undefined,
  { lenient }: DiscoverOptions,
): { name: string; path: string | undefined }[] {
  if ("path" in location) return [{ name: `./${location.path}`, path: location.path }];
  if ("git" in location) return [{ name: `git root/${location.git}`, path: root && below(root, location.git) }];
  if ("home" in location) {
    const home = host.homeDirectory();
    return [{ name: `~/${location.home}`, path: home && below(home, location.home) }];
  }
  const all = location.env.map((env) => {
    const path = host.env(env);
    // As Python's `Path` has it, without slashes at the end.
    return { name: `env ${env}`, path: path && purePath(path) };
  });
  const set = lenient ? all.findIndex(({ path }) => path !== undefined) : all.findIndex(({ path }) => path);
  return set < 0 ? all : all.slice(0, set + 1);
}

function below(folder: string, path: string): string {
  return `${trimEnd(folder, "\\/")}/${path}`;
}
