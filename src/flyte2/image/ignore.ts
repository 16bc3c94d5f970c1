/**
 * The ignore rules of an image's directories: which files are neither hashed nor copied.
 *
 * @module
 */
import { type ErrorCode, FlyteConfigError } from "../../errors.ts";
import { dockerIgnore, dockerWalkIgnore } from "../../files/docker_ignore.ts";
import { collectFiles, contentInfo, type FoundFile, statPath, walkFiles } from "../../files/walk.ts";
import { pathBelow, pathParent, relativeTo } from "../../python/paths.ts";
import { strip } from "../../python/strings.ts";
import type { Host } from "../../runtime/host.ts";
import { readText } from "../../runtime/read_file.ts";

const NAME = ".dockerignore";

/** Patterns that flyte 2 adds for packages that a project names by path. */
const PACKAGE_PATTERNS: readonly string[] = [
  ...[".git", "*.pyc", "**/*.pyc", "__pycache__", "**/__pycache__", ".cache", ".cache/*", ".ruff_cache"],
  ...["**/.ruff_cache", ".mypy_cache", "**/.mypy_cache", ".pytest_cache", "**/.pytest_cache", ".venv", "**/.venv"],
  ...[".idea", "**/.idea", "venv", "env", "*.log", ".env", "*.egg-info", "**/*.egg-info", "*.egg", "dist", "build"],
  "*.whl",
];

/**
 * Reading errors that Python would not have. Continuing without the rules would hash and copy more than Python does.
 */
const REFUSED: readonly ErrorCode[] = ["permission_denied", "file_too_large"];

/** Returns whether the file or directory at a path is ignored. */
export type IsIgnored = (path: string) => boolean;

/** The part of a layer that matters here: layers of the type `DockerIgnore` have a path. */
interface MaybeIgnoreFile {
  readonly type: string;
  readonly path?: string;
}

/**
 * Reads the rules of the `.dockerignore` in a directory. A file that cannot be read has no rules, as in flyte 2, unless
 * `copies` says that files are copied by them: then its error is thrown.
 */
export async function readDirectoryIgnore(host: Host, directory: string, copies: boolean = false): Promise<IsIgnored> {
  const rules = rulesOf(await readIgnoreFile(host, pathBelow(directory, NAME), copies));
  if (rules === "") return () => false;
  const isIgnored = dockerIgnore(rules);
  return (path) => {
    const below = relativeTo(path, directory);
    return below !== undefined && isIgnored(below);
  };
}

/**
 * Reads the rules for all layers of an image: those beside the last `.dockerignore` that a layer names, or those in the
 * root directory. Resolves to `undefined` if there are neither; then each directory has its own.
 */
export async function readImageIgnore(
  host: Host,
  layers: readonly MaybeIgnoreFile[],
  rootDir: string | undefined,
  copies: boolean = false,
): Promise<IsIgnored | undefined> {
  const path = await ignoreFileOf(host, layers, rootDir);
  // For the hash, flyte 2 reads the .dockerignore beside the file, whatever the name of the file is.
  return path === undefined ? undefined : await readDirectoryIgnore(host, pathParent(path), copies);
}

/** The rules by which flyte 2's builder copies directories. They differ from those of the hash. */
export interface BuildIgnore {
  /** Path of the ignore file, if there is one. */
  readonly path: string | undefined;
  /** Whether a file is not copied; its path starts at the directory that is copied. */
  readonly excludes: IsIgnored;
  /** Whether a file of a package that a project names by path is not copied. */
  readonly excludesFromPackage: IsIgnored;
}

/**
 * Reads the rules by which flyte 2's builder copies directories: those of exactly the file that a layer names, or that
 * in the root directory, for paths below each directory. Rejects as reading does.
 */
export async function readBuildIgnore(
  host: Host,
  layers: readonly MaybeIgnoreFile[],
  rootDir: string | undefined,
): Promise<BuildIgnore> {
  const path = await ignoreFileOf(host, layers, rootDir);
  const rules = path === undefined ? "" : rulesOf(await readText(host, path, "ignore"));
  return {
    path,
    excludes: dockerWalkIgnore(rules),
    excludesFromPackage: dockerWalkIgnore([...PACKAGE_PATTERNS, rules].join("\n")),
  };
}

/** Finds the last ignore file that a layer names, or else that in the root directory. */
async function ignoreFileOf(
  host: Host,
  layers: readonly MaybeIgnoreFile[],
  rootDir: string | undefined,
): Promise<string | undefined> {
  const named = layers.findLast(({ type, path }) => type === "DockerIgnore" && strip(path ?? "") !== "");
  const path = named?.path ?? (rootDir === undefined ? undefined : pathBelow(rootDir, NAME));
  return path !== undefined && (await statPath(host, path))?.isFile ? path : undefined;
}

/** The lines of an ignore file that are rules. Unlike flytekit's, comments may be indented. */
function rulesOf(text: string): string {
  return text.split(/\r\n|\r|\n/).map(strip).filter((line) => line !== "" && !line.startsWith("#")).join("\n");
}

/** Yields the files of a directory that are not ignored, in the order in which flyte 2 hashes them. */
export async function* walkUnignored(
  host: Host,
  directory: string,
  isIgnored: IsIgnored,
): AsyncGenerator<readonly FoundFile[]> {
  const list = (path: string) => (host.readDirAsListed ?? host.readDir)(path);
  for await (const files of walkFiles(directory, { list, enters: ({ path }) => !isIgnored(path) })) {
    const kept: FoundFile[] = [];
    for (const file of files) {
      const ignored = isFileIgnored(host, file.path, isIgnored);
      // A promise for each of many files would take as long as reading them.
      if (!(typeof ignored === "boolean" ? ignored : await ignored)) kept.push(file);
    }
    yield kept;
  }
}

/** Lists the files of {@linkcode walkUnignored}. */
export async function unignoredFiles(
  host: Host,
  directory: string,
  isIgnored: IsIgnored,
): Promise<readonly FoundFile[]> {
  return await collectFiles(walkUnignored(host, directory, isIgnored));
}

/**
 * Returns whether a file is ignored, or a promise of it. Rejects with `ignore_pattern_invalid`, unless the path has no
 * content anyway.
 */
export function isFileIgnored(host: Host, path: string, isIgnored: IsIgnored): boolean | Promise<boolean> {
  try {
    return isIgnored(path);
  } catch (error) {
    return contentInfo(host, path).then((info) => {
      if (info === undefined) return true;
      throw error;
    });
  }
}

async function readIgnoreFile(host: Host, path: string, isStrict: boolean): Promise<string> {
  try {
    return (await statPath(host, path))?.isFile ? await readText(host, path, "ignore") : "";
  } catch (error) {
    if (error instanceof FlyteConfigError && !isStrict && !REFUSED.includes(error.code)) return "";
    throw error;
  }
}
