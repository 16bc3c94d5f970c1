import assert from "node:assert/strict";
import {
  FastSerializationSettings,
  Image,
  ImageConfig,
  SerializationSettings,
  SERIALIZED_CONTEXT_ENV_VAR,
} from "../../mod.ts";
import { MAX_ENV_STRING_BYTES } from "../../src/serialization/env_limit.ts";
import { thrownBy } from "../support.ts";

const SETTINGS = SerializationSettings.forImage("ghcr.io/acme/app:v1", "v1", { project: "p", domain: "d" });

Deno.test("with changes what it is given and nothing else", () => {
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

Deno.test("withSerializedContext adds one variable, whose settings are the ones before", async () => {
  const before = SETTINGS.with({ env: { A: "a" } });
  const carrying = await before.withSerializedContext();
  assert.deepEqual(Object.keys(carrying.env!), ["A", SERIALIZED_CONTEXT_ENV_VAR]);
  assert.deepEqual(carrying.with({ env: { A: "a" } }), before);
  const context = carrying.env![SERIALIZED_CONTEXT_ENV_VAR]!;
  assert.equal(context, await before.serializedContext());
  assert.deepEqual(await SerializationSettings.fromTransport(context), before);
  assert.deepEqual(Object.keys(before.env!), ["A"]);
});

Deno.test("withSerializedContext of settings that carry one is the same object", async () => {
  for (
    const start of [SETTINGS, SETTINGS.with({ env: {} }), SETTINGS.with({ env: { [SERIALIZED_CONTEXT_ENV_VAR]: "" } })]
  ) {
    const carrying = await start.withSerializedContext();
    assert.equal(await carrying.withSerializedContext(), carrying);
    assert.equal(await carrying.serializedContext(), carrying.env![SERIALIZED_CONTEXT_ENV_VAR]);
    assert.equal(await carrying.serializedContext({ reproducible: false }), carrying.env![SERIALIZED_CONTEXT_ENV_VAR]);
  }
});

Deno.test("a context that nears or passes Linux' limit is told of, and made all the same", async () => {
  const told = async (size: number): Promise<string[]> => {
    const codes: string[] = [];
    const settings = SETTINGS.with({ env: { [SERIALIZED_CONTEXT_ENV_VAR]: "x".repeat(size) } });
    const context = await settings.serializedContext({ onIssue: (issue) => codes.push(issue.code) });
    assert.equal(context.length, size);
    return codes;
  };
  // NAME, "=" and the final NUL take their share.
  const room = MAX_ENV_STRING_BYTES - SERIALIZED_CONTEXT_ENV_VAR.length - 2;
  assert.equal(MAX_ENV_STRING_BYTES, 131072);
  assert.deepEqual(await told(1000), []);
  assert.deepEqual(await told(MAX_ENV_STRING_BYTES * 7 / 8 - SERIALIZED_CONTEXT_ENV_VAR.length - 3), []);
  assert.deepEqual(await told(MAX_ENV_STRING_BYTES * 7 / 8 - SERIALIZED_CONTEXT_ENV_VAR.length - 2), [
    "context_near_env_limit",
  ]);
  assert.deepEqual(await told(room), ["context_near_env_limit"]);
  assert.deepEqual(await told(room + 1), ["context_over_env_limit"]);
});

Deno.test("the limit is about the context of real settings, too", async () => {
  const noise = Array.from({ length: 40_000 }, (_, index) => (index * 2654435761 % 2 ** 32).toString(36)).join("");
  const settings = SETTINGS.with({ env: { NOISE: noise } });
  for (const reproducible of [true, false]) {
    const issues: string[] = [];
    await settings.withSerializedContext({ reproducible, onIssue: ({ code, message }) => issues.push(code, message) });
    assert.equal(issues[0], "context_over_env_limit");
    assert.match(issues[1]!, /_F_SS_C takes \d+ of the 131072 bytes/);
    assert.equal(issues.length, 2);
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
