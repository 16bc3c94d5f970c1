/**
 * Builds the playground: checks its types against those of the packed package, bundles it, and measures it.
 *
 * @module
 */
import { gzipSync } from "node:zlib";
import manifest from "../../site/playground/package.json" with { type: "json" };
import { buildTarball } from "../pack/build.ts";
import { npmInstall, ROOT, WORK } from "../tools/npm.ts";
import { run } from "../tools/run.ts";

const SOURCES = ["index.html", "icon.svg", "style.css", "tsconfig.json", "vite.config.mjs", "src"];

/** Bytes after gzip that everything but the editor may take. */
const BUDGET = 150_000;

/** A playground that was built. */
export interface BuiltPlayground {
  /** Bytes after gzip of all that is loaded before the editor: the page and the other tabs. */
  readonly bytes: number;
  /** Bytes after gzip of the editor, and of what answers for it. */
  readonly editorBytes: number;
}

/** Builds the playground into a directory. Throws if a type is wrong, or if it exceeds its budget. */
export async function buildPlayground(output: string): Promise<BuiltPlayground> {
  await Deno.mkdir(WORK, { recursive: true });
  const stage = `${await Deno.makeTempDir({ dir: WORK, prefix: "playground-" })}/`;
  try {
    const packages = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    await npmInstall(stage, [await buildTarball(), ...packages.map(([name, version]) => `${name}@${version}`)]);
    await run("cp", ["-r", ...SOURCES, stage], { cwd: `${ROOT}site/playground` });
    const bin = `${stage}node_modules/.bin/`;
    await run(`${bin}tsc`, ["--project", stage]);
    await run(`${bin}vite`, ["build", "--outDir", output, "--emptyOutDir"], { cwd: stage });
  } finally {
    await Deno.remove(stage, { recursive: true });
  }
  const { bytes, editorBytes } = await sizes(output);
  if (bytes > BUDGET) throw new Error(`the playground takes ${bytes} bytes, more than ${BUDGET}`);
  return { bytes, editorBytes };
}

/** The editor, and what answers for it, which the tab *Configuration* loads when it is opened. */
const EDITOR = /^(?:editor|configuration_worker)-/;

async function sizes(directory: string): Promise<{ readonly bytes: number; readonly editorBytes: number }> {
  let [bytes, editorBytes] = [0, 0];
  for await (const { name, isDirectory } of Deno.readDir(directory)) {
    if (isDirectory) {
      const inner = await sizes(`${directory}${name}/`);
      bytes += inner.bytes;
      editorBytes += inner.editorBytes;
      continue;
    }
    const size = gzipSync(await Deno.readFile(directory + name), { level: 9 }).length;
    if (EDITOR.test(name)) editorBytes += size;
    else bytes += size;
  }
  return { bytes, editorBytes };
}
