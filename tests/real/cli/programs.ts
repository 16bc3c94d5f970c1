/**
 * The command line as the packed package has it, in every runtime.
 *
 * @module
 */
import { nodeProgram, tool } from "../../../scripts/tools/npm.ts";

/** A way to run the command line. */
export interface Program {
  readonly name: string;
  readonly command: readonly string[];
}

/** Result of a run. */
export interface RunResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Returns the ways to run the command line that is installed in a project. */
export async function programs(project: string): Promise<readonly Program[]> {
  const bin = `${project}node_modules/.bin/flyte-config`;
  const nodes = await Promise.all((["node20", "node22", "node24"] as const).map(async (release) => ({
    name: release,
    command: [await nodeProgram(release), bin],
  })));
  return [
    ...nodes,
    { name: "bun", command: [`${await tool("bun")}node_modules/.bin/bun`, bin] },
    { name: "deno", command: [Deno.execPath(), "run", "--quiet", "-A", "npm:@flyte-ts/config/cli"] },
  ];
}

/** Runs a program until it ends. */
export async function runProgram(
  command: readonly string[],
  { cwd, env, stdin }: {
    readonly cwd: string;
    readonly env: Readonly<Record<string, string>>;
    readonly stdin?: string;
  },
): Promise<RunResult> {
  const options = {
    args: command.slice(1),
    cwd,
    env: { ...env },
    clearEnv: true,
    stdout: "piped",
    stderr: "piped",
  } as const;
  const child = new Deno.Command(command[0]!, { ...options, stdin: stdin === undefined ? "null" : "piped" }).spawn();
  if (stdin !== undefined) {
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode(stdin));
    await writer.close();
  }
  const { code, stdout, stderr } = await child.output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}
