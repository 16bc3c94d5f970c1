import assert from "node:assert/strict";
import { type ErrorCode, PythonFloat, SerializationSettings } from "../../../mod.ts";
import { thrownBy } from "../../_support/support.ts";

const IMAGE = { name: "default", fqn: "repo", tag: "v1" };
const EMPTY = { requests: {}, limits: {} };

/** Fields in addition to `image_config`, the path of the wrong one, and what the message says. */
const WRONG: readonly (readonly [fields: Record<string, unknown>, path: string, found: RegExp])[] = [
  [{ project: 1 }, "project", /must be a string, found a number/],
  [{ domain: true }, "domain", /must be a string, found (?:true|false)/],
  [{ version: {} }, "version", /must be a string, found an object/],
  [{ git_repo: [1, 2] }, "git_repo", /must be a string, found a list/],
  [{ source_root: 0 }, "source_root", /found a number/],
  [{ python_interpreter: null }, "python_interpreter", /found null/],
  [{ python_interpreter: 3.11 }, "python_interpreter", /found a number/],
  [{ flytekit_virtualenv_root: [] }, "flytekit_virtualenv_root", /found a list/],
  [{ env: [] }, "env", /must be an object of strings, found a list/],
  [{ env: "A=b" }, "env", /found a string/],
  [{ env: { A: 1 } }, "env.A", /must be a string, found a number/],
  [{ env: { A: "a", B: null } }, "env.B", /found null/],
  [{ env: { "a.b": false } }, "env.a.b", /found (?:true|false)/],
  [{ env: { "": {} } }, "env.", /found an object/],
  [{ image_config: [] }, "image_config", /must be an object, found a list/],
  [{ image_config: "repo:v1" }, "image_config", /must be an object, found a string/],
  [{ image_config: { default_image: "repo:v1" } }, "image_config.default_image", /found a string/],
  [{ image_config: { default_image: {} } }, "image_config.default_image.name", /is missing; it must be a string/],
  [{ image_config: { default_image: { ...IMAGE, name: null } } }, "image_config.default_image.name", /found null/],
  [
    { image_config: { default_image: { name: "a" } } },
    "image_config.default_image.fqn",
    /is missing; it must be a string/,
  ],
  [{ image_config: { default_image: { ...IMAGE, tag: 1 } } }, "image_config.default_image.tag", /found a number/],
  [{ image_config: { images: {} } }, "image_config.images", /must be a list of objects, found an object/],
  [{ image_config: { images: "a" } }, "image_config.images", /found a string/],
  [{ image_config: { images: [null] } }, "image_config.images[0]", /must be an object, found null/],
  [{ image_config: { images: [IMAGE, IMAGE, 7] } }, "image_config.images[2]", /found a number/],
  [{ image_config: { images: [IMAGE, { name: "a" }] } }, "image_config.images[1].fqn", /is missing; it must be a/],
  [{ image_config: { images: [IMAGE, { ...IMAGE, tag: [] }] } }, "image_config.images[1].tag", /found a list/],
  [{ default_resources: [] }, "default_resources", /found a list/],
  [{ default_resources: {} }, "default_resources.requests", /is missing; it must be a/],
  [{ default_resources: { requests: {} } }, "default_resources.limits", /is missing; it must be a/],
  [{ default_resources: { ...EMPTY, limits: "1" } }, "default_resources.limits", /found a string/],
  [
    { default_resources: { ...EMPTY, requests: { cpu: true } } },
    "default_resources.requests.cpu",
    /a string, a number/,
  ],
  [{ default_resources: { ...EMPTY, requests: { cpu: {} } } }, "default_resources.requests.cpu", /a string, a number/],
  [{ default_resources: { ...EMPTY, requests: { mem: 1.5 } } }, "default_resources.requests.mem", /a whole number/],
  [{ default_resources: { ...EMPTY, limits: { gpu: [1, 2.5] } } }, "default_resources.limits.gpu", /a whole number/],
  [{ default_resources: { ...EMPTY, limits: { gpu: ["1"] } } }, "default_resources.limits.gpu", /list of two/],
  [{ default_resources: { ...EMPTY, limits: { gpu: [1, 2, 3] } } }, "default_resources.limits.gpu", /list of two/],
  [{ default_resources: { ...EMPTY, limits: { gpu: [] } } }, "default_resources.limits.gpu", /list of two/],
  [{ default_resources: { ...EMPTY, limits: { gpu: [null, 1] } } }, "default_resources.limits.gpu", /a whole number/],
  [
    { default_resources: { ...EMPTY, limits: { ephemeral_storage: [[1], 2] } } },
    "default_resources.limits.ephemeral_storage",
    /./,
  ],
  [{ fast_serialization_settings: true }, "fast_serialization_settings", /must be an object, found (?:true|false)/],
  [
    { fast_serialization_settings: { enabled: "false" } },
    "fast_serialization_settings.enabled",
    /true or false, found a string/,
  ],
  [{ fast_serialization_settings: { enabled: 0 } }, "fast_serialization_settings.enabled", /found a number/],
  [{ fast_serialization_settings: { enabled: null } }, "fast_serialization_settings.enabled", /found null/],
  [{ fast_serialization_settings: { destination_dir: 1 } }, "fast_serialization_settings.destination_dir", /a number/],
  [
    { fast_serialization_settings: { distribution_location: [] } },
    "fast_serialization_settings.distribution_location",
    /./,
  ],
];

function refusal(wire: unknown): { code: ErrorCode; path: string | undefined; message: string } {
  const fromDict = thrownBy(() => SerializationSettings.fromDict(wire));
  const fromText = thrownBy(() => SerializationSettings.fromJsonString(JSON.stringify(wire)));
  assert.deepEqual([fromText.code, fromText.path, fromText.message], [fromDict.code, fromDict.path, fromDict.message]);
  return fromDict;
}

Deno.test("each wrong value is wrong_shape with its path, and says what was expected and found", () => {
  for (const [fields, path, found] of WRONG) {
    const error = refusal({ image_config: {}, ...fields });
    assert.equal(error.code, "wrong_shape", path);
    assert.equal(error.path, path);
    assert.match(error.message, found);
    assert.ok(error.message.includes(path), error.message);
  }
});

Deno.test("settings that are not an object are wrong_shape", () => {
  for (const wire of [null, [], "text", 1, true, [{}]]) {
    const error = refusal(wire);
    assert.equal(error.code, "wrong_shape");
    assert.equal(error.path, "");
    assert.match(error.message, /SerializationSettings: must be an object/);
  }
  for (const value of [undefined, Symbol("a"), () => 1, 1n]) {
    assert.equal(thrownBy(() => SerializationSettings.fromDict(value)).code, "wrong_shape");
  }
});

Deno.test("settings without images are missing_image_config", () => {
  for (const wire of [{}, { image_config: null }, { project: "p" }, { imageConfig: {} }]) {
    const error = refusal(wire);
    assert.equal(error.code, "missing_image_config");
    assert.equal(error.path, "image_config");
  }
  const made = thrownBy(() => new SerializationSettings({ imageConfig: undefined! }));
  assert.equal(made.code, "missing_image_config");
});

Deno.test("an image with tag and digest is refused, with its path", () => {
  const both = { name: "a", fqn: "b", tag: "c", digest: "d" };
  const error = refusal({ image_config: { images: [IMAGE, both] } });
  assert.equal(error.code, "tag_and_digest");
  assert.equal(error.path, "image_config.images[1]");
  assert.equal(refusal({ image_config: { default_image: both } }).path, "image_config.default_image");
});

Deno.test("optional fields may be absent or null", () => {
  const settings = SerializationSettings.fromDict({ image_config: {} });
  const nulls = { project: null, domain: null, version: null, env: null, default_resources: null, git_repo: null };
  const more = { flytekit_virtualenv_root: null, fast_serialization_settings: null, source_root: null };
  const fromNulls = SerializationSettings.fromDict({
    image_config: { default_image: null, images: null },
    ...nulls,
    ...more,
  });
  assert.deepEqual(fromNulls, settings);
  assert.deepEqual(SerializationSettings.fromDict({ image_config: {}, project: undefined }), settings);
  assert.equal(settings.pythonInterpreter, "/opt/venv/bin/python3");
  assert.equal(settings.flytekitVirtualenvRoot, "/opt/venv");
  const fast = { ...settings.toDict(), fast_serialization_settings: {} };
  assert.equal(SerializationSettings.fromDict(fast).fastSerializationSettings?.enabled, false);
  const nullable = { ...settings.toDict(), default_resources: { requests: null, limits: null } };
  assert.deepEqual(SerializationSettings.fromDict(nullable).toDict().default_resources, {
    requests: null,
    limits: null,
  });
});

Deno.test("values that JSON cannot hold are refused in unknown fields, too", () => {
  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  assert.equal(thrownBy(() => SerializationSettings.fromDict({ image_config: {}, cyclic })).code, "too_deep");
  const undefinedIn = { a: { b: undefined } };
  for (
    const [value, path] of [[() => 1, "x"], [Symbol("a"), "x"], [undefinedIn, "x.a.b"], [[1, undefined], "x[1]"], [[
      1,
      ,
      2,
    ], "x[1]"]] as const
  ) {
    const error = thrownBy(() => SerializationSettings.fromDict({ image_config: {}, x: value }));
    assert.equal(error.code, "wrong_shape");
    assert.equal(error.path, path);
  }
});

Deno.test("a hole in a list is refused anywhere", () => {
  const wires: readonly (readonly [wire: object, path: string])[] = [
    [{ image_config: { images: [, IMAGE] } }, "image_config.images[0]"],
    [
      { image_config: {}, default_resources: { ...EMPTY, requests: { cpu: ["1", ,] } } },
      "default_resources.requests.cpu",
    ],
    [{ image_config: {}, x: { y: [[], ,] } }, "x.y[1]"],
  ];
  for (const [wire, path] of wires) {
    const error = thrownBy(() => SerializationSettings.fromDict(wire));
    assert.equal(error.code, "wrong_shape");
    assert.equal(error.path, path);
  }
});

Deno.test("a PythonFloat is not an object with fields", () => {
  const float = new PythonFloat(2);
  for (
    const wire of [{ image_config: float }, { image_config: {}, env: float }, {
      image_config: {},
      default_resources: float,
    }]
  ) {
    const error = thrownBy(() => SerializationSettings.fromDict(wire));
    assert.equal(error.code, "wrong_shape");
  }
  // `JSON.parse` rejects NaN, so the exact reader is used, which returns `PythonFloat` for 2.0.
  for (const field of ["image_config", "fast_serialization_settings", "default_resources"]) {
    const text = `{"x": NaN, "image_config": {}, "${field}": 2.0}`;
    assert.equal(thrownBy(() => SerializationSettings.fromJsonString(text)).path, field);
  }
});
