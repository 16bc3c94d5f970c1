/**
 * Running programs.
 *
 * @module
 */

/** How {@linkcode run} runs a program. */
export interface RunOptions {
  /** Folder to run in. Default: the current one. */
  readonly cwd?: string;
  /** Environment variables beside those there are. Default: none. */
  readonly env?: Readonly<Record<string, string>>;
  /** What the program reads from its standard input. Default: nothing. */
  readonly input?: string;
}

/** What a program wrote to its standard output. Throws, with all it wrote, unless it ends with 0. */
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
