import assert from "node:assert/strict";
import { inflateRawSync } from "node:zlib";
// @ts-types="npm:@types/pako@2.0.3"
import { deflateRaw } from "pako";
import goldens from "../../goldens/deflate.json" with { type: "json" };
import { deflate } from "../../../src/python/zlib/deflate.ts";
import { runs, seedOr } from "../../_support/effort.ts";
import { oneOf, type Random, seeded } from "../../_support/mutations.ts";

type Step =
  | readonly ["noise", count: number, alphabet: number]
  | readonly ["copy", distance: number, count: number]
  | readonly ["repeat", times: number, steps: readonly Step[]];

/** The bytes of a recipe, as `scripts/record/deflate.py` makes them. */
function cook(recipe: readonly Step[]): Uint8Array<ArrayBuffer> {
  const result: number[] = [];
  let state = 1;
  const follow = (steps: readonly Step[]): void => {
    for (const step of steps) {
      if (step[0] === "repeat") { for (let left = step[1]; left > 0; left--) follow(step[2]); }
      else if (step[0] === "copy") { for (let left = step[2]; left > 0; left--) result.push(result.at(-step[1])!); }
      else {
        for (let left = step[1]; left > 0; left--) {
          state = Math.imul(state, 1_664_525) + 1_013_904_223 >>> 0;
          result.push(Math.floor(state / 2 ** 32 * step[2]));
        }
      }
    }
  };
  follow(recipe);
  return Uint8Array.from(result);
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

Deno.test("the data is that of Python's zlib", async () => {
  for (const { recipe, length, sha256: expected } of goldens as unknown as readonly Golden[]) {
    const data = deflate(cook(recipe));
    assert.equal(data.length, length, JSON.stringify(recipe));
    assert.equal(await sha256(data), expected, JSON.stringify(recipe));
  }
});

interface Golden {
  readonly recipe: readonly Step[];
  readonly length: number;
  readonly sha256: string;
}

/** Bytes as different as possible: noise, repetitions near and far, words, of any size. */
function randomBytes(random: Random): Uint8Array {
  const bytes = new Uint8Array(random(oneOf(random, [4, 50, 1100, 5000, 40_000, 70_000, 200_000])));
  const [alphabet, repeats] = [oneOf(random, [1, 2, 3, 16, 64, 256]), random(101)];
  const [farthest, longest] = [oneOf(random, [4, 300, 33_000, 70_000]), oneOf(random, [3, 12, 300, 3000, 70_000])];
  for (let at = 0; at < bytes.length;) {
    if (at === 0 || random(100) >= repeats) {
      for (let left = 1 + random(3); left > 0 && at < bytes.length; left--) bytes[at++] = random(alphabet);
      continue;
    }
    const distance = 1 + random(Math.min(at, farthest));
    for (let left = 1 + random(longest); left > 0 && at < bytes.length; left--, at++) bytes[at] = bytes[at - distance]!;
  }
  return bytes;
}

Deno.test("the data is that of pako, a port of zlib, for any bytes", () => {
  const random = seeded(seedOr(14));
  for (let run = 0; run < runs(60, 1000); run++) {
    const bytes = randomBytes(random);
    const data = deflate(bytes);
    assert.ok(isSame(data, deflateRaw(bytes, { level: 9 })), `run ${run}, ${bytes.length} bytes`);
    assert.ok(isSame(inflateRawSync(data), bytes), `run ${run}`);
  }
});

Deno.test("at the maximum distance, only the nearest position is examined, as in zlib", () => {
  const random = seeded(1);
  const bytes = Uint8Array.from({ length: 33_000 }, () => 1 + random(255));
  bytes.set([0, 0, 0, 0, 0, 0, 1, 2, 3, 4], 100);
  // The nearest three zeros before are at 103; the four at 102, with which all of it would match, are too far.
  bytes.set([0, 0, 0, 0, 1, 2, 3, 4], 103 + 32_768 - 262);
  assert.ok(isSame(deflate(bytes), deflateRaw(bytes, { level: 9 })));
});

Deno.test("data may have room before and after it", () => {
  for (
    const bytes of [
      new Uint8Array(0),
      randomBytes(seeded(2)),
      Uint8Array.from({ length: 70_000 }, (_, at) => at ** 3),
    ]
  ) {
    assert.deepEqual(deflate(bytes, 10, 8).subarray(10, -8), deflate(bytes));
  }
});

Deno.test("data is never much longer than the bytes", () => {
  const random = seeded(seedOr(15));
  for (let run = 0; run < runs(20, 300); run++) {
    const bytes = randomBytes(random);
    const { length } = deflate(bytes);
    assert.ok(length <= bytes.length + 5 * (1 + bytes.length / 16_383), `${length} for ${bytes.length} bytes`);
  }
});

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
