/**
 * Deno runs the sources as they are: without a single permission, or with those that reading the machine's
 * configuration takes, by the very flag that the library names.
 *
 * @module
 */
import { Config } from "../../../mod.ts";
import { run } from "../../../scripts/tools/run.ts";
import { ROOT } from "../../../scripts/tools/npm.ts";
import type { Report } from "../report.ts";
import { MACHINE, MACHINE_ENV, realTask } from "../stage.ts";

/** Runs the suite with Deno. */
export async function runDeno(mode: "refused" | "files" | "web"): Promise<Report> {
  const program = `${ROOT}tests/runtimes/entries/server.ts`;
  const hasFiles = mode === "files";
  const files = [new Config().explain().allowEnv, `--allow-read=${MACHINE},flytekit.config`];
  const args = ["run", "--no-prompt", "--quiet", ...hasFiles ? files : [], program, hasFiles ? MACHINE : mode];
  const env = hasFiles ? { ...MACHINE_ENV, DENO_DIR: await cacheFolder() } : {};
  return JSON.parse(await run(Deno.execPath(), args, { cwd: ROOT, env, input: await realTask() }));
}

/** Deno keeps its packages below the home directory, unless `DENO_DIR` is set. */
async function cacheFolder(): Promise<string> {
  return JSON.parse(await run(Deno.execPath(), ["info", "--json"])).denoDir;
}
