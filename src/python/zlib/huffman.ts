/**
 * Huffman codes as zlib chooses them.
 *
 * @module
 */

/** Maximum number of symbols of an alphabet. */
const MAX_SYMBOLS = 286;

/** Size of the memory of a {@linkcode HuffmanCoder}. */
export const CODER_MEMORY: number = 5 * MAX_SYMBOLS + 2;

/** Finds codes. It can be used again, since to create arrays takes longer than to find a code. */
export class HuffmanCoder {
  /**
   * From index 1 on, a heap of the nodes that are not joined yet: none is heavier than those at twice its index. A node is a
   * number: how often its symbols occur, the depth below it, and its index, from the highest bits to the lowest.
   */
  readonly #heap: Int32Array;
  /** The indexes of the two nodes that were joined to each node that is not a symbol, the lighter one first. */
  readonly #joined: Int32Array;
  /** The depth of each node in the tree. */
  readonly #depths: Int32Array;

  /** Creates a coder that uses some memory. */
  constructor(memory: Int32Array) {
    this.#heap = memory.subarray(0, MAX_SYMBOLS + 2);
    this.#joined = memory.subarray(MAX_SYMBOLS + 2, 3 * MAX_SYMBOLS + 2);
    this.#depths = memory.subarray(3 * MAX_SYMBOLS + 2, 5 * MAX_SYMBOLS + 2);
  }

  /**
   * Replaces the count of each symbol in a table by its code, 0 if it does not occur, and returns the number of bits that all
   * of them take. A code has at least two symbols, since some decoders reject fewer. Where several codes are best, it is
   * the one that zlib's heap leads to.
   */
  replace(table: Int32Array, maxLength: number): number {
    const heap = this.#heap;
    const depths = this.#depths;
    let size = 0;
    let last = -1;
    for (let symbol = 0; symbol < table.length; symbol++) {
      if (table[symbol] === 0) continue;
      heap[++size] = node(table[symbol]!, 0, symbol);
      last = symbol;
    }
    let bits = 0;
    for (; size < 2; bits--) {
      const symbol = last < 2 ? ++last : 0;
      table[symbol] = 1;
      heap[++size] = node(1, 0, symbol);
    }
    const joined = join(heap, size, this.#joined, table.length);
    const next = firstCodes(measure(this.#joined, joined, depths, table.length, maxLength));
    for (let symbol = 0; symbol <= last; symbol++) {
      const count = table[symbol]!;
      if (count === 0) continue;
      const length = depths[symbol]!;
      bits += count * length;
      table[symbol] = codeOf(next[length]!++, length);
    }
    return bits;
  }
}

function node(count: number, depth: number, index: number): number {
  return count << 15 | depth << 10 | index;
}

function countOf(node: number): number {
  return node >> 15;
}

function depthOf(node: number): number {
  return node >> 10 & 0x1f;
}

function indexOf(node: number): number {
  return node & 0x3ff;
}

/** Returns the weight by which nodes are compared: the count, then the depth. */
function weightOf(node: number): number {
  return node >> 10;
}

/** Joins the two lightest nodes until there is one. New nodes start at index `first`. Returns the number of joined ones. */
function join(heap: Int32Array, leaves: number, joined: Int32Array, first: number): number {
  let size = leaves;
  let count = 0;
  for (let at = size >> 1; at > 0; at--) sink(heap, at, size);
  for (let index = first; size > 1; index++) {
    const one = heap[1]!;
    heap[1] = heap[size--]!;
    sink(heap, 1, size);
    const other = heap[1]!;
    joined[count++] = indexOf(one);
    joined[count++] = indexOf(other);
    const depth = Math.max(depthOf(one), depthOf(other)) + 1;
    heap[1] = node(countOf(one) + countOf(other), depth, index);
    sink(heap, 1, size);
  }
  return count;
}

/** Moves a node of the heap down until none of those below it is lighter. */
function sink(heap: Int32Array, start: number, size: number): void {
  const node = heap[start]!;
  let at = start;
  for (let child = 2 * at; child <= size; child = 2 * at) {
    let next = heap[child]!;
    if (child < size && weightOf(heap[child + 1]!) <= weightOf(next)) next = heap[++child]!;
    if (weightOf(node) <= weightOf(next)) break;
    heap[at] = next;
    at = child;
  }
  heap[at] = node;
}

/**
 * Measures how deep in the tree each node is. Where symbols are too deep, chooses depths that are nearly as good. Returns the
 * number of symbols of each depth.
 */
function measure(
  joined: Int32Array,
  end: number,
  depths: Int32Array,
  symbols: number,
  maxLength: number,
): Uint16Array {
  const counts = new Uint16Array(maxLength + 1);
  let overflow = 0;
  depths[symbols + (end >> 1) - 1] = 0;
  for (let at = end - 1; at >= 0; at--) {
    const index = joined[at]!;
    let depth = depths[symbols + (at >> 1)]! + 1;
    if (depth > maxLength) {
      depth = maxLength;
      overflow++;
    }
    depths[index] = depth;
    if (index < symbols) counts[depth]!++;
  }
  if (overflow === 0) return counts;
  for (; overflow > 0; overflow -= 2) {
    let depth = maxLength - 1;
    while (counts[depth] === 0) depth--;
    counts[depth]!--;
    counts[depth + 1]! += 2;
    counts[maxLength]!--;
  }
  const left = counts.slice();
  for (let at = 0, depth = maxLength; at < end; at++) {
    const index = joined[at]!;
    if (index >= symbols) continue;
    while (left[depth] === 0) depth--;
    depths[index] = depth;
    left[depth]!--;
  }
  return counts;
}

/** Returns the first code of each length, which follows the last one of the length before. */
function firstCodes(counts: Uint16Array): Uint16Array {
  const first = new Uint16Array(counts.length);
  for (let length = 2; length < first.length; length++) first[length] = first[length - 1]! + counts[length - 1]! << 1;
  return first;
}

/** Returns a code as it is in tables: its bits, the first as the lowest as in deflate data, and below them, their number. */
export function codeOf(bits: number, length: number): number {
  let reversed = (bits & 0x5555) << 1 | bits >> 1 & 0x5555;
  reversed = (reversed & 0x3333) << 2 | reversed >> 2 & 0x3333;
  reversed = (reversed & 0x0f0f) << 4 | reversed >> 4 & 0x0f0f;
  reversed = ((reversed & 0xff) << 8 | reversed >> 8) >> 16 - length;
  return reversed << 4 | length;
}

/** Returns the number of bits of a code. */
export function lengthOf(code: number): number {
  return code & 0xf;
}

/** Returns the bits of a code. */
export function bitsOf(code: number): number {
  return code >> 4;
}
