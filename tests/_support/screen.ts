/**
 * What a terminal shows after text was written to it: of the control sequences, only those that the command line uses.
 *
 * @module
 */
import { widthOf } from "../../src/cli/output/width.ts";

/** A part of what is written: a control sequence, a line break, a return, or text. */
// deno-lint-ignore no-control-regex
const PART = /\x1b\[(?<parameter>\??\d*)(?<final>[A-Za-z])|(?<control>[\r\n])|(?<text>[^\x00-\x1f\x7f]+)/uy;

/** A terminal's screen. */
export class Screen {
  readonly #columns: number;
  readonly #lines: string[] = [""];
  /** Whether the cursor is at the start of the last line, where text replaces what is there. */
  #atStart = true;
  /** Whether the cursor is visible. */
  hasCursor = true;
  /** Whether any text had a color. */
  hasStyles = false;
  constructor(columns: number) {
    this.#columns = columns;
  }

  /** Writes text as a program does. Throws at what this screen does not know. */
  write(text: string): void {
    PART.lastIndex = 0;
    while (PART.lastIndex < text.length) {
      const at = PART.lastIndex;
      const groups = PART.exec(text)?.groups;
      if (groups === undefined) throw new Error(`unexpected ${JSON.stringify(text.slice(at, at + 20))}`);
      if (groups.text !== undefined) this.#put(groups.text);
      else if (groups.control === "\n") this.#lines.push(""), this.#atStart = true;
      else if (groups.control === "\r") this.#atStart = true;
      else this.#sequence(`${groups.parameter}${groups.final}`);
    }
  }

  /** What is shown. */
  text(): string {
    return this.#lines.join("\n");
  }

  #put(text: string): void {
    const last = this.#lines.length - 1;
    // Nothing that the command line writes is shorter than what it replaces without erasing the rest.
    this.#lines[last] = this.#atStart ? text : this.#lines[last]! + text;
    this.#atStart = false;
    if (widthOf(this.#lines[last]!) > this.#columns) throw new Error(`a line is too long: ${this.#lines[last]}`);
  }

  #sequence(sequence: string): void {
    if (sequence === "K") {
      if (this.#atStart) this.#lines[this.#lines.length - 1] = "";
    } else if (sequence === "?25l") this.hasCursor = false;
    else if (sequence === "?25h") this.hasCursor = true;
    else if (/^\d+m$/.test(sequence)) this.hasStyles = true;
    else throw new Error(`unexpected sequence ${sequence}`);
  }
}
