import assert from "node:assert/strict";
import { gunzip, gzip, statedLength } from "../../src/runtime/gzip.ts";
import { errorOf, joined, patched } from "../_support/support.ts";
import { withoutNativeModules } from "../_support/without_native.ts";

const WAYS: Readonly<Record<string, <T>(run: () => T) => T>> = {
  "node:zlib": (run) => run(),
  "web streams": withoutNativeModules,
};

const TEXT = new TextEncoder().encode("some text that repeats, that repeats, that repeats ".repeat(2000));

Deno.test("the helper really hides node:zlib", () => {
  const modules = () => (globalThis as { process?: { getBuiltinModule?: unknown } }).process?.getBuiltinModule;
  assert.ok(modules() !== undefined);
  withoutNativeModules(() => assert.equal(modules(), undefined));
  assert.ok(modules() !== undefined);
});

for (const [way, using] of Object.entries(WAYS)) {
  Deno.test(`${way}: bytes survive a round trip`, async () => {
    await using(async () => {
      for (const bytes of [new Uint8Array(0), new Uint8Array([0]), TEXT]) {
        const compressed = await gzip(bytes);
        assert.equal(statedLength(compressed), bytes.length);
        assert.deepEqual(new Uint8Array((await gunzip(compressed, 1 << 20))!), bytes);
      }
    });
  });

  Deno.test(`${way}: incompressible bytes survive a round trip in many chunks`, async () => {
    const noise = new Uint8Array(300_000);
    let state = 1;
    for (let index = 0; index < noise.length; index++) noise[index] = (state = state * 48271 % 2147483647) >> 7;
    await using(async () => {
      assert.deepEqual(new Uint8Array((await gunzip(await gzip(noise), 1 << 20))!), noise);
    });
  });

  Deno.test(`${way}: maxBytes is exact`, async () => {
    await using(async () => {
      const compressed = await gzip(TEXT);
      assert.equal((await gunzip(compressed, TEXT.length))?.length, TEXT.length);
      assert.equal((await errorOf(() => gunzip(compressed, TEXT.length - 1))).code, "too_large");
      assert.equal((await errorOf(() => gunzip(compressed, 1))).code, "too_large");
    });
  });

  Deno.test(`${way}: damaged data returns undefined`, async () => {
    await using(async () => {
      const compressed = await gzip(TEXT);
      assert.equal(await gunzip(compressed.slice(0, -1), 1 << 20), undefined);
      assert.equal(await gunzip(compressed.slice(0, 20), 1 << 20), undefined);
      assert.equal(await gunzip(patched(compressed, { [-5]: compressed.at(-5)! ^ 1 }), 1 << 20), undefined);
      assert.equal(await gunzip(patched(compressed, { 0: 0 }), 1 << 20), undefined);
      assert.equal(await gunzip(joined(compressed.slice(0, 10), [7, 7, 7, 7, 7, 7, 7, 7, 7]), 1 << 20), undefined);
    });
  });

  Deno.test(`${way}: data after a zero byte is damage, too`, async () => {
    await using(async () => {
      const compressed = await gzip(TEXT);
      for (const rest of [[0], [0, 1, 2, 3], [0, ...compressed.slice(-4)], [0, ...compressed]]) {
        assert.equal(await gunzip(joined(compressed, rest), 1 << 20), undefined);
      }
    });
  });

  Deno.test(`${way}: the length in the trailer is not trusted`, async () => {
    await using(async () => {
      for (const [a, b, c, d] of [[255, 255, 255, 255], [0, 0, 0, 0], [1, 0, 0, 0]] as const) {
        const lying = patched(await gzip(TEXT), { [-4]: a, [-3]: b, [-2]: c, [-1]: d });
        const result = await gunzip(lying, 1 << 20);
        assert.ok(result === undefined || result.length === TEXT.length);
      }
    });
  });
}

Deno.test("statedLength reads an unsigned 32-bit integer", () => {
  assert.equal(statedLength(new Uint8Array([9, 255, 255, 255, 255])), 2 ** 32 - 1);
  assert.equal(statedLength(new Uint8Array([1, 2, 0, 0])), 513);
  assert.equal(statedLength(new Uint8Array([1, 2, 3])), 0);
  assert.equal(statedLength(new Uint8Array(0)), 0);
});
