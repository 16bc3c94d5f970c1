/**
 * Node runs the installed package.
 *
 * @module
 */
import { run } from "../../../scripts/tools/run.ts";
import type { Report } from "../report.ts";
import { realTask, STAGE } from "../stage.ts";

/** Runs the suite with Node. */
export async function runNode(...mode: readonly "web"[]): Promise<Report> {
  return JSON.parse(await run("node", ["server.js", ...mode], { cwd: STAGE, input: await realTask() }));
}
