/**
 * Shared by all implementations of {@linkcode Host}: checks of arguments and the order of directory entries.
 *
 * @module
 */
import {
  BYTES,
  type Check,
  checkArgument,
  checkOptions,
  COUNT,
  either,
  FUNCTION,
  LIMIT,
  type OptionChecks,
  recordOf,
  SIGNAL,
  STRING,
} from "../arguments.ts";
import { FlyteConfigError } from "../errors.ts";
import { quotedPath } from "../text/quote.ts";
import type { DirEntry, ReadOptions, RunOptions } from "./host.ts";

/** Throws `invalid_argument` unless a path is a string. */
export function checkPath(method: string, path: unknown): void {
  checkArgument(`host.${method}`, "path", path, STRING);
}

const READ_OPTIONS: OptionChecks<ReadOptions> = { maxBytes: LIMIT, signal: SIGNAL };

/** Throws `invalid_argument` or `invalid_option` for wrong arguments of `Host.readFile`. */
export function checkRead(path: string, options: ReadOptions): void {
  checkPath("readFile", path);
  checkOptions("host.readFile", options, READ_OPTIONS, 'host.readFile("config.yaml", { maxBytes: 1024 })');
}

/** A string that can be passed to the operating system. */
const WITHOUT_NUL: Check = {
  expected: "a string without NUL characters",
  accepts: (value) => typeof value === "string" && !value.includes("\0"),
};

const RUN_OPTIONS: OptionChecks<RunOptions> = {
  input: either(STRING, BYTES),
  env: recordOf(WITHOUT_NUL),
  cwd: WITHOUT_NUL,
  signal: SIGNAL,
  onStdout: FUNCTION,
  onStderr: FUNCTION,
  maxOutput: LIMIT,
  graceMs: COUNT,
};

const RUN_CALL = "host.run";

/**
 * Throws `invalid_argument` or `invalid_option` for wrong arguments of `Host.run`, which each runtime would report in
 * its own way.
 */
export function checkRun(command: readonly string[], options: RunOptions): void {
  checkArgument(RUN_CALL, "command", command, {
    expected: "a list of strings without NUL characters",
    accepts: (value) => Array.isArray(value) && Array.from(value).every(WITHOUT_NUL.accepts),
  }, 'host.run(["git", "status"])');
  if (!command[0]) {
    throw new FlyteConfigError(
      "invalid_option",
      `${RUN_CALL}: the command is empty; its first item must be the name of a program`,
    );
  }
  checkOptions(RUN_CALL, options, RUN_OPTIONS);
  for (const name of Object.keys(options.env ?? {})) {
    if (name !== "" && !/[=\0]/.test(name)) continue;
    throw new FlyteConfigError(
      "invalid_option",
      `${RUN_CALL}: env: ${quotedPath(name)} is not a valid name of an environment variable`,
      {
        path: "env",
      },
    );
  }
}

/** Orders directory entries by name, which runtimes do not do alike. */
export function byName(one: DirEntry, other: DirEntry): number {
  return one.name < other.name ? -1 : 1;
}
