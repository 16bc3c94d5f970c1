/**
 * Bun runs the installed package.
 *
 * @module
 */
import { run } from "../../../scripts/tools/run.ts";
import { tool } from "../../../scripts/tools/npm.ts";
import type { Report } from "../report.ts";
import { realTask, STAGE } from "../stage.ts";

/** Runs the suite with Bun. */
export async function runBun(...mode: readonly "web"[]): Promise<Report> {
  const bun = `${await tool("bun")}node_modules/.bin/bun`;
  return JSON.parse(await run(bun, ["run", "server.js", ...mode], { cwd: STAGE, input: await realTask() }));
}
