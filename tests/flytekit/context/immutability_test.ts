import assert from "node:assert/strict";
import {
  EntrypointSettings,
  FastSerializationSettings,
  Image,
  ImageConfig,
  Resources,
  ResourceSpec,
  SerializationSettings,
} from "../../../mod.ts";

const IMAGES = [new Image({ name: "a", fqn: "a", tag: "1" }), new Image({ name: "b", fqn: "b" })];
const ENV = { A: "a" };

const MADE = new SerializationSettings({
  imageConfig: ImageConfig.createFrom(new Image({ name: "default", fqn: "repo", tag: "v1" }), IMAGES),
  env: ENV,
  defaultResources: new ResourceSpec({ requests: new Resources({ cpu: ["1", "2"] }), limits: new Resources() }),
  fastSerializationSettings: new FastSerializationSettings({ enabled: true }),
});
const READ = SerializationSettings.fromJsonString(MADE.with({}).toJsonString().replace(/}$/, ', "x": {"y": [{}]}}'));
const COPIED = SerializationSettings.fromDict(JSON.parse(READ.toJsonString()));

/** Every object below a value, itself first. */
function* objectsIn(value: unknown): Generator<object> {
  if (typeof value !== "object" || value === null) return;
  yield value;
  for (const key of Reflect.ownKeys(value)) yield* objectsIn((value as Record<PropertyKey, unknown>)[key]);
}

Deno.test("everything within settings is frozen, however they were made", () => {
  for (const settings of [MADE, READ, COPIED, READ.with({ version: "v" }), READ.newBuilder().build()]) {
    let count = 0;
    for (const object of objectsIn(settings)) {
      assert.ok(Object.isFrozen(object), Deno.inspect(object));
      count++;
    }
    assert.ok(count >= 11, String(count));
  }
  assert.ok(Object.isFrozen(new EntrypointSettings({ path: "/a" })));
});

Deno.test("assignments throw", () => {
  const settings = READ as { -readonly [Key in keyof SerializationSettings]: SerializationSettings[Key] };
  assert.throws(() => settings.version = "v2", TypeError);
  assert.throws(() => (settings.env as Record<string, string>).A = "b", TypeError);
  assert.throws(() => delete (settings.env as Record<string, string>).A, TypeError);
  assert.throws(() => (settings.imageConfig.images as Image[]).push(IMAGES[0]!), TypeError);
  assert.throws(() => (settings.imageConfig.images![0] as { tag: string }).tag = "v2", TypeError);
  assert.throws(() => (settings as unknown as Record<string, unknown>).more = 1, TypeError);
});

Deno.test("changing the arguments does not change the settings", () => {
  const [env, images, pair, wire] = [
    { A: "a" },
    [...IMAGES],
    ["1", "2"] as [string, string],
    JSON.parse(READ.toJsonString()),
  ];
  const made = new SerializationSettings({ imageConfig: new ImageConfig({ images }), env });
  const read = SerializationSettings.fromDict(wire);
  env.A = "changed";
  images.pop();
  pair[0] = "9";
  wire.env.A = "changed";
  wire.image_config.images.length = 0;
  wire.default_resources.requests.cpu[0] = "9";
  assert.equal(made.env?.A, "a");
  assert.equal(made.imageConfig.images?.length, 2);
  assert.equal(read.toJsonString(), READ.toJsonString());
});

Deno.test("changing a wire object does not change the settings", () => {
  const dict = READ.toDict() as Record<string, unknown> & {
    env: Record<string, string>;
    image_config: { images: { tag: string }[] };
    default_resources: { requests: { cpu: string[] } };
  };
  dict.version = "changed";
  dict.env.A = "changed";
  dict.image_config.images[0]!.tag = "changed";
  dict.image_config.images.pop();
  dict.default_resources.requests.cpu[0] = "changed";
  assert.equal(READ.toJsonString().includes("changed"), false);
  assert.equal(READ.imageConfig.images?.length, 3);
});

Deno.test("reading a wire object does not change it", () => {
  const wire = JSON.parse(READ.toJsonString());
  SerializationSettings.fromDict(wire);
  assert.equal(JSON.stringify(wire), JSON.stringify(JSON.parse(READ.toJsonString())));
  for (const object of objectsIn(wire)) assert.ok(!Object.isFrozen(object));
});
