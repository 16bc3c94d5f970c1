/**
 * A program that runs another one which writes 200 MB, as the question says, and writes the peak of its own memory.
 *
 * @module
 */
import { defaultHost } from "../../../src/runtime/default_host.ts";
import { runProgram } from "../../../src/container/run_program.ts";

const [how] = Deno.args;
const host = defaultHost();
const WRITE = "yes | tr -d '\\n' | head -c 200000000";
let outcome: unknown;
try {
  if (how === "stdout") await host.run(["sh", "-c", WRITE]);
  if (how === "stderr") outcome = (await host.run(["sh", "-c", `(${WRITE}) >&2`])).stderr.length;
  if (how === "builder") {
    const job = { imageName: "a", code: "image_build_failed", onMessage: () => {} } as const;
    await runProgram(host, { ...job, command: ["sh", "-c", `(${WRITE}) >&2; ${WRITE}; exit 1`] });
  }
} catch (error) {
  outcome = [(error as { code?: string }).code, (error as Error).message];
}
const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(await Deno.readTextFile("/proc/self/status"))!;
console.log(JSON.stringify({ outcome, megabytes: Number(kilobytes) / 1024 }));
