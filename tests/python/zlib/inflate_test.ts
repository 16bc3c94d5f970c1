import assert from "node:assert/strict";
import { constants, deflateRawSync } from "node:zlib";
// @ts-types="npm:@types/pako@2.0.3"
import { Inflate } from "pako";
import { inflate } from "../../../src/python/zlib/inflate.ts";
import { runs, seedOr } from "../../_support/effort.ts";
import { oneOf, type Random, seeded } from "../../_support/mutations.ts";
import { joined } from "../../_support/support.ts";

interface Outcome {
  readonly end: number | string | undefined;
  /** Length and content of the chunks that were passed on. */
  readonly chunks: readonly Uint8Array[];
}

function ours(bytes: Uint8Array, start = 0): Outcome {
  const chunks: Uint8Array[] = [];
  return { end: inflate(bytes, start, (chunk) => chunks.push(chunk.slice())), chunks };
}

/** The outcome of pako, a port of zlib, for the same data. */
function theirs(bytes: Uint8Array): Outcome {
  const chunks: Uint8Array[] = [];
  const stream = new Inflate({ raw: true, chunkSize: 65_536 });
  stream.onData = (chunk) => chunks.push((chunk as Uint8Array).slice());
  stream.push(bytes, true);
  const { err, msg, ended, strm } = stream as Inflate & { ended: boolean; strm: { avail_in: number } };
  return { end: err < 0 ? msg : ended ? bytes.length - strm.avail_in : undefined, chunks };
}

function randomBytes(random: Random): Uint8Array {
  const bytes = new Uint8Array(random(oneOf(random, [10, 100, 1000, 5000, 140_000])));
  const alphabet = 1 + random(256);
  for (let at = 0; at < bytes.length;) {
    if (at === 0 || random(3) > 0) bytes[at++] = random(alphabet);
    else {
      const distance = 1 + random(at);
      for (let left = random(20); left > 0 && at < bytes.length; left--, at++) bytes[at] = bytes[at - distance]!;
    }
  }
  return bytes;
}

/** Deflate data of all kinds of blocks, most of it damaged. */
function randomData(random: Random): Uint8Array {
  if (random(5) === 0) {
    const noise = Uint8Array.from({ length: 1 + random(60) }, () => random(256));
    if (random(2) === 0) noise[0] = noise[0]! & ~7 | 4;
    return noise;
  }
  const strategy = random(4) === 0 ? constants.Z_FIXED : constants.Z_DEFAULT_STRATEGY;
  const data = new Uint8Array(deflateRawSync(randomBytes(random), { level: oneOf(random, [0, 1, 6, 9]), strategy }));
  for (let left = random(4); left > 0; left--) {
    const at = random(random(3) === 0 ? data.length : Math.min(60, data.length));
    data[at] = data[at]! ^ 1 << random(8);
  }
  const kind = random(4);
  return kind === 0 ? data.slice(0, random(data.length)) : kind === 1 ? joined(data, [1, 2, 3]) : data;
}

Deno.test("data that is intact, damaged or truncated gives what pako, a port of zlib, reports", () => {
  const random = seeded(seedOr(20));
  const seen = new Set<unknown>();
  for (let run = 0; run < runs(3000, 20_000); run++) {
    const data = randomData(random);
    const [found, expected] = [ours(data), theirs(data)];
    assert.deepEqual(found, expected, `run ${run}`);
    seen.add(typeof found.end === "number" ? "end" : found.end);
  }
  for (const message of [undefined, "end", ...MESSAGES]) assert.ok(seen.has(message), String(message));
});

const MESSAGES = [
  "invalid block type",
  "invalid stored block lengths",
  "too many length or distance symbols",
  "invalid code lengths set",
  "invalid bit length repeat",
  "invalid code -- missing end-of-block",
  "invalid literal/lengths set",
  "invalid distances set",
  "invalid literal/length code",
  "invalid distance code",
  "invalid distance too far back",
];

Deno.test("data may start anywhere, and what onChunk throws is passed on", () => {
  const data = new Uint8Array(deflateRawSync(new Uint8Array(200_000).fill(7)));
  const { end, chunks } = ours(joined([1, 2, 3], data, [9]), 3);
  assert.equal(end, data.length + 3);
  assert.deepEqual(chunks.map(({ length }) => length), [65_536, 65_536, 65_536, 3392]);
  const thrown = new Error("enough");
  assert.throws(() =>
    inflate(data, 0, () => {
      throw thrown;
    }), (error) => error === thrown);
});
