/**
 * Lines and columns of a file.
 *
 * @module
 */
import type { TextPosition } from "./text.ts";

/** A string and the offsets of its lines, which are found on first use. */
export class Lines {
  /** The whole text. */
  readonly text: string;
  readonly #nextLine: (text: string, from: number) => number;
  #starts: Uint32Array | undefined;

  /** Creates an index. `nextLine` returns the offset after the next line ending; 0 if there is none. */
  constructor(text: string, nextLine: (text: string, from: number) => number) {
    this.text = text;
    this.#nextLine = nextLine;
  }

  /** Number of lines; at least one, and the last one may be empty. */
  get count(): number {
    return this.#offsets().length;
  }

  /** Returns the offset of a line by its index; the end of the text after the last line. */
  start(index: number): number {
    return this.#offsets()[index] ?? this.text.length;
  }

  /** Returns the index of the line that contains an offset. */
  indexAt(offset: number): number {
    const starts = this.#offsets();
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return low;
  }

  /** Returns the line and column of an offset. */
  position(offset: number): TextPosition {
    const index = this.indexAt(offset);
    return { line: index + 1, column: offset - this.start(index) + 1, offset };
  }

  #offsets(): Uint32Array {
    if (this.#starts !== undefined) return this.#starts;
    // Two passes, since a growing list would take several times the memory.
    let count = 1;
    for (let at = this.#nextLine(this.text, 0); at > 0; at = this.#nextLine(this.text, at)) count++;
    const starts = new Uint32Array(count);
    for (let index = 1, at = 0; index < count; index++) starts[index] = at = this.#nextLine(this.text, at);
    return this.#starts = starts;
  }
}
