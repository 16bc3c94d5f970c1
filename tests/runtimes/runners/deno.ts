/**
 * Deno runs the sources as they are, without a single permission.
 *
 * @module
 */
import { run } from "../../../scripts/tools/run.ts";
import { ROOT } from "../../../scripts/tools/npm.ts";
import type { Report } from "../report.ts";
import { realTask } from "../stage.ts";

/** Runs the suite with Deno. */
export async function runDeno(...mode: readonly "web"[]): Promise<Report> {
  const program = `${ROOT}tests/runtimes/entries/server.ts`;
  const args = ["run", "--no-prompt", "--quiet", program, ...mode];
  return JSON.parse(await run(Deno.execPath(), args, { cwd: ROOT, input: await realTask() }));
}
