/**
 * Runs a program and passes on its output line by line.
 *
 * @module
 */
import { type ErrorCode, FlyteConfigError } from "../errors.ts";
import type { Host, Signal } from "../runtime/host.ts";
import { oneLine } from "../text/quote.ts";
import { MASK, redact } from "../text/redact.ts";
import type { BuildMessage } from "./messages.ts";

/** Number of lines of output in an error. */
const LAST_LINES = 20;

/** Number of characters of each line in an error. */
const MAX_SHOWN = 500;

/** The lines in which buildah, podman and docker announce a step. */
const STEP = /^(?:\[\d+\/\d+\] )?STEP (\d+)\/(\d+):|^#\d+ \[(?:[\w-]+ +)?(\d+)\/(\d+)\] /;

/** A run of a program. */
export interface ProgramRun {
  /** The program and its arguments. */
  readonly command: readonly string[];
  /** Code of the error if the program fails. */
  readonly code: ErrorCode;
  /** Name of the image that is built. */
  readonly imageName: string;
  /** Values that are masked in the output. Default: none. */
  readonly secrets?: readonly string[] | undefined;
  /** Receives the output, line by line. */
  readonly onMessage: (message: BuildMessage) => void;
  /** Ends the program when it is aborted. */
  readonly signal?: Signal | undefined;
}

/** Runs a program to its end. Rejects with the last lines of its output if it fails. */
export async function runProgram(host: Host, job: ProgramRun): Promise<void> {
  const { command, code, imageName, secrets = [], onMessage, signal } = job;
  const last: string[] = [];
  const pass = (line: string) => {
    const text = redact(secrets.reduce((shown, secret) => shown.replaceAll(secret, MASK), line));
    if (text.trim() !== "") last.push(oneLine(text, MAX_SHOWN));
    if (last.length > LAST_LINES) last.shift();
    const progress = progressOf(text);
    onMessage({ kind: "output", text, imageName, ...(progress === undefined ? {} : { progress }) });
  };
  const [stdout, stderr] = [new LineSplitter(pass), new LineSplitter(pass)];
  const result = await host.run(command, {
    signal,
    onStdout: (bytes) => stdout.take(bytes),
    onStderr: (bytes) => stderr.take(bytes),
  });
  // Some hosts only return the output at the end.
  for (const [stream, bytes] of [[stdout, result.stdout], [stderr, result.stderr]] as const) {
    if (!stream.hasTaken) stream.take(bytes);
    stream.end();
  }
  if (result.code === 0) return;
  const shown = last.length === 0 ? "it wrote no output" : `its last lines of output:\n${last.join("\n")}`;
  const what = `${imageName}: ${command[0]} exited with code ${result.code}; ${shown}`;
  throw new FlyteConfigError(code, what);
}

function progressOf(line: string): BuildMessage["progress"] {
  const [, ...numbers] = STEP.exec(line) ?? [];
  const [step, steps] = numbers.filter((number) => number !== undefined).map(Number);
  return step === undefined || steps === undefined ? undefined : { step, steps };
}

/** Maximum length of a line, in characters. */
const MAX_LINE = 16 * 1024;

/**
 * Splits bytes into lines, with bounded memory and time. A line of more than 16,384 characters is cut after its last whole
 * word, since a secret may only be recognizable as a whole.
 */
export class LineSplitter {
  readonly #decoder = new TextDecoder();
  readonly #onLine: (line: string) => void;
  #line = "";
  #dropped = 0;
  #endedWithReturn = false;
  #hasTaken = false;

  /** Creates a splitter that calls `onLine` for each line, without the line feed, carriage return, or both at its end. */
  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  /** Whether it has received any bytes. */
  get hasTaken(): boolean {
    return this.#hasTaken;
  }

  /** Adds bytes. */
  take(bytes: Uint8Array): void {
    this.#hasTaken ||= bytes.length > 0;
    this.#split(this.#decoder.decode(bytes, { stream: true }));
  }

  /** Passes on the last line. */
  end(): void {
    this.#split(this.#decoder.decode());
    if (this.#line !== "" || this.#dropped > 0) this.#pass();
  }

  #split(text: string): void {
    let start = 0;
    for (const { 0: lineEnd, index } of text.matchAll(/\r\n|\n|\r/g)) {
      // The carriage return may have come with earlier bytes.
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
