/**
 * Bundles the modules of the library for npm: one file for each entry point, and chunks for what they share.
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

interface Loaded {
  readonly path: string;
}

interface Build {
  onLoad(options: { readonly filter: RegExp }, callback: (file: Loaded) => Promise<object>): void;
  onResolve(
    options: { readonly filter: RegExp },
    callback: (file: Loaded & { kind: string }) => object | undefined,
  ): void;
}

interface EsbuildModule {
  build(
    options: object,
  ): Promise<{ readonly outputFiles: readonly { readonly path: string; readonly text: string }[] }>;
  stop(): Promise<void>;
}

/** Returns the name of the bundle of an entry point: `v2_image.js` for `./v2/image`, and `mod.js` for `.`. */
export function bundleOf(entry: string): string {
  return entry === "." ? "mod.js" : `${entry.slice("./".length).replaceAll("/", "_")}.js`;
}

/** Bundles the library into a directory, with source maps that contain the sources. */
export async function bundleInto(directory: string): Promise<void> {
  const require = createRequire(`${await tool("esbuild")}package.json`);
  const esbuild = require("esbuild") as EsbuildModule;
  const entries = Object.entries(config.exports).map(([entry, file]) => [bundleOf(entry), file.slice("./".length)]);
  try {
    const { outputFiles } = await esbuild.build({
      absWorkingDir: ROOT,
      entryPoints: [...entries, [SERVER, SERVER_SOURCE]].map(([name, file]) => ({
        in: file,
        out: name!.replace(/\.js$/, ""),
      })),
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "neutral",
      target: "es2022",
      packages: "external",
      sourcemap: true,
      outdir: directory,
      chunkNames: "[name]-[hash]",
      logLevel: "error",
      write: false,
      plugins: [{ name: "library", setup }],
    });
    for (const { path, text } of outputFiles) {
      await Deno.writeTextFile(path, path.endsWith(".map") ? relocate(text) : text);
    }
  } finally {
    await esbuild.stop();
  }
  await Deno.writeTextFile(directory + NO_SERVER, NO_SERVER_CODE);
}

function setup(build: Build): void {
  build.onLoad({ filter: /\.ts$/ }, async ({ path }) => ({
    contents: markPure(path.slice(ROOT.length), await Deno.readTextFile(path)),
    loader: "ts",
  }));
  build.onResolve(
    { filter: /\/server\/host\.ts$/ },
    ({ kind }) => kind === "entry-point" ? undefined : { path: `./${SERVER}`, external: true, sideEffects: false },
  );
}

/** Makes the paths in a source map independent of the machine that built it. */
function relocate(text: string): string {
  const map = JSON.parse(text);
  const sources = map.sources.map((source: string) => source.replace(/^(?:\.\.\/)+/, "../"));
  return JSON.stringify({ ...map, sources });
}
