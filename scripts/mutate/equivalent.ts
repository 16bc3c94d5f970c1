/**
 * Changes that no test can notice, since the program does the same with them, each with its reason.
 *
 * @module
 */

/** A change to a line of a file. */
export interface Equivalent {
  /** The file. */
  readonly file: string;
  /** The line as it is, without its indentation. */
  readonly line: string;
  /** The code that is replaced, and what replaces it. */
  readonly change: string;
  /** Why nothing can notice it. */
  readonly reason: string;
}

/** All of them that the runs so far have found. */
export const EQUIVALENT: readonly Equivalent[] = [];
