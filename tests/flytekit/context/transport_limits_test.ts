import assert from "node:assert/strict";
import { DEFAULT_MAX_BYTES, SerializationSettings } from "../../../mod.ts";
import { withoutNativeModules } from "../../runtime/without_native.ts";
import { carry, errorOf, settingsJson, toBase64 } from "../../_support/support.ts";
import { watched } from "./watched.ts";

const MEBIBYTE = 1 << 20;

/** A gibibyte of zeros as gzip data, made without ever holding it. */
async function bomb(): Promise<string> {
  const zeros = new Uint8Array(MEBIBYTE);
  let left = 1024;
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: (controller) => left-- > 0 ? controller.enqueue(zeros) : controller.close(),
  });
  const compressed = source.pipeThrough(new CompressionStream("gzip"));
  return toBase64(new Uint8Array(await new Response(compressed).arrayBuffer()));
}

Deno.test("a bomb of 1 GiB is too_large, and takes no such memory", async () => {
  const text = await bomb();
  assert.ok(text.length < 2 * MEBIBYTE);
  for (const native of [true, false]) {
    for (const maxBytes of [undefined, MEBIBYTE]) {
      const { outcome, growth } = await watched(text, native, maxBytes);
      assert.equal(outcome, "too_large");
      assert.ok(growth < 256 * MEBIBYTE, `${growth} bytes`);
    }
  }
});

Deno.test("the limit is 16 MiB of JSON unless told otherwise", async () => {
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

Deno.test("the reason is found within the limit, too", async () => {
  // Too large and damaged behind the limit: it is the size that is told.
  const context = await carry(settingsJson({ version: "v".repeat(100_000) }));
  const damaged = context.slice(0, -12);
  const error = await errorOf(() => SerializationSettings.fromTransport(damaged, { maxBytes: 1000 }));
  assert.equal(error.code, "too_large");
});

Deno.test("a limit that makes no sense is an invalid_option", async () => {
  const context = await carry(settingsJson());
  for (const maxBytes of [0, -1, NaN, 0.5, -Infinity]) {
    const error = await errorOf(() => SerializationSettings.fromTransport(context, { maxBytes }));
    assert.equal(error.code, "invalid_option", String(maxBytes));
  }
});

Deno.test("a limit need not be a whole number", async () => {
  const context = await carry(settingsJson());
  await SerializationSettings.fromTransport(context, { maxBytes: 1000.5 });
  const error = await errorOf(() => SerializationSettings.fromTransport(context, { maxBytes: 10.5 }));
  assert.equal(error.code, "too_large");
});
