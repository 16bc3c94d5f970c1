/**
 * The files of a source folder that an image contains, as flytekit chooses them.
 *
 * @module
 */
import type { Issue } from "../../errors.ts";
import { findFiles, type FoundFile, withContent } from "../../files/walk.ts";
import type { Host } from "../../runtime/host.ts";
import { byCodePoints } from "../../python/strings.ts";
import { quoted } from "../../text/quote.ts";
import type { OnIssue } from "./git_ignore.ts";
import { readIgnoreRules } from "./ignore_rules.ts";

/**
 * The files of a source folder in the order in which they are hashed: all but those in folders `.git` and those that
 * git, `.dockerignore` or the list of caches ignores. Links to files count as files, links to folders not at all.
 *
 * Where the directory is in no repository, git ignores nothing, as in flytekit. Rejects as {@linkcode Host.readDir} does
 * if the directory itself cannot be read; with `permission_denied` where the runtime may not run git; with
 * `git_ignore_unknown` where git refuses or there is none, unless there is `onIssue`, which gets that as an issue; with
 * `not_utf8` for names that are not UTF-8; with `ignore_pattern_invalid`.
 */
export async function sourceFiles(host: Host, root: string, onIssue?: OnIssue): Promise<readonly FoundFile[]> {
  return await withContent(host, await sourceCandidates(host, root, onIssue));
}

/** The files of {@linkcode sourceFiles}, sorted, and what turns out to have no content when it is looked at. */
export async function sourceCandidates(host: Host, root: string, onIssue?: OnIssue): Promise<readonly FoundFile[]> {
  const list = (path: string) => host.readDir(path);
  // First, since git's complaint about a missing folder would be harder to understand.
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

/** Tells of files that a user has excluded, and that are in the image nevertheless, as in flytekit. */
function ignoredFilesCount(root: string, files: readonly string[]): Issue {
  const others = files.length > 1 ? ` and ${files.length - 1} more` : "";
  const message = `${quoted(files[0]!)}${others} count, although .gitignore or .dockerignore excludes them: as in ` +
    `flytekit, rules are compared with paths that begin with ${quoted(root)}; use an absolute source_root, or "."`;
  return { code: "ignored_file_counts", message, path: "source_root" };
}
