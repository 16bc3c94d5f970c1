/**
 * Runs git safely in directories that are not trusted, and finds the root of the repository.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { strip, trimEnd } from "../python/strings.ts";
import { oneLine } from "../text/quote.ts";
import type { Host, RunResult } from "./host.ts";

/**
 * What a repository's own configuration could make git run, switched off: the monitor of files, hooks, and commands on
 * the way to objects that a partial clone lacks. Options on the command line take precedence over every file.
 */
const OPTIONS: readonly string[] = [
  "--no-pager",
  ...["-c", "core.fsmonitor=false"],
  ...["-c", "core.hooksPath=/dev/null"],
  ...["-c", "core.virtualFilesystem="],
  ...["-c", "core.alternateRefsCommand=false"],
];

/** Largest number of bytes of a list: a repository may ignore millions of files. */
const MAX_OUTPUT = 512 * 1024 * 1024;

/** Largest time, in milliseconds: a pipe among the files that git reads would keep it for ever. */
const MAX_MS = 60_000;

/** Nothing is fetched, nobody is asked, nothing is written, and messages are in English. */
const ENVIRONMENT: Readonly<Record<string, string>> = {
  GIT_ALLOW_PROTOCOL: "none",
  GIT_NO_LAZY_FETCH: "1",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_TERMINAL_PROMPT: "0",
  LC_ALL: "C",
};

/**
 * Runs git so that nothing in a repository makes it run another program, and so that it is not taken from the directory
 * itself. Its answers are those of plain git: ignore rules, also the user's own, count as always. Rejects as
 * {@linkcode Host.run} does, and with `command_failed` if git does not end.
 */
export async function runGit(host: Host, args: readonly string[], cwd?: string): Promise<RunResult> {
  const env = { ...ENVIRONMENT, ...trustedPath(host) };
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), MAX_MS);
  const options = { env, maxOutput: MAX_OUTPUT, signal: late.signal };
  try {
    return await host.run(["git", ...OPTIONS, ...args], cwd === undefined ? options : { ...options, cwd });
  } catch (cause) {
    if (!late.signal.aborted) throw cause;
    const message = `git did not answer in ${
      MAX_MS / 1000
    } seconds; is a pipe in place of .gitignore or of a file of .git?`;
    throw new FlyteConfigError("command_failed", message, { cause });
  } finally {
    clearTimeout(timer);
  }
}

/** `PATH` without entries that depend on the working directory, if it has some. */
function trustedPath(host: Host): { readonly PATH?: string } {
  const path = pathOf(host);
  // Windows separates entries by semicolons, and does not take a program from such an entry alone.
  if (path === undefined || path.includes(";") || path.includes("\\")) return {};
  const entries = path.split(":");
  const absolute = entries.filter((entry) => entry.startsWith("/"));
  if (absolute.length === entries.length) return {};
  if (absolute.length > 0) return { PATH: absolute.join(":") };
  throw new FlyteConfigError("command_not_found", 'there is no program "git": PATH has no absolute directory');
}

function pathOf(host: Host): string | undefined {
  try {
    return host.env("PATH");
  } catch (error) {
    // Who may not read it may not run programs either, which says more.
    if (error instanceof FlyteConfigError && error.code === "permission_denied") return undefined;
    throw error;
  }
}

/** What git says. */
export interface GitRoot {
  /** The folder; there is no repository, or nobody can tell, if it is absent. */
  readonly path?: string | undefined;
  /** Why nobody can tell, if that matters. */
  readonly unknown?: string | undefined;
}

/**
 * The folder of the repository. Where git is not there, there is none; where it may not be asked, nobody can tell. In a
 * runtime without programs, it matters only if one of the folders above has both a repository and `file`.
 */
export async function gitRoot(host: Host, file: string): Promise<GitRoot> {
  try {
    const { code, stdout, stderr } = await runGit(host, ["rev-parse", "--show-toplevel"]);
    if (code === 0) return { path: strip(new TextDecoder().decode(stdout)) };
    // To flyte, a repository of another owner is none; its file would then be missing without a word.
    const line = new TextDecoder().decode(stderr).split("\n").find((text) => text.includes("dubious ownership"));
    return line === undefined ? {} : { unknown: `git: ${oneLine(line, 300)}` };
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    if (error.code === "command_not_found") return {};
    if (error.code !== "no_processes") return { unknown: error.message };
    const found = await guess(host, file);
    return found === undefined ? {} : { unknown: `${error.message}, and there is ${JSON.stringify(found)}` };
  }
}

/** A file that would be the one if git took the nearest repository for its own. */
async function guess(host: Host, file: string): Promise<string | undefined> {
  const parts = trimEnd(host.workingDirectory() ?? "", "/").split("/");
  for (let count = parts.length; count > 0; count--) {
    const folder = parts.slice(0, count).join("/");
    if (await host.stat(`${folder}/.git`) === undefined) continue;
    const path = `${folder}/${file}`;
    return await host.stat(path) === undefined ? undefined : path;
  }
  return undefined;
}
