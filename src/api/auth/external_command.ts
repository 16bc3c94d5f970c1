/**
 * Gets tokens from a program that prints them.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { strip } from "../../python/strings.ts";
import { withinTime } from "../../runtime/cancellation.ts";
import type { Host, Signal } from "../../runtime/host.ts";
import { quotedPath } from "../../text/quote.ts";
import { type Platform, settingSources, settingText } from "../platform.ts";
import { tokenProblem } from "./token.ts";

/** Maximum size of a command's output in bytes. */
const MAX_OUTPUT = 1024 * 1024;

/** Options of {@linkcode runTokenCommand}. */
export interface CommandOptions {
  /** Runs the command. */
  readonly host: Host;
  /** Time limit in milliseconds. */
  readonly timeoutMs: number;
  /** Ends the command, and rejects with the signal's reason. */
  readonly signal: Signal;
}

/**
 * Runs the command of a setting, and returns the token that it prints, without the whitespace around it. No message
 * contains its arguments or its output, which may be secret.
 */
export async function runTokenCommand(
  platform: Platform,
  key: "command" | "proxyCommand",
  options: CommandOptions,
): Promise<string> {
  const command = platform[key] ?? [];
  if (command.length === 0) {
    const what = `${settingText(platform, "authMode")} is "${platform.authMode}", which needs a command, and none is ` +
      `set; set ${settingSources(platform, key)}`;
    throw new FlyteConfigError("missing_command", what, { path: "platform.command" });
  }
  const failed = (problem: string, cause?: unknown) => {
    const what = `the program ${quotedPath(command[0]!)} of ${
      settingText(platform, key)
    } ${problem}; run it in a terminal`;
    return new FlyteConfigError("auth_command_failed", what, { cause });
  };
  const stdout = await run(command, options, failed);
  let output: string;
  try {
    output = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(stdout);
  } catch {
    throw failed("printed bytes that are not UTF-8");
  }
  const token = strip(output);
  const problem = tokenProblem(token);
  if (problem === undefined) return token;
  throw failed(token === "" ? "printed nothing" : `must print a token and nothing else; its output ${problem}`);
}

async function run(
  command: readonly string[],
  { host, timeoutMs, signal }: CommandOptions,
  failed: (problem: string, cause?: unknown) => FlyteConfigError,
): Promise<Uint8Array> {
  const late = () => failed(`took longer than ${timeoutMs} ms`);
  try {
    return await withinTime(timeoutMs, signal, async (signal) => {
      const { code, stdout } = await host.run(command, { signal, maxOutput: MAX_OUTPUT });
      if (code !== 0) throw failed(`ended with exit code ${code}`);
      return stdout;
    }, late);
  } catch (error) {
    const code = error instanceof FlyteConfigError ? error.code : undefined;
    if (code === "command_output_too_large") throw failed("printed more than 1 MiB");
    if (code === "command_not_found") throw failed("was not found", error);
    throw error;
  }
}
