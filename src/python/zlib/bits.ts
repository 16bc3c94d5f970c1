/**
 * Bytes that are written bit by bit, as deflate data is.
 *
 * @module
 */

/** Collects bits, the lowest first. */
export class BitWriter {
  #out: Uint8Array<ArrayBuffer>;
  #at = 0;
  /** Bits that do not fill a byte yet. */
  #hold = 0;
  #bits = 0;

  /** Creates a writer with room for a number of bytes. */
  constructor(room: number) {
    this.#out = new Uint8Array(room);
  }

  /** Appends at most 24 bits. There must be room for them. */
  put(value: number, count: number): void {
    let hold = this.#hold | value << this.#bits;
    let bits = this.#bits + count;
    for (; bits > 7; bits -= 8, hold >>>= 8) this.#out[this.#at++] = hold;
    this.#hold = hold;
    this.#bits = bits;
  }

  /** Appends bytes at the next whole byte. */
  append(bytes: Uint8Array): void {
    this.align();
    this.#out.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  /** Appends zeros up to the next whole byte. */
  align(): void {
    this.put(0, -this.#bits & 7);
  }

  /** Grows the output unless it has room for a number of further bytes. */
  reserve(count: number): void {
    const needed = this.#at + count;
    if (needed <= this.#out.length) return;
    const out = new Uint8Array(Math.max(needed, 2 * this.#out.length));
    out.set(this.#out.subarray(0, this.#at));
    this.#out = out;
  }

  /** Returns the bytes. */
  bytes(): Uint8Array<ArrayBuffer> {
    this.align();
    return this.#out.subarray(0, this.#at);
  }
}
