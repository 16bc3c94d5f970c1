/**
 * Bundles of this library, made by esbuild from npm.
 *
 * @module
 */
import config from "../../deno.json" with { type: "json" };
import { npmInstall, ROOT, runTool, WORK } from "../tools/npm.ts";

const FOLDER = `${WORK}bench/`;

/** Puts what the bundles contain into a folder that git ignores. */
export async function installPackages(): Promise<void> {
  await npmInstall(FOLDER, [config.imports.pako.replace("npm:", "")]);
}

/** Path of a file that Node can run, bundled from a TypeScript one. */
export async function nodeBundle(entry: string): Promise<string> {
  const outfile = `${FOLDER}node/${entry.split("/").at(-1)!.replace(/\.ts$/, ".mjs")}`;
  await esbuild(entry, ["--platform=node", `--outfile=${outfile}`]);
  return outfile;
}

/** Sizes of what a page loads: at once, and only when it needs it. */
export async function bundleSizes(): Promise<readonly Record<string, string | number>[]> {
  const rows = [];
  for (const [name, entry] of [["./serialization", "src/serialization/mod.ts"], [".", "mod.ts"]] as const) {
    const folder = `${FOLDER}bundle`;
    await Deno.remove(folder, { recursive: true }).catch(() => {});
    await esbuild(entry, ["--minify", "--splitting", `--outdir=${folder}`, "--entry-names=entry"]);
    const files = new Map<string, string>();
    for await (const file of Deno.readDir(folder)) {
      files.set(file.name, await Deno.readTextFile(`${folder}/${file.name}`));
    }
    const atOnce = reachable("entry.js", files);
    const later = [...files.keys()].filter((file) => !atOnce.has(file));
    rows.push({ entry: name, loaded: "at once", ...await sizes([...atOnce], files) });
    rows.push({ entry: name, loaded: "when needed (encoding, pako, diagnosis)", ...await sizes(later, files) });
  }
  return rows;
}

/** The chunks that a chunk imports statically, itself included. */
function reachable(name: string, files: ReadonlyMap<string, string>, seen: Set<string> = new Set()): Set<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const [, file] of files.get(name)!.matchAll(/(?:import|from)"\.\/([^"]+)"/g)) reachable(file!, files, seen);
  return seen;
}

async function sizes(names: readonly string[], files: ReadonlyMap<string, string>): Promise<Record<string, number>> {
  const text = names.map((name) => files.get(name)!).join("");
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return { minified: text.length, gzip: (await new Response(stream).arrayBuffer()).byteLength };
}

async function esbuild(entry: string, options: readonly string[]): Promise<void> {
  const env = { NODE_PATH: `${FOLDER}node_modules` };
  const args = [ROOT + entry, "--bundle", "--format=esm", "--log-level=error", ...options];
  await runTool("esbuild", "esbuild", args, { env });
}
