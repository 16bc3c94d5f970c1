/**
 * How programs are run.
 *
 * @module
 */
import type { Signal } from "./signal.ts";

/** How `Host.run` runs a program. */
export interface RunOptions {
  /** What the program reads from its standard input. Default: nothing. */
  readonly input?: string | Uint8Array | undefined;
  /** Environment variables beside those there are. Default: none. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Folder to run in. Default: the working directory. */
  readonly cwd?: string | undefined;
  /**
   * Ends the program when it is aborted: it gets SIGTERM, and SIGKILL if it has not ended after `graceMs`.
   * `Host.run` rejects with the signal's reason once it has ended.
   */
  readonly signal?: Signal | undefined;
  /** How long an aborted program has to end, in milliseconds. Default: 5,000. */
  readonly graceMs?: number | undefined;
  /**
   * Largest number of bytes of standard output; a program that writes more is ended as an aborted one, and
   * `Host.run` rejects with `command_output_too_large`. With `onStdout` there is no limit. Default: 64 MiB.
   */
  readonly maxOutput?: number | undefined;
  /** Gets what the program writes to its standard output, as it does. If it throws, the program is ended. */
  readonly onStdout?: ((bytes: Uint8Array) => void) | undefined;
  /** Gets what the program writes to its standard error, as it does. If it throws, the program is ended. */
  readonly onStderr?: ((bytes: Uint8Array) => void) | undefined;
}

/** How a program ended and what it wrote. */
export interface RunResult {
  /** Exit code; 128 and the number of the signal if one ended it. */
  readonly code: number;
  /** What it wrote to its standard output; with `onStdout`, only the last 64 KiB. */
  readonly stdout: Uint8Array;
  /** The last 64 KiB of what it wrote to its standard error. */
  readonly stderr: Uint8Array;
}
