/**
 * Runs programs in Deno, Node and Bun, with bounded memory for their output.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { quotedPath } from "../../text/quote.ts";
import type { RunOptions, RunResult } from "../host.ts";
import { checkRun } from "../host_contract.ts";
import { sizeText } from "../host_errors.ts";
import type { NodeChild, ServerModules } from "../node_builtins.ts";
import { codeOf, flag, isDenied, permissionDenied, reasonOf } from "./errors.ts";

/** Time in milliseconds that a program has to end after SIGTERM. */
const GRACE_MS = 5000;

/** Time in milliseconds to wait for a killed program, which only an overloaded system exceeds. */
const KILLED_MS = 1000;

/** Default limit of standard output in bytes. */
const MAX_OUTPUT = 64 * 1024 * 1024;

/** Number of bytes that are kept of standard error, and of standard output that has a listener. */
const END = 64 * 1024;

/** Implements {@linkcode Host.run}. */
export async function runProgram(
  modules: ServerModules,
  command: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  checkRun(command, options);
  const { system, childProcess, os } = modules;
  const { input, env, cwd, signal, graceMs = GRACE_MS, maxOutput = MAX_OUTPUT, onStdout, onStderr } = options;
  const [program, ...args] = command as readonly [string, ...string[]];
  signal?.throwIfAborted();
  return await new Promise((resolve, reject) => {
    const refused = async (error: unknown): Promise<never> => {
      throw await startError(modules, program, cwd, error);
    };
    let child: NodeChild;
    try {
      child = childProcess.spawn(program, args, {
        stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
        ...(env === undefined ? {} : { env: { ...system.env as Record<string, string>, ...env } }),
        ...(cwd === undefined ? {} : { cwd }),
      });
    } catch (error) {
      return resolve(refused(error));
    }
    const pipes = [child.stdout, child.stderr];
    const { end, hasEnded, settle } = ending(child, graceMs, (reason) => {
      // Processes that the program has started may keep its pipes open.
      for (const pipe of pipes) pipe?.destroy();
      reject(reason);
    });
    const onAbort = () => end(signal!.reason);
    signal?.addEventListener("abort", onAbort, { once: true });
    const stdout = new OutputBuffer(onStdout === undefined ? maxOutput : END, { keepsEnd: onStdout !== undefined });
    const stderr = new OutputBuffer(END, { keepsEnd: true });
    const take = (output: OutputBuffer, listener: RunOptions["onStdout"]) => (chunk: Uint8Array) => {
      // The first reason for ending the program counts; later output is ignored.
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
    // A program may exit without reading its input.
    child.stdin?.on("error", () => {});
    if (input !== undefined) child.stdin?.end(input);
  });
}

/** Ends a program early. Only the first reason counts. */
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
    // Without this, Deno would not send a second signal.
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
  const what = `${quotedPath(program)} was ended because it wrote more than ${sizeText(maxOutput)} to standard output`;
  return new FlyteConfigError("command_output_too_large", what);
}

async function startError(
  modules: ServerModules,
  program: string,
  cwd: string | undefined,
  cause: unknown,
): Promise<FlyteConfigError> {
  // Node attaches the arguments, which may contain secrets.
  if (cause instanceof Error) Reflect.deleteProperty(cause, "spawnargs");
  if (isDenied(cause)) {
    // Deno's node:child_process reads the whole environment, whether it is passed on or not, and allows variables such
    // as LD_LIBRARY_PATH to be passed only with an unlimited --allow-run.
    const unlimited = (cause as Error).message.includes("environment variable");
    const deno = `${unlimited ? "--allow-run" : flag("--allow-run", program)} --allow-env`;
    return permissionDenied({ action: `run ${quotedPath(program)}`, deno, node: "--allow-child-process" }, cause);
  }
  // The system reports a missing program and a missing working directory alike.
  const isLost = cwd !== undefined && codeOf(cause) === "ENOENT" && !await isDirectory(modules, cwd);
  if (!isLost && codeOf(cause) === "ENOENT") {
    return new FlyteConfigError(
      "command_not_found",
      `the program ${quotedPath(program)} was not found; install it, or add its directory to PATH`,
      { cause },
    );
  }
  const why = isLost ? `its working directory ${quotedPath(cwd)} does not exist` : reasonOf(cause);
  return new FlyteConfigError("command_failed", `${quotedPath(program)} could not be started: ${why}`, { cause });
}

async function isDirectory({ fs }: ServerModules, path: string): Promise<boolean> {
  try {
    return (await fs.stat(path)).isDirectory();
  } catch {
    return false;
  }
}

type Bytes = Uint8Array<ArrayBuffer>;

/** Collects the output of a program in bounded memory: the first bytes up to a limit, or the last ones. */
class OutputBuffer {
  readonly #limit: number;
  readonly #keepsEnd: boolean;
  #bytes: Bytes = new Uint8Array(0);
  #length = 0;

  /** Creates a buffer for `limit` bytes: the last ones with `keepsEnd`, else the first ones. */
  constructor(limit: number, { keepsEnd }: { readonly keepsEnd: boolean }) {
    this.#limit = limit;
    this.#keepsEnd = keepsEnd;
  }

  /** Adds bytes; returns `false` if they exceed the limit. */
  add(bytes: Uint8Array): boolean {
    if (this.#keepsEnd) {
      const room = 2 * this.#limit - this.#length;
      // Each byte is moved once at most.
      if (bytes.length > room) this.#dropBeginning();
      if (bytes.length > this.#limit) bytes = bytes.subarray(bytes.length - this.#limit);
    } else if (bytes.length > this.#limit - this.#length) return false;
    this.#makeRoom(this.#length + bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
    return true;
  }

  /** Returns the bytes that were kept. */
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
