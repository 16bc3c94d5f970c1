/**
 * Node runs the installed package.
 *
 * @module
 */
import { nodeProgram } from "../../../scripts/tools/npm.ts";
import { run } from "../../../scripts/tools/run.ts";
import type { Report } from "../report.ts";
import { MACHINE, MACHINE_ENV, realTask, STAGE } from "../stage.ts";

/** Runs the suite with a release of Node. */
export async function runNode(
  release: "node20" | "node22" | "node24",
  mode: "web" | typeof MACHINE = MACHINE,
): Promise<Report> {
  const options = { cwd: STAGE, env: MACHINE_ENV, input: await realTask() };
  return JSON.parse(await run(await nodeProgram(release), ["server.js", mode], options));
}
