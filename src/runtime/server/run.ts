/**
 * Runs programs in Deno, Node and Bun, with bounded memory for their output.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { quotedPath as quoted } from "../../text/quote.ts";
import type { RunOptions, RunResult } from "../host.ts";
import { checkRun } from "../host_contract.ts";
import { sizeText } from "../host_errors.ts";
import type { NodeChild, ServerModules } from "../node_builtins.ts";
import { codeOf, flag, isDenied, permissionDenied, reasonOf } from "./errors.ts";

/** How long a program has to end after it is asked to, in milliseconds. */
const GRACE_MS = 5000;

/** How long it is waited for after it was killed, which only a system in trouble takes. */
const KILLED_MS = 1000;

/** Largest number of bytes of what a program writes for its caller. */
const MAX_OUTPUT = 64 * 1024 * 1024;

/** Number of bytes that are kept of what is for people. */
const END = 64 * 1024;

/** Runs a program as {@linkcode Host.run} does. */
export async function runProgram(
  modules: ServerModules,
  command: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  checkRun(command, options);
  const { system, processes, os } = modules;
  const { input, env, cwd, signal, graceMs = GRACE_MS, maxOutput = MAX_OUTPUT, onStdout, onStderr } = options;
  const [program, ...args] = command as readonly [string, ...string[]];
  signal?.throwIfAborted();
  return await new Promise((resolve, reject) => {
    const refused = async (error: unknown): Promise<never> => {
      throw await startError(modules, program, cwd, error);
    };
    let child: NodeChild;
    try {
      child = processes.spawn(program, args, {
        stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
        ...(env === undefined ? {} : { env: { ...system.env as Record<string, string>, ...env } }),
        ...(cwd === undefined ? {} : { cwd }),
      });
    } catch (error) {
      return resolve(refused(error));
    }
    const pipes = [child.stdout, child.stderr];
    const { end, hasEnded, settle } = ending(child, graceMs, (reason) => {
      // What the program has started may hold its pipes open for long.
      for (const pipe of pipes) pipe?.destroy();
      reject(reason);
    });
    const onAbort = () => end(signal!.reason);
    signal?.addEventListener("abort", onAbort, { once: true });
    const stdout = new OutputBuffer(onStdout === undefined ? maxOutput : END, { keepsEnd: onStdout !== undefined });
    const stderr = new OutputBuffer(END, { keepsEnd: true });
    const take = (output: OutputBuffer, listener: RunOptions["onStdout"]) => (chunk: Uint8Array) => {
      // It may still say why it ends.
      if (hasEnded()) return;
      try {
        if (!output.add(chunk)) end(tooMuch(program, maxOutput));
        listener?.(new Uint8Array(chunk));
      } catch (error) {
        end(error);
      }
    };
    child.stdout?.on("data", take(stdout, onStdout));
    child.stderr?.on("data", take(stderr, onStderr));
    child.on("error", (error) => {
      for (const pipe of pipes) pipe?.destroy();
      resolve(refused(error));
    });
    child.on("exit", settle);
    child.on("close", (code, killedBy) => {
      signal?.removeEventListener("abort", onAbort);
      const signalNumber = os.constants.signals[killedBy ?? ""] ?? 0;
      resolve({ code: code ?? 128 + signalNumber, stdout: stdout.end(), stderr: stderr.end() });
    });
    // A program need not read all of its input, or any.
    child.stdin?.on("error", () => {});
    if (input !== undefined) child.stdin?.end(input);
  });
}

/** Ends a program before its time, for the first reason that there is. */
function ending(child: NodeChild, graceMs: number, rejectWith: (reason: unknown) => void) {
  let isRunning = true;
  let ended: { readonly reason: unknown } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const settle = () => {
    isRunning = false;
    clearTimeout(timer);
    if (ended !== undefined) rejectWith(ended.reason);
  };
  const kill = () => {
    // Otherwise Deno would not send a second signal.
    child.killed = false;
    child.kill("SIGKILL");
    timer = setTimeout(settle, KILLED_MS);
  };
  const end = (reason: unknown) => {
    if (ended !== undefined) return;
    ended = { reason };
    if (!isRunning) return settle();
    child.kill("SIGTERM");
    timer = setTimeout(kill, graceMs);
  };
  return { end, settle, hasEnded: () => ended !== undefined };
}

function tooMuch(program: string, maxOutput: number): FlyteConfigError {
  const what = `${quoted(program)} wrote more than ${sizeText(maxOutput)} to its standard output, and was ended`;
  return new FlyteConfigError("command_output_too_large", what);
}

async function startError(
  modules: ServerModules,
  program: string,
  cwd: string | undefined,
  cause: unknown,
): Promise<FlyteConfigError> {
  // Node keeps the arguments there, of which some may be secret.
  if (cause instanceof Error) Reflect.deleteProperty(cause, "spawnargs");
  if (isDenied(cause)) {
    // Deno's node:child_process looks at all of the environment, whether it is handed on or not.
    // Variables such as LD_LIBRARY_PATH may be handed on only by who may run everything.
    const unlimited = (cause as Error).message.includes("environment variable");
    const deno = `${unlimited ? "--allow-run" : flag("--allow-run", program)} --allow-env`;
    return permissionDenied({ action: `run ${quoted(program)}`, deno, node: "--allow-child-process" }, cause);
  }
  // The system says the same of a missing program and a missing folder.
  const isLost = cwd !== undefined && codeOf(cause) === "ENOENT" && !await isDirectory(modules, cwd);
  if (!isLost && codeOf(cause) === "ENOENT") {
    return new FlyteConfigError(
      "command_not_found",
      `there is no program ${quoted(program)}: install it, or add its folder to PATH`,
      { cause },
    );
  }
  const why = isLost ? `there is no directory ${quoted(cwd)} to run it in` : reasonOf(cause);
  return new FlyteConfigError("command_failed", `${quoted(program)} could not be started: ${why}`, { cause });
}

async function isDirectory({ files }: ServerModules, path: string): Promise<boolean> {
  try {
    return (await files.stat(path)).isDirectory();
  } catch {
    return false;
  }
}

type Bytes = Uint8Array<ArrayBuffer>;

/** Bytes as they come: all of them up to a limit, or those at the end. */
export class OutputBuffer {
  readonly #limit: number;
  readonly #keepsEnd: boolean;
  #bytes: Bytes = new Uint8Array(0);
  #length = 0;

  /** Keeps up to `limit` bytes: the last ones, or else all, and then refuses more. */
  constructor(limit: number, { keepsEnd = false } = {}) {
    this.#limit = limit;
    this.#keepsEnd = keepsEnd;
  }

  /** Takes further bytes; whether there was room for them. */
  add(bytes: Uint8Array): boolean {
    if (this.#keepsEnd) {
      const room = 2 * this.#limit - this.#length;
      // Bytes are moved once for as many that came.
      if (bytes.length > room) this.#dropBeginning();
      if (bytes.length > this.#limit) bytes = bytes.subarray(bytes.length - this.#limit);
    } else if (bytes.length > this.#limit - this.#length) return false;
    this.#makeRoom(this.#length + bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
    return true;
  }

  /** The bytes that were kept. */
  end(): Bytes {
    if (this.#keepsEnd) this.#dropBeginning();
    return this.#bytes.slice(0, this.#length);
  }

  #dropBeginning(): void {
    const start = Math.max(0, this.#length - this.#limit);
    this.#bytes.copyWithin(0, start, this.#length);
    this.#length -= start;
  }

  #makeRoom(length: number): void {
    if (length <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(length, 2 * this.#bytes.length));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}
