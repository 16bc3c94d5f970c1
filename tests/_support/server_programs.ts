/**
 * Starts `ask_host.ts` in the runtimes that exist.
 *
 * @module
 */
import { stripTypeScriptTypes } from "node:module";

/** What `ask_host.ts` answers. */
export interface Answer {
  readonly value?: unknown;
  readonly code?: string;
  readonly message: string;
  readonly caused?: boolean;
}

/** Where and how to ask. */
export interface Place {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
}

const ROOT = new URL("../../", import.meta.url);
const PROGRAM = decodeURIComponent(new URL("tests/_support/programs/ask_host.ts", ROOT).pathname);

/** Asks Deno, which has no permissions but those of the flags. */
export function askDeno(question: readonly unknown[], { flags = [], ...place }: Place = {}): Promise<Answer> {
  return ask(Deno.execPath(), ["run", "--no-prompt", "--quiet", ...flags, PROGRAM], question, place);
}

/** Asks Bun. */
export function askBun(question: readonly unknown[], place: Place = {}): Promise<Answer> {
  return ask("bun", ["run", PROGRAM], question, place);
}

/** Asks Node, for which `folder` takes what Node can run. */
export async function askNode(folder: string, question: readonly unknown[], { flags = [], ...place }: Place = {}) {
  return await ask("node", [...flags, await stripInto(folder)], question, place);
}

/** The version of a program, or `undefined` when it is not installed. */
export function versionOf(program: string): string | undefined {
  try {
    const { success, stdout } = new Deno.Command(program, { args: ["--version"] }).outputSync();
    return success ? new TextDecoder().decode(stdout).trim() : undefined;
  } catch {
    return undefined;
  }
}

async function ask(program: string, args: readonly string[], question: readonly unknown[], place: Place) {
  const options = { ...place, args: [...args, JSON.stringify(question)] };
  const { success, stdout, stderr } = await new Deno.Command(program, options as Deno.CommandOptions).output();
  if (!success) throw new Error(`${program} failed: ${new TextDecoder().decode(stderr)}`);
  return JSON.parse(new TextDecoder().decode(stdout)) as Answer;
}

/** Writes the program and all it imports as JavaScript; its path. */
async function stripInto(folder: string): Promise<string> {
  const filesIn = async (folder: string) =>
    (await Array.fromAsync(Deno.readDir(new URL(folder, ROOT)))).filter(({ isFile }) => isFile)
      .map(({ name }) => `${folder}/${name}`);
  const directories = ["src/runtime", "src/runtime/server", "src/text"];
  const libraries = (await Promise.all(directories.map(filesIn))).flat();
  const tests = ["tests/_support/programs/ask_host.ts", "tests/_support/host_contract.ts"];
  const others = ["src/error_codes.ts", "src/plain_error.ts", "src/errors.ts", "src/arguments.ts"];
  for (const file of [...others, ...libraries, ...tests]) {
    const code = stripTypeScriptTypes(await Deno.readTextFile(new URL(file, ROOT))).replaceAll('.ts"', '.mjs"');
    const path = `${folder}/${file}`.replace(/\.ts$/, ".mjs");
    await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    await Deno.writeTextFile(path, code);
  }
  return `${folder}/tests/_support/programs/ask_host.mjs`;
}
