/**
 * workerd, the runtime of Cloudflare Workers, runs a minified bundle of the installed package: without Node's
 * compatibility, or with it, which brings a `process`.
 *
 * @module
 */
import { createRequire } from "node:module";
import { runTool, tool } from "../../../scripts/tools/npm.ts";
import type { Report } from "../report.ts";
import { realTask, STAGE } from "../stage.ts";

interface WorkerModule {
  readonly type: "ESModule";
  readonly path: string;
  readonly contents: string;
}

interface MiniflareModule {
  readonly Miniflare: new (options: {
    readonly compatibilityDate: string;
    readonly compatibilityFlags: readonly string[];
    readonly modulesRoot: string;
    readonly modules: readonly WorkerModule[];
  }) => {
    dispatchFetch(url: string, init: { readonly method: "POST"; readonly body: string }): Promise<Response>;
    dispose(): Promise<void>;
  };
}

const COMPATIBILITY_DATE = "2026-05-01";

/** Runs the suite with workerd. */
export async function runWorkerd(...compatibilityFlags: readonly "nodejs_compat"[]): Promise<Report> {
  const folder = `${STAGE}workerd/`;
  const flags = ["--bundle", "--splitting", "--minify", "--format=esm", "--conditions=workerd,worker,browser"];
  await runTool("esbuild", "esbuild", [`${STAGE}worker.js`, ...flags, "--log-level=warning", `--outdir=${folder}`]);
  const require = createRequire(`${await tool("miniflare")}package.json`);
  const { Miniflare } = require("miniflare") as MiniflareModule;
  const modules = await modulesOf(folder);
  if (modules.length < 2) throw new Error("the bundle has no chunk of its own for what is loaded on demand");
  const options = { compatibilityDate: COMPATIBILITY_DATE, compatibilityFlags, modulesRoot: folder, modules };
  const miniflare = new Miniflare(options);
  try {
    const response = await miniflare.dispatchFetch("http://worker/", { method: "POST", body: await realTask() });
    if (!response.ok) throw new Error(await response.text());
    return await response.json();
  } finally {
    await miniflare.dispose();
  }
}

/** The modules of a directory, the one to start first. */
async function modulesOf(folder: string): Promise<readonly WorkerModule[]> {
  const names = (await Array.fromAsync(Deno.readDir(folder), ({ name }) => name)).sort();
  const ordered = ["worker.js", ...names.filter((name) => name !== "worker.js")];
  return await Promise.all(ordered.map(async (name) => {
    const path = folder + name;
    return { type: "ESModule" as const, path, contents: await Deno.readTextFile(path) };
  }));
}
