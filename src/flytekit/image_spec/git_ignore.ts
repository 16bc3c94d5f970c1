/**
 * Which files git ignores. Git itself is asked, as flytekit does, so its rules, wherever they come from, need not be
 * known here.
 *
 * @module
 */
import { directoryExists, isAbsolute } from "../../files/walk.ts";
import { FlyteConfigError, type Issue } from "../../errors.ts";
import { runGit } from "../../runtime/git.ts";
import type { Host } from "../../runtime/host.ts";
import { joinRelative } from "../../python/paths.ts";
import { oneLine, quoted } from "../../text/quote.ts";

const LIST_IGNORED = ["ls-files", "-io", "--exclude-standard"];

/** How a host says that it has no git. */
const NO_GIT: readonly string[] = ["no_processes", "command_not_found"];

/** What git says of a directory that is in no repository, as opposed to one in a repository that it cannot open. */
const NO_REPOSITORY = /^fatal: not a git repository \(or any/m;

/** What git says, and goes on, of rules that it cannot read. */
const UNREAD_RULES = /^(?:warning: (?:unable to access|lazy fetching)|fatal: |error: )/;

/** Gets what is to be known about files that git may ignore. */
export type OnIssue = (issue: Issue) => void;

/** Throws `git_ignore_unknown` where git does not answer although there is a repository; passes over other issues. */
export function refuseUnknown({ code, message, path }: Issue): void {
  if (code === "git_ignore_unknown") throw new FlyteConfigError(code, message, { path });
}

/** What git ignores below a directory. */
export interface GitIgnore {
  /** The files that git ignores, below the directory. */
  readonly listed: ReadonlySet<string>;
  /** Whether flytekit takes git to ignore a path. */
  readonly ignores: (path: string) => boolean | Promise<boolean>;
}

/**
 * Tells of a path whether git ignores it; nothing is ignored where the directory is in no repository, nor, as in
 * flytekit, where git does not answer, if `onIssue` does not throw then. Rejects with `not_utf8`, and with
 * `permission_denied` where the runtime may not run git.
 *
 * Git quotes names such as `"\303\251.txt"`; flytekit does not see that those are names, and neither do we.
 */
export async function readGitIgnore(
  host: Host,
  root: string,
  onIssue: OnIssue = refuseUnknown,
): Promise<GitIgnore> {
  const listed = await listIgnored(host, root, [], onIssue);
  return { listed, ignores: await ignoredBy(listed, host, root, onIssue) };
}

async function ignoredBy(
  ignored: ReadonlySet<string>,
  host: Host,
  root: string,
  onIssue: OnIssue,
): Promise<GitIgnore["ignores"]> {
  if (ignored.size === 0) return () => false;
  if (isAbsolute(root)) return (path) => ignored.has(path);
  // Flytekit takes the paths of a relative root for paths from that root.
  const folders = await listIgnored(host, root, ["--directory"], onIssue);
  return (path) => {
    const plain = path.split("/").filter((part) => part !== "" && part !== ".").join("/");
    return ignored.has(plain) || folders.has(`${plain}/`) && directoryExists(host, joinRelative(root, path));
  };
}

async function listIgnored(
  host: Host,
  root: string,
  options: readonly string[],
  onIssue: OnIssue,
): Promise<ReadonlySet<string>> {
  const { names, hasRepository, problem } = await askGit(host, root, options);
  if (problem !== undefined) {
    const message =
      `could not determine which files of ${quoted(root)} git ignores: ${problem}. Fix that, or pass onIssue to ` +
      "tag() to go on without those rules, as flytekit does";
    onIssue({ code: "git_ignore_unknown", message, path: "source_root" });
  } else if (!hasRepository && await host.stat(joinRelative(root, ".gitignore")) !== undefined) {
    const message = `${quoted(root)} has a .gitignore but is not in a git repository, so nothing is ignored; ` +
      "use a .dockerignore, which needs no repository";
    onIssue({ code: "git_ignore_unused", message, path: "source_root" });
  }
  return names;
}

interface GitAnswer {
  /** The names that git lists. */
  readonly names: ReadonlySet<string>;
  /** Whether the directory is in a repository. */
  readonly hasRepository: boolean;
  /** Why the list is not to be trusted. */
  readonly problem?: string | undefined;
}

async function askGit(host: Host, root: string, options: readonly string[]): Promise<GitAnswer> {
  const names = new Set<string>();
  try {
    const { code, stdout, stderr } = await runGit(host, [...LIST_IGNORED, ...options], root);
    const said = new TextDecoder().decode(stderr);
    if (code === 0) {
      // A file of rules that cannot be read, such as a link, is only a warning to git.
      const problem = said.split("\n").find((line) => UNREAD_RULES.test(line));
      const listed = new Set(decoded(stdout).split("\n").slice(0, -1));
      return { names: listed, hasRepository: true, problem: problem && oneLine(problem, 300) };
    }
    if (NO_REPOSITORY.test(said)) return { names, hasRepository: false };
    return { names, hasRepository: true, problem: refusal(code, said) };
  } catch (error) {
    if (!(error instanceof FlyteConfigError) || !NO_GIT.includes(error.code)) throw error;
    const repository = await findRepository(host, root);
    if (repository === undefined) return { names, hasRepository: false };
    return { names, hasRepository: true, problem: `there is ${quoted(repository)}, but ${error.message}` };
  }
}

function refusal(code: number, said: string): string {
  const line = said.split("\n").find((text) => text.startsWith("fatal: ")) ?? said.trim().split("\n").at(-1)!;
  const advice = /safe\.directory/.test(said) ? "; allow it with: git config --global --add safe.directory …" : "";
  return `${oneLine(line, 300) || `it ended with code ${code}`}${advice}`;
}

/** The repository that a directory is in, as git looks for it. */
async function findRepository(host: Host, root: string): Promise<string | undefined> {
  const start = isAbsolute(root) ? root : joinRelative(host.workingDirectory() ?? "", root);
  const parts = start.split("/");
  for (let count = parts.length; count > 0; count--) {
    const path = `${parts.slice(0, count).join("/")}/.git`;
    const found = await host.stat(path);
    if (found?.isFile || found?.isDirectory && await host.stat(`${path}/HEAD`) !== undefined) return path;
  }
  return undefined;
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new FlyteConfigError("not_utf8", "git ignores a file whose name is not UTF-8: rename or remove it", {
      cause,
    });
  }
}
