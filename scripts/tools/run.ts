/**
 * Running programs.
 *
 * @module
 */

/** Options of {@linkcode run}. */
export interface RunOptions {
  /** Working directory. Default: the current one. */
  readonly cwd?: string;
  /** Additional environment variables. Default: none. */
  readonly env?: Readonly<Record<string, string>>;
  /** Standard input of the program. Default: empty. */
  readonly input?: string;
}

/** Runs a program and returns its standard output. Throws with all output unless its exit code is 0. */
export async function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const child = new Deno.Command(program, {
    args: [...args],
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.env === undefined ? {} : { env: { ...options.env } }),
    stdin: options.input === undefined ? "null" : "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const [result] = await Promise.all([child.output(), feed(child, options.input)]);
  const decoder = new TextDecoder();
  const output = decoder.decode(result.stdout);
  if (result.success) return output;
  const command = [program, ...args].join(" ");
  throw new Error(`${command}\nended with ${result.code}\n${output}${decoder.decode(result.stderr)}`);
}

async function feed(child: Deno.ChildProcess, input: string | undefined): Promise<void> {
  if (input === undefined) return;
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(input));
  await writer.close();
}
