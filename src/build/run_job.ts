/**
 * Runs programs that take long, and passes on what they write.
 *
 * @module
 */
import { withoutCredentials } from "../image/reference_grammar.ts";
import { type ErrorCode, FlyteConfigError } from "../errors.ts";
import type { Host, Signal } from "../host/host.ts";
import type { BuildMessage } from "./messages.ts";

/** Lines of a program that an error shows. */
const LAST_LINES = 20;

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
  /** Gets what it writes, line by line. */
  readonly onMessage: (message: BuildMessage) => void;
  /** Ends it when it is aborted. */
  readonly signal?: Signal | undefined;
}

/** Runs a program to its end. Rejects with its last lines if it fails. */
export async function runJob(host: Host, { command, code, imageName, onMessage, signal }: Job): Promise<void> {
  const last: string[] = [];
  const tell = (line: string) => {
    const text = withoutCredentials(line);
    if (text.trim() !== "") last.push(text);
    if (last.length > LAST_LINES) last.shift();
    const progress = progressOf(text);
    onMessage({ kind: "output", text, imageName, ...(progress === undefined ? {} : { progress }) });
  };
  const [stdout, stderr] = [lines(tell), lines(tell)];
  const result = await host.run(command, { signal, onStdout: stdout.take, onStderr: stderr.take });
  // Not every host can tell what a program writes before it ends.
  for (const [stream, bytes] of [[stdout, result.stdout], [stderr, result.stderr]] as const) {
    if (!stream.hasTaken()) stream.take(bytes);
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

/** Splits bytes into lines. */
function lines(tell: (line: string) => void) {
  const decoder = new TextDecoder();
  let rest = "";
  let taken = false;
  const split = (text: string) => {
    const whole = (rest + text).split(/\r\n|\n|\r(?!$)/);
    rest = whole.pop()!;
    for (const line of whole) tell(line);
  };
  return {
    take: (bytes: Uint8Array) => {
      taken ||= bytes.length > 0;
      split(decoder.decode(bytes, { stream: true }));
    },
    hasTaken: () => taken,
    end: () => {
      split(decoder.decode());
      if (rest !== "") tell(rest.replace(/\r$/, ""));
      rest = "";
    },
  };
}
