/**
 * Lines and columns of a YAML file.
 *
 * @module
 */
import { trimEnd } from "../../python/strings.ts";
import type { TextPosition } from "../text.ts";
import { isBreak } from "./scanner.ts";

/** The offsets of the lines of a string, computed on first use. */
export class LineIndex {
  /** The string. */
  readonly text: string;
  #starts: Uint32Array | undefined;

  /** Creates an index. */
  constructor(text: string) {
    this.text = text;
  }

  /** Returns the line and column of an offset. */
  position(offset: number): TextPosition {
    const starts = this.#lines();
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - starts[low]! + 1, offset };
  }

  /** Returns a line without its line break; `undefined` if there is no such line. */
  line(number: number): string | undefined {
    const starts = this.#lines();
    const start = starts[number - 1];
    if (start === undefined) return undefined;
    return trimEnd(this.text.slice(start, starts[number]), "\r\n\x85\u2028\u2029");
  }

  #lines(): Uint32Array {
    if (this.#starts === undefined) {
      this.#starts = new Uint32Array(1 + eachBreak(this.text, () => {}));
      eachBreak(this.text, (end, index) => this.#starts![index] = end);
    }
    return this.#starts;
  }
}

/** Calls a function with the offset after each line break; returns their number. */
function eachBreak(text: string, call: (end: number, number: number) => void): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isBreak(code) && !(code === 0x0d && text.charCodeAt(at + 1) === 0x0a)) call(at + 1, ++count);
  }
  return count;
}
