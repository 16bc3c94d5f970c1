/**
 * The examples of docs/errors.md as modules.
 *
 * @module
 */
import { pathToFileURL } from "node:url";
import { ERROR_PAGES } from "../../scripts/error_pages/mod.ts";
import type { ErrorCode } from "../../mod.ts";

/** An example that is written to a file: a module that exports it as the function `run`. */
export interface WrittenExample {
  readonly code: ErrorCode;
  readonly text: string;
  readonly path: string;
  readonly url: string;
}

/** Writes all examples to a temporary directory, and calls a function with them. */
export async function withExamples(use: (examples: readonly WrittenExample[]) => Promise<void>): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    const written: WrittenExample[] = [];
    for (const [code, { example: text }] of Object.entries(ERROR_PAGES)) {
      if (text === undefined) continue;
      const path = `${directory}/${code}.ts`;
      await Deno.writeTextFile(path, moduleOf(text));
      written.push({ code: code as ErrorCode, text, path, url: pathToFileURL(path).href });
    }
    await use(written);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

function moduleOf(example: string): string {
  const lines = example.split("\n");
  const imports = lines.filter((line) => line.startsWith("import "));
  const rest = lines.filter((line) => !line.startsWith("import "));
  return [...imports, "export async function run(): Promise<void> {", ...rest, "}\n"].join("\n");
}
