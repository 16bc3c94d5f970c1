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
export type Place =
  | { readonly env: readonly string[] }
  | { readonly path: string }
  | { readonly home: string }
  | { readonly git: string };

/** A place that was looked at. */
export interface TriedPlace {
  /** The place in a few words, such as `env FLYTECTL_CONFIG` or `~/.flyte/config`. */
  readonly place: string;
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
  readonly tried: readonly TriedPlace[];
  /** The variable that names a file which is not there. Nothing more was looked at then. */
  readonly broken: TriedPlace | undefined;
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
export async function discover(host: Host, places: readonly Place[], options: DiscoverOptions): Promise<Discovery> {
  const tried: TriedPlace[] = [];
  let unknown: string | undefined;
  for (const place of places) {
    let empty: string | undefined;
    const root = "git" in place ? await gitRoot(host, place.git) : {};
    unknown ??= root.unknown;
    for (const { name, path } of pathsOf(place, host, root.path, options)) {
      if (!path) {
        if (path === "") empty = name;
        tried.push({ place: name, path: undefined, outcome: "git" in place ? "missing" : "not set" });
        continue;
      }
      const exists = await isThere(host, path);
      const one: TriedPlace = { place: name, path, outcome: exists ? "used" : "missing" };
      tried.push(one);
      if (exists) return { path, tried, broken: undefined, empty, unknown };
      if ("env" in place && !options.lenient) return { path: undefined, tried, broken: one, empty, unknown };
    }
  }
  return { path: undefined, tried, broken: undefined, empty: undefined, unknown };
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
  place: Place,
  host: Host,
  root: string | undefined,
  { lenient }: DiscoverOptions,
): { name: string; path: string | undefined }[] {
  if ("path" in place) return [{ name: `./${place.path}`, path: place.path }];
  if ("git" in place) return [{ name: `git root/${place.git}`, path: root && below(root, place.git) }];
  if ("home" in place) {
    const home = host.homeDirectory();
    return [{ name: `~/${place.home}`, path: home && below(home, place.home) }];
  }
  const all = place.env.map((env) => {
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
