/**
 * The files that git ignores. Runs git, as flytekit does, so that rules from all of git's sources apply.
 *
 * @module
 */
import { directoryExists } from "../../files/walk.ts";
import { FlyteConfigError, type Issue } from "../../errors.ts";
import { runGit } from "../../runtime/git.ts";
import type { Host } from "../../runtime/host.ts";
import { isAbsolute, joinRelative } from "../../python/paths.ts";
import { oneLine, quoted } from "../../text/quote.ts";

const LIST_IGNORED = ["ls-files", "-io", "--exclude-standard"];

/** Codes of errors of hosts that have no git. */
const NO_GIT: readonly string[] = ["no_processes", "command_not_found"];

/** Git's error for a directory outside of any repository, as opposed to a repository that it cannot open. */
const NO_REPOSITORY = /^fatal: not a git repository \(or any/m;

/** Git's warnings about rules that it cannot read, after which it continues. */
const UNREAD_RULES = /^(?:warning: (?:unable to access|lazy fetching)|fatal: |error: )/;

/** Receives issues of files that git may ignore. */
export type OnIssue = (issue: Issue) => void;

/** Throws an issue `git_ignore_unknown`, which means that git failed in a repository; ignores other issues. */
export function refuseUnknown({ code, message, path }: Issue): void {
  if (code === "git_ignore_unknown") throw new FlyteConfigError(code, message, { path });
}

/** The files that git ignores below a directory. */
export interface GitIgnore {
  /** Paths of the ignored files, relative to the directory. */
  readonly listed: ReadonlySet<string>;
  /** Whether git ignores a path according to flytekit. */
  readonly ignores: (path: string) => boolean | Promise<boolean>;
}

/**
 * Reads which files git ignores below a directory: none outside of a repository, and none where git fails, as in
 * flytekit, if `onIssue` does not throw then. Rejects with `not_utf8`, and with `permission_denied` where the runtime may
 * not run git.
 *
 * Git quotes names such as `"\303\251.txt"`, which flytekit does not unquote. Neither does this function.
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
  // flytekit treats paths that start with a relative root as relative to that root.
  const directories = await listIgnored(host, root, ["--directory"], onIssue);
  return (path) => {
    const plain = path.split("/").filter((part) => part !== "" && part !== ".").join("/");
    return ignored.has(plain) || directories.has(`${plain}/`) && directoryExists(host, joinRelative(root, path));
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
      `${quoted(root)}: could not determine which files git ignores (${problem}); fix that, or pass onIssue to ` +
      "tag() to ignore no file, as flytekit does";
    onIssue({ code: "git_ignore_unknown", message, path: "source_root" });
  } else if (!hasRepository && await host.stat(joinRelative(root, ".gitignore")) !== undefined) {
    const message = `${quoted(root)}: .gitignore has no effect outside of a git repository; use a .dockerignore`;
    onIssue({ code: "git_ignore_unused", message, path: "source_root" });
  }
  return names;
}

interface GitAnswer {
  /** Paths that git lists. */
  readonly names: ReadonlySet<string>;
  /** Whether the directory is in a repository. */
  readonly hasRepository: boolean;
  /** Why the list may be incomplete. */
  readonly problem?: string | undefined;
}

async function askGit(host: Host, root: string, options: readonly string[]): Promise<GitAnswer> {
  const names = new Set<string>();
  try {
    const { code, stdout, stderr } = await runGit(host, [...LIST_IGNORED, ...options], root);
    const said = new TextDecoder().decode(stderr);
    if (code === 0) {
      // Git only warns about a file of rules that it cannot read, such as a symbolic link.
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
    return { names, hasRepository: true, problem: `${quoted(repository)} exists, but ${error.message}` };
  }
}

function refusal(code: number, said: string): string {
  const line = said.split("\n").find((text) => text.startsWith("fatal: ")) ?? said.trim().split("\n").at(-1)!;
  const advice = /safe\.directory/.test(said) ? "; run: git config --global --add safe.directory …" : "";
  return `${oneLine(line, 300) || `git exited with code ${code}`}${advice}`;
}

/** Finds the repository of a directory as git does. */
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
    throw new FlyteConfigError("not_utf8", "git ignores a file whose name is not UTF-8; rename or remove it", {
      cause,
    });
  }
}
