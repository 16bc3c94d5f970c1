/**
 * The recipes of a page: the blocks of code that are marked `ts ignore real`: as tests of the documentation, they are ignored.
 *
 * @module
 */
import assert from "node:assert/strict";
import { ROOT, runTool } from "../../../scripts/tools/npm.ts";
import { run } from "../../../scripts/tools/run.ts";
import { STAGE } from "./stage.ts";

/** A block of code, and the heading above it. */
export interface Recipe {
  readonly heading: string;
  readonly code: string;
}

/** Returns the recipes of a page. */
export async function recipesOf(page: string): Promise<readonly Recipe[]> {
  const text = await Deno.readTextFile(ROOT + page);
  const recipes = [...text.matchAll(/^```ts ignore real\n([\s\S]*?)^```/gm)].map(({ index, 1: code }) => {
    const heading = [...text.slice(0, index).matchAll(/^#+ (.*)$/gm)].at(-1)![1]!;
    return { heading, code: code! };
  });
  assert.ok(recipes.length > 0, `${page} has no recipes`);
  return recipes;
}

/** Checks the types of recipes, with those of the clients and of the packed package. */
export async function checkRecipes(recipes: readonly Recipe[]): Promise<void> {
  const files = await Promise.all(recipes.map((recipe) => writeRecipe(recipe, "ts")));
  const options = ["--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--module", "nodenext"];
  const more = ["--exactOptionalPropertyTypes", "--types", "node", "--typeRoots", "../node_modules/@types"];
  await runTool("typescript5", "tsc", [...files, ...options, ...more], { cwd: STAGE });
}

/** Runs a recipe in Node, and compares what it prints with its comments. */
export async function runRecipe(recipe: Recipe, env: Readonly<Record<string, string>>): Promise<void> {
  const file = await writeRecipe(recipe, "ts");
  const script = file.replace(/ts$/, "js");
  await runTool("esbuild", "esbuild", [
    `${STAGE}${file}`,
    "--format=esm",
    "--log-level=warning",
    `--outfile=${STAGE}${script}`,
  ]);
  const printed = await run("node", ["--no-warnings", script], { cwd: STAGE, env });
  const expected = [...recipe.code.matchAll(/console\.log\(.*\);\s*\/\/ (.*)$/gm)].map(([, comment]) => comment!);
  assert.ok(expected.length > 0, `the recipe "${recipe.heading}" prints nothing`);
  const pattern = expected.map((line) => line.split("…").map((part) => RegExp.escape(part)).join(".*")).join("\n");
  assert.match(printed.trimEnd(), new RegExp(`^${pattern}$`), recipe.heading);
}

async function writeRecipe({ heading, code }: Recipe, extension: string): Promise<string> {
  const file = `recipe_${heading.replace(/\W+/g, "_").toLowerCase()}.${extension}`;
  await Deno.writeTextFile(`${STAGE}${file}`, code);
  return file;
}
