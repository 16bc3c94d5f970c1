/**
 * Runs programs in Deno, Node and Bun.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import type { RunOptions, RunResult } from "./host.ts";
import { quoted } from "./common.ts";
import { codeOf, flag, isDenied, permissionDenied, reasonOf } from "./server_errors.ts";
import type { ServerModules } from "./server_modules.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Runs a program as {@linkcode Host.run} does. */
export async function runProgram(
  modules: ServerModules,
  command: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  const { cwd, signal } = options;
  const [program, ...args] = command;
  if (!program) throw new FlyteConfigError("invalid_option", "the command is empty: its first part names a program");
  signal?.throwIfAborted();
  try {
    return await start(modules, program, args, options);
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    // The system says the same of a missing program and a missing folder.
    const lost = cwd !== undefined && codeOf(error) === "ENOENT" && !await isDirectory(modules, cwd);
    throw startError(program, lost ? `there is no directory ${quoted(cwd)} to run it in` : undefined, error);
  }
}

function start(
  { system, os, processes }: ServerModules,
  program: string,
  args: readonly string[],
  { input, env, cwd, signal, onStdout, onStderr }: RunOptions,
): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = processes.spawn(program, args, {
      stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
      ...(env === undefined ? {} : { env: { ...system.env as Record<string, string>, ...env } }),
      ...(cwd === undefined ? {} : { cwd }),
      ...(signal === undefined ? {} : { signal }),
    });
    const pipes = [child.stdout, child.stderr];
    const [stdout, stderr] = pipes.map((pipe, index) => {
      const chunks: Bytes[] = [];
      const listener = index === 0 ? onStdout : onStderr;
      pipe?.on("data", (chunk) => {
        chunks.push(chunk);
        listener?.(new Uint8Array(chunk));
      });
      return chunks;
    });
    child.on("error", (error) => {
      // What an aborted program started may hold its pipes open for long.
      for (const pipe of pipes) pipe?.destroy();
      reject(error);
    });
    child.on("close", (code, killedBy) => {
      const ended = async (): Promise<RunResult> => ({
        code: code ?? 128 + (os.constants.signals[killedBy ?? ""] ?? 0),
        stdout: await joined(stdout!),
        stderr: await joined(stderr!),
      });
      resolve(ended());
    });
    // A program need not read all of its input, or any.
    child.stdin?.on("error", () => {});
    if (input !== undefined) child.stdin?.end(input);
  });
}

function startError(program: string, reason: string | undefined, cause: unknown): FlyteConfigError {
  if (isDenied(cause)) {
    // Deno's node:child_process looks at all of the environment, whether it is handed on or not.
    // Variables such as LD_LIBRARY_PATH may be handed on only by who may run everything.
    const unlimited = (cause as Error).message.includes("environment variable");
    const deno = `${unlimited ? "--allow-run" : flag("--allow-run", program)} --allow-env`;
    return permissionDenied({ action: `run ${quoted(program)}`, deno, node: "--allow-child-process" }, cause);
  }
  if (reason === undefined && codeOf(cause) === "ENOENT") {
    return new FlyteConfigError(
      "command_not_found",
      `there is no program ${quoted(program)}: install it, or add its folder to PATH`,
      { cause },
    );
  }
  const why = reason ?? reasonOf(cause);
  return new FlyteConfigError("command_failed", `${quoted(program)} could not be started: ${why}`, { cause });
}

async function isDirectory({ files }: ServerModules, path: string): Promise<boolean> {
  try {
    return (await files.stat(path)).isDirectory();
  } catch {
    return false;
  }
}

async function joined(chunks: readonly Bytes[]): Promise<Bytes> {
  return new Uint8Array(await new Blob([...chunks]).arrayBuffer());
}
