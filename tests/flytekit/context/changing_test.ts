import assert from "node:assert/strict";
import {
  FastSerializationSettings,
  Image,
  ImageConfig,
  PythonFloat,
  retarget,
  SerializationSettings,
  SERIALIZED_CONTEXT_ENV_VAR,
  wireJsonSchema,
} from "../../../mod.ts";
import { orderedObject } from "../../../src/python/json_value.ts";
import { MAX_ENV_STRING_BYTES } from "../../../src/flytekit/context/context_issues.ts";
import { errorOf, thrownBy } from "../../_support/support.ts";

const SETTINGS = SerializationSettings.forImage("ghcr.io/acme/app:v1", "v1", { project: "p", domain: "d" });

Deno.test("with changes the given fields and nothing else", () => {
  const changed = SETTINGS.with({ version: "v2", env: { A: "a" } });
  assert.equal(changed.version, "v2");
  assert.equal(changed.env?.A, "a");
  assert.equal(changed.imageConfig, SETTINGS.imageConfig);
  assert.equal(SETTINGS.version, "v1");
  assert.ok(changed instanceof SerializationSettings);
  assert.deepEqual(changed.with({ version: "v1", env: null }), SETTINGS);
  assert.equal(changed.with({ version: undefined, env: undefined }).toDict().version, null);
  assert.deepEqual(SETTINGS.with({}), SETTINGS);
});

Deno.test("with another interpreter the root stays, as in flytekit's builder", () => {
  const changed = SETTINGS.with({ pythonInterpreter: "/usr/bin/python3" });
  assert.equal(changed.flytekitVirtualenvRoot, "/opt/venv");
  assert.equal(changed.entrypointSettings.path, "/usr/bin/entrypoint.py");
  const rooted = SETTINGS.with({ pythonInterpreter: "/usr/bin/python3", flytekitVirtualenvRoot: undefined });
  assert.equal(rooted.flytekitVirtualenvRoot, "/usr");
});

Deno.test("a builder assigns any field and builds new settings", () => {
  const builder = SETTINGS.newBuilder();
  assert.ok(builder instanceof SerializationSettings.Builder);
  builder.version = "v2";
  builder.gitRepo = "github.com/acme/app";
  builder.imageConfig = ImageConfig.fromImages("other:v1");
  const fast = new FastSerializationSettings({ enabled: true });
  assert.equal(builder.withFastSerializationSettings(fast), builder);
  const built = builder.build();
  assert.equal(built.version, "v2");
  assert.equal(built.gitRepo, "github.com/acme/app");
  assert.equal(built.imageConfig.defaultImage?.full, "other:v1");
  assert.ok(built.shouldFastSerialize());
  assert.equal(builder.withFastSerializationSettings(undefined).build().shouldFastSerialize(), false);
  assert.equal(SETTINGS.version, "v1");
  assert.notEqual(builder.build(), builder.build());
});

Deno.test("a builder without images cannot build", () => {
  const builder = SETTINGS.newBuilder();
  builder.imageConfig = undefined!;
  assert.equal(thrownBy(() => builder.build()).code, "missing_image_config");
});

Deno.test("withSerializedContext adds one variable, whose context has the original settings", async () => {
  const before = SETTINGS.with({ env: { A: "a" } });
  const carrying = await before.withSerializedContext();
  assert.deepEqual(Object.keys(carrying.env!), ["A", SERIALIZED_CONTEXT_ENV_VAR]);
  assert.deepEqual(carrying.with({ env: { A: "a" } }), before);
  const context = carrying.env![SERIALIZED_CONTEXT_ENV_VAR]!;
  assert.equal(context, await before.serializedContext());
  assert.deepEqual(await SerializationSettings.fromTransport(context), before);
  assert.deepEqual(Object.keys(before.env!), ["A"]);
});

Deno.test("withSerializedContext returns settings that carry a context unchanged", async () => {
  for (
    const start of [SETTINGS, SETTINGS.with({ env: {} }), SETTINGS.with({ env: { [SERIALIZED_CONTEXT_ENV_VAR]: "" } })]
  ) {
    const carrying = await start.withSerializedContext();
    assert.equal(await carrying.withSerializedContext(), carrying);
    assert.equal(await carrying.serializedContext(), carrying.env![SERIALIZED_CONTEXT_ENV_VAR]);
    assert.equal(await carrying.serializedContext({ reproducible: false }), carrying.env![SERIALIZED_CONTEXT_ENV_VAR]);
  }
});

Deno.test("a context that nears or exceeds the limit of Linux is encoded, with an issue", async () => {
  const reported = async (size: number): Promise<string[]> => {
    const codes: string[] = [];
    const settings = SETTINGS.with({ env: { [SERIALIZED_CONTEXT_ENV_VAR]: "x".repeat(size) } });
    const context = await settings.serializedContext({ onIssue: (issue) => codes.push(issue.code) });
    assert.equal(context.length, size);
    // The value in env is not a context, which is reported as well.
    assert.equal(codes.pop(), "carried_context_differs");
    return codes;
  };
  // NAME, "=" and the final NUL take their share.
  const room = MAX_ENV_STRING_BYTES - SERIALIZED_CONTEXT_ENV_VAR.length - 2;
  assert.equal(MAX_ENV_STRING_BYTES, 131072);
  assert.deepEqual(await reported(1000), []);
  assert.deepEqual(await reported(MAX_ENV_STRING_BYTES * 7 / 8 - SERIALIZED_CONTEXT_ENV_VAR.length - 3), []);
  assert.deepEqual(await reported(MAX_ENV_STRING_BYTES * 7 / 8 - SERIALIZED_CONTEXT_ENV_VAR.length - 2), [
    "context_near_env_limit",
  ]);
  assert.deepEqual(await reported(room), ["context_near_env_limit"]);
  assert.deepEqual(await reported(room + 1), ["context_over_env_limit"]);
});

Deno.test("the limit also applies to the context of real settings", async () => {
  const noise = Array.from({ length: 40_000 }, (_, index) => (index * 2654435761 % 2 ** 32).toString(36)).join("");
  const settings = SETTINGS.with({ env: { NOISE: noise } });
  for (const reproducible of [true, false]) {
    const issues: string[] = [];
    await settings.withSerializedContext({ reproducible, onIssue: ({ code, message }) => issues.push(code, message) });
    assert.equal(issues[0], "context_over_env_limit");
    assert.match(issues[1]!, /_F_SS_C takes \d+ bytes, more than the 131072 bytes/);
    assert.equal(issues.length, 2);
  }
});

Deno.test("issues of the images are reported with their paths", async () => {
  const imageConfig = ImageConfig.fromImages("ghcr.io/Acme/app:v1", { spark: "spark" });
  const told: string[] = [];
  const settings = new SerializationSettings({ imageConfig });
  await settings.serializedContext({ onIssue: ({ code, path }) => told.push(`${path}: ${code}`) });
  assert.deepEqual(told, [
    "image_config.default_image: invalid_reference",
    "image_config.images[1]: missing_tag_or_digest",
  ]);
  const onIssue = () => {
    throw new TypeError("no");
  };
  assert.equal((await errorOf(() => settings.serializedContext({ onIssue }))).code, "callback_failed");
});

Deno.test("a different context in env is reported, and retarget changes both", async () => {
  const before = SETTINGS.with({ env: orderedObject([["2", "b"], ["1", "a"]], null) });
  const carrying = await before.withSerializedContext();
  const issuesOf = async (settings: SerializationSettings): Promise<string[]> => {
    const told: string[] = [];
    await settings.withSerializedContext({ onIssue: ({ code, message }) => told.push(`${code}: ${message}`) });
    return told;
  };
  for (const env of [{}, undefined, { A: "a" }]) {
    assert.deepEqual(await issuesOf(await SETTINGS.with({ env }).withSerializedContext()), []);
  }
  assert.deepEqual(await issuesOf(carrying), []);

  const image = SETTINGS.imageConfig.defaultImage!.withTag("v2");
  const half = carrying.with({ version: "v2", imageConfig: carrying.imageConfig.withImage(image) });
  const [issue, ...others] = await issuesOf(half);
  assert.deepEqual(others, []);
  assert.match(issue!, /^carried_context_differs: .*another image_config, version; .*retarget/);

  const changes = { project: "p2", domain: "d2", version: "v2", image };
  const whole = await retarget(carrying, changes);
  assert.deepEqual(await issuesOf(whole), []);
  assert.equal(whole.imageConfig.defaultImage?.tag, "v2");
  const carried = await SerializationSettings.fromTransport(await whole.serializedContext());
  assert.deepEqual(carried, await retarget(before, changes));
  assert.deepEqual([carried.project, carried.domain, carried.version, carried.imageConfig.defaultImage?.full], [
    "p2",
    "d2",
    "v2",
    "ghcr.io/acme/app:v2",
  ]);
  assert.equal(await whole.serializedContext(), await (await retarget(before, changes)).serializedContext());
  assert.match(whole.toJsonString(), /"env": \{"2": "b", "1": "a", "_F_SS_C": "H4sI/);
  assert.equal(carrying.version, "v1");
});

Deno.test("a builder's env can be changed, and an empty one is left out, as in flytekit", () => {
  const builder = SETTINGS.with({ env: orderedObject([["2", "b"], ["1", "a"]], null) }).newBuilder();
  builder.env!.A = "a";
  builder.env!["0"] = "c";
  delete builder.env!["1"];
  assert.match(builder.build().toJsonString(), /"env": \{"2": "b", "0": "c", "A": "a"\}/);
  assert.equal(SETTINGS.with({ env: {} }).newBuilder().build().env, undefined);
  assert.equal(thrownBy(() => new SerializationSettings.Builder(null as never)).code, "invalid_argument");
  const wrong = SETTINGS.newBuilder();
  Object.assign(wrong, { projct: "p" });
  assert.match(thrownBy(() => wrong.build()).message, /did you mean "project"/);
  wrong.env = 5 as never;
  assert.match(thrownBy(() => wrong.build()).message, /env must be an object of strings/);
});

Deno.test("wrong arguments are refused", async () => {
  const wrong = (value: unknown) => value as never;
  const text = SETTINGS.toJsonString();
  const calls = [
    () => SerializationSettings.fromTransport(wrong(undefined)),
    () => SerializationSettings.fromTransport(text, wrong({ maxByte: 5 })),
    () => SerializationSettings.fromTransport(text, wrong(null)),
    () => SerializationSettings.fromJsonString(wrong(undefined)),
    () => SerializationSettings.fromJsonString(text, wrong({ inferMissing: true })),
    () => SerializationSettings.forImage("a:1", wrong(undefined)),
    () => SerializationSettings.forImage(wrong(undefined), "v"),
    () => SerializationSettings.forImage("a:1", "v", wrong({ projct: "p" })),
    () => SerializationSettings.venvRootFromInterpreter(wrong(undefined)),
    () => SerializationSettings.defaultEntrypointSettings(wrong(5)),
    () => SETTINGS.serializedContext(wrong({ reproducable: true })),
    () => SETTINGS.serializedContext(wrong({ onIssue: "x" })),
    () => SETTINGS.withSerializedContext(wrong("x")),
    () => SETTINGS.with(wrong({ projct: "p" })),
    () => SETTINGS.newBuilder().withFastSerializationSettings(wrong({})).build(),
    () => SETTINGS.toJsonString(wrong({ indent: "x", separators: "ab" })),
    () => SETTINGS.toJsonString(wrong({ indent: 1.5 })),
    () => SETTINGS.toJsonString(wrong({ ensure_ascii: false })),
    () => SETTINGS.toJsonString({ indent: 1e9 }),
    () => new PythonFloat(wrong("1")),
    () => wireJsonSchema(wrong({})),
  ];
  for (const call of calls) await errorOf(call);
});

Deno.test("json.dumps's indent and allow_nan, and json.loads's bytes, as in Python", () => {
  const image = new Image({ name: "a", fqn: "é" });
  assert.equal(image.toJsonString({ indent: -1 }), image.toJsonString({ indent: 0 }));
  assert.match(image.toJsonString({ indent: -1 }), /^\{\n"name": "a",\n/);
  const bytes = new TextEncoder().encode(image.toJsonString({ ensureAscii: false }));
  assert.deepEqual(Image.fromJsonString(bytes), image);
  assert.deepEqual(Image.fromJsonString(new Uint8Array([0xef, 0xbb, 0xbf, ...bytes])), image);
  assert.equal(thrownBy(() => Image.fromJsonString(new Uint8Array([0xff, 0xfe]))).code, "not_utf8");
  for (const word of ["NaN", "Infinity", "-Infinity"]) {
    const text = `{"name": "a", "fqn": "b", "tag": null, "digest": null, "x": ${word}}`;
    assert.equal(Image.fromJsonString(text).toJsonString(), text);
    assert.equal(thrownBy(() => Image.fromJsonString(text, { allowNan: false })).code, "not_json");
    const error = thrownBy(() => Image.fromJsonString(text).toJsonString({ allowNan: false }));
    assert.equal(error.code, "not_serializable");
  }
});

Deno.test("forImage does not list its image, and needs a tag or digest", () => {
  assert.equal(SETTINGS.imageConfig.images, undefined);
  assert.deepEqual(SETTINGS.imageConfig.defaultImage, Image.lookUpImageInfo("default", "ghcr.io/acme/app:v1"));
  const bare = SerializationSettings.forImage("a:1", "v1");
  assert.deepEqual([bare.project, bare.domain, bare.version], ["", "", "v1"]);
  const given = SerializationSettings.forImage("a:1", "v1", { pythonInterpreterPath: "/usr/bin/python3" });
  assert.equal(given.flytekitVirtualenvRoot, "/usr");
  assert.equal(thrownBy(() => SerializationSettings.forImage("a", "v1")).code, "missing_tag_or_digest");
});

Deno.test("a context can be written with json.dumps's options, and read again", () => {
  const text = SETTINGS.toJsonString({ indent: 2, sortKeys: true });
  assert.match(text, /^\{\n {2}"default_resources": null,\n/);
  assert.deepEqual(SerializationSettings.fromJsonString(text), SETTINGS);
  assert.ok(!SETTINGS.toJsonString({ separators: [",", ":"] }).includes(" "));
});

Deno.test("a builder of settings without env has an env that can be changed", () => {
  const builder = SETTINGS.with({ env: undefined }).newBuilder();
  assert.equal(builder.build().env, undefined);
  (builder.env as Record<string, string>).X = "1";
  assert.deepEqual({ ...builder.build().env }, { X: "1" });
});
