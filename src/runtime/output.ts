/**
 * What a program writes, in bounded memory.
 *
 * @module
 */

type Bytes = Uint8Array<ArrayBuffer>;

/** Bytes as they come: all of them up to a limit, or those at the end. */
export class Output {
  readonly #limit: number;
  readonly #keepsEnd: boolean;
  #bytes: Bytes = new Uint8Array(0);
  #length = 0;

  /** Keeps up to `limit` bytes: the last ones, or else all, and then refuses more. */
  constructor(limit: number, { keepsEnd = false } = {}) {
    this.#limit = limit;
    this.#keepsEnd = keepsEnd;
  }

  /** Takes further bytes; whether there was room for them. */
  add(bytes: Uint8Array): boolean {
    if (this.#keepsEnd) {
      const room = 2 * this.#limit - this.#length;
      // Bytes are moved once for as many that came.
      if (bytes.length > room) this.#dropBeginning();
      if (bytes.length > this.#limit) bytes = bytes.subarray(bytes.length - this.#limit);
    } else if (bytes.length > this.#limit - this.#length) return false;
    this.#makeRoom(this.#length + bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
    return true;
  }

  /** The bytes that were kept. */
  end(): Bytes {
    if (this.#keepsEnd) this.#dropBeginning();
    return this.#bytes.slice(0, this.#length);
  }

  #dropBeginning(): void {
    const start = Math.max(0, this.#length - this.#limit);
    this.#bytes.copyWithin(0, start, this.#length);
    this.#length -= start;
  }

  #makeRoom(length: number): void {
    if (length <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(length, 2 * this.#bytes.length));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}
