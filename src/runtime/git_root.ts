/**
 * Asks git for the folder of the repository that this runs in.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { runGit } from "./git.ts";
import type { Host } from "./host.ts";
import { strip } from "../python/strip.ts";
import { oneLine } from "../text/quote.ts";
import { trimEnd } from "../text/trim.ts";

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
