/**
 * Splits what a program writes into lines.
 *
 * @module
 */

/** Longest line in characters. */
const MAX_LINE = 16 * 1024;

/**
 * Bytes in, lines out. Memory and time are bounded whatever the program writes: of a line of more than 16,384 characters
 * only the words that are whole within them are passed on, for the rest of a word may be what shows it to be a secret.
 */
export class LineSplitter {
  readonly #decoder = new TextDecoder();
  readonly #onLine: (line: string) => void;
  #line = "";
  #dropped = 0;
  #endedWithReturn = false;
  #hasTaken = false;

  /** Calls `onLine` for each line, without its end: a line feed, a carriage return, or both. */
  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  /** Whether there were any bytes. */
  get hasTaken(): boolean {
    return this.#hasTaken;
  }

  /** Takes further bytes. */
  take(bytes: Uint8Array): void {
    this.#hasTaken ||= bytes.length > 0;
    this.#split(this.#decoder.decode(bytes, { stream: true }));
  }

  /** Passes on what is left. */
  end(): void {
    this.#split(this.#decoder.decode());
    if (this.#line !== "" || this.#dropped > 0) this.#pass();
  }

  #split(text: string): void {
    let start = 0;
    for (const { 0: lineEnd, index } of text.matchAll(/\r\n|\n|\r/g)) {
      // The two halves of a line's end may come apart.
      const isSecondHalf = this.#endedWithReturn && index === 0 && lineEnd === "\n";
      if (!isSecondHalf) {
        this.#add(text.slice(start, index));
        this.#pass();
      }
      start = index + lineEnd.length;
    }
    if (text !== "") this.#endedWithReturn = text.endsWith("\r");
    this.#add(text.slice(start));
  }

  #add(text: string): void {
    const room = MAX_LINE - this.#line.length;
    this.#line += text.slice(0, room);
    this.#dropped += Math.max(0, text.length - room);
  }

  #pass(): void {
    const [line, dropped] = [this.#line, this.#dropped];
    [this.#line, this.#dropped] = ["", 0];
    if (dropped === 0) return this.#onLine(line);
    const whole = line.slice(0, Math.max(line.lastIndexOf(" "), line.lastIndexOf("\t")) + 1);
    this.#onLine(`${whole}… (${line.length - whole.length + dropped} more characters)`);
  }
}
