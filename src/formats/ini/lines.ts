/**
 * Lines and positions of an INI file.
 *
 * @module
 */
import { isSpace } from "../../python/strings.ts";
import type { TextPosition } from "../text.ts";

/**
 * Line endings: `universal` (`\n`, `\r\n` and `\r`) as in files that Python opens, `lf` (`\n` only) as in
 * `ConfigParser.read_string`. No other character ends a line.
 */
export type Newlines = "universal" | "lf";

/** A string and the offsets of its lines. */
export class Lines {
  /** The whole text. */
  readonly text: string;
  readonly #starts: Uint32Array;

  /** Finds the lines of a string. */
  constructor(text: string, newlines: Newlines) {
    this.text = text;
    // Two passes, since a growing list would take several times the memory.
    let count = 1;
    for (let at = lineEnd(text, 0, newlines); at > 0; at = lineEnd(text, at, newlines)) count++;
    this.#starts = new Uint32Array(count);
    for (let index = 1, at = 0; index < count; index++) this.#starts[index] = at = lineEnd(text, at, newlines);
  }

  /** Number of lines; at least one, and the last one may be empty. */
  get count(): number {
    return this.#starts.length;
  }

  /** Returns the offset of a line by its index; the end of the text after the last line. */
  start(index: number): number {
    return this.#starts[index] ?? this.text.length;
  }

  /** Returns the index of the line that contains an offset. */
  indexAt(offset: number): number {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Returns the line and column of an offset. */
  position(offset: number): TextPosition {
    const index = this.indexAt(offset);
    return { line: index + 1, column: offset - this.start(index) + 1, offset };
  }
}

/** Returns the offset after the next line ending; 0 if there is none. */
function lineEnd(text: string, from: number, newlines: Newlines): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x0a) return at + 1;
    if (code === 0x0d && newlines === "universal") return text.charCodeAt(at + 1) === 0x0a ? at + 2 : at + 1;
  }
  return 0;
}

/** Returns the start and end of a range. */
export function spanOf(
  lines: Lines,
  start: number,
  end: number,
): TextPosition & { endLine: number; endColumn: number } {
  const { line: endLine, column: endColumn } = lines.position(end);
  return { ...lines.position(start), endLine, endColumn };
}

/** Returns the offset of the first character that is not whitespace, or `end`. */
export function skipSpace(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** Returns the offset after the last character that is not whitespace, or `start`. */
export function skipSpaceBack(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Checks whether a line whose text starts at an offset is a comment. */
export function startsComment(text: string, at: number): boolean {
  return text[at] === "#" || text[at] === ";";
}
