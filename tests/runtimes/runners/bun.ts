/**
 * Bun runs the installed package.
 *
 * @module
 */
import { run } from "../../../scripts/tools/run.ts";
import { tool } from "../../../scripts/tools/npm.ts";
import type { Report } from "../report.ts";
import { MACHINE, MACHINE_ENV, realTask, STAGE } from "../stage.ts";

/** Runs the suite with Bun. */
export async function runBun(mode: "web" | typeof MACHINE = MACHINE): Promise<Report> {
  const bun = `${await tool("bun")}node_modules/.bin/bun`;
  const options = { cwd: STAGE, env: MACHINE_ENV, input: await realTask() };
  return JSON.parse(await run(bun, ["run", "server.js", mode], options));
}
