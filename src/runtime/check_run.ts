/**
 * Checks what is to be run before a runtime gets it, as each would fail in its own way.
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
import { quotedPath as quoted } from "../text/quote.ts";
import type { RunOptions } from "./host.ts";

/** A string that the system can pass on. */
const WITHOUT_NUL: Check = {
  expected: "a string without NUL characters",
  accepts: (value) => typeof value === "string" && !value.includes("\0"),
};

const CHECKS: OptionChecks<RunOptions> = {
  input: either(STRING, BYTES),
  env: recordOf(WITHOUT_NUL),
  cwd: WITHOUT_NUL,
  signal: SIGNAL,
  onStdout: FUNCTION,
  onStderr: FUNCTION,
  maxOutput: LIMIT,
  graceMs: COUNT,
};

const CALL = "host.run";

/** Throws `invalid_argument` or `invalid_option` for a command or options that no program can be run with. */
export function checkRun(command: readonly string[], options: RunOptions): void {
  checkArgument(CALL, "command", command, {
    expected: "a list of strings without NUL characters",
    accepts: (value) => Array.isArray(value) && Array.from(value).every(WITHOUT_NUL.accepts),
  }, 'host.run(["git", "status"])');
  if (!command[0]) throw new FlyteConfigError("invalid_option", "the command is empty: its first part names a program");
  checkOptions(CALL, options, CHECKS);
  for (const name of Object.keys(options.env ?? {})) {
    if (name !== "" && !/[=\0]/.test(name)) continue;
    throw new FlyteConfigError("invalid_option", `${CALL}: env: ${quoted(name)} cannot be the name of a variable`, {
      path: "env",
    });
  }
}
