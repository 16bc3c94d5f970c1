import assert from "node:assert/strict";
import { Image, ImageConfig, SerializationSettings } from "../../../mod.ts";

const MEMBERS = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "then",
  "toJSON",
  "length",
];
const INDEX_LIKE = ["10", "2", "b", "1", "a", "0", "4294967294", "4294967295", "-1", "01", "1.5", ""];

const CLEAN = Object.getOwnPropertyNames(Object.prototype).sort().join();

/** Fails where something has been written to the prototype of all objects. */
function assertUnpolluted(): void {
  assert.equal(Object.getOwnPropertyNames(Object.prototype).sort().join(), CLEAN);
  const fresh: Record<string, unknown> = {};
  assert.equal(fresh.polluted, undefined);
  assert.equal(Object.getPrototypeOf({}), Object.prototype);
}

function envText(keys: readonly string[]): string {
  return `{${keys.map((key) => `${JSON.stringify(key)}: "of ${key}"`).join(", ")}}`;
}

Deno.test("variables named like array indexes keep their order", async () => {
  for (const keys of [INDEX_LIKE, INDEX_LIKE.toReversed(), ["2", "1"], ["b", "1"], ["9", "a", "8"]]) {
    const text = `{"image_config": {}, "env": ${envText(keys)}}`;
    const settings = SerializationSettings.fromJsonString(text);
    assert.ok(settings.toJsonString().includes(`"env": ${envText(keys)},`), text);
    for (const key of keys) assert.equal(settings.env?.[key], `of ${key}`);
    const decoded = await SerializationSettings.fromTransport(await settings.serializedContext());
    assert.equal(decoded.toJsonString(), settings.toJsonString());
    assert.equal(SerializationSettings.fromDict(settings.toDict()).toJsonString(), settings.toJsonString());
    assert.equal(settings.with({ version: "v1" }).with({ version: null }).toJsonString(), settings.toJsonString());
    assert.equal(settings.newBuilder().build().toJsonString(), settings.toJsonString());
  }
});

Deno.test("the context follows variables named like array indexes", async () => {
  const text = `{"image_config": {}, "env": ${envText(["2", "1", "a", "0"])}}`;
  const carrying = await SerializationSettings.fromJsonString(text).withSerializedContext();
  const names = [...carrying.toJsonString().matchAll(/"([^"]+)": "(?:of|H4sI)/g)].map(([, name]) => name);
  assert.deepEqual(names, ["2", "1", "a", "0", "_F_SS_C"]);
});

Deno.test("unknown fields named like array indexes keep their order", () => {
  const text =
    '{"image_config": {"9": 1, "8": {"b": 1, "7": 2, "6": 3}}, "x": {"5": "a", "4": "b"}, "3": true, "2": false}';
  const expected = ['"9": 1, "8": {"b": 1, "7": 2, "6": 3}}', '"x": {"5": "a", "4": "b"}, "3": true, "2": false}'];
  const written = SerializationSettings.fromJsonString(text).toJsonString();
  for (const part of expected) assert.ok(written.includes(part), written);
});

Deno.test("variables may have the names of members of Object.prototype", async () => {
  const text = `{"image_config": {}, "env": ${envText(MEMBERS)}}`;
  const settings = SerializationSettings.fromJsonString(text);
  assert.ok(settings.toJsonString().includes(`"env": ${envText(MEMBERS)},`));
  assert.deepEqual(Object.keys(settings.env!), MEMBERS);
  for (const name of MEMBERS) assert.equal(settings.env![name], `of ${name}`);
  const decoded = await SerializationSettings.fromTransport(await settings.serializedContext());
  assert.equal(decoded.toJsonString(), settings.toJsonString());
  assert.equal(SerializationSettings.fromDict(JSON.parse(text)).toJsonString(), settings.toJsonString());
  assert.equal((await decoded.withSerializedContext()).env!["__proto__"], "of __proto__");
  assertUnpolluted();
});

Deno.test("names of Object.prototype are not variables unless they are set", () => {
  const settings = SerializationSettings.fromJsonString('{"image_config": {}, "env": {}}');
  for (const name of MEMBERS) assert.equal(settings.env![name], undefined, name);
  const config = ImageConfig.fromImages("a:1");
  for (const name of MEMBERS) assert.equal(config.findImage(name), undefined, name);
});

Deno.test("__proto__ is an unknown field, not a prototype", () => {
  const evil = '{"polluted": "yes", "project": "evil", "default_image": {"name": "evil", "fqn": "evil"}}';
  const image = `{"name": "a", "fqn": "b", "__proto__": ${evil}, "constructor": ${evil}}`;
  const text = `{"__proto__": ${evil}, "constructor": {"prototype": ${evil}}, "image_config": {"__proto__": ${evil}, ` +
    `"images": [${image}]}, "x": {"__proto__": ${evil}}, "y": [{"__proto__": ${evil}}]}`;
  for (
    const settings of [SerializationSettings.fromJsonString(text), SerializationSettings.fromDict(JSON.parse(text))]
  ) {
    assert.equal(settings.project, undefined);
    assert.equal(settings.imageConfig.defaultImage, undefined);
    assert.equal(Object.getPrototypeOf(settings), SerializationSettings.prototype);
    assert.equal(Object.getPrototypeOf(settings.imageConfig.images![0]), Image.prototype);
    assert.equal(settings.toJsonString().match(/"__proto__": \{"polluted"/g)?.length, 5);
    assert.equal((settings as unknown as { polluted?: string }).polluted, undefined);
    const changed = settings.with({ version: "v1" });
    assert.equal(changed.toJsonString().match(/"__proto__": \{"polluted"/g)?.length, 5);
    assert.equal(settings.newBuilder().build().toJsonString(), settings.toJsonString());
  }
  assertUnpolluted();
});

Deno.test("fields are never inherited", () => {
  const inherited = Object.create({ image_config: {}, project: "inherited" });
  // Inherited properties are not wire values; with or without them, nothing but ours may be thrown.
  try {
    SerializationSettings.fromDict(inherited);
  } catch (error) {
    assert.equal((error as Error).name, "FlyteConfigError");
  }
  assertUnpolluted();
});

Deno.test("images may have the names of members of Object.prototype", () => {
  const images = Object.fromEntries(MEMBERS.map((name) => [name, `repo/${name.toLowerCase()}:v1`]));
  const config = ImageConfig.fromImages("a:1", images);
  for (const name of MEMBERS) assert.equal(config.findImage(name)?.name, name);
  assert.equal(config.images?.length, MEMBERS.length + 1);
  assertUnpolluted();
});
