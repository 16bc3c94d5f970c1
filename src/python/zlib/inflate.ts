/**
 * Decompresses deflate data to find out what is wrong with it, in zlib's words. Slower than the decompressors of runtimes,
 * which do not say where the data ends.
 *
 * @module
 */

/** Number of bytes that are handed over at once. Matches refer to at most half of them. */
const CHUNK = 65_536;

/** Order in which the lengths of the codes for code lengths are written. */
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Thrown where the data ends too early. */
const TRUNCATED = Symbol("truncated");

/** A Huffman code: the symbols by code, and how many codes there are of each length. */
interface Code {
  readonly counts: Uint16Array;
  readonly symbols: Uint16Array;
  readonly maxLength: number;
}

/** Thrown for damaged data, with zlib's message. */
class Damage {
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}

/**
 * Decompresses the deflate data that starts at a position, and passes on the result in chunks. Returns the position after the
 * end of the data, a message of zlib if the data is damaged, or `undefined` if it is truncated.
 */
export function inflate(
  bytes: Uint8Array,
  start: number,
  onChunk: (chunk: Uint8Array) => void,
): number | string | undefined {
  const out = new Uint8Array(CHUNK);
  let [at, hold, bits] = [start, 0, 0];
  /** Number of bytes in `out`, and of those that were passed on. */
  let [filled, passed] = [0, 0];
  let fixed: readonly [Code, Code] | undefined;

  try {
    while (!readBlock());
    if (filled > 0) onChunk(out.subarray(0, filled));
    return at;
  } catch (problem) {
    if (problem === TRUNCATED) return undefined;
    if (problem instanceof Damage) return problem.message;
    throw problem;
  }

  /** Reads a block, and returns whether it is the last one. */
  function readBlock(): boolean {
    const isLast = take(1) === 1;
    const type = take(2);
    if (type === 3) throw new Damage("invalid block type");
    if (type === 0) readStored();
    else if (type === 1) readSymbols(...(fixed ??= fixedCodes()));
    else readSymbols(...readCodes());
    return isLast;
  }

  function readStored(): void {
    [hold, bits] = [0, 0];
    const length = take(16);
    if (length !== (take(16) ^ 0xffff)) throw new Damage("invalid stored block lengths");
    for (let left = length; left > 0; left--) write(take(8));
  }

  function readCodes(): readonly [Code, Code] {
    const [symbolCount, distanceCount, ordered] = [257 + take(5), 1 + take(5), 4 + take(4)];
    if (symbolCount > 286 || distanceCount > 30) throw new Damage("too many length or distance symbols");
    const lengthLengths = new Uint8Array(19);
    for (const symbol of LENGTH_ORDER.slice(0, ordered)) lengthLengths[symbol] = take(3);
    const code = codeOf(lengthLengths, true, "invalid code lengths set");
    const lengths = new Uint8Array(symbolCount + distanceCount);
    for (let index = 0; index < lengths.length;) {
      // With no code at all, zlib reads a zero from each bit.
      const symbol = Math.max(decode(code), 0);
      if (symbol < 16) {
        lengths[index++] = symbol;
        continue;
      }
      const count = symbol === 16 ? 3 + take(2) : symbol === 17 ? 3 + take(3) : 11 + take(7);
      if (symbol === 16 && index === 0 || index + count > lengths.length) throw new Damage("invalid bit length repeat");
      lengths.fill(symbol === 16 ? lengths[index - 1]! : 0, index, index + count);
      index += count;
    }
    if (lengths[256] === 0) throw new Damage("invalid code -- missing end-of-block");
    return [
      codeOf(lengths.subarray(0, symbolCount), false, "invalid literal/lengths set"),
      codeOf(lengths.subarray(symbolCount), false, "invalid distances set"),
    ];
  }

  function readSymbols(symbols: Code, distances: Code): void {
    for (;;) {
      const symbol = decode(symbols);
      if (symbol < 0 || symbol > 285) throw new Damage("invalid literal/length code");
      if (symbol === 256) return;
      if (symbol < 256) {
        write(symbol);
        continue;
      }
      const length = symbol === 285 ? 258 : 3 + spread(symbol - 257, 2);
      const distanceSymbol = decode(distances);
      if (distanceSymbol < 0 || distanceSymbol > 29) throw new Damage("invalid distance code");
      const distance = 1 + spread(distanceSymbol, 1);
      if (distance > passed + filled) throw new Damage("invalid distance too far back");
      for (let left = length; left > 0; left--) write(out[(filled + CHUNK - distance) % CHUNK]!);
    }
  }

  /** Returns the value of a symbol for lengths or distances, most of which have extra bits. */
  function spread(symbol: number, kept: number): number {
    const extra = Math.max((symbol >> kept) - 1, 0);
    return (symbol - (extra << kept) << extra) + take(extra);
  }

  /** Reads a symbol; -1 if there is no such code. */
  function decode({ counts, symbols, maxLength }: Code): number {
    let [code, first, index] = [0, 0, 0];
    for (let length = 1; length <= maxLength; length++) {
      code |= take(1);
      const count = counts[length]!;
      if (code - count < first) return symbols[index + code - first]!;
      index += count;
      first = first + count << 1;
      code <<= 1;
    }
    return -1;
  }

  /** Reads at most 16 bits. */
  function take(count: number): number {
    while (bits < count) {
      if (at === bytes.length) throw TRUNCATED;
      hold |= bytes[at++]! << bits;
      bits += 8;
    }
    const value = hold & (1 << count) - 1;
    hold >>>= count;
    bits -= count;
    return value;
  }

  function write(byte: number): void {
    if (filled === CHUNK) {
      onChunk(out);
      passed += CHUNK;
      filled = 0;
    }
    out[filled++] = byte;
  }
}

/** Returns the code of given lengths. Except for code lengths, a code may be incomplete if it has at most one symbol. */
function codeOf(lengths: Uint8Array, isComplete: boolean, problem: string): Code {
  const counts = new Uint16Array(16);
  for (const length of lengths) counts[length]!++;
  const isEmpty = counts[0] === lengths.length;
  let [left, maxLength] = [1, 1];
  for (let length = 1; length < 16; length++) {
    left = 2 * left - counts[length]!;
    if (left < 0) throw new Damage(problem);
    if (counts[length]! > 0) maxLength = length;
  }
  if (left > 0 && !isEmpty && (isComplete || maxLength > 1)) throw new Damage(problem);
  const starts = new Uint16Array(17);
  for (let length = 1; length < 16; length++) starts[length + 1] = starts[length]! + counts[length]!;
  const symbols = new Uint16Array(lengths.length);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    if (lengths[symbol] !== 0) symbols[starts[lengths[symbol]!]!++] = symbol;
  }
  return { counts, symbols, maxLength };
}

function fixedCodes(): readonly [Code, Code] {
  const symbols = new Uint8Array(288).fill(8).fill(9, 144, 256).fill(7, 256, 280);
  return [codeOf(symbols, true, ""), codeOf(new Uint8Array(32).fill(5), true, "")];
}
