/**
 * Tools from npm that only the checks use. All versions are pinned here.
 *
 * @module
 */
import config from "../../deno.json" with { type: "json" };
import { run, type RunOptions } from "./run.ts";

/** The package with Node for this machine. */
const NODE = `node-linux-${Deno.build.arch === "aarch64" ? "arm64" : "x64"}`;

const TOOLS = {
  attw: "@arethetypeswrong/cli@0.18.5",
  axe: "axe-core@4.14.1",
  cyclonedx: "@cyclonedx/cyclonedx-library@10.3.0",
  bun: "bun@1.4.5",
  esbuild: "esbuild@0.28.2",
  linkinator: "linkinator@8.1.0",
  miniflare: "miniflare@4.20260730.0",
  node20: `${NODE}@20.20.2`,
  node22: `${NODE}@22.23.3`,
  node24: `${NODE}@24.21.0`,
  playwright: "playwright-core@1.65.1",
  publint: "publint@0.3.25",
  rollup: "rollup@4.68.8",
  typescript5: config.imports.typescript.slice("npm:".length),
  typedoc: [
    "typedoc@0.28.20",
    "typedoc-plugin-markdown@4.14.1",
    config.imports.typescript.slice("npm:".length),
  ],
  typescript7: "typescript@7.0.2",
  vitepress: "vitepress@1.6.4",
  yamlLanguageServer: "yaml-language-server@2.0.0",
} as const;

/** The root of this repository. */
export const ROOT: string = folder("../../");

/** The directory for generated files. */
export const WORK: string = folder("../../.work/");

/** Installs a tool if necessary, and returns the directory with its `node_modules`. Several programs may do so at once. */
export async function tool(name: keyof typeof TOOLS): Promise<string> {
  const specifiers = [TOOLS[name]].flat();
  const home = `${WORK}tools/${specifiers.join("_").replaceAll("/", "+")}/`;
  if (await exists(home)) return home;
  await Deno.mkdir(`${WORK}tools`, { recursive: true });
  const fresh = `${await Deno.makeTempDir({ dir: `${WORK}tools`, prefix: "new-" })}/`;
  await npmInstall(fresh, specifiers);
  try {
    await Deno.rename(fresh, home);
  } catch (error) {
    // Another program was faster.
    if (!await exists(home)) throw error;
    await Deno.remove(fresh, { recursive: true });
  }
  return home;
}

/** Runs a program of a tool. */
export async function runTool(
  name: keyof typeof TOOLS,
  program: string,
  args: readonly string[],
  options?: RunOptions,
): Promise<string> {
  return await run(`${await tool(name)}node_modules/.bin/${program}`, args, options);
}

/** Returns the path of a release of Node. */
export async function nodeProgram(release: "node20" | "node22" | "node24"): Promise<string> {
  return `${await tool(release)}node_modules/${NODE}/bin/node`;
}

/** Creates a directory that only contains these packages; deletes its previous content. */
export async function npmInstall(folder: string, packages: readonly string[]): Promise<void> {
  await emptyDirectory(folder);
  await Deno.writeTextFile(`${folder}package.json`, '{ "private": true, "type": "module" }\n');
  const quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];
  await run("npm", ["install", "--save-exact", "--no-package-lock", ...quiet, ...packages], { cwd: folder });
}

/** Creates an empty directory; deletes its previous content. */
export async function emptyDirectory(folder: string): Promise<void> {
  if (await exists(folder)) await Deno.remove(folder, { recursive: true });
  await Deno.mkdir(folder, { recursive: true });
}

/** Whether a file or directory exists. */
export async function exists(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

function folder(relative: string): string {
  return decodeURIComponent(new URL(relative, import.meta.url).pathname);
}
