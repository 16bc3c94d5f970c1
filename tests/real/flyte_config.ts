/**
 * Runs the command line as a process of its own.
 *
 * @module
 */

const CLI = decodeURIComponent(new URL("../../cli.ts", import.meta.url).pathname);

/** A run of the command line. */
export interface CommandRun {
  /** Directory to run in. Default: the working directory. */
  readonly cwd?: string;
  /** Variables besides those that programs need. Default: none. */
  readonly env?: Readonly<Record<string, string>>;
  /** Standard input. */
  readonly stdin: string;
}

/** Runs `flyte-config` with arguments, and no more of the environment than programs need. */
export async function flyteConfig(args: readonly string[], { cwd, env = {}, stdin }: CommandRun) {
  const inherited = ["PATH", "DENO_DIR", "TMPDIR", "HOME"].flatMap((name) => {
    const value = Deno.env.get(name);
    return value === undefined ? [] : [[name, value]];
  });
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", "--no-check", CLI, ...args],
    ...cwd === undefined ? {} : { cwd },
    clearEnv: true,
    env: { ...Object.fromEntries(inherited), ...env },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(stdin));
  await writer.close();
  const { code, ...output } = await child.output();
  const [stdout, stderr] = [output.stdout, output.stderr].map((bytes) => new TextDecoder().decode(bytes));
  return { code, stdout: stdout!, stderr: stderr! };
}
