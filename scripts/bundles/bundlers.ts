/**
 * Bundlers, each with the settings that its documentation shows first, on the installed npm package.
 *
 * @module
 */
import { gzipSync } from "node:zlib";
import config from "../../deno.json" with { type: "json" };
import { CLI } from "../pack/build.ts";
import { bundleOf } from "../pack/bundle.ts";
import { emptyDirectory, nodeProgram, npmInstall, ROOT, WORK } from "../tools/npm.ts";
import { run } from "../tools/run.ts";

const STAGE = `${WORK}bundles/`;
const OUTPUT = `${STAGE}output/`;

const PACKAGES = [
  "@react-native/metro-config@0.88.1",
  "@rollup/plugin-commonjs@29.0.3",
  "@rollup/plugin-node-resolve@16.0.3",
  "@rollup/plugin-terser@1.0.2",
  "esbuild@0.28.2",
  "metro@0.87.1",
  "rollup@4.68.8",
  "vite@8.3.8",
  "webpack@5.113.0",
  "webpack-cli@7.3.1",
  "wrangler@4.164.0",
];

/** Names of the bundlers. */
export const BUNDLERS = ["esbuild", "rollup", "vite", "webpack", "wrangler"] as const;

/** A bundler. */
export type Bundler = typeof BUNDLERS[number];

/** A program in one file. */
export interface Bundle {
  readonly bundler: Bundler;
  readonly file: string;
  readonly text: string;
  /** Bytes after gzip. */
  readonly gzip: number;
}

/** Installs the package and the bundlers, or those that are named, into an empty directory with the programs. */
export async function installBundlers(tarball: string, names?: readonly Bundler[]): Promise<void> {
  const packages = PACKAGES.filter((specifier) => names?.some((name) => specifier.startsWith(`${name}@`)) ?? true);
  await npmInstall(STAGE, [tarball, ...packages]);
  await run("cp", [
    "-r",
    "programs",
    ...["metro", "rollup", "vite", "webpack"].map((name) => `${name}.config.mjs`),
    STAGE,
  ], {
    cwd: `${ROOT}scripts/bundles`,
  });
  await emptyDirectory(OUTPUT);
}

/** Bundles a program into one file. */
export async function bundleOnce(bundler: Bundler, program: string): Promise<Bundle> {
  const input = `${STAGE}programs/${program}.js`;
  const directory = `${OUTPUT}${program}.${bundler}/`;
  const file = `${directory}${program}.js`;
  await Deno.mkdir(directory);
  const env = { INPUT: input, OUTPUT: file, WRANGLER_SEND_METRICS: "false", CI: "true" };
  const bin = (name: string, ...args: readonly string[]) =>
    run(`${STAGE}node_modules/.bin/${name}`, args, { cwd: STAGE, env });
  if (bundler === "esbuild") {
    await bin("esbuild", input, "--bundle", "--minify", "--format=esm", "--log-level=warning", `--outfile=${file}`);
  } else if (bundler === "rollup") await bin("rollup", "--config", "rollup.config.mjs", "--silent");
  else if (bundler === "vite") await bin("vite", "build", "--config", "vite.config.mjs");
  else if (bundler === "webpack") await bin("webpack", "--config", "webpack.config.mjs");
  else {
    // It needs Node 22.
    const node = await nodeProgram("node22");
    const args = ["--dry-run", `--outdir=${directory}`, "--name=worker", "--compatibility-date=2026-01-01", "--minify"];
    await run(node, [`${STAGE}node_modules/wrangler/bin/wrangler.js`, "deploy", input, ...args], { cwd: STAGE, env });
  }
  const text = await Deno.readTextFile(file);
  return { bundler, file, text, gzip: gzipSync(text, { level: 9 }).length };
}

/**
 * Bundles programs with Metro, as an app of React Native, and returns a file for each. Metro leaves nothing out, so that
 * one bundle with all of them tells as much as one of each.
 */
export async function bundleWithMetro(programs: readonly string[]): Promise<readonly string[]> {
  const imports = programs.map((name) => `import ${name} from "./programs/${name}.js";\n`);
  const entry = `${imports.join("")}globalThis.workers = { ${programs.join(", ")} };\n`;
  await Deno.writeTextFile(`${STAGE}metro_entry.js`, entry);
  const options = ["--config", "metro.config.mjs", "--platform", "ios", "--dev", "false", "--minify", "true"];
  const output = ["--out", `${OUTPUT}metro.js`];
  await run(`${STAGE}node_modules/.bin/metro`, ["build", "metro_entry.js", ...options, ...output], { cwd: STAGE });
  return await Promise.all(programs.map(async (name) => {
    const file = `${OUTPUT}${name}.metro.js`;
    await Deno.writeTextFile(file, `import "./metro.js";\nexport default globalThis.workers.${name};\n`);
    return file;
  }));
}

/** Returns the response of a bundled worker to a request with this body, in Node. */
export async function respond(file: string, body: string): Promise<string> {
  const script = `import worker from ${JSON.stringify(file)};
let body = "";
for await (const piece of process.stdin) body += piece;
const response = await worker.fetch(new Request("http://localhost/", { method: "POST", body }));
process.stdout.write(await response.text());`;
  return await run("node", ["--input-type=module", "--eval", script], { input: body });
}

/** Bundles a program with esbuild into chunks: the bytes of those that load at once, and of all. */
export async function bundleSplit(program: string): Promise<{ readonly start: number; readonly all: number }> {
  const directory = `${OUTPUT}${program}.split/`;
  const options = ["--bundle", "--minify", "--splitting", "--format=esm", "--log-level=warning"];
  await run(`${STAGE}node_modules/.bin/esbuild`, [
    `${STAGE}programs/${program}.js`,
    ...options,
    `--outdir=${directory}`,
  ], { cwd: STAGE });
  const texts = new Map<string, string>();
  for await (const { name } of Deno.readDir(directory)) texts.set(name, await Deno.readTextFile(directory + name));
  const size = (names: Iterable<string>) =>
    [...names].reduce((sum, name) => sum + gzipSync(texts.get(name)!, { level: 9 }).length, 0);
  return { start: size(reachable(`${program}.js`, texts)), all: size(texts.keys()) };
}

/** The chunks that a chunk imports statically, including itself. */
function reachable(name: string, texts: ReadonlyMap<string, string>, seen: Set<string> = new Set()): Set<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const [, file] of texts.get(name)!.matchAll(/(?:import|from)"\.\/([^"]+)"/g)) reachable(file!, texts, seen);
  return seen;
}

/**
 * Returns what esbuild and rollup leave of each entry point that is imported and not used, when `sideEffects` of
 * `package.json` does not let them leave out the file as a whole.
 */
export async function leftovers(): Promise<readonly string[]> {
  const left: string[] = [];
  await run("cp", ["-r", "node_modules/@flyte-ts/config/lib", "unused"], { cwd: STAGE });
  // The program is not for bundles.
  for (const entry of Object.keys(config.exports).filter((entry) => entry !== CLI)) {
    const input = `${STAGE}unused/entry.js`;
    await Deno.writeTextFile(input, `import "./${bundleOf(entry)}";\n`);
    for (const bundler of ["esbuild", "rollup"]) {
      const directory = `${OUTPUT}unused.${bundler}`;
      await emptyDirectory(directory);
      const args = bundler === "esbuild"
        ? [input, "--bundle", "--splitting", "--packages=external", "--format=esm", `--outdir=${directory}`]
        : [input, "--silent", "--dir", directory, "--chunkFileNames", "[name].js"];
      await run(`${STAGE}node_modules/.bin/${bundler}`, args, { cwd: STAGE });
      const code = (await Deno.readTextFile(`${directory}/entry.js`)).replace(/^(?:import .*;|\/\/.*|\s*)$/gm, "")
        .trim();
      if (code !== "") left.push(`${entry}: ${bundler} leaves code when it is not used: ${code.slice(0, 200)}`);
    }
  }
  return left;
}
