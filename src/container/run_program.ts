/**
 * Runs programs that take long, and passes on what they write.
 *
 * @module
 */
import { type ErrorCode, FlyteConfigError } from "../errors.ts";
import type { Host, Signal } from "../runtime/host.ts";
import { oneLine } from "../text/quote.ts";
import { MASK, redact } from "../text/redact.ts";
import type { BuildMessage } from "./messages.ts";

/** Lines of a program that an error shows. */
const LAST_LINES = 20;

/** Characters of a line that an error shows. */
const MAX_SHOWN = 500;

/** As buildah, podman and docker say which step begins. */
const STEP = /^(?:\[\d+\/\d+\] )?STEP (\d+)\/(\d+):|^#\d+ \[(?:[\w-]+ +)?(\d+)\/(\d+)\] /;

/** What a program is run for. */
export interface ProgramRun {
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
export async function runProgram(host: Host, job: ProgramRun): Promise<void> {
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

/** Longest line in characters. */
const MAX_LINE = 16 * 1024;

/**
 * Bytes in, lines out. Memory and time are bounded whatever the program writes: of a line of more than 16,384 characters
 * only the words that are whole within them are passed on, for the rest of a word may be what shows it to be a secret.
 */
export class LineSplitter {
  readonly #decoder = new TextDecoder();
  readonly #onLine: (line: string) => void;
  #line = "";
  #dropped = 0;
  #endedWithReturn = false;
  #hasTaken = false;

  /** Calls `onLine` for each line, without its end: a line feed, a carriage return, or both. */
  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  /** Whether there were any bytes. */
  get hasTaken(): boolean {
    return this.#hasTaken;
  }

  /** Takes further bytes. */
  take(bytes: Uint8Array): void {
    this.#hasTaken ||= bytes.length > 0;
    this.#split(this.#decoder.decode(bytes, { stream: true }));
  }

  /** Passes on what is left. */
  end(): void {
    this.#split(this.#decoder.decode());
    if (this.#line !== "" || this.#dropped > 0) this.#pass();
  }

  #split(text: string): void {
    let start = 0;
    for (const { 0: lineEnd, index } of text.matchAll(/\r\n|\n|\r/g)) {
      // The two halves of a line's end may come apart.
      const isSecondHalf = this.#endedWithReturn && index === 0 && lineEnd === "\n";
      if (!isSecondHalf) {
        this.#add(text.slice(start, index));
        this.#pass();
      }
      start = index + lineEnd.length;
    }
    if (text !== "") this.#endedWithReturn = text.endsWith("\r");
    this.#add(text.slice(start));
  }

  #add(text: string): void {
    const room = MAX_LINE - this.#line.length;
    this.#line += text.slice(0, room);
    this.#dropped += Math.max(0, text.length - room);
  }

  #pass(): void {
    const [line, dropped] = [this.#line, this.#dropped];
    [this.#line, this.#dropped] = ["", 0];
    if (dropped === 0) return this.#onLine(line);
    const whole = line.slice(0, Math.max(line.lastIndexOf(" "), line.lastIndexOf("\t")) + 1);
    this.#onLine(`${whole}… (${line.length - whole.length + dropped} more characters)`);
  }
}
