/**
 * Lines of a YAML file.
 *
 * @module
 */
import { trimEnd } from "../../python/strings.ts";
import { Lines } from "../lines.ts";
import { isBreak } from "./scanner.ts";

/** Returns the lines of a YAML file. */
export function yamlLines(text: string): Lines {
  return new Lines(text, nextLine);
}

/** Returns a line by its number, without its line break; `undefined` if there is no such line. */
export function lineOf(lines: Lines, number: number): string | undefined {
  if (number > lines.count) return undefined;
  return trimEnd(lines.text.slice(lines.start(number - 1), lines.start(number)), "\r\n\x85\u2028\u2029");
}

function nextLine(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isBreak(code) && !(code === 0x0d && text.charCodeAt(at + 1) === 0x0a)) return at + 1;
  }
  return 0;
}
