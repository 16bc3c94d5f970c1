/**
 * The command line without a process: what it reads is given, what it prints is kept.
 *
 * @module
 */
import { parseEnv } from "node:util";
import { main } from "../../src/cli/main.ts";
import type { Terminal } from "../../src/cli/terminal.ts";
import { memoryHost } from "../../src/runtime/memory_host.ts";
import type { Host } from "../../src/runtime/host.ts";

/** What a run of the command line has. */
export interface CommandLineOptions {
  readonly host?: Host;
  /** Files of a host in memory, if there is no `host`. */
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
  /** Number of columns of the terminal; there is none if absent. */
  readonly columns?: number;
  readonly signal?: AbortSignal;
  /** The timer of progress; it never runs if absent. */
  readonly every?: Terminal["every"];
  /** Receives what is written to standard error. */
  readonly onStderr?: (text: string) => void;
}

/** What a run of the command line has printed. */
export interface CommandLineResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Returns what a function prints with `console.log`. */
export function consoleText(print: () => void): string {
  const lines: string[] = [];
  const { log } = console;
  console.log = (line: string) => void lines.push(line);
  try {
    print();
  } finally {
    console.log = log;
  }
  return lines.join("\n");
}

/** Runs `flyte-config` with arguments. */
export async function commandLine(
  args: readonly string[],
  {
    files = {},
    env = {},
    host,
    stdin,
    columns,
    signal = new AbortController().signal,
    every = () => () => {},
    onStderr,
  }: CommandLineOptions = {},
): Promise<CommandLineResult> {
  const printed = { stdout: "", stderr: "" };
  const output = (name: "stdout" | "stderr") => ({
    write: (text: string) => {
      printed[name] += text;
      if (name === "stderr") onStderr?.(text);
    },
    isTerminal: columns !== undefined,
    columns,
  });
  const code = await main(args, {
    stdout: output("stdout"),
    stderr: output("stderr"),
    stdinIsTerminal: stdin === undefined,
    signal,
    env: (name) => env[name],
    stdin: async function* () {
      if (stdin !== undefined) yield typeof stdin === "string" ? new TextEncoder().encode(stdin) : stdin;
    },
    every,
    printed: consoleText,
    parseEnv,
  }, host ?? memoryHost({ files, env, home: "/home/me", cwd: "/work" }));
  return { code, ...printed };
}
