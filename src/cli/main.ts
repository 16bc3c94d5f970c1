/**
 * Runs the command line: finds the command, and turns its result or error into an exit code.
 *
 * @module
 */
import { type Application, buildApplication, run } from "@stricli/core";
import { defaultHost } from "../runtime/default_host.ts";
import type { Host } from "../runtime/host.ts";
import { COMMANDS } from "./commands/mod.ts";
import { EXIT, type ExitCode } from "./exit_codes.ts";
import { COMMAND_NAME } from "./name.ts";
import { TEXTS } from "./output/texts.ts";
import { Session } from "./session.ts";
import type { Terminal } from "./terminal.ts";
import { VERSION } from "./version.ts";

/** The application: the commands, and how they are parsed and described. */
export const APPLICATION: Application<Session> = buildApplication(COMMANDS, {
  name: COMMAND_NAME,
  versionInfo: { currentVersion: VERSION },
  scanner: {
    caseStyle: "allow-kebab-for-camel",
    allowArgumentEscapeSequence: true,
    // Two wrong letters, or four missing ones: more has nothing to do with the suggested name.
    distanceOptions: { threshold: 4, weights: { insertion: 1, deletion: 3, substitution: 2, transposition: 0 } },
  },
  documentation: { caseStyle: "convert-camel-to-kebab", useAliasInUsageLine: false, onlyRequiredInUsageLine: true },
  localization: { text: TEXTS },
  determineExitCode: () => EXIT.failed,
});

/** Runs the command line with arguments, and returns the exit code. Never rejects. */
export async function main(args: readonly string[], terminal: Terminal, host: Host = defaultHost()): Promise<ExitCode> {
  const session = new Session(terminal, host);
  if (args[0] === "complete" && args[1] === "--") {
    // Scripts of shells ask for completions; it is not a command for people.
    const { complete } = await import("./run/complete.ts");
    await complete(APPLICATION, session, args.slice(2));
    return EXIT.ok;
  }
  await run(APPLICATION, args, session);
  if (terminal.signal.aborted) return EXIT.interrupted;
  const code = session.process.exitCode;
  return Object.values(EXIT).find((known) => known === code) ?? EXIT.failed;
}
