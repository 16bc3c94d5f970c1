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
import { BlockWriter } from "./block.ts";

const [MIN_MATCH, MAX_MATCH] = [3, 258];

/** zlib reads ahead until it has this many bytes, if there are as many. */
const MIN_LOOKAHEAD = MAX_MATCH + MIN_MATCH + 1;

/** The window has twice this size, and moves on by it. */
const WINDOW = 32_768;
const MAX_DISTANCE = WINDOW - MIN_LOOKAHEAD;

/** Positions have slots in a table of the size of a window, where their links are: a distance in some bits, and a number. */
const [SLOT, LINK_BITS] = [WINDOW - 1, 15];

/** Ordinal numbers start again after this one, which no chain in a window is as long as. */
const MAX_ORDINAL = 0x1ffff;

/** Matches of three bytes are not worth a greater distance. */
const TOO_FAR = 4096;

/** Number of positions that zlib examines for a match, and if the match at the position before is long already. */
const [MAX_CHAIN, SHORT_CHAIN, GOOD_MATCH] = [4096, 1024, 32];

/** Returns the deflate data that Python's `zlib.compress(bytes, level=9, wbits=-15)` returns. */
export function deflate(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const size = bytes.length;
  const writer = new BlockWriter(bytes);
  // Which bytes share a hash only matters where zlib might not reach the end of their chain.
  const hashBits = size < SHORT_CHAIN ? 9 : 15;
  const shift = hashBits / 3;
  const mask = (1 << hashBits) - 1;
  const kept = Math.min(size, WINDOW);
  // As in zlib, position 0 stands for none, so that there is no match at the start of the window.
  const newest = new Int32Array(mask + 1);
  // For each position, the distance to the one before it in its chain, and in the higher bits, its ordinal number.
  const links = new Int32Array(kept);
  let [window, windowEnd, at, inserted] = [0, 0, 0, 0];
  let hash = bytes[0]! << shift ^ bytes[1]!;
  let [matchLength, matchStart, isLiteralPending] = [0, 0, false];
  for (;;) {
    while (windowEnd - at < MIN_LOOKAHEAD) {
      if (at - window >= WINDOW + MAX_DISTANCE) window += WINDOW;
      if (windowEnd === size) break;
      windowEnd = Math.min(size, window + 2 * WINDOW);
    }
    if (at === windowEnd) break;

    const lengthBefore = matchLength;
    const startBefore = matchStart;
    const maxLength = Math.min(MAX_MATCH, windowEnd - at);
    matchLength = 0;
    if (maxLength > lengthBefore && maxLength >= MIN_MATCH) {
      const skipped = lengthBefore < MIN_MATCH ? 0 : lengthBefore - 2;
      for (; inserted <= at + skipped; inserted++) {
        hash = (hash << shift ^ bytes[inserted + 2]!) & mask;
        const before = newest[hash]!;
        newest[hash] = inserted;
        const ordinal = (links[before & SLOT]! >>> LINK_BITS) + 1;
        links[inserted & SLOT] = Math.min(inserted - before, SLOT) | ordinal << LINK_BITS;
      }
      const nearest = at - (links[at & SLOT]! & SLOT);
      if (nearest > window && at - nearest <= MAX_DISTANCE) {
        // At the maximum distance, zlib only examines the nearest position.
        const oldest = Math.max(window, Math.min(at - MAX_DISTANCE, nearest - 1));
        let best = Math.max(lengthBefore, MIN_MATCH - 1);
        let last = bytes[at + best];
        for (
          let candidate = at - (links[at + skipped & SLOT]! & SLOT);
          candidate > oldest;
          candidate -= links[candidate + skipped & SLOT]! & SLOT
        ) {
          if (bytes[candidate + best] !== last) continue;
          let length = 0;
          while (length < maxLength && bytes[candidate + length] === bytes[at + length]) length++;
          if (length <= best) continue;
          const reached = lengthBefore < GOOD_MATCH ? MAX_CHAIN : SHORT_CHAIN;
          const steps = (links[at & SLOT]! >>> LINK_BITS) - (links[candidate & SLOT]! >>> LINK_BITS) & MAX_ORDINAL;
          if (steps > reached) break;
          matchLength = best = length;
          matchStart = candidate;
          if (length === maxLength) break;
          last = bytes[at + best];
        }
        if (matchLength === MIN_MATCH && at - matchStart > TOO_FAR) matchLength = 0;
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
  return writer.finish();
}
