/**
 * Runs git safely in directories that are not trusted, and finds the root of the repository.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { strip, trimEnd } from "../python/strings.ts";
import { oneLine } from "../text/quote.ts";
import { withinTime } from "./cancellation.ts";
import type { ReadingHost } from "./guard.ts";
import type { RunResult, Signal } from "./host.ts";

/**
 * Disables everything that a repository's own configuration could make git execute: the file system monitor, hooks, and
 * commands that fetch the missing objects of a partial clone. Options on the command line take precedence over
 * configuration files.
 */
const OPTIONS: readonly string[] = [
  "--no-pager",
  ...["-c", "core.fsmonitor=false"],
  ...["-c", "core.hooksPath=/dev/null"],
  ...["-c", "core.virtualFilesystem="],
  ...["-c", "core.alternateRefsCommand=false"],
];

/** Maximum size of the output in bytes: a repository may ignore millions of files. */
const MAX_OUTPUT = 512 * 1024 * 1024;

/** Time limit in milliseconds: git would wait forever for a pipe in place of a file. */
const MAX_MS = 60_000;

/** No network access, prompts or writes, and messages in English. */
const ENVIRONMENT: Readonly<Record<string, string>> = {
  GIT_ALLOW_PROTOCOL: "none",
  GIT_NO_LAZY_FETCH: "1",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_TERMINAL_PROMPT: "0",
  LC_ALL: "C",
};

/**
 * Runs git so that the repository cannot make it execute other programs, and never takes git itself from the directory.
 * Its answers are those of plain git: ignore rules apply as usual, including the user's own. Rejects as {@linkcode
 * Host.run} does, and with `command_failed` if git does not end.
 */
export async function runGit(host: ReadingHost, args: readonly string[], cwd?: string): Promise<RunResult> {
  const env = { ...ENVIRONMENT, ...trustedPath(host) };
  const options = { env, maxOutput: MAX_OUTPUT, ...cwd !== undefined && { cwd } };
  const run = (signal: Signal) => host.run(["git", ...OPTIONS, ...args], { ...options, signal });
  return await withinTime(MAX_MS, undefined, run, (cause) => {
    const seconds = MAX_MS / 1000;
    const message =
      `git did not end within ${seconds} seconds; check that .gitignore and the files in .git are not pipes`;
    return new FlyteConfigError("command_failed", message, { cause });
  });
}

/** Returns `PATH` without entries that are relative to the working directory, if it has any. */
function trustedPath(host: ReadingHost): { readonly PATH?: string } {
  const path = pathOf(host);
  // Windows separates entries by semicolons, and does not use such entries alone.
  if (path === undefined || path.includes(";") || path.includes("\\")) return {};
  const entries = path.split(":");
  const absolute = entries.filter((entry) => entry.startsWith("/"));
  if (absolute.length === entries.length) return {};
  if (absolute.length > 0) return { PATH: absolute.join(":") };
  throw new FlyteConfigError("command_not_found", 'the program "git" was not found; PATH has no absolute directory');
}

function pathOf(host: ReadingHost): string | undefined {
  try {
    return host.env("PATH");
  } catch (error) {
    // Running git then reports the missing permission with more detail.
    if (error instanceof FlyteConfigError && error.code === "permission_denied") return undefined;
    throw error;
  }
}

/** The root of a git repository. */
interface GitRoot {
  /** Path of the root; absent if there is no repository, or if it could not be determined. */
  readonly path?: string | undefined;
  /** Why it could not be determined, if that matters. */
  readonly unknown?: string | undefined;
}

/**
 * Returns the root of the repository that contains the working directory. There is none where git is not installed; it
 * is unknown where git cannot be run. In a runtime without programs, that matters only if a parent directory has both a
 * repository and `file`.
 */
export async function gitRoot(host: ReadingHost, file: string): Promise<GitRoot> {
  try {
    const { code, stdout, stderr } = await runGit(host, ["rev-parse", "--show-toplevel"]);
    if (code === 0) return { path: strip(new TextDecoder().decode(stdout)) };
    // flyte ignores a repository of another owner, and its file would then be missing without a message.
    const line = new TextDecoder().decode(stderr).split("\n").find((text) => text.includes("dubious ownership"));
    return line === undefined ? {} : { unknown: `git: ${oneLine(line, 300)}` };
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    if (error.code === "command_not_found") return {};
    if (error.code !== "no_processes") return { unknown: error.message };
    const found = await guess(host, file);
    return found === undefined ? {} : { unknown: `${error.message}, but ${JSON.stringify(found)} exists` };
  }
}

/** Returns the file that would be used if the nearest repository were the one that git finds. */
async function guess(host: ReadingHost, file: string): Promise<string | undefined> {
  const parts = trimEnd(host.workingDirectory() ?? "", "/").split("/");
  for (let count = parts.length; count > 0; count--) {
    const directory = parts.slice(0, count).join("/");
    if (await host.stat(`${directory}/.git`) === undefined) continue;
    const path = `${directory}/${file}`;
    return await host.stat(path) === undefined ? undefined : path;
  }
  return undefined;
}
