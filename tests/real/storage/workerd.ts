/**
 * Runs the worker in workerd.
 *
 * @module
 */
import { createRequire } from "node:module";
import { runTool, tool } from "../../../scripts/tools/npm.ts";
import type { Result } from "./jobs.ts";
import { STAGE } from "./stage.ts";
import type { WorkerRequest } from "./worker.ts";

interface MiniflareModule {
  readonly Miniflare: new (options: {
    readonly compatibilityDate: string;
    readonly modules: readonly { readonly type: "ESModule"; readonly path: string; readonly contents: string }[];
  }) => {
    dispatchFetch(url: string, init: { readonly method: "POST"; readonly body: string }): Promise<Response>;
    dispose(): Promise<void>;
  };
}

/** Sends requests to the worker, one after the other. */
export async function runWorker(requests: readonly WorkerRequest[]): Promise<readonly Result[]> {
  const path = `${STAGE}worker.bundle.js`;
  const flags = ["--bundle", "--format=esm", "--conditions=workerd,worker,browser", "--log-level=warning"];
  await runTool("esbuild", "esbuild", [`${STAGE}worker.js`, ...flags, `--outfile=${path}`]);
  const require = createRequire(`${await tool("miniflare")}package.json`);
  const { Miniflare } = require("miniflare") as MiniflareModule;
  const modules = [{ type: "ESModule", path, contents: await Deno.readTextFile(path) }] as const;
  const miniflare = new Miniflare({ compatibilityDate: "2026-05-01", modules });
  try {
    const results: Result[] = [];
    for (const request of requests) {
      const response = await miniflare.dispatchFetch("http://worker/", {
        method: "POST",
        body: JSON.stringify(request),
      });
      if (!response.ok) throw new Error(await response.text());
      results.push(await response.json());
    }
    return results;
  } finally {
    await miniflare.dispose();
  }
}
