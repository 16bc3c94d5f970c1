import assert from "node:assert/strict";
import { type FlyteConfigError, SerializationSettings } from "../../../mod.ts";
import { carry, errorOf, settingsJson, thrownBy, toBase64 } from "../../_support/support.ts";

/** Broken JSON, and where it breaks. */
const BROKEN: readonly (readonly [text: string, line: number, column: number])[] = [
  ["", 1, 1],
  [" ", 1, 2],
  ["{", 1, 2],
  ['{"image_config": {}', 1, 20],
  ['{"image_config": {},}', 1, 21],
  ['{"image_config" {}}', 1, 17],
  ['{"image_config": {}} x', 1, 22],
  ['{\n  "image_config": {},\n  "version": v1\n}', 3, 14],
  ['{\r\n  "image_config": {},\r\n  "version": 01\r\n}', 3, 15],
  ["{\"image_config\": {}, 'version': 1}", 1, 22],
  ['{"image_config": {}, version: 1}', 1, 22],
  ['{"image_config": {}, "version": undefined}', 1, 33],
  ['{"image_config": {}, "version": True}', 1, 33],
  ['{"image_config": {}, "x": [1,\n2,\n]}', 3, 1],
  ['{"image_config": {}, "x": [1 2]}', 1, 30],
  ['\ufeff{"image_config": {}}', 1, 1],
  ['{"image_config": {}}\u00a0', 1, 21],
  ["\f{}", 1, 1],
];

/** Strings that break somewhere within; only the line is certain. */
const BROKEN_STRINGS = [
  '"v1',
  '"v\n1"',
  '"v\t1"',
  '"\\x41"',
  '"\\u12"',
  '"\\u+123"',
  '"\\"',
  '"\u0000"',
  '"\\U00000041"',
];

function positionIn(error: FlyteConfigError): [line: number, column: number] {
  const [, line, column] = /line (\d+), column (\d+)/.exec(error.message) ?? [];
  return [Number(line), Number(column)];
}

Deno.test("broken JSON is not_json with line, column and offset", () => {
  for (const [text, line, column] of BROKEN) {
    const error = thrownBy(() => SerializationSettings.fromJsonString(text));
    assert.equal(error.code, "not_json", text);
    assert.deepEqual(positionIn(error), [line, column], JSON.stringify(text));
    const lines = text.split("\n");
    const before = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    assert.equal(error.offset, before + column - 1, JSON.stringify(text));
  }
});

Deno.test("a broken string is not_json on its line", () => {
  for (const string of BROKEN_STRINGS) {
    const error = thrownBy(() => SerializationSettings.fromJsonString(`{"image_config": {},\n"version": ${string}`));
    assert.equal(error.code, "not_json", string);
    assert.ok(positionIn(error)[0] >= 2, error.message);
    assert.ok(error.offset! >= 20);
  }
});

Deno.test("fromTransport reports the same errors of JSON", async () => {
  for (const [text] of BROKEN) {
    const error = await errorOf(async () => SerializationSettings.fromTransport(await carry(text)));
    assert.equal(error.code, "not_json");
    const reason = (message: string) => /: not JSON: (.*);/.exec(message)?.[1];
    const { message } = thrownBy(() => SerializationSettings.fromJsonString(text));
    assert.ok(reason(message));
    assert.equal(reason(error.message), reason(message));
  }
});

Deno.test("bytes that are not UTF-8 are not_utf8", async () => {
  const [before, after] = settingsJson({ version: "#" }).split("#").map((part) => new TextEncoder().encode(part));
  const sequences = [[0xff], [0x80], [0xc3], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xc0, 0x80]];
  for (const bytes of sequences) {
    const text = await carry(new Uint8Array([...before!, ...bytes, ...after!]));
    assert.equal((await errorOf(() => SerializationSettings.fromTransport(text))).code, "not_utf8", String(bytes));
  }
});

Deno.test("U+FFFD that was really written is UTF-8", async () => {
  const text = settingsJson({ version: "a\ufffdb" });
  assert.equal((await SerializationSettings.fromTransport(await carry(text))).version, "a\ufffdb");
});

Deno.test("nesting that Python cannot read is too_deep in known and unknown fields", async () => {
  const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
  const inField = (field: string, levels: number) => `{"image_config": {}, "${field}": ${nested(levels)}}`;
  for (const text of [inField("future", 1000), inField("future", 100_000), `${nested(5000)}`.replace("[]", "[NaN]")]) {
    assert.equal(thrownBy(() => SerializationSettings.fromJsonString(text)).code, "too_deep");
    assert.equal((await errorOf(async () => SerializationSettings.fromTransport(await carry(text)))).code, "too_deep");
  }
  const settings = SerializationSettings.fromJsonString(inField("future", 800));
  assert.ok(settings.toJsonString().includes(nested(800)));
});

Deno.test("whatever can be decoded can be encoded, however deep it is", async () => {
  for (const levels of [895, 896, 897, 898, 899, 900, 901, 902]) {
    const list = "[".repeat(levels) + "]".repeat(levels);
    const texts = [
      `{"image_config": {}, "future": ${list}}`,
      `{"image_config": {"images": [{"name": "a", "fqn": "b", "future": ${list}}]}}`,
    ];
    for (const text of texts) {
      let settings: SerializationSettings;
      try {
        settings = SerializationSettings.fromJsonString(text);
      } catch {
        assert.equal(thrownBy(() => SerializationSettings.fromJsonString(text)).code, "too_deep");
        continue;
      }
      await settings.serializedContext();
    }
  }
});

Deno.test("no message contains a piece of the text, which may be secret", async () => {
  const secret = "hunter2-SECRET";
  const texts = [
    ...BROKEN_STRINGS.map((string) => `{"image_config": {}, "env": {"A": "${secret}"}, "version": ${string}`),
    `{"image_config": {}, "env": {"A": "${secret}"}`,
    `{"image_config": {}, "env": {"A": "${secret}" "B": ""}}`,
    `{"image_config": {}, "env": {"A": "${secret}\n"}}`,
    `{"image_config": {}, "env": {"A": ${secret}}}`,
    `${secret}`,
    `{"image_config": {}, "env": "${secret}"}`,
    `{"image_config": {}, "env": ["${secret}"]}`,
    `{"image_config": {}, "env": {"A": ["${secret}"]}}`,
    `{"image_config": {}, "env": {"A": {"B": "${secret}"}}}`,
    `{"image_config": {}, "project": ["${secret}"]}`,
    `{"image_config": "${secret}"}`,
    `{"image_config": {}, "default_resources": {"requests": {"cpu": {"A": "${secret}"}}, "limits": {}}}`,
    `{"image_config": {}, "fast_serialization_settings": {"enabled": "${secret}"}}`,
  ];
  const whole = (error: FlyteConfigError) => [error.message, error.stack, error.path, String(error.cause)].join("\n");
  for (const text of texts) {
    const error = await errorOf(() => SerializationSettings.fromJsonString(text));
    assert.ok(!whole(error).includes(secret) && !Deno.inspect(error).includes(secret), error.message);
    const fromTransport = await errorOf(async () => SerializationSettings.fromTransport(await carry(text)));
    assert.ok(!whole(fromTransport).includes(secret) && !Deno.inspect(fromTransport).includes(secret));
  }
  const encoded = toBase64(new TextEncoder().encode(secret.repeat(10)));
  for (const text of [secret, `!${secret}`, encoded, `${encoded}!`]) {
    const error = await errorOf(() => SerializationSettings.fromTransport(text));
    assert.ok(!whole(error).includes(secret) && !whole(error).includes(encoded), error.message);
  }
});

Deno.test("errors name the call, and say what to pass", () => {
  const message = (text: string | Uint8Array) => thrownBy(() => SerializationSettings.fromJsonString(text)).message;
  assert.equal(
    message("{"),
    "SerializationSettings.fromJsonString: not JSON: expected a key in double quotes (line 1, column 2); " +
      "pass JSON text as toJsonString returns it",
  );
  assert.match(message("H4sIAAAA"), /; this is a serialized context: use SerializationSettings\.fromTransport$/);
  assert.match(message(Uint8Array.of(255)), /fromJsonString: the bytes are not UTF-8; pass JSON text/);
  assert.match(message("{}"), /^SerializationSettings: image_config is missing/);
});
