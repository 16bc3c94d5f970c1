/**
 * Runs benchmarks in each runtime: this Deno with the sources, and three releases of Node with bundles of them.
 *
 * @module
 */
import config from "../../deno.json" with { type: "json" };
import { nodeProgram, npmInstall, ROOT, runTool, WORK } from "../tools/npm.ts";
import { run } from "../tools/run.ts";
import type { Measurement } from "./measurements.ts";
import type { Columns } from "./table.ts";

const DIRECTORY = `${WORK}bench/`;

const NODES = { "Node 20": "node20", "Node 22": "node22", "Node 24": "node24" } as const;

/** Executables by the names of their columns. */
export async function runtimes(): Promise<Readonly<Record<string, string>>> {
  const programs: Record<string, string> = { Deno: Deno.execPath() };
  for (const [name, release] of Object.entries(NODES)) programs[name] = await nodeProgram(release);
  return programs;
}

/** Installs what the programs import in Node into a directory that git ignores. */
export async function installPackages(): Promise<void> {
  const { "smol-toml": toml, yaml } = config.imports;
  await npmInstall(DIRECTORY, [toml, yaml].map((specifier) => specifier.replace("npm:", "")));
}

/** Runs a program of the directory `areas`, which prints measurements, in each runtime. */
export async function measureEverywhere(area: string, args: readonly string[] = []): Promise<Columns> {
  return await runEverywhere<readonly Measurement[]>(area, args);
}

/** Runs a program of the directory `areas` in each runtime, and returns the JSON that it prints. */
export async function runEverywhere<T>(area: string, args: readonly string[]): Promise<Readonly<Record<string, T>>> {
  const entry = `scripts/bench/areas/${area}.ts`;
  const bundle = await bundleForNode(entry);
  const outputs: Record<string, T> = {};
  for (const [name, program] of Object.entries(await runtimes())) {
    const start = name === "Deno" ? ["run", "-A", "--v8-flags=--expose-gc", entry] : ["--expose-gc", bundle];
    outputs[name] = JSON.parse(await run(program, [...start, ...args], { cwd: ROOT }));
  }
  return outputs;
}

async function bundleForNode(entry: string): Promise<string> {
  const outfile = `${DIRECTORY}${entry.split("/").at(-1)!.replace(/\.ts$/, ".mjs")}`;
  // In Node, `yaml` is CommonJS that requires a Node module, which an ES module bundle cannot contain.
  const options = ["--bundle", "--format=esm", "--platform=node", "--external:yaml", "--log-level=error"];
  await runTool("esbuild", "esbuild", [ROOT + entry, ...options, `--outfile=${outfile}`], {
    env: { NODE_PATH: `${DIRECTORY}node_modules` },
  });
  return outfile;
}
