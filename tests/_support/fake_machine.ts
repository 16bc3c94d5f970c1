/**
 * A machine whose programs do not exist: what they say is made up, and what they are given is noted.
 *
 * @module
 */
import assert from "node:assert/strict";
import { FlyteConfigError } from "../../src/errors.ts";
import { defaultHost } from "../../src/runtime/default_host.ts";
import type { Host, RunResult } from "../../src/runtime/host.ts";

/** How a program ends, and what it writes. */
export type Answer = Partial<Omit<RunResult, "stdout" | "stderr">> & {
  readonly stdout?: string;
  readonly stderr?: string;
};
/** What a program does; nothing if it does not exist. */
export type Program = (command: readonly string[]) => Answer | undefined | Promise<Answer | undefined>;

/** The machine and what was noted. */
export interface FakeMachine {
  readonly host: Host;
  /** The commands, with `FOLDER` for directories that were made. */
  readonly commands: string[][];
  /** Fails if a directory that was made is still there. */
  readonly checkClean: () => Promise<void>;
}

const UTF8 = new TextEncoder();

/** The files of this machine, and programs that answer as `program` says; git is the real one. */
export function fakeMachine(program: Program, env: Readonly<Record<string, string>> = {}): FakeMachine {
  const commands: string[][] = [];
  const folders: string[] = [];
  const machine = defaultHost();
  const writer = {
    ...machine.writer!,
    makeTempDirectory: async (prefix: string) => {
      folders.push(await machine.writer!.makeTempDirectory(prefix));
      return folders.at(-1)!;
    },
  };
  const host: Host = {
    ...machine,
    env: (name) => env[name],
    writer,
    run: async (command, options) => {
      if (command[0] === "git") return await machine.run(command, options);
      commands.push(command.map((word) => folders.includes(word) ? "FOLDER" : word));
      const { code = 0, stdout = "", stderr = "" } = await program(command) ??
        (() => {
          throw new FlyteConfigError("command_not_found", "there is no such program");
        })();
      // In pieces that end within lines, and within characters.
      for (const byte of UTF8.encode(stdout)) options?.onStdout?.(Uint8Array.of(byte));
      options?.onStderr?.(UTF8.encode(stderr));
      return { code, stdout: UTF8.encode(stdout), stderr: UTF8.encode(stderr) };
    },
  };
  const checkClean = async () => {
    for (const folder of folders) assert.equal(await machine.stat(folder), undefined, "nothing is left behind");
  };
  return { host, commands, checkClean };
}
