/**
 * Bundles the modules of the library for npm: one file for each entry point, and chunks for what they share and for what
 * is loaded when it is needed.
 *
 * @module
 */
import { createRequire } from "node:module";
import config from "../../deno.json" with { type: "json" };
import { ROOT, tool } from "../tools/npm.ts";
import { markPure } from "./pure.ts";

/** The bundle of the host of servers. For browsers and workers, bundlers replace it with {@linkcode NO_SERVER}. */
export const SERVER = "server.js";

/** Replaces {@linkcode SERVER} where there are neither files nor programs. */
export const NO_SERVER = "no_server.js";

const NO_SERVER_CODE = `/** There is no server's host in browsers and workers. */
export const serverHost = () => undefined;
`;

const SERVER_SOURCE = "src/runtime/server/host.ts";

/** The one module that does something when it is loaded. */
const PROGRAM = "cli.ts";

/** Bytes below which a small chunk is joined with another one that nearly the same entry points load. */
const SMALL_CHUNK = 6000;

interface EsbuildModule {
  transform(text: string, options: object): Promise<Module>;
  stop(): Promise<void>;
}

/** A file that Rollup wrote. */
interface Chunk {
  readonly fileName: string;
  /** Absent for source maps. */
  readonly imports?: readonly string[];
}

interface RollupModule {
  rollup(options: object): Promise<{
    write(options: object): Promise<{ readonly output: readonly Chunk[] }>;
    close(): Promise<void>;
  }>;
}

/** Returns the name of the bundle of an entry point: `v2-image.js` for `./v2/image`, and `mod.js` for `.`. */
export function bundleOf(entry: string): string {
  return entry === "." ? "mod.js" : `${entry.slice("./".length).replaceAll("/", "-")}.js`;
}

/**
 * Bundles the library, with source maps, into `lib/` and `node/` of the package in a directory. Bundlers take the least from
 * the small chunks of `lib/`, whose maps contain the sources. Runtimes load the few of `node/` in half the time, since each
 * file takes Node half a millisecond.
 */
export async function bundleInto(directory: string): Promise<void> {
  const { rollup } = createRequire(`${await tool("rollup")}package.json`)("rollup") as RollupModule;
  const esbuild = createRequire(`${await tool("esbuild")}package.json`)("esbuild") as EsbuildModule;
  const entries = Object.entries(config.exports).map(([entry, file]) => [bundleOf(entry), file] as const);
  const input = new Map(
    [...entries, [SERVER, SERVER_SOURCE] as const].map(([name, file]) =>
      [name.slice(0, -".js".length), ROOT + file.replace(/^\.\//, "")] as const
    ),
  );
  const modules = new Map<string, Promise<Module>>();
  const load = (id: string) => {
    const module = modules.get(id) ?? compiled(id, esbuild);
    modules.set(id, module);
    return module;
  };
  const buildOf = (input: ReadonlyMap<string, string>) =>
    rollup({
      input: Object.fromEntries(input),
      external: (id: string) => !/^[./]/.test(id),
      makeAbsoluteExternalsRelative: false,
      onLog(level: string, { message }: { readonly message: string }) {
        if (level === "warn") throw new Error(message);
      },
      plugins: [{
        name: "library",
        resolveId: (id: string, importer?: string) =>
          importer !== undefined && id.endsWith("/server/host.ts") ? { id: `./${SERVER}`, external: true } : null,
        load,
      }],
    });
  const write = async (folder: string, input: ReadonlyMap<string, string>, options: object) => {
    const build = await buildOf(input);
    const { output } = await build.write({
      dir: `${directory}${folder}`,
      format: "es",
      // Named after the first module in them.
      chunkFileNames: "[name].js",
      hoistTransitiveImports: false,
      minifyInternalExports: false,
      sourcemap: true,
      // Relative to the root of the repository, as if the sources were in the package.
      sourcemapPathTransform: (path: string, map: string) =>
        `../${new URL(path, `file://${map}`).pathname.slice(ROOT.length)}`,
      ...options,
    });
    await build.close();
    checkAcyclic(output);
  };
  // The command line is a program for runtimes.
  const imported = new Map([...input].filter(([name]) => name !== "cli"));
  await write("lib", imported, { experimentalMinChunkSize: SMALL_CHUNK });
  await write("node", input, { manualChunks: fewChunks(input), sourcemapExcludeSources: true });
  await esbuild.stop();
  await Deno.writeTextFile(`${directory}lib/${NO_SERVER}`, NO_SERVER_CODE);
}

/** A module that was compiled to JavaScript. */
interface Module {
  readonly code: string;
  readonly map: string;
}

async function compiled(id: string, esbuild: EsbuildModule): Promise<Module> {
  const source = await Deno.readTextFile(id);
  const { code, map } = await esbuild.transform(source, {
    loader: "ts",
    target: "es2022",
    sourcemap: true,
    sourcefile: id,
  });
  const name = id.slice(ROOT.length);
  // Marking only inserts text into lines, so the lines of the map stay right.
  return { code: name === PROGRAM ? code : markPure(name, code), map };
}

/** Throws if chunks import each other, also through that of the server, whose importers Rollup does not know. */
function checkAcyclic(output: readonly Chunk[]): void {
  const imports = new Map(output.map(({ fileName, imports = [] }) => [fileName, imports]));
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]) => {
    if (path.includes(file)) throw new Error(`chunks import each other: ${[...path, file].join(" -> ")}`);
    if (done.has(file)) return;
    for (const imported of imports.get(file) ?? []) visit(imported.replace(/^\.\//, ""), [...path, file]);
    done.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
}

/** The modules of a build. */
interface Graph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/**
 * Puts modules into four chunks: those of `./serialization` and the server, those of both products, and those of one of them.
 * A chunk imports only those before it, since entry points need all that their modules import.
 */
function fewChunks(entries: ReadonlyMap<string, string>): (id: string, graph: Graph) => string | undefined {
  const reached = new Map<string, ReadonlySet<string>>();
  return (id, graph) => {
    const needs = (entry: string) => {
      const set = reached.get(entry) ?? reachable(entries.get(entry)!, graph);
      reached.set(entry, set);
      return set.has(id);
    };
    if (needs("serialization") || needs("server")) return "base";
    const [flytekit, flyte2] = [needs("mod"), needs("v2")];
    if (flytekit && flyte2) return "common";
    return flytekit ? "flytekit" : flyte2 ? "flyte2" : undefined;
  };
}

function reachable(id: string, graph: Graph, seen: Set<string> = new Set()): ReadonlySet<string> {
  if (seen.has(id)) return seen;
  seen.add(id);
  for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) reachable(imported, graph, seen);
  return seen;
}
