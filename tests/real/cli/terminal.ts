/**
 * Runs programs in a pseudo-terminal.
 *
 * @module
 */
import { run } from "../../../scripts/tools/run.ts";
import { ROOT } from "../../../scripts/tools/npm.ts";

/** A program in a terminal, and what a person types. */
export interface TerminalJob {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Regular expressions to wait for, one after the other, and the keys to press then. */
  readonly steps?: readonly (readonly [wait: string, keys: string])[];
  readonly columns?: number;
  readonly rows?: number;
  /** Seconds. */
  readonly timeout?: number;
}

/** Result of a program in a terminal. */
export interface TerminalResult {
  /** All that it wrote, with control sequences. */
  readonly output: string;
  readonly code: number;
}

/** Runs a program until it ends. Throws with its output if something that is waited for does not come. */
export async function inTerminal(job: TerminalJob): Promise<TerminalResult> {
  const input = JSON.stringify({ steps: [], columns: 80, rows: 40, timeout: 60, ...job });
  const { output, code, matched } = JSON.parse(await run("python3", [`${ROOT}tests/real/cli/terminal.py`], { input }));
  if (!matched) throw new Error(`${job.command.join(" ")}: the terminal shows\n${JSON.stringify(output)}`);
  return { output, code };
}

/** Returns text without control sequences. */
export function plain(output: string): string {
  // deno-lint-ignore no-control-regex
  return output.replace(/\x1b(?:\[[\d;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()].|[=>])/g, "").replaceAll(
    "\r",
    "",
  );
}
