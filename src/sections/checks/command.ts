/**
 * Checks commands that were written as one string, which Python takes as the name of one program.
 *
 * @module
 */
import { issueAt, type SettingIssue } from "../../settings/issues.ts";
import type { ResolvedValue } from "../../settings/setting.ts";

/** The settings with a command, and their paths. */
const COMMANDS = { command: "platform.command", proxyCommand: "platform.proxy_command" } as const;

/**
 * Reports commands whose program name has whitespace or a comma in it; `howTo` says how each source separates words.
 * Messages do not quote the command, which may contain a token.
 */
export function checkCommands(settings: ReadonlyMap<string, ResolvedValue>, howTo: string): readonly SettingIssue[] {
  return Object.entries(COMMANDS).flatMap(([key, path]) => {
    const { value, origin } = settings.get(key)!;
    if (!Array.isArray(value) || typeof value[0] !== "string") return [];
    const found = separatorIn(value[0], value.length);
    if (found === undefined) return [];
    const what = `the program name in ${path} contains ${found}, so the command was probably written as one string; ` +
      howTo;
    return [issueAt("command_not_split", origin, what, { path })];
  });
}

/** Names what suggests that `program` is a whole command. Paths may have spaces in them. */
function separatorIn(program: string, wordCount: number): string | undefined {
  if (/^[A-Za-z]:[\\/]/.test(program)) return undefined;
  if (program.includes(",")) return "a comma";
  const space = program.trim().search(/\s/);
  if (space < 0) return undefined;
  const isBareName = !/[\\/]/.test(program.trim().slice(0, space));
  return isBareName || wordCount === 1 ? "whitespace" : undefined;
}
