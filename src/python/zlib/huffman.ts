/**
 * Huffman codes as zlib chooses them.
 *
 * @module
 */

/** Part of a weight that holds the depth of a tree; the rest is the number of occurrences. */
const DEPTH = 0xff;

/** A code for the symbols of an alphabet. */
export interface Code {
  /** The length of each symbol's code, 0 for symbols that do not occur. */
  readonly lengths: Uint8Array;
  /** The number of bits that all symbols together take. */
  readonly bits: number;
}

/**
 * Returns the best code for symbols that occur so many times. It has at least two symbols, since some decoders reject fewer.
 * Where several codes are best, it is the one that zlib's heap leads to.
 */
export function huffmanCode(counts: Uint16Array, maxLength: number): Code {
  const symbols: number[] = [];
  for (let symbol = 0; symbol < counts.length; symbol++) if (counts[symbol] !== 0) symbols.push(symbol);
  const weights = symbols.map((symbol) => counts[symbol]! << 8);
  while (symbols.length < 2) {
    symbols.push((symbols[0] ?? 2) < 2 ? symbols[0]! + 1 : 0);
    weights.push(1 << 8);
  }
  const lengths = new Uint8Array(counts.length);
  let bits = 0;
  const leaves = leafLengths(weights, maxLength);
  for (let leaf = 0; leaf < symbols.length; leaf++) {
    const symbol = symbols[leaf]!;
    lengths[symbol] = leaves[leaf]!;
    bits += counts[symbol]! * leaves[leaf]!;
  }
  return { lengths, bits };
}

/** Returns the length of the code of each leaf. The weights of inner nodes are appended to those of the leaves. */
function leafLengths(weights: number[], maxLength: number): Uint8Array {
  const leaves = weights.length;
  /** The nodes that are not joined yet, from position 1 on: none is heavier than those at twice its position. */
  const heap = [0];
  for (let leaf = 0; leaf < leaves; leaf++) heap.push(leaf);
  for (let at = leaves >> 1; at > 0; at--) sink(heap, at, weights);
  /** The nodes in the order in which they are joined to others. */
  const order: number[] = [];
  const parents = new Uint16Array(2 * leaves);
  while (heap.length > 2) {
    const one = heap[1]!;
    heap[1] = heap.pop()!;
    sink(heap, 1, weights);
    const other = heap[1]!;
    order.push(one, other);
    const [a, b] = [weights[one]!, weights[other]!];
    const node = weights.push((a & ~DEPTH) + (b & ~DEPTH) + Math.max(a & DEPTH, b & DEPTH) + 1) - 1;
    parents[one] = parents[other] = heap[1] = node;
    sink(heap, 1, weights);
  }
  return limited(order, parents, maxLength);
}

/** Moves a node of a heap down until none of those below it is lighter. */
function sink(heap: number[], start: number, weights: readonly number[]): void {
  const node = heap[start]!;
  const weight = weights[node]!;
  let at = start;
  for (let child = 2 * at; child < heap.length; child = 2 * at) {
    if (child + 1 < heap.length && weights[heap[child + 1]!]! <= weights[heap[child]!]!) child++;
    if (weight <= weights[heap[child]!]!) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = node;
}

/** Returns how deep in the tree each node is; where leaves are deeper than allowed, depths that are nearly as good. */
function limited(order: readonly number[], parents: Uint16Array, maxLength: number): Uint8Array {
  const leaves = parents.length / 2;
  const lengths = new Uint8Array(parents.length);
  const counts = new Uint16Array(maxLength + 1);
  let overflow = 0;
  for (let index = order.length - 1; index >= 0; index--) {
    const node = order[index]!;
    let length = lengths[parents[node]!]! + 1;
    if (length > maxLength) {
      length = maxLength;
      overflow++;
    }
    lengths[node] = length;
    if (node < leaves) counts[length]!++;
  }
  if (overflow === 0) return lengths;
  for (; overflow > 0; overflow -= 2) {
    let length = maxLength - 1;
    while (counts[length] === 0) length--;
    counts[length]!--;
    counts[length + 1]! += 2;
    counts[maxLength]!--;
  }
  let length = maxLength;
  for (const node of order) {
    if (node >= leaves) continue;
    while (counts[length] === 0) length--;
    lengths[node] = length;
    counts[length]!--;
  }
  return lengths;
}

/** Returns the codes of given lengths, each with its first bit as the lowest, as in deflate data. */
export function codesOf(lengths: Uint8Array): Uint16Array {
  const next = new Uint16Array(17);
  for (let symbol = 0; symbol < lengths.length; symbol++) next[lengths[symbol]! + 1]!++;
  // The first code of a length follows the last one of the length before.
  next[1] = 0;
  for (let length = 2; length < 17; length++) next[length] = next[length - 1]! + next[length]! << 1;
  const codes = new Uint16Array(lengths.length);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol]!;
    if (length === 0) continue;
    let code = next[length]!++;
    let reversed = 0;
    for (let bit = 0; bit < length; bit++, code >>= 1) reversed = reversed << 1 | code & 1;
    codes[symbol] = reversed;
  }
  return codes;
}
