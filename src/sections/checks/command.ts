/**
 * Commands that were written as one string: Python takes it for the name of one program.
 *
 * @module
 */
import { issueAt, type SettingIssue } from "../../settings/problem.ts";
import type { Resolved } from "../../settings/resolve.ts";

/** What the commands of a platform are called on the wire. */
const COMMANDS = { command: "platform.command", proxyCommand: "platform.proxy_command" } as const;

/**
 * Tells of commands whose program has white space or a comma in its name; `howTo` says how each source separates the
 * words. The words are not shown, since they may hold a token.
 */
export function checkCommands(settings: ReadonlyMap<string, Resolved>, howTo: string): readonly SettingIssue[] {
  return Object.entries(COMMANDS).flatMap(([key, path]) => {
    const { value, origin } = settings.get(key)!;
    if (!Array.isArray(value) || typeof value[0] !== "string") return [];
    const fault = responseError(value[0], value.length);
    if (fault === undefined) return [];
    const what =
      `${path} starts a program whose name has ${fault}, which is likely a command written as one string; ${howTo}`;
    return [issueAt("command_not_split", origin, what, { path })];
  });
}

/** Paths may have spaces: those of Windows, and those whose further words have arguments of their own. */
function responseError(program: string, count: number): string | undefined {
  if (/^[A-Za-z]:[\\/]/.test(program)) return undefined;
  if (program.includes(",")) return "a comma in it";
  const space = program.trim().search(/\s/);
  if (space < 0) return undefined;
  const isBare = !/[\\/]/.test(program.trim().slice(0, space));
  return isBare || count === 1 ? "white space in it" : undefined;
}
