/**
 * Blocks of deflate data, written as zlib writes them: with codes of their own, with fixed codes, or stored.
 *
 * @module
 */
import { BitWriter } from "./bits.ts";
import { type Code, fixedCode, HuffmanCoder } from "./huffman.ts";

const END_OF_BLOCK = 256;

/** Number of literals and matches in a block. */
const MAX_SYMBOLS = 16_383;

/** Order in which the lengths of the codes for code lengths are written: rarely used ones come last, and are left out. */
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Length of a match less 3 is 255: it has a code without extra bits. */
const LONGEST = 255;

/** Collects the literals and matches of a block, and writes it. */
export class BlockWriter {
  readonly #coder = new HuffmanCoder();
  readonly #bytes: Uint8Array;
  /** Literals and matches: a byte or the length less 3, and the distance, which is 0 for literals, in the higher bits. */
  readonly #symbols: number[] = [];
  readonly #symbolCounts: Uint16Array = new Uint16Array(286);
  readonly #distanceCounts: Uint16Array = new Uint16Array(30);
  /** Position of the first byte of the block. */
  #start = 0;
  readonly #bits: BitWriter;

  /** Creates a writer of the blocks of some bytes. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#bits = new BitWriter(64 + (bytes.length >> 1));
  }

  /** Adds a literal. Returns whether the block is full. */
  literal(byte: number): boolean {
    this.#symbolCounts[byte]!++;
    return this.#symbols.push(byte) === MAX_SYMBOLS;
  }

  /** Adds a match. Returns whether the block is full. */
  match(length: number, distance: number): boolean {
    const value = length - 3;
    this.#symbolCounts[END_OF_BLOCK + 1 + lengthSymbol(value)]!++;
    this.#distanceCounts[distanceSymbol(distance - 1)]!++;
    return this.#symbols.push(distance << 8 | value) === MAX_SYMBOLS;
  }

  /** Writes the block, which has the bytes up to `end`. It cannot be stored if its bytes start before `oldest`. */
  write(end: number, oldest: number, isLast: boolean): void {
    this.#symbolCounts[END_OF_BLOCK] = 1;
    const symbols = this.#coder.code(this.#symbolCounts, 15);
    const distances = this.#coder.code(this.#distanceCounts, 15);
    const runs: number[] = [];
    appendRuns(symbols.lengths, runs);
    appendRuns(distances.lengths, runs);
    const runCounts = new Uint16Array(19);
    for (const run of runs) runCounts[run & 31]!++;
    const lengths = this.#coder.code(runCounts, 7);
    let ordered = 19;
    while (lengths.lengths[LENGTH_ORDER[ordered - 1]!] === 0) ordered--;

    const repeats = 2 * runCounts[16]! + 3 * runCounts[17]! + 7 * runCounts[18]!;
    const own = 17 + 3 * ordered + lengths.bits + repeats + symbols.bits + distances.bits + this.#extraBits() + 7 >> 3;
    const fixed = 3 + this.#fixedBits() + this.#extraBits() + 7 >> 3;
    const size = Math.min(own, fixed);
    const stored = end - this.#start + 4;
    this.#bits.reserve(Math.max(size, stored) + 8);
    if (stored <= size && this.#start >= oldest) this.#store(end, isLast);
    else if (fixed <= own) {
      this.#bits.put(2 + Number(isLast), 3);
      this.#writeSymbols(
        fixedCode(new Uint8Array(288).fill(8).fill(9, 144, 256).fill(7, 256, 280)),
        fixedCode(new Uint8Array(30).fill(5)),
      );
    } else {
      this.#bits.put(4 + Number(isLast), 3);
      this.#bits.put(usedCount(symbols.lengths) - 257, 5);
      this.#bits.put(usedCount(distances.lengths) - 1, 5);
      this.#bits.put(ordered - 4, 4);
      for (let index = 0; index < ordered; index++) this.#bits.put(lengths.lengths[LENGTH_ORDER[index]!]!, 3);
      this.#writeRuns(runs, lengths);
      this.#writeSymbols(symbols, distances);
    }
    this.#symbolCounts.fill(0);
    this.#distanceCounts.fill(0);
    this.#symbols.length = 0;
    this.#start = end;
  }

  /** Returns the blocks. */
  finish(): Uint8Array<ArrayBuffer> {
    return this.#bits.bytes();
  }

  /** Returns the number of bits that follow the codes of lengths and distances. */
  #extraBits(): number {
    let bits = 0;
    for (let code = 8; code < 28; code++) bits += this.#symbolCounts[END_OF_BLOCK + 1 + code]! * ((code >> 2) - 1);
    for (let code = 4; code < 30; code++) bits += this.#distanceCounts[code]! * ((code >> 1) - 1);
    return bits;
  }

  /** Returns the number of bits that the fixed codes of all symbols take. */
  #fixedBits(): number {
    let bits = 0;
    for (let symbol = 0; symbol < 286; symbol++) {
      bits += this.#symbolCounts[symbol]! * (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8);
    }
    for (let code = 0; code < 30; code++) bits += 5 * this.#distanceCounts[code]!;
    return bits;
  }

  #store(end: number, isLast: boolean): void {
    const length = end - this.#start;
    this.#bits.put(Number(isLast), 3);
    this.#bits.append(Uint8Array.of(length, length >> 8, ~length, ~length >> 8));
    this.#bits.append(this.#bytes.subarray(this.#start, end));
  }

  #writeRuns(runs: readonly number[], { lengths, codes }: Code): void {
    for (const run of runs) {
      const symbol = run & 31;
      this.#bits.put(codes[symbol]!, lengths[symbol]!);
      if (symbol > 15) this.#bits.put(run >> 5, symbol === 16 ? 2 : symbol === 17 ? 3 : 7);
    }
  }

  #writeSymbols(symbols: Omit<Code, "bits">, distances: Omit<Code, "bits">): void {
    const bits = this.#bits;
    const { lengths, codes } = symbols;
    const all = this.#symbols;
    for (let index = 0; index < all.length; index++) {
      const each = all[index]!;
      const value = each & 0xff;
      const distance = (each >> 8) - 1;
      if (distance < 0) {
        bits.put(codes[value]!, lengths[value]!);
        continue;
      }
      const symbol = END_OF_BLOCK + 1 + lengthSymbol(value);
      const lengthBits = value === LONGEST ? 0 : extraBitsOf(value, 2);
      const extra = value & (1 << lengthBits) - 1;
      bits.put(codes[symbol]! | extra << lengths[symbol]!, lengths[symbol]! + lengthBits);
      const code = distanceSymbol(distance);
      bits.put(distances.codes[code]!, distances.lengths[code]!);
      const distanceBits = extraBitsOf(distance, 1);
      bits.put(distance & (1 << distanceBits) - 1, distanceBits);
    }
    bits.put(codes[END_OF_BLOCK]!, lengths[END_OF_BLOCK]!);
  }
}

/** Returns the number of extra bits of a value: its bits less the first one and `kept` more. */
function extraBitsOf(value: number, kept: number): number {
  return Math.max(31 - Math.clz32(value) - kept, 0);
}

/** Returns the symbol of a match's length less 3, counted from that of the shortest. */
function lengthSymbol(value: number): number {
  if (value === LONGEST) return 28;
  const extra = extraBitsOf(value, 2);
  return (extra << 2) + (value >> extra);
}

/** Returns the symbol of a distance less 1. */
function distanceSymbol(distance: number): number {
  const extra = extraBitsOf(distance, 1);
  return (extra << 1) + (distance >> extra);
}

/** Returns the number of lengths without the zeros at the end. */
function usedCount(lengths: Uint8Array): number {
  let count = lengths.length;
  while (lengths[count - 1] === 0) count--;
  return count;
}

/**
 * Appends the symbols that describe code lengths: 0 to 15 is a length; 16 repeats the last one, 17 and 18 repeat zero. The
 * number of repetitions, less the least one, is in the bits from the fifth on.
 */
function appendRuns(lengths: Uint8Array, runs: number[]): void {
  const used = usedCount(lengths);
  let before = -1;
  for (let at = 0; at < used;) {
    const length = lengths[at]!;
    // The first of equal lengths is written as it is, unless they are zeros.
    const least = length === 0 || length === before ? 3 : 4;
    const most = length === 0 ? 138 : least + 3;
    let count = 1;
    while (count < most && at + count < used && lengths[at + count] === length) count++;
    at += count;
    if (count < least) {
      while (count-- > 0) runs.push(length);
    } else if (length === 0) runs.push(count <= 10 ? 17 | count - 3 << 5 : 18 | count - 11 << 5);
    else {
      if (length !== before) {
        runs.push(length);
        count--;
      }
      runs.push(16 | count - 3 << 5);
    }
    before = length;
  }
}
