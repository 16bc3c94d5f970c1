/**
 * Compresses bytes as zlib 1.2 and 1.3 do at level 9, byte for byte: finds the matches that zlib finds.
 *
 * zlib walks through the chain of all earlier positions where the same three bytes are, up to a maximum number, and takes the
 * nearest of the longest matches. Where it seeks a longer match than one that it has, most candidates fail at the byte that
 * ended that match. Here, the chain of the three bytes around that byte is followed instead, which is shorter by far. Each
 * position has its ordinal number in its chain, which says whether zlib would have reached it.
 *
 * @module
 */
import { blockMemory, BlockWriter } from "./block.ts";

/**
 * Returns the deflate data that Python's `zlib.compress(bytes, level=9, wbits=-15)` returns, with room for a number of bytes
 * before it and after it.
 */
export function deflate(bytes: Uint8Array, before = 0, after = 0): Uint8Array<ArrayBuffer> {
  // These are not constants of the module since bundlers may make variables of them, which takes a tenth longer.
  const minMatch = 3;
  const maxMatch = 258;
  // zlib reads ahead until it has this many bytes, if there are as many.
  const minLookahead = maxMatch + minMatch + 1;
  // The window has twice this size, and moves on by it.
  const windowSize = 32_768;
  const maxDistance = windowSize - minLookahead;
  // Matches of three bytes are not worth a greater distance.
  const tooFar = 4096;
  // Number of positions that zlib examines for a match, and if the match at the position before is long already.
  const maxChain = 4096;
  const shortChain = 1024;
  const goodMatch = 32;
  // Positions have slots in a table of the size of a window, where their links are: a distance in some bits, and a number.
  const slot = windowSize - 1;
  const linkBits = 15;
  // Ordinal numbers start again after this one, which no chain in a window is as long as.
  const maxOrdinal = 0x1ffff;

  const size = bytes.length;
  // Which bytes share a hash only matters where zlib might not reach the end of their chain.
  const hashBits = size < shortChain ? 9 : 15;
  const shift = hashBits / 3;
  const mask = (1 << hashBits) - 1;
  const kept = Math.min(size, windowSize);
  // One array for everything: to create one takes as long as to find the matches of a hundred bytes.
  const memory = new Int32Array(mask + 1 + kept + blockMemory(size));
  // As in zlib, position 0 stands for none, so that there is no match at the start of the window.
  const newest = memory.subarray(0, mask + 1);
  // For each position, the distance to the one before it in its chain, and in the higher bits, its ordinal number.
  const links = memory.subarray(mask + 1, mask + 1 + kept);
  const writer = new BlockWriter(bytes, memory.subarray(mask + 1 + kept), before);
  let window = 0;
  let windowEnd = 0;
  let at = 0;
  let inserted = 0;
  let hash = bytes[0]! << shift ^ bytes[1]!;
  let matchLength = 0;
  let matchStart = 0;
  let isLiteralPending = false;
  for (;;) {
    while (windowEnd - at < minLookahead) {
      if (at - window >= windowSize + maxDistance) window += windowSize;
      if (windowEnd === size) break;
      windowEnd = Math.min(size, window + 2 * windowSize);
    }
    if (at === windowEnd) break;

    const lengthBefore = matchLength;
    const startBefore = matchStart;
    const maxLength = Math.min(maxMatch, windowEnd - at);
    matchLength = 0;
    if (maxLength > lengthBefore && maxLength >= minMatch) {
      const skipped = lengthBefore < minMatch ? 0 : lengthBefore - 2;
      for (; inserted <= at + skipped; inserted++) {
        hash = (hash << shift ^ bytes[inserted + 2]!) & mask;
        const previous = newest[hash]!;
        newest[hash] = inserted;
        const ordinal = (links[previous & slot]! >>> linkBits) + 1;
        links[inserted & slot] = Math.min(inserted - previous, slot) | ordinal << linkBits;
      }
      const nearest = at - (links[at & slot]! & slot);
      if (nearest > window && at - nearest <= maxDistance) {
        // At the maximum distance, zlib only examines the nearest position.
        const oldest = Math.max(window, Math.min(at - maxDistance, nearest - 1));
        let best = Math.max(lengthBefore, minMatch - 1);
        let last = bytes[at + best];
        for (
          let candidate = at - (links[at + skipped & slot]! & slot);
          candidate > oldest;
          candidate -= links[candidate + skipped & slot]! & slot
        ) {
          if (bytes[candidate + best] !== last) continue;
          let length = 0;
          while (length < maxLength && bytes[candidate + length] === bytes[at + length]) length++;
          if (length <= best) continue;
          const reached = lengthBefore < goodMatch ? maxChain : shortChain;
          const steps = (links[at & slot]! >>> linkBits) - (links[candidate & slot]! >>> linkBits) & maxOrdinal;
          if (steps > reached) break;
          matchLength = best = length;
          matchStart = candidate;
          if (length === maxLength) break;
          last = bytes[at + best];
        }
        if (matchLength === minMatch && at - matchStart > tooFar) matchLength = 0;
      }
    }

    if (lengthBefore > 0 && matchLength === 0) {
      const isFull = writer.match(lengthBefore, at - 1 - startBefore);
      at += lengthBefore - 1;
      isLiteralPending = false;
      if (isFull) writer.write(at, window, false);
      continue;
    }
    // A byte is written as a literal once the match that starts at the next one is known to be better.
    if (isLiteralPending && writer.literal(bytes[at - 1]!)) writer.write(at, window, false);
    isLiteralPending = true;
    at++;
  }
  if (isLiteralPending) writer.literal(bytes[size - 1]!);
  writer.write(size, window, true);
  return writer.finish(after);
}
