/**
 * Runs programs that take long, and passes on what they write.
 *
 * @module
 */
import { type ErrorCode, FlyteConfigError } from "../errors.ts";
import type { Host, Signal } from "../runtime/host.ts";
import { oneLine } from "../text/quote.ts";
import { MASK, redact } from "../text/redact.ts";
import { LineSplitter } from "./lines.ts";
import type { BuildMessage } from "./messages.ts";

/** Lines of a program that an error shows. */
const LAST_LINES = 20;

/** Characters of a line that an error shows. */
const MAX_SHOWN = 500;

/** As buildah, podman and docker say which step begins. */
const STEP = /^(?:\[\d+\/\d+\] )?STEP (\d+)\/(\d+):|^#\d+ \[(?:[\w-]+ +)?(\d+)\/(\d+)\] /;

/** What a program is run for. */
export interface Job {
  /** The program and its arguments. */
  readonly command: readonly string[];
  /** Code of the error if it fails. */
  readonly code: ErrorCode;
  /** The image that it is about. */
  readonly imageName: string;
  /** Values that are masked in what it writes. */
  readonly secrets?: readonly string[] | undefined;
  /** Gets what it writes, line by line. */
  readonly onMessage: (message: BuildMessage) => void;
  /** Ends it when it is aborted. */
  readonly signal?: Signal | undefined;
}

/** Runs a program to its end. Rejects with its last lines if it fails. */
export async function runJob(host: Host, job: Job): Promise<void> {
  const { command, code, imageName, secrets = [], onMessage, signal } = job;
  const last: string[] = [];
  const tell = (line: string) => {
    const text = redact(secrets.reduce((shown, secret) => shown.replaceAll(secret, MASK), line));
    if (text.trim() !== "") last.push(oneLine(text, MAX_SHOWN));
    if (last.length > LAST_LINES) last.shift();
    const progress = progressOf(text);
    onMessage({ kind: "output", text, imageName, ...(progress === undefined ? {} : { progress }) });
  };
  const [stdout, stderr] = [new LineSplitter(tell), new LineSplitter(tell)];
  const result = await host.run(command, {
    signal,
    onStdout: (bytes) => stdout.take(bytes),
    onStderr: (bytes) => stderr.take(bytes),
  });
  // Not every host can tell what a program writes before it ends.
  for (const [stream, bytes] of [[stdout, result.stdout], [stderr, result.stderr]] as const) {
    if (!stream.hasTaken) stream.take(bytes);
    stream.end();
  }
  if (result.code === 0) return;
  const shown = last.length === 0 ? "it wrote nothing" : `its last lines:\n${last.join("\n")}`;
  const what = `${command[0]} ended with exit code ${result.code} for ${imageName}; ${shown}`;
  throw new FlyteConfigError(code, what);
}

function progressOf(line: string): BuildMessage["progress"] {
  const [, ...numbers] = STEP.exec(line) ?? [];
  const [step, steps] = numbers.filter((number) => number !== undefined).map(Number);
  return step === undefined || steps === undefined ? undefined : { step, steps };
}
