import assert from "node:assert/strict";
import { DEFAULT_MAX_BYTES, SerializationSettings } from "../../../mod.ts";
import { withoutNativeModules } from "../../_support/without_native.ts";
import { carry, errorOf, settingsJson } from "../../_support/support.ts";

const MEBIBYTE = 1 << 20;

Deno.test("the default limit is 16 MiB of JSON", async () => {
  assert.equal(DEFAULT_MAX_BYTES, 16 * MEBIBYTE);
  const frame = settingsJson({ version: "" }).length;
  const fits = settingsJson({ version: "v".repeat(DEFAULT_MAX_BYTES - frame) });
  assert.equal(
    (await SerializationSettings.fromTransport(await carry(fits))).version?.length,
    DEFAULT_MAX_BYTES - frame,
  );
  const over = settingsJson({ version: "v".repeat(DEFAULT_MAX_BYTES - frame + 1) });
  assert.equal((await errorOf(async () => SerializationSettings.fromTransport(await carry(over)))).code, "too_large");
  await SerializationSettings.fromTransport(await carry(over), { maxBytes: DEFAULT_MAX_BYTES + 1 });
});

Deno.test("the limit counts bytes, exactly", async () => {
  const text = settingsJson({ version: "é🚀" });
  const bytes = new TextEncoder().encode(text).length;
  const context = await carry(text);
  for (const using of [<T>(run: () => T) => run(), withoutNativeModules]) {
    await using(async () => {
      await SerializationSettings.fromTransport(context, { maxBytes: bytes });
      await SerializationSettings.fromTransport(context, { maxBytes: Infinity });
      const error = await errorOf(() => SerializationSettings.fromTransport(context, { maxBytes: bytes - 1 }));
      assert.equal(error.code, "too_large");
    });
  }
});

Deno.test("text that is too long is refused before it is decoded", async () => {
  const error = await errorOf(() => SerializationSettings.fromTransport("!".repeat(10_000), { maxBytes: 100 }));
  assert.equal(error.code, "too_large");
  assert.match(error.message, /10000/);
});

Deno.test("the reason of an error is found within the limit", async () => {
  // Too large and damaged behind the limit: the size is reported.
  const context = await carry(settingsJson({ version: "v".repeat(100_000) }));
  const damaged = context.slice(0, -12);
  const error = await errorOf(() => SerializationSettings.fromTransport(damaged, { maxBytes: 1000 }));
  assert.equal(error.code, "too_large");
});

Deno.test("a meaningless limit is an invalid_option", async () => {
  const context = await carry(settingsJson());
  for (const maxBytes of [0, -1, NaN, 0.5, 1000.5, -Infinity]) {
    const error = await errorOf(() => SerializationSettings.fromTransport(context, { maxBytes }));
    assert.equal(error.code, "invalid_option", String(maxBytes));
  }
});
