/**
 * Exit codes of the command line.
 *
 * @module
 */

/** Exit codes: stable, and listed in `--help` and in docs/cli.md. */
export const EXIT = {
  /** The command did what it should, or the answer is yes. */
  ok: 0,
  /** The answer is no: problems were found, the image does not exist, the images differ. */
  no: 1,
  /** The command could not be carried out: wrong arguments, unreadable files, unreachable servers. */
  failed: 2,
  /** `image exists` could not determine whether the image exists. */
  unknown: 3,
  /** The command was interrupted by Ctrl-C or another signal. */
  interrupted: 130,
} as const;

/** An exit code. */
export type ExitCode = typeof EXIT[keyof typeof EXIT];
