/**
 * Bytes that are written bit by bit, as deflate data is.
 *
 * @module
 */

/** Collects bits, the lowest first. */
export class BitWriter {
  #out: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  #at: number;
  /** Up to 15 bits that are not written yet. */
  #hold = 0;
  #bits = 0;

  /** Creates a writer whose first byte has a position. There is no room before {@linkcode reserve}. */
  constructor(start: number) {
    this.#at = start;
  }

  /** Appends at most 16 bits. There must be room for them. */
  put(value: number, count: number): void {
    const hold = this.#hold | value << this.#bits;
    const bits = this.#bits + count;
    if (bits < 16) {
      this.#hold = hold;
      this.#bits = bits;
      return;
    }
    this.#out[this.#at] = hold;
    this.#out[this.#at + 1] = hold >> 8;
    this.#at += 2;
    this.#hold = hold >>> 16;
    this.#bits = bits - 16;
  }

  /** Appends bytes at the next whole byte. */
  append(bytes: Uint8Array): void {
    this.align();
    this.#out.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  /** Appends zeros up to the next whole byte. */
  align(): void {
    for (; this.#bits > 0; this.#bits -= 8, this.#hold >>= 8) this.#out[this.#at++] = this.#hold;
    this.#bits = 0;
  }

  /** Grows the output unless it has room for a number of further bytes. */
  reserve(count: number): void {
    const needed = this.#at + count;
    if (needed <= this.#out.length) return;
    const out = new Uint8Array(Math.max(needed, 2 * this.#out.length));
    out.set(this.#out);
    this.#out = out;
  }

  /** Returns all bytes from position 0, with room for a number of further bytes. */
  bytes(room: number): Uint8Array<ArrayBuffer> {
    this.align();
    this.reserve(room);
    return this.#out.subarray(0, this.#at + room);
  }
}
