/**
 * Small contexts that would become large in memory: each is decoded in a process of its own, whose memory is watched.
 */
import assert from "node:assert/strict";
import { DEFAULT_MAX_BYTES, DEFAULT_MAX_VALUES } from "../../../mod.ts";
import { carry, toBase64 } from "../../_support/support.ts";
import { watched } from "../../_support/watched.ts";

const MEBIBYTE = 1 << 20;

/** As many pieces as either limit allows, in a frame; `values` is what one piece counts for. */
function filled(frame: string, values: number, piece: (index: number) => string, limit = DEFAULT_MAX_VALUES): string {
  const [before, after] = frame.split("#");
  const pieces: string[] = [];
  let room = DEFAULT_MAX_BYTES - frame.length;
  for (let left = limit - 20; left >= values && room > 50; left -= values) {
    const next = piece(pieces.length);
    pieces.push(next);
    room -= next.length + 1;
  }
  return before + pieces.join() + after;
}

const IN_LIST = '{"image_config":{},"x":[#]}';
const hex = (index: number) => index.toString(16);

/** Strings that have just as many values as are allowed, of the kinds that take the most memory or time. */
const WORST: Readonly<Record<string, () => string>> = {
  "objects with an index as their key": () => filled(IN_LIST, 3, () => '{"1":0,"0":0}'),
  "objects of different shapes": () => filled(IN_LIST, 2, (index) => `{"k${hex(index)}":""}`),
  "many keys": () => filled('{"image_config":{},"x":{#}}', 1, (index) => `"${hex(index)}":0`),
  "many unknown fields": () => filled('{"image_config":{},#}', 1, (index) => `"k${hex(index)}":0`),
  "many variables": () => filled('{"image_config":{},"env":{#}}', 1, (index) => `"${index}":""`),
  "an error at the very end": () => filled('{"image_config":{},"x":{#}} x', 2, (index) => `"${hex(index)}":{}`),
};

/** Strings of 16 MiB that are refused before anything is made of them. */
const TOO_MANY: Readonly<Record<string, () => string>> = {
  "empty objects": () => filled(IN_LIST, 1, () => "{}", Infinity),
  "lists in lists": () => filled(IN_LIST, 1, () => "[[]]", Infinity),
  numbers: () => filled(IN_LIST, 1, () => "1.0", Infinity),
  depth: () => "[".repeat(DEFAULT_MAX_BYTES),
  images: () => filled('{"image_config":{"images":[#]}}', 1, () => '{"name":"","fqn":""}', Infinity),
};

for (const [name, text] of Object.entries(WORST)) {
  Deno.test(`the maximum number of values takes bounded memory: ${name}`, async () => {
    const { outcome, growth } = await watched(await carry(text()), true);
    assert.equal(outcome, name.startsWith("an error") ? "not_json" : "decoded");
    assert.ok(growth < 320 * MEBIBYTE, `${growth / MEBIBYTE} MiB`);
  });
}

for (const [name, text] of Object.entries(TOO_MANY)) {
  Deno.test(`too many values are refused before they are read: ${name}`, async () => {
    const context = await carry(text());
    assert.ok(context.length < 120_000, String(context.length));
    const { outcome, growth } = await watched(context, true);
    assert.equal(outcome, "too_many_values");
    assert.ok(growth < 160 * MEBIBYTE, `${growth / MEBIBYTE} MiB`);
  });
}

Deno.test("base64 of whitespace takes no more memory than its length", async () => {
  const { outcome, growth } = await watched("A ".repeat(DEFAULT_MAX_BYTES), true);
  assert.equal(outcome, "not_gzip");
  assert.ok(growth < 256 * MEBIBYTE, `${growth / MEBIBYTE} MiB`);
});

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
