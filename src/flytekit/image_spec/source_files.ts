/**
 * The source files and copied files of an image, as flytekit selects them, and their digests in the tag.
 *
 * @module
 */
import type { Issue } from "../../errors.ts";
import { readDockerIgnore } from "../../files/docker_ignore.ts";
import { hexOf } from "../../files/block_hash.ts";
import type { FileLists, HashCache } from "../../files/hash_cache.ts";
import { hashWithCache } from "../../files/hash_files.ts";
import { bufferedHasher, createMd5 } from "../../files/md5.ts";
import {
  collectFiles,
  directoryExists,
  type FoundFile,
  inPathOrder,
  walkFiles,
  withContent,
} from "../../files/walk.ts";
import { isAbsolute } from "../../python/paths.ts";
import type { Host } from "../../runtime/host.ts";
import { noFileSystem } from "../../runtime/host_errors.ts";
import { quoted } from "../../text/quote.ts";
import { type OnIssue, readGitIgnore, refuseUnknown } from "./git_ignore.ts";

/**
 * Returns the files of a source directory in the order in which they are hashed: all except those in directories `.git`
 * and those that git, `.dockerignore` or flytekit's list of caches ignores. Symbolic links to files count as files, links
 * to directories do not count.
 *
 * Git ignores nothing where the directory is not in a repository, as in flytekit. Rejects as {@linkcode Host.readDir}
 * does if the directory cannot be read; with `permission_denied` where the runtime may not run git; with
 * `git_ignore_unknown` where git fails or is missing, unless `onIssue` receives that as an issue; with `not_utf8` for
 * names that are not UTF-8; and with `ignore_pattern_invalid`.
 */
export async function sourceFiles(host: Host, root: string, onIssue?: OnIssue): Promise<readonly FoundFile[]> {
  return await withContent(host, await collectFiles(sourceCandidates(host, root, onIssue)));
}

/**
 * Returns the digest of the files of {@linkcode sourceFiles}: 32 hexadecimal digits, the same as flytekit's for the same
 * files in any directory. Rejects as that does; with `file_unreadable`; and with `endless_file` for a named pipe, for
 * which flytekit would wait indefinitely.
 *
 * With a cache, calls at the same time share the work, and files that have not changed are not read again.
 */
export async function sourceDigest(
  host: Host,
  root: string,
  { onIssue, cache }: { readonly onIssue?: OnIssue | undefined; readonly cache?: HashCache | undefined } = {},
): Promise<string> {
  const name = `source ${root}`;
  if (cache === undefined) return await digestFiles(host, name, () => sourceCandidates(host, root, onIssue));
  let issues: Issue[] = [];
  const lists = () => {
    issues = [];
    return sourceCandidates(host, root, (issue) => issues.push(issue));
  };
  const work = async () => ({ digest: await digestFiles(host, name, lists, cache), issues });
  try {
    const found = await cache.share(host, name, work);
    issues = found.issues;
    return found.digest;
  } finally {
    // As without a cache, issues come before an error.
    for (const issue of issues) (onIssue ?? refuseUnknown)(issue);
  }
}

/**
 * Returns the digest of files and directories to copy, without ignore rules: 32 hexadecimal digits. A missing path is
 * left out, as in flytekit. Rejects as {@linkcode sourceDigest} does.
 *
 * flytekit hashes directories in the order in which the system lists them, which differs between disks, so the digest of
 * a directory that contains several directories can differ between machines. This digest equals flytekit's on the same
 * disk.
 */
export async function copyDigest(host: Host, paths: readonly string[], cache?: HashCache): Promise<string> {
  const name = `copy ${JSON.stringify(paths)}`;
  const digest = () => digestFiles(host, name, () => copiedFiles(host, paths), cache);
  return await (cache === undefined ? digest() : cache.share(host, name, digest));
}

/** Yields the files of files and directories to copy. Rejects with `no_file_system`. */
export async function* copiedFiles(host: Host, paths: readonly string[]): AsyncGenerator<readonly FoundFile[]> {
  const list = (directory: string) => (host.readDirAsListed ?? host.readDir)(directory);
  for (const path of paths) {
    if (!host.hasFiles) throw noFileSystem(host.name, path);
    if (await directoryExists(host, path)) yield* walkFiles(path, { list });
    else yield [{ path, below: path.slice(path.lastIndexOf("/") + 1) }];
  }
}

async function digestFiles(host: Host, name: string, lists: () => FileLists, cache?: HashCache): Promise<string> {
  const hasher = bufferedHasher(createMd5());
  await hashWithCache(cache, hasher, host, name, lists);
  return hexOf(hasher.digest());
}

/** The files of {@linkcode sourceFiles}, and paths that turn out to have no content. */
export async function* sourceCandidates(
  host: Host,
  root: string,
  onIssue?: OnIssue,
): AsyncGenerator<readonly FoundFile[]> {
  // The directory is listed before git runs, because git's error for a missing one is harder to understand.
  const entries = await host.readDir(root);
  const list = (path: string) => path === root ? Promise.resolve(entries) : host.readDir(path);
  const { ignores, isMissed } = await readIgnoreRules(host, root, onIssue);
  let missed = 0;
  let firstMissed = "";
  const enters = ({ path }: FoundFile) => !path.endsWith("/.git");
  for await (const files of walkFiles(root, { list, enters, arrange: inPathOrder })) {
    const kept: FoundFile[] = [];
    for (const file of files) {
      const ignored = ignores(file);
      if (typeof ignored === "boolean" ? ignored : await ignored) continue;
      kept.push(file);
      if (isMissed(file) && missed++ === 0) firstMissed = file.path;
    }
    yield kept;
  }
  if (missed > 0) onIssue?.(ignoredFilesCount(root, firstMissed, missed));
}

/** The issue of files that the user excluded and that are in the image nevertheless, as in flytekit. */
function ignoredFilesCount(root: string, first: string, count: number): Issue {
  const others = count > 1 ? ` and ${count - 1} more` : "";
  const message =
    `${quoted(first)}${others} ${
      count > 1 ? "are" : "is"
    } in the image, although .gitignore or .dockerignore excludes ` +
    `${count > 1 ? "them" : "it"}, since flytekit matches rules against paths that start with ` +
    `${quoted(root)}; use an absolute source_root, or "."`;
  return { code: "ignored_file_counts", message, path: "source_root" };
}

interface IgnoreRules {
  /** Whether a file is ignored. */
  readonly ignores: (file: FoundFile) => boolean | Promise<boolean>;
  /** Whether a file that is not ignored would be if the root were an absolute path. */
  readonly isMissed: (file: FoundFile) => boolean;
}

/** Reads the rules for the files of a directory. Rejects as {@linkcode readGitIgnore} does, and as reading files does. */
async function readIgnoreRules(host: Host, root: string, onIssue?: OnIssue): Promise<IgnoreRules> {
  const [byGit, byDocker] = await Promise.all([readGitIgnore(host, root, onIssue), readDockerIgnore(host, root)]);
  const fromRoot = isAbsolute(root);
  const byOthers = (path: string) => byDocker(path) || isCache(path);
  const ignores = (file: FoundFile) => {
    // flytekit only makes absolute paths relative to the root; paths below a relative root keep it.
    const path = fromRoot ? file.below : file.path;
    const ignored = byGit.ignores(path);
    // A promise for each of many files would take as long as reading them.
    return typeof ignored === "boolean" ? ignored || byOthers(path) : ignored.then((is) => is || byOthers(path));
  };
  const isMissed = ({ below }: FoundFile) => !fromRoot && (byGit.listed.has(below) || byDocker(below));
  return { ignores, isMissed };
}

// flytekit's patterns *.pyc .cache .cache/* __pycache__/* **/__pycache__/*, in which a star also matches slashes.
function isCache(path: string): boolean {
  return path.endsWith(".pyc") || path === ".cache" || path.startsWith(".cache/") || path.startsWith("__pycache__/") ||
    path.includes("/__pycache__/");
}
