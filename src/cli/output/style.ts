/**
 * Colors of a terminal.
 *
 * @module
 */
import type { Terminal } from "../terminal.ts";

/** The styles of text, each with its ANSI codes. */
const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;

/** A style of text. */
type StyleName = keyof typeof CODES;

/** Functions that style text, or return it as it is where there are no colors. */
export type Style = Readonly<Record<StyleName, (text: string) => string>>;

/** Returns the styles of an output. */
export function styleOf(hasColors: boolean): Style {
  const styles = Object.entries(CODES).map(([name, [on, off]]) => [
    name,
    (text: string) => hasColors && text !== "" ? `\x1b[${on}m${text}\x1b[${off}m` : text,
  ]);
  return Object.fromEntries(styles) as Style;
}

/**
 * Returns whether an output has colors: those of terminals have, unless `NO_COLOR` is set (https://no-color.org) or the
 * terminal is `dumb`; with `FORCE_COLOR`, all have.
 */
export function hasColors(terminal: Terminal, output: "stdout" | "stderr"): boolean {
  const isSet = (name: string) => (terminal.env(name) ?? "") !== "";
  if (isSet("NO_COLOR")) return false;
  if (isSet("FORCE_COLOR")) return terminal.env("FORCE_COLOR") !== "0";
  return terminal[output].isTerminal && terminal.env("TERM") !== "dumb";
}
