/**
 * Every example in the documentation prints what its comments say. `deno task check:examples` runs the examples as well, with
 * type checks, but does not look at what they print.
 */
import assert from "node:assert/strict";

/** A statement that prints, on one line, and what it should print: in a comment after it or on the next line. */
const PRINTS = /^\s*console\.log\(.*\);(?:[ \t]*\/\/ ?(.*)|\n\s*\/\/ ?(.*))?$/gm;

for (const file of ["README.md", "mod.ts", "v2.ts", ...await list("docs"), ...await list("src")]) {
  const text = await Deno.readTextFile(file);
  for (const [index, code] of examples(file, text).entries()) {
    Deno.test(`example ${index + 1} of ${file}`, async () => {
      const printed = await run(`${await withImports(file, code)}\n// ${file}, ${index}`);
      for (const [position, [line, sameLine, nextLine]] of [...code.matchAll(PRINTS)].entries()) {
        const expected = sameLine ?? nextLine;
        const actual = printed[position];
        assert.ok(actual !== undefined, `did not run: ${line}`);
        if (expected === undefined) continue;
        const [start = "", rest] = expected.split("…");
        assert.equal(rest === undefined ? actual : actual.slice(0, start.length), start, line);
      }
    });
  }
}

async function list(folder: string): Promise<string[]> {
  const files: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    files.push(...(isDirectory ? await list(`${folder}/${name}`) : [`${folder}/${name}`]));
  }
  return files.filter((file) => /\.(ts|md)$/.test(file)).sort();
}

function examples(file: string, text: string): string[] {
  const prose = file.endsWith(".ts") ? text.replace(/^[ \t]*\* ?/gm, "") : text;
  return [...prose.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, code]) => code!);
}

/** An example in a file that no entry exports yet has the names of that file, as in `deno test --doc`. */
async function withImports(file: string, code: string): Promise<string> {
  if (code.includes('from "@flyte-ts/config')) return code;
  const url = new URL(`../../${file}`, import.meta.url).href;
  return `import { ${Object.keys(await import(url)).join(", ")} } from "${url}";\n${code}`;
}

/** What an example prints, a string for each call of `console.log`. */
async function run(code: string): Promise<string[]> {
  const printed: string[] = [];
  const { log } = console;
  console.log = (...values: unknown[]) => {
    printed.push(values.map((value) => typeof value === "string" ? value : show(value)).join(" "));
  };
  try {
    await import(`data:application/typescript,${encodeURIComponent(`${code}\nexport {};`)}`);
  } finally {
    console.log = log;
  }
  return printed;
}

/** As Deno prints it. */
function show(value: unknown): string {
  return Deno.inspect(value, { colors: false });
}
