import assert from "node:assert/strict";
import { Image, SerializationSettings } from "../../../mod.ts";
import { carry, errorOf, settingsJson, thrownBy } from "../../_support/support.ts";

Deno.test("maxValues counts values in contexts and in JSON, and is checked", async () => {
  const text = settingsJson({ x: Array(100).fill("") });
  const context = await carry(text);
  for (
    const read of [
      (maxValues: number) => SerializationSettings.fromTransport(context, { maxValues }),
      (maxValues: number) => SerializationSettings.fromJsonString(text, { maxValues }),
    ]
  ) {
    await read(110);
    await read(Infinity);
    const error = await errorOf(() => read(100));
    assert.equal(error.code, "too_many_values");
    assert.match(error.message, /maxValues/);
    for (const maxValues of [0, -1, NaN, "5" as unknown as number]) {
      assert.equal((await errorOf(() => read(maxValues))).code, "invalid_option");
    }
  }
});

Deno.test("strings do not count, whatever is in them", () => {
  for (const string of ["[".repeat(500), ",".repeat(500), '"{,'.repeat(500), "\\".repeat(501), '\\",'.repeat(300)]) {
    Image.fromJsonString(JSON.stringify({ name: string, fqn: "" }), { maxValues: 10 });
  }
  const error = thrownBy(() =>
    Image.fromJsonString(`{"name": "", "fqn": "", "x": "${"[".repeat(50)}`, { maxValues: 10 })
  );
  assert.equal(error.code, "not_json");
});

Deno.test("maxBytes holds for JSON as well", () => {
  const text = JSON.stringify({ name: "é".repeat(100), fqn: "" });
  const bytes = new TextEncoder().encode(text);
  Image.fromJsonString(text, { maxBytes: text.length });
  Image.fromJsonString(bytes, { maxBytes: bytes.length });
  assert.equal(thrownBy(() => Image.fromJsonString(text, { maxBytes: text.length - 1 })).code, "too_large");
  assert.equal(thrownBy(() => Image.fromJsonString(bytes, { maxBytes: bytes.length - 1 })).code, "too_large");
});

Deno.test("objects of callers are bounded, copied and read once, and what they throw is typed", () => {
  const codeOf = (x: unknown) => thrownBy(() => SerializationSettings.fromDict({ image_config: {}, x })).code;
  const circle: Record<string, unknown> = {};
  circle.one = circle.other = circle;
  assert.equal(codeOf(circle), "too_deep");
  let shared: unknown = "leaf";
  for (let level = 0; level < 60; level++) shared = [shared, shared];
  assert.equal(codeOf(shared), "too_many_values");
  assert.equal(codeOf(new Proxy([], { get: (_, name) => name === "length" ? 2 ** 40 : "" })), "too_many_values");
  assert.equal(codeOf(new Array(2 ** 32 - 1)), "wrong_shape");
  const endless = Object.assign([], {
    *[Symbol.iterator]() {
      for (;;) yield "";
    },
  });
  SerializationSettings.fromDict({ image_config: { images: endless }, x: endless });
  const thrower = () => {
    throw new TypeError("hunter2");
  };
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  const hostile = [
    Object.defineProperty({}, "a", { enumerable: true, get: thrower }),
    new Proxy({}, { ownKeys: thrower }),
    new Proxy({}, { getPrototypeOf: thrower, ownKeys: () => ["a"], getOwnPropertyDescriptor: thrower }),
    proxy,
  ];
  for (const value of hostile) {
    for (
      const wire of [value, { image_config: value }, { image_config: {}, env: value }, { image_config: {}, x: value }]
    ) {
      const error = thrownBy(() => SerializationSettings.fromDict(wire));
      assert.ok(["wrong_shape", "missing_image_config"].includes(error.code), error.code);
      assert.ok(!error.message.includes("hunter2"));
    }
  }
  let reads = 0;
  const fickle = Object.defineProperty({}, "A", { enumerable: true, get: () => reads++ === 0 ? "text" : 5 });
  assert.equal(SerializationSettings.fromDict({ image_config: {}, env: fickle }).env?.A, "text");
});

Deno.test("messages are bounded and printable, whatever the keys and values are", async () => {
  const wild = "\u001b[31m\u202e".repeat(100_000);
  const texts = [
    settingsJson({ env: { [wild]: 1 } }),
    settingsJson({ [wild]: "[".repeat(10) }).replace('"[[[[[[[[[["', "[".repeat(5000) + "]".repeat(5000)),
    settingsJson({ image_config: { default_image: { name: wild, fqn: wild, tag: wild, digest: wild } } }),
    `{"image_config": {}, "x": ${"[".repeat(895)}${"]".repeat(895)}}`,
  ];
  for (const text of texts) {
    const error = await errorOf(async () => SerializationSettings.fromTransport(await carry(text)));
    for (const shown of [error.message, error.path ?? ""]) {
      assert.ok(shown.length < 3000, `${shown.length} characters`);
      // deno-lint-ignore no-control-regex
      assert.doesNotMatch(shown, /[\u0000-\u001f\u202e]/);
    }
  }
});

Deno.test("lists and objects count as values, the first of their items included", () => {
  const nested = (open: string, close: string) =>
    `{"name": "", "fqn": "", "x": ${open.repeat(20)}1${close.repeat(20)}}`;
  for (const text of [nested("[", "]"), nested('{"a": ', "}")]) {
    Image.fromJsonString(text, { maxValues: 30 });
    assert.equal(thrownBy(() => Image.fromJsonString(text, { maxValues: 20 })).code, "too_many_values");
  }
});
