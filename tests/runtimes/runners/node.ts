/**
 * Node runs the installed package.
 *
 * @module
 */
import { run } from "../../../scripts/tools/run.ts";
import type { Report } from "../report.ts";
import { MACHINE, MACHINE_ENV, realTask, STAGE } from "../stage.ts";

/** Runs the suite with Node. */
export async function runNode(mode: "web" | typeof MACHINE = MACHINE): Promise<Report> {
  const options = { cwd: STAGE, env: MACHINE_ENV, input: await realTask() };
  return JSON.parse(await run("node", ["server.js", mode], options));
}
