/**
 * Hash functions that change a state with one block of 64 bytes after another: the part that MD5, SHA-1 and SHA-256
 * share. They are for runtimes that have none of their own.
 *
 * @module
 */

/** An incremental hash. */
export interface Hasher {
  /** Adds bytes. */
  update(bytes: Uint8Array): unknown;
  /** Returns the hash of all bytes. The hasher cannot be used afterwards. */
  digest(): Uint8Array;
  /** Returns an independent hash of the same bytes. */
  copy(): Hasher;
  /**
   * Returns the hasher for the content of a file, if that differs from this one: see `recordingHasher`. `below` is the
   * path that is hashed after the content, if any.
   */
  readonly ofFile?: ((path: string, below?: string) => Hasher) | undefined;
}

/** The part in which hash functions differ. */
export interface BlockHash {
  /** The state before the first block: words of 32 bits. */
  readonly initial: readonly number[];
  /** Whether the lowest byte of a word is the first one. */
  readonly isLittleEndian: boolean;
  /** Changes the state with a block of 16 words. */
  readonly addBlock: (state: Int32Array, block: Int32Array) => void;
}

/** Number of bytes in a block. */
const BLOCK = 64;

/** Creates a hasher. */
export function blockHasher(hash: BlockHash): Hasher {
  return continued(hash, Int32Array.from(hash.initial), new Uint8Array(BLOCK), 0);
}

/** Creates a hasher that continues after some bytes, of which `rest` has those that do not fill a block. */
function continued(hash: BlockHash, state: Int32Array, rest: Uint8Array, count: number): Hasher {
  const { isLittleEndian, addBlock } = hash;
  const block = new Int32Array(BLOCK / 4);
  let length = count;
  const addBlocks = (bytes: Uint8Array, from: number): number => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let at = from;
    for (; at + BLOCK <= bytes.length; at += BLOCK) {
      for (let word = 0; word < block.length; word++) block[word] = view.getInt32(at + 4 * word, isLittleEndian);
      addBlock(state, block);
    }
    return at;
  };
  const update = (bytes: Uint8Array): void => {
    const filled = length % BLOCK;
    const first = filled === 0 ? 0 : Math.min(BLOCK - filled, bytes.length);
    rest.set(bytes.subarray(0, first), filled);
    if (filled + first === BLOCK) addBlocks(rest, 0);
    const end = addBlocks(bytes, first);
    if (end < bytes.length) rest.set(bytes.subarray(end));
    length += bytes.length;
  };
  return {
    update,
    digest: () => {
      // A one, zeros, and the number of bits fill the last block.
      const end = new Uint8Array(BLOCK + 8 - (length + 8) % BLOCK);
      const view = new DataView(end.buffer);
      end[0] = 0x80;
      view.setUint32(end.length - (isLittleEndian ? 8 : 4), length * 8, isLittleEndian);
      view.setUint32(end.length - (isLittleEndian ? 4 : 8), length / 2 ** 29, isLittleEndian);
      update(end);
      const bytes = new DataView(new ArrayBuffer(4 * state.length));
      state.forEach((word, index) => bytes.setInt32(4 * index, word, isLittleEndian));
      return new Uint8Array(bytes.buffer);
    },
    copy: () => continued(hash, state.slice(), rest.slice(), length),
  };
}

/** Returns the hash of bytes. */
export function hashOf(hasher: Hasher, bytes: Uint8Array): Uint8Array {
  hasher.update(bytes);
  return hasher.digest();
}

/** Rotates the bits of a word to the left. */
export function rotated(word: number, bits: number): number {
  return word << bits | word >>> 32 - bits;
}

/** Formats bytes as hexadecimal digits. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
