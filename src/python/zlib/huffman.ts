/**
 * Huffman codes as zlib chooses them.
 *
 * @module
 */

/**
 * A node of the tree is a number: how often its symbols occur, the depth below it, and its index, from the highest bits to
 * the lowest. Without the index, it is the weight by which nodes are compared.
 */
const [DEPTH_SHIFT, COUNT_SHIFT] = [10, 15];
const [INDEX_MASK, DEPTH_MASK] = [0x3ff, 0x1f];

/** A code for the symbols of an alphabet. */
export interface Code {
  /** The length of each symbol's code, 0 for symbols that do not occur. */
  readonly lengths: Uint8Array;
  /** The codes, each with its first bit as the lowest, as in deflate data. */
  readonly codes: Uint16Array;
  /** The number of bits that all symbols together take. */
  readonly bits: number;
}

/** Maximum number of symbols of an alphabet. */
const MAX_SYMBOLS = 286;

/** The parts of a coder's memory, after the heap. */
const SYMBOLS = MAX_SYMBOLS + 1;
const ORDER = SYMBOLS + MAX_SYMBOLS;
const PARENTS = ORDER + 2 * MAX_SYMBOLS;
const DEPTHS = PARENTS + 2 * MAX_SYMBOLS;

/** Finds codes. It can be used again, since to create arrays takes longer than to find a code. */
export class HuffmanCoder {
  /**
   * From index 1 on, a heap of the nodes that are not joined yet: none is heavier than those at twice its index. After it,
   * the symbols of the leaves; the nodes in the order in which they were joined; for each node, the one that it was joined
   * to, and its depth.
   */
  readonly #memory = new Int32Array(8 * MAX_SYMBOLS + 1);

  /**
   * Returns the best code for symbols that occur so many times. It has at least two symbols, since some decoders reject
   * fewer. Where several codes are best, it is the one that zlib's heap leads to.
   */
  code(counts: Uint16Array, maxLength: number): Code {
    const memory = this.#memory;
    let leaves = 0;
    for (let symbol = 0; symbol < counts.length; symbol++) {
      const count = counts[symbol]!;
      if (count === 0) continue;
      memory[SYMBOLS + leaves] = symbol;
      memory[leaves + 1] = count << COUNT_SHIFT | leaves++;
    }
    if (leaves < 2) {
      const only = leaves === 0 ? 0 : memory[SYMBOLS]!;
      memory[SYMBOLS] = only < 2 ? only : 0;
      memory[SYMBOLS + 1] = only < 2 ? only + 1 : only;
      [memory[1], memory[2]] = [0, 1];
      leaves = 2;
    }
    join(memory, leaves);
    const next = firstCodes(measure(memory, leaves, maxLength));
    const lengths = new Uint8Array(counts.length);
    const codes = new Uint16Array(counts.length);
    let bits = 0;
    for (let leaf = 0; leaf < leaves; leaf++) {
      const symbol = memory[SYMBOLS + leaf]!;
      const length = memory[DEPTHS + leaf]!;
      lengths[symbol] = length;
      codes[symbol] = reversed(next[length]!++, length);
      bits += counts[symbol]! * length;
    }
    return { lengths, codes, bits };
  }
}

/** Joins the two lightest nodes until there is one. */
function join(memory: Int32Array, leaves: number): void {
  let size = leaves;
  for (let at = size >> 1; at > 0; at--) sink(memory, at, size);
  for (let index = leaves, joined = ORDER; size > 1; index++) {
    const one = memory[1]!;
    memory[1] = memory[size--]!;
    sink(memory, 1, size);
    const other = memory[1]!;
    memory[joined++] = one & INDEX_MASK;
    memory[joined++] = other & INDEX_MASK;
    memory[PARENTS + (one & INDEX_MASK)] = memory[PARENTS + (other & INDEX_MASK)] = index;
    const depth = Math.max(one >> DEPTH_SHIFT & DEPTH_MASK, other >> DEPTH_SHIFT & DEPTH_MASK) + 1;
    memory[1] = (one >> COUNT_SHIFT) + (other >> COUNT_SHIFT) << COUNT_SHIFT | depth << DEPTH_SHIFT | index;
    sink(memory, 1, size);
  }
}

/** Moves a node of the heap down until none of those below it is lighter. */
function sink(heap: Int32Array, start: number, size: number): void {
  const node = heap[start]!;
  let at = start;
  for (let child = 2 * at; child <= size; child = 2 * at) {
    let next = heap[child]!;
    if (child < size && heap[child + 1]! >> DEPTH_SHIFT <= next >> DEPTH_SHIFT) next = heap[++child]!;
    if (node >> DEPTH_SHIFT <= next >> DEPTH_SHIFT) break;
    heap[at] = next;
    at = child;
  }
  heap[at] = node;
}

/**
 * Measures how deep in the tree each node is. Where leaves are too deep, chooses depths that are nearly as good. Returns the
 * number of leaves of each depth.
 */
function measure(memory: Int32Array, leaves: number, maxLength: number): Uint16Array {
  const counts = new Uint16Array(maxLength + 1);
  const end = ORDER + 2 * leaves - 2;
  let overflow = 0;
  memory[DEPTHS + 2 * leaves - 2] = 0;
  for (let joined = end - 1; joined >= ORDER; joined--) {
    const index = memory[joined]!;
    let depth = memory[DEPTHS + memory[PARENTS + index]!]! + 1;
    if (depth > maxLength) {
      depth = maxLength;
      overflow++;
    }
    memory[DEPTHS + index] = depth;
    if (index < leaves) counts[depth]!++;
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
  for (let joined = ORDER, depth = maxLength; joined < end; joined++) {
    const index = memory[joined]!;
    if (index >= leaves) continue;
    while (left[depth] === 0) depth--;
    memory[DEPTHS + index] = depth;
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

function reversed(code: number, length: number): number {
  let result = 0;
  for (let bit = 0; bit < length; bit++) result = result << 1 | code >> bit & 1;
  return result;
}

/** Returns the fixed code for literals and lengths, or for distances. */
export function fixedCode(lengths: Uint8Array): Omit<Code, "bits"> {
  const counts = new Uint16Array(16);
  for (const length of lengths) counts[length]!++;
  const next = firstCodes(counts);
  return { lengths, codes: Uint16Array.from(lengths, (length) => reversed(next[length]!++, length)) };
}
