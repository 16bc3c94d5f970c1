/**
 * Progress of work that takes a while: one line on standard error that is gone when the work is done.
 *
 * @module
 */
import { oneLine } from "../../text/quote.ts";
import type { Session } from "../session.ts";
import type { Terminal } from "../terminal.ts";
import { cutTo, widthOf } from "./width.ts";

/** Progress in numbers. */
export interface ProgressCounts {
  readonly done: number;
  readonly total: number;
}

/** Receives what the work does now and, where that is known, the progress in numbers. */
export type Step = (text: string, counts?: ProgressCounts) => void;

/** Options of {@linkcode withProgress}. */
export interface ProgressOptions {
  /** Description of the work as a whole, such as `Building app`. */
  readonly title: string;
  /** Whether to show nothing: the option `--quiet`. */
  readonly quiet?: boolean | undefined;
}

const TICK_MS = 100;
/** Ticks before the first line: most work is done by then. */
const SILENT_TICKS = 10;
const FRAMES = [..."⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"];
const BAR_WIDTH = 20;
/** Narrower terminals show no bar. */
const MIN_COLUMNS_WITH_BAR = 60;
const DEFAULT_COLUMNS = 80;

const [ERASE_REST, HIDE_CURSOR, SHOW_CURSOR] = ["\x1b[K", "\x1b[?25l", "\x1b[?25h"];

/**
 * Does work and shows its progress, if standard error is a terminal that a person looks at and the work takes longer than
 * a second. The line is erased when the work is done, has failed or is interrupted, and while something else is printed.
 * Resolves and rejects as `work` does. Only one line can be shown at a time.
 */
export async function withProgress<T>(
  session: Session,
  { title, quiet = false }: ProgressOptions,
  work: (step: Step) => Promise<T>,
): Promise<T> {
  const { terminal, errorStyle } = session;
  if (quiet || !isWatched(terminal)) return await work(() => {});
  let ticks = 0;
  let isShown = false;
  const heading = oneLine(title);
  let text = heading;
  let counts: ProgressCounts | undefined;
  const erase = () => {
    if (isShown) terminal.stderr.write(`\r${ERASE_REST}${SHOW_CURSOR}`);
    isShown = false;
  };
  const stop = terminal.every(TICK_MS, () => {
    ticks++;
    if (ticks < SILENT_TICKS) return;
    // The last column stays free: a terminal may start a new line after it.
    const columns = (terminal.stderr.columns ?? DEFAULT_COLUMNS) - 1;
    const frame = errorStyle.cyan(FRAMES[ticks % FRAMES.length]!);
    const line = progressLine(text, counts, columns - 2, errorStyle.cyan);
    terminal.stderr.write(`${isShown ? "" : HIDE_CURSOR}\r${frame} ${line}${ERASE_REST}`);
    isShown = true;
  });
  const release = session.beforePrint(erase);
  const end = () => {
    stop();
    release();
    erase();
  };
  terminal.signal.addEventListener("abort", end, { once: true });
  try {
    return await work((step, newCounts) => {
      text = step === "" ? heading : `${heading}: ${oneLine(step)}`;
      counts = newCounts;
    });
  } finally {
    terminal.signal.removeEventListener("abort", end);
    end();
  }
}

/** Returns whether a person sees what is drawn on standard error. */
function isWatched({ stderr, env, signal }: Terminal): boolean {
  return stderr.isTerminal && !signal.aborted && (env("CI") ?? "") === "" && env("TERM") !== "dumb";
}

function progressLine(
  text: string,
  counts: ProgressCounts | undefined,
  columns: number,
  style: (text: string) => string,
): string {
  if (counts === undefined || !(counts.total > 0)) return cutTo(text, columns);
  const numbers = `${counts.done}/${counts.total}`;
  const filled = Math.round(BAR_WIDTH * Math.min(1, Math.max(0, counts.done / counts.total)));
  const bar = columns < MIN_COLUMNS_WITH_BAR ? "" : `${style("━".repeat(filled))}${"─".repeat(BAR_WIDTH - filled)} `;
  const left = columns - widthOf(bar) - widthOf(numbers) - 1;
  return left < 1 ? cutTo(numbers, columns) : `${cutTo(text, left)} ${bar}${numbers}`;
}
