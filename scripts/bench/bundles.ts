/**
 * Bundles of this library, made by esbuild from npm.
 *
 * @module
 */
import config from "../../deno.json" with { type: "json" };
import { emptyDirectory, npmInstall, ROOT, runTool, WORK } from "../tools/npm.ts";
import { type Measurement, spreadOf } from "./measurements.ts";
import type { Columns } from "./table.ts";

const FOLDER = `${WORK}bench/`;
const METAFILE = `${FOLDER}bundle.json`;

/** Installs the content of the bundles into a directory that git ignores. */
export async function installPackages(): Promise<void> {
  const { "smol-toml": toml, yaml } = config.imports;
  await npmInstall(FOLDER, [toml, yaml].map((specifier) => specifier.replace("npm:", "")));
}

/** Bundles a TypeScript file for Node and returns the path. */
export async function nodeBundle(entry: string): Promise<string> {
  const outfile = `${FOLDER}node/${entry.split("/").at(-1)!.replace(/\.ts$/, ".mjs")}`;
  // In Node, `yaml` is CommonJS that requires a Node module, which an ES module bundle cannot contain.
  await esbuild(entry, ["--platform=node", "--external:yaml", `--outfile=${outfile}`]);
  return outfile;
}

/**
 * Modules that `./serialization` must not load statically: parsers of YAML and TOML, the schema library, hashes,
 * plugins, and image specifications.
 */
const NOT_IN_SERIALIZATION = new RegExp(
  "(?:^|/)(?:node_modules/(?:yaml|smol-toml)/|plugins/|" +
    "src/(?:flytekit/image_spec/|flyte2/|files/|container/|oci/(?!reference)))",
);

const ENTRIES = [
  ["./serialization", "src/flytekit/context/mod.ts"],
  ["./context", "src/flytekit/context/decode.ts"],
  [".", "mod.ts"],
  ["./v2", "v2.ts"],
] as const;

interface Metafile {
  readonly outputs: Readonly<Record<string, { readonly inputs: Readonly<Record<string, unknown>> }>>;
}

/** Sizes that a page loads statically and on demand. Throws if `./serialization` loads too much statically. */
export async function bundleColumns(): Promise<Columns> {
  const columns: Record<string, Measurement[]> = { "at once": [], "when needed": [], "all of it": [] };
  for (const [name, entry] of ENTRIES) {
    const folder = `${FOLDER}bundle`;
    await emptyDirectory(folder);
    await esbuild(entry, [
      "--minify",
      "--splitting",
      `--outdir=${folder}`,
      "--entry-names=entry",
      `--metafile=${METAFILE}`,
    ]);
    const files = new Map<string, string>();
    for await (const file of Deno.readDir(folder)) {
      files.set(file.name, await Deno.readTextFile(`${folder}/${file.name}`));
    }
    const atOnce = reachable("entry.js", files);
    if (name === "./serialization") await checkReach(atOnce);
    const what = `entry point ${name}, gzip, bytes`;
    const measurement = async (chunks: Iterable<string>): Promise<Measurement> => ({
      what,
      spread: spreadOf([await gzipSize(chunks)]),
    });
    columns["at once"]!.push(await measurement([...atOnce].map((chunk) => files.get(chunk)!)));
    columns["when needed"]!.push(
      await measurement([...files].filter(([chunk]) => !atOnce.has(chunk)).map(([, code]) => code)),
    );
    columns["all of it"]!.push(await measurement(files.values()));
  }
  return columns;
}

async function checkReach(chunks: ReadonlySet<string>): Promise<void> {
  const { outputs }: Metafile = JSON.parse(await Deno.readTextFile(METAFILE));
  const modules = Object.entries(outputs).filter(([output]) => chunks.has(output.split("/").at(-1)!))
    .flatMap(([, { inputs }]) => Object.keys(inputs));
  if (!modules.some((module) => module.endsWith("src/flytekit/context/mod.ts"))) {
    throw new Error("the bundle has no entry point");
  }
  const surplus = modules.filter((module) => NOT_IN_SERIALIZATION.test(module));
  if (surplus.length > 0) throw new Error(`./serialization statically loads ${surplus.join(", ")}`);
}

/** The chunks that a chunk imports statically, including itself. */
function reachable(name: string, files: ReadonlyMap<string, string>, seen: Set<string> = new Set()): Set<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const [, file] of files.get(name)!.matchAll(/(?:import|from)"\.\/([^"]+)"/g)) reachable(file!, files, seen);
  return seen;
}

async function gzipSize(chunks: Iterable<string>): Promise<number> {
  const stream = new Blob([...chunks]).stream().pipeThrough(new CompressionStream("gzip"));
  return (await new Response(stream).arrayBuffer()).byteLength;
}

async function esbuild(entry: string, options: readonly string[]): Promise<void> {
  const env = { NODE_PATH: `${FOLDER}node_modules` };
  const args = [ROOT + entry, "--bundle", "--format=esm", "--log-level=error", ...options];
  await runTool("esbuild", "esbuild", args, { env });
}
