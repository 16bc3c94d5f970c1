/**
 * Builds with programs that are not there.
 *
 * @module
 */
import assert from "node:assert/strict";
import { dockerBuilder, type DockerBuilderOptions } from "../../plugins/docker.ts";
import { FlyteConfigError } from "../../src/errors.ts";
import { defaultHost } from "../../src/host/default.ts";
import type { Host, RunResult } from "../../src/host/host.ts";
import type { BuildMessage, ImageExistence } from "../../src/build/messages.ts";
import { ImageBuildEngine } from "../../src/image_spec/engine.ts";
import type { ImageSpec } from "../../src/image_spec/image_spec.ts";

/** How a program ends, and what it writes. */
export type Answer = Partial<Omit<RunResult, "stdout" | "stderr">> & {
  readonly stdout?: string;
  readonly stderr?: string;
};
/** What a program does; nothing if it is not there. */
export type Program = (command: readonly string[]) => Answer | undefined | Promise<Answer | undefined>;

const UTF8 = new TextEncoder();
/** Builds with programs that are not there: what they say and what they are given. */
export async function build(
  spec: ImageSpec,
  { program = () => ({}), env = {}, state = "absent", ...options }: DockerBuilderOptions & {
    program?: Program;
    env?: Record<string, string>;
    state?: ImageExistence["state"];
  } = {},
) {
  const commands: string[][] = [];
  const folders: string[] = [];
  const messages: BuildMessage[] = [];
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
  const engine = new ImageBuildEngine({ registry: { exists: () => Promise.resolve({ state }) } });
  engine.register("default", dockerBuilder(options), 1);
  let error: FlyteConfigError | undefined;
  try {
    await engine.build(spec, { host, onMessage: (message) => messages.push(message) });
  } catch (cause) {
    if (!(cause instanceof FlyteConfigError)) throw cause;
    error = cause;
  }
  for (const folder of folders) assert.equal(await machine.stat(folder), undefined, "nothing is left behind");
  return { commands, messages, error, host };
}
