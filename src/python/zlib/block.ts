/**
 * Blocks of deflate data, written as zlib writes them: with codes of their own, with fixed codes, or stored.
 *
 * @module
 */
import { BitWriter } from "./bits.ts";
import { bitsOf, codeOf, CODER_MEMORY, HuffmanCoder, lengthOf } from "./huffman.ts";

/** Number of symbols for literals and lengths, and for distances. */
const [SYMBOL_COUNT, DISTANCE_COUNT] = [286, 30];

const END_OF_BLOCK = 256;

/** Number of literals and matches in a block. */
const MAX_SYMBOLS = 16_383;

/** Order in which the lengths of the codes for code lengths are written: rarely used ones come last, and are left out. */
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Length of a match less 3 is 255: it has a code without extra bits. */
const LONGEST = 255;

/** Size of the memory of a {@linkcode BlockWriter} for some bytes. */
export function blockMemory(size: number): number {
  return CODER_MEMORY + SYMBOL_COUNT + DISTANCE_COUNT + LENGTH_ORDER.length + Math.min(size, MAX_SYMBOLS);
}

/** Collects the literals and matches of a block, and writes it. */
export class BlockWriter {
  readonly #bytes: Uint8Array;
  readonly #bits: BitWriter;
  readonly #coder: HuffmanCoder;
  /** Counts of the literals and lengths, of the distances, and of the lengths of codes; then, their codes. */
  readonly #symbolTable: Int32Array;
  readonly #distanceTable: Int32Array;
  readonly #lengthTable: Int32Array;
  /** Literals and matches: a byte or the length less 3, and the distance, which is 0 for literals, in the higher bits. */
  readonly #symbols: Int32Array;
  #count = 0;
  /** Position of the first byte of the block. */
  #start = 0;

  /** Creates a writer of the blocks of some bytes, with room before them. The memory has zeros. */
  constructor(bytes: Uint8Array, memory: Int32Array, room: number) {
    this.#bytes = bytes;
    this.#bits = new BitWriter(room);
    this.#coder = new HuffmanCoder(memory);
    const distances = CODER_MEMORY + SYMBOL_COUNT;
    const lengths = distances + DISTANCE_COUNT;
    const symbols = lengths + LENGTH_ORDER.length;
    this.#symbolTable = memory.subarray(CODER_MEMORY, distances);
    this.#distanceTable = memory.subarray(distances, lengths);
    this.#lengthTable = memory.subarray(lengths, symbols);
    this.#symbols = memory.subarray(symbols);
  }

  /** Adds a literal. Returns whether the block is full. */
  literal(byte: number): boolean {
    this.#symbolTable[byte]!++;
    this.#symbols[this.#count++] = byte;
    return this.#count === MAX_SYMBOLS;
  }

  /** Adds a match. Returns whether the block is full. */
  match(length: number, distance: number): boolean {
    const value = length - 3;
    this.#symbolTable[END_OF_BLOCK + 1 + lengthSymbol(value)]!++;
    this.#distanceTable[distanceSymbol(distance - 1)]!++;
    this.#symbols[this.#count++] = distance << 8 | value;
    return this.#count === MAX_SYMBOLS;
  }

  /** Writes the block, which has the bytes up to `end`. It cannot be stored if its bytes start before `oldest`. */
  write(end: number, oldest: number, isLast: boolean): void {
    const symbols = this.#symbolTable;
    const distances = this.#distanceTable;
    symbols[END_OF_BLOCK] = 1;
    const extraBits = this.#extraBits();
    const fixed = 3 + this.#fixedBits() + extraBits + 7 >> 3;
    const symbolBits = this.#coder.replace(symbols, 15);
    const distanceBits = this.#coder.replace(distances, 15);
    const runs: number[] = [];
    appendRuns(symbols, runs);
    appendRuns(distances, runs);
    const lengths = this.#lengthTable;
    for (const run of runs) lengths[run & 31]!++;
    const repeats = 2 * lengths[16]! + 3 * lengths[17]! + 7 * lengths[18]!;
    const lengthBits = this.#coder.replace(lengths, 7);
    let ordered = 19;
    while (lengths[LENGTH_ORDER[ordered - 1]!] === 0) ordered--;

    const own = 17 + 3 * ordered + lengthBits + repeats + symbolBits + distanceBits + extraBits + 7 >> 3;
    const size = Math.min(own, fixed);
    const stored = end - this.#start + 4;
    if (stored <= size && this.#start >= oldest) this.#store(end, isLast);
    else {
      this.#bits.reserve(size + 8);
      if (fixed <= own) {
        this.#bits.put(2 + Number(isLast), 3);
        fillFixedCodes(symbols, distances);
      } else {
        this.#bits.put(4 + Number(isLast), 3);
        this.#bits.put(usedCount(symbols) - 257, 5);
        this.#bits.put(usedCount(distances) - 1, 5);
        this.#bits.put(ordered - 4, 4);
        for (let index = 0; index < ordered; index++) this.#bits.put(lengthOf(lengths[LENGTH_ORDER[index]!]!), 3);
        this.#writeRuns(runs, lengths);
      }
      this.#writeSymbols();
    }
    symbols.fill(0);
    distances.fill(0);
    lengths.fill(0);
    this.#count = 0;
    this.#start = end;
  }

  /** Returns the blocks, with the room before them, and with room for a number of bytes after them. */
  finish(room: number): Uint8Array<ArrayBuffer> {
    return this.#bits.bytes(room);
  }

  /** Returns the number of bits that follow the codes of lengths and distances. */
  #extraBits(): number {
    let bits = 0;
    for (let code = 8; code < 28; code++) bits += this.#symbolTable[END_OF_BLOCK + 1 + code]! * ((code >> 2) - 1);
    for (let code = 4; code < 30; code++) bits += this.#distanceTable[code]! * ((code >> 1) - 1);
    return bits;
  }

  /** Returns the number of bits that the fixed codes of all symbols take: 8, 9 or 7 each, and 5 for distances. */
  #fixedBits(): number {
    let bits = 8 * (this.#count + 1);
    for (let symbol = 144; symbol < 256; symbol++) bits += this.#symbolTable[symbol]!;
    for (let symbol = 256; symbol < 280; symbol++) bits -= this.#symbolTable[symbol]!;
    for (let code = 0; code < DISTANCE_COUNT; code++) bits += 5 * this.#distanceTable[code]!;
    return bits;
  }

  #store(end: number, isLast: boolean): void {
    const length = end - this.#start;
    this.#bits.reserve(length + 8);
    this.#bits.put(Number(isLast), 3);
    this.#bits.append(Uint8Array.of(length, length >> 8, ~length, ~length >> 8));
    this.#bits.append(this.#bytes.subarray(this.#start, end));
  }

  #writeRuns(runs: readonly number[], codes: Int32Array): void {
    for (const run of runs) {
      const symbol = run & 31;
      putCode(this.#bits, codes[symbol]!);
      if (symbol > 15) this.#bits.put(run >> 5, symbol === 16 ? 2 : symbol === 17 ? 3 : 7);
    }
  }

  #writeSymbols(): void {
    const bits = this.#bits;
    const codes = this.#symbolTable;
    const distanceCodes = this.#distanceTable;
    const symbols = this.#symbols;
    const count = this.#count;
    for (let index = 0; index < count; index++) {
      const each = symbols[index]!;
      if (each < 256) {
        putCode(bits, codes[each]!);
        continue;
      }
      const value = each & 0xff;
      putCode(bits, codes[END_OF_BLOCK + 1 + lengthSymbol(value)]!);
      const lengthBits = value === LONGEST ? 0 : extraBitsOf(value, 2);
      bits.put(value & (1 << lengthBits) - 1, lengthBits);
      const distance = (each >> 8) - 1;
      putCode(bits, distanceCodes[distanceSymbol(distance)]!);
      const distanceBits = extraBitsOf(distance, 1);
      bits.put(distance & (1 << distanceBits) - 1, distanceBits);
    }
    putCode(bits, codes[END_OF_BLOCK]!);
  }
}

function putCode(bits: BitWriter, code: number): void {
  bits.put(bitsOf(code), lengthOf(code));
}

/** Fills tables with the fixed codes. */
function fillFixedCodes(symbols: Int32Array, distances: Int32Array): void {
  for (let symbol = 0; symbol < symbols.length; symbol++) {
    symbols[symbol] = symbol < 144
      ? codeOf(0x30 + symbol, 8)
      : symbol < 256
      ? codeOf(0x190 + symbol - 144, 9)
      : symbol < 280
      ? codeOf(symbol - 256, 7)
      : codeOf(0xc0 + symbol - 280, 8);
  }
  for (let symbol = 0; symbol < distances.length; symbol++) distances[symbol] = codeOf(symbol, 5);
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

/** Returns the number of symbols without those at the end that do not occur. */
function usedCount(codes: Int32Array): number {
  let count = codes.length;
  while (codes[count - 1] === 0) count--;
  return count;
}

/**
 * Appends the symbols that describe the lengths of codes: 0 to 15 is a length; 16 repeats the last one, 17 and 18 repeat
 * zero. The number of repetitions, less the least one, is in the bits from the fifth on.
 */
function appendRuns(codes: Int32Array, runs: number[]): void {
  const used = usedCount(codes);
  let before = -1;
  for (let at = 0; at < used;) {
    const length = lengthOf(codes[at]!);
    // The first of equal lengths is written as it is, unless they are zeros.
    const least = length === 0 || length === before ? 3 : 4;
    const most = length === 0 ? 138 : least + 3;
    let count = 1;
    while (count < most && at + count < used && lengthOf(codes[at + count]!) === length) count++;
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
