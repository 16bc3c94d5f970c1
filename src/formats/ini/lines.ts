/**
 * The lines of a text, and positions in it.
 *
 * @module
 */
import { isSpace } from "../../python/strings.ts";

/**
 * What ends a line: `universal` is how Python opens files (`\n`, `\r\n` and `\r`), `lf` is how
 * `ConfigParser.read_string` reads a text (`\n` only). No other character ever does.
 */
export type Newlines = "universal" | "lf";

/** A place in a text. */
export interface IniPosition {
  /** The line, counted from 1. */
  readonly line: number;
  /** The column, counted from 1 in UTF-16 code units, as editors do. */
  readonly column: number;
  /** How many UTF-16 code units stand before it. */
  readonly offset: number;
}

/** A text as lines, each with the newline that ends it. */
export class Lines {
  /** The whole text. */
  readonly text: string;
  readonly #starts: Uint32Array;

  /** Finds where the lines of a text start. */
  constructor(text: string, newlines: Newlines) {
    this.text = text;
    // Two passes, since a list that grows takes several times the memory.
    let count = 1;
    for (let at = lineEnd(text, 0, newlines); at > 0; at = lineEnd(text, at, newlines)) count++;
    this.#starts = new Uint32Array(count);
    for (let index = 1, at = 0; index < count; index++) this.#starts[index] = at = lineEnd(text, at, newlines);
  }

  /** How many lines there are; at least one, and the last one may be empty. */
  get count(): number {
    return this.#starts.length;
  }

  /** Where the line with this index starts; the end of the text for the index after the last. */
  start(index: number): number {
    return this.#starts[index] ?? this.text.length;
  }

  /** The index of the line that has this offset. */
  indexAt(offset: number): number {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Line and column of an offset. */
  position(offset: number): IniPosition {
    const index = this.indexAt(offset);
    return { line: index + 1, column: offset - this.start(index) + 1, offset };
  }
}

/** The offset after the next newline; 0 if there is none. */
function lineEnd(text: string, from: number, newlines: Newlines): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x0a) return at + 1;
    if (code === 0x0d && newlines === "universal") return text.charCodeAt(at + 1) === 0x0a ? at + 2 : at + 1;
  }
  return 0;
}

/** The place of a problem and where it ends. */
export function spanOf(lines: Lines, start: number, end: number): IniPosition & { endLine: number; endColumn: number } {
  const { line: endLine, column: endColumn } = lines.position(end);
  return { ...lines.position(start), endLine, endColumn };
}

/** The first offset from `start` on that is not white space, or `end`. */
export function skipSpace(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** The offset after the last character before `end` that is not white space, or `start`. */
export function skipSpaceBack(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Whether a comment starts here, if this is where a line's text starts. */
export function startsComment(text: string, at: number): boolean {
  return text[at] === "#" || text[at] === ";";
}
