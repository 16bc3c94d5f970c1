/**
 * Joins many short pieces of text.
 *
 * @module
 */

/** How many pieces are kept before they are joined; each costs more memory than its characters. */
const MAX_PIECES = 4096;

/** A text in the making. */
export class TextBuilder {
  readonly #parts: string[] = [];
  #pieces: string[] = [];

  /** Adds a piece at the end. */
  add(piece: string): void {
    if (this.#pieces.push(piece) < MAX_PIECES) return;
    this.#parts.push(this.#pieces.join(""));
    this.#pieces = [];
  }

  /** The text. */
  toString(): string {
    return this.#parts.join("") + this.#pieces.join("");
  }
}

/** A line break as it is in a value: LS and PS stay, all others become LF. */
export function normalBreak(code: number): string {
  return code === 0x2028 ? "\u2028" : code === 0x2029 ? "\u2029" : "\n";
}
