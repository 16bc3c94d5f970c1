#!/usr/bin/env node
/**
 * The command line `flyte-config`. It parses arguments and prints; what it knows is in the library.
 *
 * Loading this module runs the program with the arguments of the process: it is for `npx @flyte-ts/config`,
 * `bunx @flyte-ts/config` and `deno run -A jsr:@flyte-ts/config/cli`, not for `import`.
 *
 * @module
 */
import { fstatSync } from "node:fs";
import process from "node:process";
import { parseEnv } from "node:util";
import { FlyteConfigError } from "./src/errors.ts";
import { EXIT } from "./src/cli/exit_codes.ts";
import { main } from "./src/cli/main.ts";
import type { Output } from "./src/cli/terminal.ts";

const interruption = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    // The first one lets the command end what it has started; who insists ends the program at once.
    if (interruption.signal.aborted) process.exit(130);
    interruption.abort();
  });
}

let canPrint = true;

function output(stream: typeof process.stdout | typeof process.stderr): Output {
  const fail = (error: Error & { code?: string }) => {
    // A reader that ends early, such as `head`, closes the pipe. A full disk is a failure.
    if (error.code === "EPIPE" || stream !== process.stdout || !canPrint) return;
    canPrint = false;
    process.exitCode = EXIT.failed;
    process.stderr.write(`error: standard output cannot be written: ${error.message}\n`);
  };
  stream.on("error", fail);
  return {
    write: (text) => {
      try {
        stream.write(text);
      } catch (error) {
        // Deno throws it.
        fail(error as Error);
      }
    },
    isTerminal: stream.isTTY === true,
    get columns() {
      return stream.columns;
    },
  };
}

function printed(print: () => void): string {
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

const code = await main(process.argv.slice(2), {
  stdout: output(process.stdout),
  stderr: output(process.stderr),
  stdinIsTerminal: process.stdin.isTTY === true,
  signal: interruption.signal,
  env: (name) => process.env[name],
  stdin: () => {
    // Node reads nothing from a directory, without an error.
    if (fstatSync(0).isDirectory()) throw new FlyteConfigError("file_unreadable", "standard input is a directory");
    // Whoever waits for it would not notice that the command is interrupted.
    interruption.signal.addEventListener("abort", () => process.stdin.destroy(interruption.signal.reason));
    return process.stdin;
  },
  every: (milliseconds, run) => {
    const timer = setInterval(run, milliseconds);
    return () => clearInterval(timer);
  },
  printed,
  parseEnv,
});
process.exitCode = canPrint ? code : EXIT.failed;
