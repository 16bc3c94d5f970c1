/**
 * Ranges of a file as editors count them.
 *
 * @module
 */
import { iniLines } from "../formats/ini/lines.ts";
import type { Lines } from "../formats/lines.ts";
import type { TextPosition } from "../formats/text.ts";
import { yamlLines } from "../formats/yaml/positions.ts";
import { trimEnd } from "../python/strings.ts";
import type { FileOrigin } from "../settings/origin.ts";

/**
 * A range of a file. Lines and columns start at 1, offsets at 0; columns and offsets count UTF-16 code units. Lines end
 * with LF, CR LF or CR, as in editors. A position of the Language Server Protocol is
 * `{ line: line - 1, character: column - 1 }`.
 */
export interface TextRange {
  /** Position of the first character. */
  readonly start: TextPosition;
  /** Position after the last character. */
  readonly end: TextPosition;
}

type LineAndColumn = Pick<TextPosition, "line" | "column">;

/** Converts positions of a parser to ranges of the text. */
export class TextRanges {
  /** The text. */
  readonly text: string;
  readonly #lines: Lines;
  readonly #parsed: Lines;

  /** Accepts the text of a file, and the format whose parser the positions come from. */
  constructor(text: string, format: "yaml" | "ini") {
    this.text = text;
    this.#lines = iniLines(text, "universal");
    // A line of YAML may also end with NEL, LS or PS.
    this.#parsed = format === "yaml" ? yamlLines(text) : this.#lines;
  }

  /** Returns the range of an origin; an empty one if its end is not known. */
  ofOrigin({ line, column, endLine = line, endColumn = column }: FileOrigin): TextRange {
    const offset = (line: number, column: number) =>
      Math.min(this.#parsed.start(line - 1) + column - 1, this.text.length);
    const start = offset(line, column);
    return this.between(start, Math.max(start, offset(endLine, endColumn)));
  }

  /** Returns the range between two offsets. */
  between(start: number, end: number): TextRange {
    return { start: this.position(start), end: this.position(end) };
  }

  /** Returns the position of an offset. */
  position(offset: number): TextPosition {
    return this.#lines.position(offset);
  }

  /** Returns the offset of a line and column, limited to the line. */
  offsetOf({ line, column }: LineAndColumn): number {
    const [start, end] = [this.#lines.start(line - 1), this.#lines.start(line)];
    return start + Math.min(column - 1, trimEnd(this.text.slice(start, end), "\r\n").length);
  }

  /** Returns the text of a range. */
  textOf({ start, end }: TextRange): string {
    return this.text.slice(start.offset, end.offset);
  }
}
