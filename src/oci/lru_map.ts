/**
 * A map of bounded size.
 *
 * @module
 */

/** A map that keeps a limited number of entries and drops the least recently used ones. */
export class LruMap<V> {
  readonly #entries = new Map<string, V>();
  readonly #maxSize: number;

  /** Creates an empty map for that many entries. */
  constructor(maxSize: number) {
    this.#maxSize = maxSize;
  }

  /** Returns the value of a key, if it is still there. */
  get(key: string): V | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  /** Sets the value of a key, and drops the least recently used entries beyond the limit. */
  set(key: string, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#maxSize) break;
      this.#entries.delete(oldest);
    }
  }

  /** Removes the entry of a key if it has that value. */
  remove(key: string, value: V): void {
    if (this.#entries.get(key) === value) this.#entries.delete(key);
  }
}
