/**
 * The source files and copied files of an image, as flytekit selects them, and their digests in the tag.
 *
 * @module
 */
import type { Issue } from "../../errors.ts";
import { readDockerIgnore } from "../../files/docker_ignore.ts";
import { hashFiles } from "../../files/hash_files.ts";
import { createMd5, hexOf } from "../../files/md5.ts";
import { directoryExists, findFiles, type FoundFile, isAbsolute, withContent } from "../../files/walk.ts";
import { byCodePoints } from "../../python/strings.ts";
import type { Host } from "../../runtime/host.ts";
import { noFileSystem } from "../../runtime/host_errors.ts";
import { quoted } from "../../text/quote.ts";
import { type OnIssue, readGitIgnore } from "./git_ignore.ts";

// flytekit's patterns *.pyc .cache .cache/* __pycache__/* **/__pycache__/*, in which a star also matches slashes.
const CACHES = /^(?:.*\.pyc|\.cache|\.cache\/.*|(?:.*\/)?__pycache__\/.*)$/s;

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
  return await withContent(host, await sourceCandidates(host, root, onIssue));
}

/**
 * Returns the digest of the files of {@linkcode sourceFiles}: 32 hexadecimal digits, the same as flytekit's for the same
 * files in any directory. Rejects as that does; with `file_unreadable`; and with `endless_file` for a named pipe, for
 * which flytekit would wait indefinitely.
 */
export async function sourceDigest(host: Host, root: string, onIssue?: OnIssue): Promise<string> {
  return await digestFiles(host, await sourceCandidates(host, root, onIssue));
}

/**
 * Returns the digest of files and directories to copy, without ignore rules: 32 hexadecimal digits. A missing path is
 * left out, as in flytekit. Rejects as {@linkcode sourceDigest} does.
 *
 * flytekit hashes directories in the order in which the system lists them, which differs between disks, so the digest of
 * a directory that contains several directories can differ between machines. This digest equals flytekit's on the same
 * disk.
 */
export async function copyDigest(host: Host, paths: readonly string[]): Promise<string> {
  const files: FoundFile[] = [];
  for (const path of paths) {
    if (!host.hasFiles) throw noFileSystem(host.name, path);
    for (const file of await filesAt(host, path)) files.push(file);
  }
  return await digestFiles(host, files);
}

async function filesAt(host: Host, path: string): Promise<readonly FoundFile[]> {
  if (!await directoryExists(host, path)) return [{ path, below: path.slice(path.lastIndexOf("/") + 1) }];
  const list = (directory: string) => (host.readDirAsListed ?? host.readDir)(directory);
  return await findFiles(path, { list });
}

async function digestFiles(host: Host, files: readonly FoundFile[]): Promise<string> {
  const hasher = createMd5();
  await hashFiles(hasher, host, files);
  return hexOf(hasher.digest());
}

/** The files of {@linkcode sourceFiles}, sorted, and paths that turn out to have no content. */
async function sourceCandidates(host: Host, root: string, onIssue?: OnIssue): Promise<readonly FoundFile[]> {
  const list = (path: string) => host.readDir(path);
  // The directory is listed before git runs, because git's error for a missing one is harder to understand.
  const found = await findFiles(root, { list, enters: ({ path }) => !path.endsWith("/.git") });
  const { ignores, isMissed } = await readIgnoreRules(host, root, onIssue);
  const kept: FoundFile[] = [];
  const missed: string[] = [];
  for (const file of found) {
    const ignored = ignores(file);
    if (typeof ignored === "boolean" ? ignored : await ignored) continue;
    kept.push(file);
    if (isMissed(file)) missed.push(file.path);
  }
  if (missed.length > 0) onIssue?.(ignoredFilesCount(root, missed));
  return kept.sort((one, other) => byCodePoints(one.path, other.path));
}

/** The issue of files that the user excluded and that are in the image nevertheless, as in flytekit. */
function ignoredFilesCount(root: string, files: readonly string[]): Issue {
  const others = files.length > 1 ? ` and ${files.length - 1} more` : "";
  const message =
    `${quoted(files[0]!)}${others} ${
      files.length > 1 ? "are" : "is"
    } in the image, although .gitignore or .dockerignore excludes ` +
    `${files.length > 1 ? "them" : "it"}, since flytekit matches rules against paths that start with ` +
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
  const byOthers = (path: string) => byDocker(path) || CACHES.test(path);
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
