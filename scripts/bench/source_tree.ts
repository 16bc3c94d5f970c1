/**
 * A deterministic directory of source files to measure with.
 *
 * @module
 */
import { seeded } from "../../tests/_support/mutations.ts";
import { run } from "../tools/run.ts";

/** Number of source files in a directory. */
const PER_DIRECTORY = 50;

/**
 * Creates a directory of repositories, which are named by their numbers of source files, and removes it after use. They also
 * have ignore files.
 */
export async function withTrees<T>(counts: readonly number[], use: (directory: string) => Promise<T>): Promise<T> {
  const directory = await Deno.makeTempDir();
  try {
    for (const count of counts) await plantTree(`${directory}/${count}`, count);
    return await use(directory);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

async function plantTree(root: string, count: number): Promise<void> {
  const random = seeded(1);
  for (let index = 0; index < count; index++) {
    const number = Math.floor(index / PER_DIRECTORY);
    const folder = `${root}/package_${number % 20}/module_${number}`;
    if (index % PER_DIRECTORY === 0) await Deno.mkdir(folder, { recursive: true });
    const content = new Uint8Array(100 + random(12_000)).fill(random(256));
    await Deno.writeFile(`${folder}/file_${index % PER_DIRECTORY}.py`, content);
  }
  await Deno.writeTextFile(`${root}/.gitignore`, "*.log\n/build/\n");
  await Deno.writeTextFile(`${root}/.dockerignore`, "**/*.tmp\nnode_modules\n!keep.tmp\n");
  await run("git", ["init", "-q"], { cwd: root });
}
