/**
 * The process as the command line sees it: streams, variables and signals. Types only; `cli.ts` has the implementation.
 *
 * @module
 */

/** A stream that text is written to. */
export interface Output {
  /** Writes text. Rejects nothing: a reader that is gone, as in `flyte-config explain | head`, is ignored. */
  write(text: string): void;
  /** Whether it is a terminal. */
  readonly isTerminal: boolean;
  /** Number of columns of the terminal, if it is one. */
  readonly columns?: number | undefined;
}

/** The process as the command line sees it. */
export interface Terminal {
  /** Results go here. */
  readonly stdout: Output;
  /** Everything else goes here: warnings, progress, errors. */
  readonly stderr: Output;
  /** Whether standard input is a terminal, so that a person would have to type what is read from it. */
  readonly stdinIsTerminal: boolean;
  /** Aborted by Ctrl-C and by other signals that ask the process to end. */
  readonly signal: AbortSignal;
  /** Returns the value of an environment variable. */
  env(name: string): string | undefined;
  /** Yields the bytes of standard input. */
  stdin(): AsyncIterable<Uint8Array>;
  /** Calls a function again and again until the function that it returns is called. */
  every(milliseconds: number, run: () => void): () => void;
  /** Calls a function, and returns what it prints with `console.log`. */
  printed(print: () => void): string;
  /** Parses a file of environment variables: lines `NAME=value`. */
  parseEnv(text: string): Readonly<Record<string, string | undefined>>;
}
