import assert from "node:assert/strict";
import {
  EntrypointSettings,
  FastSerializationSettings,
  Image,
  ImageConfig,
  PythonFloat,
  Resources,
  ResourceSpec,
  SerializationSettings,
  WireRecord,
} from "../../mod.ts";
import { thrownBy } from "../_support/support.ts";

const IMAGE = new Image({ name: "a", fqn: "b", tag: "c" });

/** One instance of every class, and its text. */
const TEXTS: readonly (readonly [WireRecord<object>, string])[] = [
  [IMAGE, '{"name": "a", "fqn": "b", "tag": "c", "digest": null}'],
  [new ImageConfig(), '{"default_image": null, "images": null}'],
  [new ImageConfig({ images: [] }), '{"default_image": null, "images": []}'],
  [new ImageConfig({ images: [IMAGE] }), `{"default_image": null, "images": [${IMAGE.toJsonString()}]}`],
  [
    new FastSerializationSettings(),
    '{"enabled": false, "destination_dir": null, "distribution_location": null}',
  ],
  [
    new FastSerializationSettings({ enabled: true, destinationDir: "", distributionLocation: "s3://b/c" }),
    '{"enabled": true, "destination_dir": "", "distribution_location": "s3://b/c"}',
  ],
  [new EntrypointSettings(), '{"path": null}'],
  [new EntrypointSettings({ path: "/a" }), '{"path": "/a"}'],
  [new Resources(), '{"cpu": null, "mem": null, "gpu": null, "ephemeral_storage": null}'],
  [
    new Resources({ cpu: new PythonFloat(1), mem: 2n ** 64n, gpu: [1, "2"], ephemeralStorage: "1Gi" }),
    '{"cpu": 1.0, "mem": 18446744073709551616, "gpu": [1, "2"], "ephemeral_storage": "1Gi"}',
  ],
  [new ResourceSpec(), '{"requests": null, "limits": null}'],
  [
    new ResourceSpec({ requests: new Resources({ cpu: 1 }), limits: null }),
    '{"requests": {"cpu": 1, "mem": null, "gpu": null, "ephemeral_storage": null}, "limits": null}',
  ],
];

type AnyClass = {
  fromDict(value: unknown): WireRecord<object>;
  fromJsonString(text: string): WireRecord<object>;
};

Deno.test("every class writes what Python writes, and reads it back", () => {
  for (const [record, text] of TEXTS) {
    const type = record.constructor as unknown as AnyClass;
    assert.equal(record.toJsonString(), text);
    assert.deepEqual(type.fromJsonString(text), record);
    assert.deepEqual(type.fromDict(record.toDict()), record);
    assert.deepEqual(record.with({}), record);
    assert.ok(type.fromJsonString(text) instanceof WireRecord);
  }
});

Deno.test("toDict has the fields in the order of the wire, on ordinary objects", () => {
  const dict = SerializationSettings.forImage("a:1", "v").toDict();
  assert.deepEqual(Object.keys(dict), [
    "image_config",
    "project",
    "domain",
    "version",
    "env",
    "default_resources",
    "git_repo",
    "python_interpreter",
    "flytekit_virtualenv_root",
    "fast_serialization_settings",
    "source_root",
  ]);
  assert.equal(Object.getPrototypeOf(dict), Object.prototype);
  assert.deepEqual(dict.image_config, {
    default_image: { name: "default", fqn: "a", tag: "1", digest: null },
    images: null,
  });
});

Deno.test("JSON.stringify gives the wire object, also deep inside something else", () => {
  const text = JSON.stringify({ list: [IMAGE] });
  assert.equal(text, '{"list":[{"name":"a","fqn":"b","tag":"c","digest":null}]}');
});

Deno.test("fromDict returns an instance unchanged", () => {
  const settings = SerializationSettings.forImage("a:1", "v");
  assert.deepEqual(SerializationSettings.fromDict(settings), settings);
  assert.deepEqual(
    SerializationSettings.fromDict({ image_config: settings.imageConfig, version: "v" }).imageConfig,
    settings.imageConfig,
  );
  assert.deepEqual(ImageConfig.fromDict({ images: [IMAGE] }).images, [IMAGE]);
});

Deno.test("instances of other classes are not wire objects", () => {
  assert.equal(thrownBy(() => SerializationSettings.fromDict(new ImageConfig())).code, "missing_image_config");
  assert.equal(thrownBy(() => ImageConfig.fromDict(7)).code, "wrong_shape");
  for (const value of [new Date(), new Map(), /a/, new Uint8Array(2)]) {
    assert.equal(thrownBy(() => Image.fromDict(value)).code, "wrong_shape");
  }
});

Deno.test("index-like and repeated keys in JSON text keep Python's order and value", () => {
  const text = '{"name": "a", "fqn": "first", "fqn": "b", "2": 1, "1": 2}';
  assert.equal(
    Image.fromJsonString(text).toJsonString(),
    '{"name": "a", "fqn": "b", "tag": null, "digest": null, "2": 1, "1": 2}',
  );
});

Deno.test("errors name the class that was read", () => {
  const messages = [
    [() => Image.fromDict({ name: 1 }), /^Image: name must be a string, found a number/],
    [() => Resources.fromDict({ cpu: {} }), /^Resources: cpu must be /],
    [
      () => FastSerializationSettings.fromJsonString("[]"),
      /^FastSerializationSettings: must be an object, found a list/,
    ],
  ] as const;
  for (const [call, message] of messages) assert.match(thrownBy(call).message, message);
});

Deno.test("constructors say what they were given in place of an object with fields", () => {
  for (const [given, found] of [[undefined, "null"], [null, "null"], [5, "a number"], [[], "a list"]] as const) {
    const error = thrownBy(() => new Image(given as never));
    assert.deepEqual([error.code, error.message], [
      "wrong_shape",
      `Image: must be an object with its fields, found ${found}`,
    ]);
  }
});

Deno.test("a message shows the first 20 keys of a path", () => {
  let value: unknown = Symbol("wrong");
  for (let depth = 0; depth < 19; depth++) value = { k: value };
  const pathOf = (x: unknown) => thrownBy(() => SerializationSettings.fromDict({ image_config: {}, x })).path;
  assert.equal(pathOf(value), `x${".k".repeat(19)}`);
  assert.equal(pathOf({ k: value }), `x${".k".repeat(19)}…`);
});
