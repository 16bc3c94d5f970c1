#!/usr/bin/env node
/**
 * The command line `flyte-config`. It parses arguments and prints; what it knows is in the library.
 *
 * Loading this module runs the program with the arguments of the process: it is for `npx @flyte-ts/config`,
 * `bunx @flyte-ts/config` and `deno run -A jsr:@flyte-ts/config/cli`, not for `import`.
 *
 * @module
 */
import process from "node:process";
import { parseEnv } from "node:util";
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

function output(stream: typeof process.stdout | typeof process.stderr): Output {
  // A reader that ends early, such as `head`, closes the pipe.
  stream.on("error", () => {});
  return {
    write: (text) => void stream.write(text),
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

process.exitCode = await main(process.argv.slice(2), {
  stdout: output(process.stdout),
  stderr: output(process.stderr),
  stdinIsTerminal: process.stdin.isTTY === true,
  signal: interruption.signal,
  env: (name) => process.env[name],
  stdin: () => {
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
