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

/**
 * Bytes below which a chunk is joined with another one, even if some entry point then loads a little that it does not
 * need: Node takes half a millisecond for each file.
 */
const SMALL_CHUNK = 6000;

interface EsbuildModule {
  transform(text: string, options: object): Promise<{ readonly code: string; readonly map: string }>;
  stop(): Promise<void>;
}

interface RollupModule {
  rollup(options: object): Promise<{
    write(options: object): Promise<unknown>;
    close(): Promise<void>;
  }>;
}

/** Returns the name of the bundle of an entry point: `v2-image.js` for `./v2/image`, and `mod.js` for `.`. */
export function bundleOf(entry: string): string {
  return entry === "." ? "mod.js" : `${entry.slice("./".length).replaceAll("/", "-")}.js`;
}

/** Bundles the library into a directory, with source maps that contain the sources. */
export async function bundleInto(directory: string): Promise<void> {
  const { rollup } = createRequire(`${await tool("rollup")}package.json`)("rollup") as RollupModule;
  const esbuild = createRequire(`${await tool("esbuild")}package.json`)("esbuild") as EsbuildModule;
  const entries = Object.entries(config.exports).map(([entry, file]) => [bundleOf(entry), file]);
  const input = [...entries, [SERVER, SERVER_SOURCE]].map((
    [name, file],
  ) => [name!.slice(0, -".js".length), ROOT + file!.replace(/^\.\//, "")]);
  const build = await rollup({
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
      load: async (id: string) => {
        const source = markPure(id.slice(ROOT.length), await Deno.readTextFile(id));
        return await esbuild.transform(source, { loader: "ts", target: "es2022", sourcemap: true, sourcefile: id });
      },
    }],
  });
  await build.write({
    dir: directory,
    format: "es",
    // Named after the first module in them.
    chunkFileNames: "[name].js",
    hoistTransitiveImports: false,
    minifyInternalExports: false,
    experimentalMinChunkSize: SMALL_CHUNK,
    sourcemap: true,
    // Relative to the root of the repository, as if the sources were in the package.
    sourcemapPathTransform: (path: string, map: string) =>
      `../${new URL(path, `file://${map}`).pathname.slice(ROOT.length)}`,
  });
  await build.close();
  await esbuild.stop();
  await Deno.writeTextFile(directory + NO_SERVER, NO_SERVER_CODE);
}
