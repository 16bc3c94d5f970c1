/**
 * Which files flyte leaves out of images: those that a `.dockerignore` says.
 *
 * @module
 */
import { type ErrorCode, FlyteConfigError } from "../../errors.ts";
import { dockerIgnore, dockerWalkIgnore } from "../../files/docker_ignore.ts";
import { contentInfo, findFiles, type FoundFile, statPath } from "../../files/walk.ts";
import type { Host } from "../../runtime/host.ts";
import { readText } from "../../runtime/read_file.ts";
import { pathBelow, pathParent, relativeTo } from "../../python/paths.ts";
import { strip } from "../../python/strings.ts";
import { STANDARD_IGNORE } from "./constants.ts";
import type { Layer } from "./layers.ts";

const NAME = ".dockerignore";

/** What flyte would not fail to read: without these rules, more would be copied. */
const REFUSED: readonly ErrorCode[] = ["permission_denied", "file_too_large"];

/** Tells of a path whether it is left out. */
export type IsIgnored = (path: string) => boolean;

/**
 * The rules of the `.dockerignore` in a folder. What cannot be read has none, as in flyte; unless files are copied by
 * them, where it is refused.
 */
export async function readFolderIgnore(host: Host, folder: string, copies: boolean = false): Promise<IsIgnored> {
  const rules = rulesOf(await readIgnoreFile(host, pathBelow(folder, NAME), copies));
  if (rules === "") return () => false;
  const isIgnored = dockerIgnore(rules);
  return (path) => {
    const below = relativeTo(path, folder);
    return below !== undefined && isIgnored(below);
  };
}

/**
 * The rules for all layers of an image: those beside the last `.dockerignore` that a layer names, or those in the root
 * folder. Without either each folder has its own.
 */
export async function readImageIgnore(
  host: Host,
  layers: readonly Layer[],
  rootDir: string | undefined,
  copies: boolean = false,
): Promise<IsIgnored | undefined> {
  const path = await ignoreFileOf(host, layers, rootDir);
  // Whatever its name, flyte reads the one of the usual name beside it.
  return path === undefined ? undefined : await readFolderIgnore(host, pathParent(path), copies);
}

/** What is left out of directories when they are copied, although it may count in the image's name. */
export interface BuildIgnore {
  /** Path of the ignore file that says so, if there is one. */
  readonly path: string | undefined;
  /** Whether a file is left out; its path starts at the directory that is copied. */
  readonly leavesOut: IsIgnored;
  /** The same for a package that a project names by path. */
  readonly leavesOutOfPackage: IsIgnored;
}

/**
 * The rules by which flyte's builder copies directories: those of the very file that a layer names, or that of the root
 * directory, for paths below each directory. Rejects as reading does: rules that cannot be read are not passed over.
 */
export async function readBuildIgnore(
  host: Host,
  layers: readonly Layer[],
  rootDir: string | undefined,
): Promise<BuildIgnore> {
  const path = await ignoreFileOf(host, layers, rootDir);
  const rules = path === undefined ? "" : rulesOf(await readText(host, path, "ignore"));
  return {
    path,
    leavesOut: dockerWalkIgnore(rules),
    leavesOutOfPackage: dockerWalkIgnore([...STANDARD_IGNORE, rules].join("\n")),
  };
}

/** Path of the last ignore file that a layer names, or of that in the root directory, if it is a file. */
async function ignoreFileOf(
  host: Host,
  layers: readonly Layer[],
  rootDir: string | undefined,
): Promise<string | undefined> {
  const named = layers.filter((layer) => layer.type === "DockerIgnore").filter(({ path }) => strip(path) !== "").at(-1);
  const path = named?.path ?? (rootDir === undefined ? undefined : pathBelow(rootDir, NAME));
  return path !== undefined && (await statPath(host, path))?.isFile ? path : undefined;
}

/** The lines of an ignore file that are rules. Unlike flytekit's, comments may be indented. */
function rulesOf(text: string): string {
  return text.split(/\r\n|\r|\n/).map(strip).filter((line) => line !== "" && !line.startsWith("#")).join("\n");
}

/** The files of a folder that are not left out, in the order in which flyte hashes them. */
export async function unignoredFiles(host: Host, folder: string, isIgnored: IsIgnored): Promise<readonly FoundFile[]> {
  const list = (path: string) => (host.readDirAsListed ?? host.readDir)(path);
  const found = await findFiles(folder, { list, enters: ({ path }) => !isIgnored(path) });
  const kept: FoundFile[] = [];
  for (const file of found) if (!await isLeftOut(host, file.path, isIgnored)) kept.push(file);
  return kept;
}

/** Whether a file is left out. Rejects with `ignore_pattern_invalid`, but not for what has no content anyway. */
export async function isLeftOut(host: Host, path: string, isIgnored: IsIgnored): Promise<boolean> {
  try {
    return isIgnored(path);
  } catch (error) {
    if (await contentInfo(host, path) === undefined) return true;
    throw error;
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
