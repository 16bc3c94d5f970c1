/**
 * The recipes of the documentation, executed against real servers: blocks of code that are marked `ts ignore real`. As
 * tests of the documentation, they are ignored.
 *
 * @module
 */
import assert from "node:assert/strict";
import { ROOT, runTool } from "../../scripts/tools/npm.ts";
import { run } from "../../scripts/tools/run.ts";

/** A block of code. */
export interface Recipe {
  readonly page: string;
  /** The heading above it. */
  readonly heading: string;
  /** Name of its file, without an extension. */
  readonly file: string;
  readonly code: string;
}

/** Where recipes run. */
export interface RecipeStage {
  /** A directory with the packed package; the clients are in `node_modules` of its parent. */
  readonly directory: string;
  /** Whether packages become part of the program, as those with TypeScript only have to. */
  readonly bundles: boolean;
}

/** Returns the pages of clients: those of Connect, or those of storage. */
export async function clientPages(kind: "connect" | "storage"): Promise<readonly string[]> {
  const names = (await Array.fromAsync(Deno.readDir(`${ROOT}docs/clients`), ({ name }) => name)).toSorted();
  return names.filter((name) => name.startsWith("connect_") === (kind === "connect"))
    .map((name) => `docs/clients/${name}`);
}

/** Returns the recipes of a page. */
export async function recipesOf(page: string): Promise<readonly Recipe[]> {
  const text = await Deno.readTextFile(ROOT + page);
  const recipes = [...text.matchAll(/^```ts ignore real\n([\s\S]*?)^```/gm)].map(({ index, 1: code }, number) => {
    const heading = [...text.slice(0, index).matchAll(/^#+ (.*)$/gm)].at(-1)![1]!;
    return { page, heading, file: `recipe_${page.replace(/\W+/g, "_")}_${number}`, code: code! };
  });
  assert.ok(recipes.length > 0, `${page} has no recipes`);
  return recipes;
}

/** Checks the types of recipes, with those of the clients and of the packed package. */
export async function checkRecipes({ directory, bundles }: RecipeStage, recipes: readonly Recipe[]): Promise<void> {
  for (const { file, code } of recipes) await Deno.writeTextFile(`${directory}${file}.ts`, code);
  const filesOf = (isForDeno: boolean) =>
    recipes.filter((recipe) => isDeno(recipe) === isForDeno).map(({ file }) => `${file}.ts`);
  const options = ["--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--exactOptionalPropertyTypes"];
  const modules = ["--module", bundles ? "preserve" : "nodenext", "--allowImportingTsExtensions"];
  const types = ["--types", "node", "--typeRoots", "../node_modules/@types"];
  await runTool("typescript5", "tsc", [...filesOf(false), ...options, ...modules, ...types], { cwd: directory });
  const forDeno = filesOf(true);
  if (forDeno.length === 0) return;
  await run(Deno.execPath(), ["check", "--no-lock", "--node-modules-dir=manual", ...forDeno], { cwd: directory });
}

/** Runs a recipe in Node, or in Deno if it uses its API, and compares what it prints with its comments. */
export async function runRecipe(
  { directory, bundles }: RecipeStage,
  recipe: Recipe,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const { page, heading, file, code } = recipe;
  await Deno.writeTextFile(`${directory}${file}.ts`, code);
  const packages = bundles ? [] : ["--packages=external"];
  const options = ["--bundle", "--platform=node", "--format=esm", "--log-level=warning", ...packages];
  await runTool("esbuild", "esbuild", [`${directory}${file}.ts`, ...options, `--outfile=${directory}${file}.js`]);
  const [program, ...args] = isDeno(recipe)
    ? [Deno.execPath(), "run", "-A", "--no-lock", "--node-modules-dir=manual"]
    : ["node", "--no-warnings"];
  const printed = await run(program!, [...args, `${file}.js`], { cwd: directory, env });
  const expected = [...code.matchAll(/console\.log\(.*\);\s*\/\/ (.*)$/gm)].map(([, comment]) => comment!);
  assert.equal(expected.length, code.split("console.log(").length - 1, `${page}: a comment says what is printed`);
  const pattern = expected.map((line) => line.split("…").map((part) => RegExp.escape(part)).join(".*")).join("\n");
  assert.match(printed.trimEnd(), new RegExp(`^${pattern}$`), `${page}: ${heading}\n${printed}`);
}

function isDeno({ code }: Recipe): boolean {
  return code.includes("Deno.");
}
