/**
 * The lines of a text, and positions in it.
 *
 * @module
 */
import { isSpace } from "../../python/number.ts";

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
  readonly #starts: readonly number[];

  /** Finds where the lines of a text start. */
  constructor(text: string, newlines: Newlines) {
    this.text = text;
    const starts = [0];
    const newline = newlines === "lf" ? /\n/g : /\r\n?|\n/g;
    while (newline.test(text)) starts.push(newline.lastIndex);
    this.#starts = starts;
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
