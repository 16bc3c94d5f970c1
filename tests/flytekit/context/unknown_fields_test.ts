import assert from "node:assert/strict";
import { FastSerializationSettings, Image, SerializationSettings } from "../../../mod.ts";

const TEXT = JSON.stringify(
  {
    image_config: {
      default_image: { name: "default", fqn: "repo", tag: "v1", digest: null, arch: "arm64" },
      images: [{ name: "spark", fqn: "spark", tag: "v3", digest: null, layers: [1, { "2": "b", "1": "a" }] }],
      registry: { mirror: true },
    },
    project: null,
    domain: null,
    version: "v1",
    env: null,
    default_resources: {
      requests: { cpu: "1", mem: null, gpu: null, ephemeral_storage: null, hugepages: "2Mi" },
      limits: { cpu: null, mem: null, gpu: null, ephemeral_storage: null, tpu: null },
      shared_memory: true,
    },
    git_repo: null,
    python_interpreter: "/opt/venv/bin/python3",
    flytekit_virtualenv_root: "/opt/venv",
    fast_serialization_settings: {
      enabled: true,
      destination_dir: null,
      distribution_location: null,
      digest: "abc",
    },
    source_root: null,
    priority: 1,
    labels: { "10": "x", "9": "y", nested: [[], {}, null, false, "é\ud800"] },
  },
  undefined,
  1,
);

/** As Python would write it: one line, ASCII only, and with the keys in the order they have here. */
const EXPECTED = SerializationSettings.fromJsonString(TEXT).toJsonString();

Deno.test("unknown fields at every level are written again", () => {
  for (
    const name of ["arch", "layers", "registry", "hugepages", "tpu", "shared_memory", "digest", "priority", "labels"]
  ) {
    assert.ok(EXPECTED.includes(`"${name}": `), name);
  }
  assert.deepEqual(JSON.parse(EXPECTED), JSON.parse(TEXT));
});

Deno.test("unknown fields survive decoding and encoding", async () => {
  const settings = SerializationSettings.fromJsonString(TEXT);
  for (const reproducible of [true, false]) {
    const decoded = await SerializationSettings.fromTransport(await settings.serializedContext({ reproducible }));
    assert.equal(decoded.toJsonString(), EXPECTED);
  }
  assert.equal(SerializationSettings.fromDict(settings.toDict()).toJsonString(), EXPECTED);
  assert.equal(
    SerializationSettings.fromDict(JSON.parse(JSON.stringify(settings))).toJsonString().length,
    EXPECTED.length,
  );
});

Deno.test("unknown fields survive with, builders and new images", async () => {
  const settings = SerializationSettings.fromJsonString(TEXT);
  const moved = EXPECTED.replace('"version": "v1"', '"version": "v2"');
  assert.equal(settings.with({ version: "v2" }).toJsonString(), moved);
  const builder = settings.newBuilder();
  builder.version = "v2";
  assert.equal(builder.build().toJsonString(), moved);
  assert.equal(settings.newBuilder().build().toJsonString(), EXPECTED);

  const { imageConfig, fastSerializationSettings: fast } = settings;
  const image = imageConfig.images![0]!.withTag("v4");
  const changed = settings.with({ imageConfig: imageConfig.withImage(image) });
  assert.equal(changed.toJsonString(), EXPECTED.replace('"tag": "v3"', '"tag": "v4"'));
  const off = settings.with({ fastSerializationSettings: fast!.with({ enabled: false }) });
  assert.equal(off.toJsonString(), EXPECTED.replace('"enabled": true', '"enabled": false'));
  const carrying = await settings.withSerializedContext();
  assert.equal(carrying.toDict().priority, 1);
});

Deno.test("a value that replaces another does not inherit its unknown fields", () => {
  const settings = SerializationSettings.fromJsonString(TEXT);
  const fresh = new Image({ name: "default", fqn: "repo", tag: "v2" });
  const imageConfig = settings.imageConfig.withImage(fresh);
  assert.equal(imageConfig.defaultImage?.toDict().arch, undefined);
  assert.equal(JSON.stringify(imageConfig.toDict().registry), '{"mirror":true}');
  const fast = settings.newBuilder().withFastSerializationSettings(new FastSerializationSettings()).build();
  assert.deepEqual(Object.keys(fast.fastSerializationSettings!.toDict()), [
    "enabled",
    "destination_dir",
    "distribution_location",
  ]);
});

Deno.test("unknown fields come after the known ones, in their order", () => {
  const text = '{"z": 1, "image_config": {"b": 1, "default_image": null, "a": 2}, "y": 2, "version": "v1"}';
  const keys = Object.keys(SerializationSettings.fromJsonString(text).toDict());
  assert.deepEqual(keys.slice(-2), ["z", "y"]);
  assert.deepEqual(Object.keys(SerializationSettings.fromJsonString(text).imageConfig.toDict()), [
    "default_image",
    "images",
    "b",
    "a",
  ]);
});

Deno.test("an unknown field is a copy that cannot be changed", () => {
  const future = { list: [1, { a: 1 }] };
  const settings = SerializationSettings.fromDict({ image_config: {}, future });
  (future.list as unknown[]).push("later");
  assert.equal(JSON.stringify(settings.toDict().future), '{"list":[1,{"a":1}]}');
  const dict = settings.toDict() as { future: { list: unknown[] } };
  dict.future.list.push("later");
  assert.equal(settings.toJsonString().includes("later"), false);
});
