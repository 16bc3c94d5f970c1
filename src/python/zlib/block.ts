/**
 * Blocks of deflate data, written as zlib writes them: with codes of their own, with fixed codes, or stored.
 *
 * @module
 */
import { codesOf, huffmanCode } from "./huffman.ts";

const END_OF_BLOCK = 256;

/** Order in which the lengths of the codes for code lengths are written: rarely used ones come last, and are left out. */
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Length of a match less 3 is 255: it has a code without extra bits. */
const LONGEST = 255;

/** Collects the literals and matches of a block, and writes it. */
export class BlockWriter {
  readonly #bytes: Uint8Array;
  /** Literals, and lengths of matches less 3. */
  readonly #values: Uint8Array;
  /** Distances of matches, 0 for literals. */
  readonly #distances: Uint16Array;
  readonly #symbolCounts: Uint16Array = new Uint16Array(286);
  readonly #distanceCounts: Uint16Array = new Uint16Array(30);
  #count = 0;
  /** Position of the first byte of the block. */
  #start = 0;
  #out: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  #at = 0;
  #hold = 0;
  #bits = 0;

  /** Creates a writer for some bytes, with at most `capacity` literals and matches in a block. */
  constructor(bytes: Uint8Array, capacity: number) {
    this.#bytes = bytes;
    this.#values = new Uint8Array(capacity);
    this.#distances = new Uint16Array(capacity);
  }

  /** Adds a literal. Returns whether the block is full. */
  literal(byte: number): boolean {
    this.#symbolCounts[byte]!++;
    this.#values[this.#count++] = byte;
    return this.#count === this.#values.length;
  }

  /** Adds a match. Returns whether the block is full. */
  match(length: number, distance: number): boolean {
    const value = length - 3;
    this.#symbolCounts[END_OF_BLOCK + 1 + lengthSymbol(value)]!++;
    this.#distanceCounts[distanceSymbol(distance - 1)]!++;
    this.#values[this.#count] = value;
    this.#distances[this.#count++] = distance;
    return this.#count === this.#values.length;
  }

  /** Writes the block, which has the bytes up to `end`. It cannot be stored if its bytes start before `oldest`. */
  write(end: number, oldest: number, isLast: boolean): void {
    this.#symbolCounts[END_OF_BLOCK] = 1;
    const symbols = huffmanCode(this.#symbolCounts, 15);
    const distances = huffmanCode(this.#distanceCounts, 15);
    const runs = [...runsOf(symbols.lengths), ...runsOf(distances.lengths)];
    const runCounts = new Uint16Array(19);
    for (const run of runs) runCounts[run & 31]!++;
    const lengths = huffmanCode(runCounts, 7);
    let ordered = 19;
    while (lengths.lengths[LENGTH_ORDER[ordered - 1]!] === 0) ordered--;

    const repeats = 2 * runCounts[16]! + 3 * runCounts[17]! + 7 * runCounts[18]!;
    const own = 17 + 3 * ordered + lengths.bits + repeats + symbols.bits + distances.bits + this.#extraBits() + 7 >> 3;
    const fixed = 3 + this.#fixedBits() + this.#extraBits() + 7 >> 3;
    const size = Math.min(own, fixed);
    const stored = end - this.#start + 4;
    this.#reserve(Math.max(size, stored) + 8);
    if (stored <= size && this.#start >= oldest) this.#store(end, isLast);
    else if (fixed <= own) {
      this.#put(2 + Number(isLast), 3);
      this.#writeSymbols(
        new Uint8Array(288).fill(8).fill(9, 144, 256).fill(7, 256, 280),
        new Uint8Array(30).fill(5),
      );
    } else {
      this.#put(4 + Number(isLast), 3);
      this.#put(usedCount(symbols.lengths) - 257, 5);
      this.#put(usedCount(distances.lengths) - 1, 5);
      this.#put(ordered - 4, 4);
      for (let index = 0; index < ordered; index++) this.#put(lengths.lengths[LENGTH_ORDER[index]!]!, 3);
      this.#writeRuns(runs, lengths.lengths);
      this.#writeSymbols(symbols.lengths, distances.lengths);
    }
    this.#symbolCounts.fill(0);
    this.#distanceCounts.fill(0);
    this.#distances.fill(0);
    this.#count = 0;
    this.#start = end;
  }

  /** Returns the blocks. */
  finish(): Uint8Array<ArrayBuffer> {
    this.#align();
    return this.#out.subarray(0, this.#at);
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
    this.#put(Number(isLast), 3);
    this.#align();
    this.#put(length, 16);
    this.#put(~length & 0xffff, 16);
    this.#out.set(this.#bytes.subarray(this.#start, end), this.#at);
    this.#at += length;
  }

  #writeRuns(runs: readonly number[], lengths: Uint8Array): void {
    const codes = codesOf(lengths);
    for (const run of runs) {
      const symbol = run & 31;
      this.#put(codes[symbol]!, lengths[symbol]!);
      if (symbol > 15) this.#put(run >> 5, symbol === 16 ? 2 : symbol === 17 ? 3 : 7);
    }
  }

  #writeSymbols(symbols: Uint8Array, distances: Uint8Array): void {
    const [symbolCodes, distanceCodes] = [codesOf(symbols), codesOf(distances)];
    for (let index = 0; index < this.#count; index++) {
      const value = this.#values[index]!;
      const distance = this.#distances[index]! - 1;
      if (distance < 0) {
        this.#put(symbolCodes[value]!, symbols[value]!);
        continue;
      }
      const symbol = END_OF_BLOCK + 1 + lengthSymbol(value);
      this.#put(symbolCodes[symbol]!, symbols[symbol]!);
      const lengthBits = value === LONGEST ? 0 : extraBitsOf(value, 2);
      this.#put(value & (1 << lengthBits) - 1, lengthBits);
      const code = distanceSymbol(distance);
      this.#put(distanceCodes[code]!, distances[code]!);
      const distanceBits = extraBitsOf(distance, 1);
      this.#put(distance & (1 << distanceBits) - 1, distanceBits);
    }
    this.#put(symbolCodes[END_OF_BLOCK]!, symbols[END_OF_BLOCK]!);
  }

  /** Grows the output if it has no room for some more bytes. */
  #reserve(length: number): void {
    const needed = this.#at + length;
    if (needed <= this.#out.length) return;
    const out = new Uint8Array(Math.max(needed, 2 * this.#out.length));
    out.set(this.#out.subarray(0, this.#at));
    this.#out = out;
  }

  /** Appends at most 16 bits. */
  #put(value: number, length: number): void {
    this.#hold |= value << this.#bits;
    this.#bits += length;
    while (this.#bits > 7) {
      this.#out[this.#at++] = this.#hold;
      this.#hold >>>= 8;
      this.#bits -= 8;
    }
  }

  #align(): void {
    this.#put(0, -this.#bits & 7);
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
 * Returns the symbols that describe code lengths: 0 to 15 is a length; 16 repeats the last one, 17 and 18 repeat zero. The
 * number of repetitions, less the least one, is in the bits from the fifth on.
 */
function runsOf(lengths: Uint8Array): number[] {
  const runs: number[] = [];
  const used = usedCount(lengths);
  let before = -1;
  for (let at = 0; at < used;) {
    const length = lengths[at]!;
    // The first of equal lengths is written as it is, unless they are zeros.
    const [least, most] = length === 0 ? [3, 138] : length === before ? [3, 6] : [4, 7];
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
  return runs;
}
