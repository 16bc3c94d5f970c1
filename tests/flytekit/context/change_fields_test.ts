import assert from "node:assert/strict";
import fc from "fast-check";
import { Image, ImageConfig, Resources, SerializationSettings } from "../../../mod.ts";
import { changeFields } from "../../../src/flytekit/context/change_fields.ts";
import { fieldDifferences, namedField, namedFields } from "../../../src/flytekit/context/named_fields.ts";
import { settingsWireWithUnknown } from "../../_support/arbitraries.ts";
import { errorOf } from "../../_support/support.ts";

const SETTINGS = SerializationSettings.forImage("ghcr.io/acme/app:v1", "v1").with({ env: { A: "1", B: "2" } });

const change = (changes: Record<string, string | undefined>, settings = SETTINGS) =>
  changeFields(settings, new Map(Object.entries(changes)));

Deno.test("values are changed where they are, and new ones follow", async () => {
  const changed = await change({ "env.A": "x", "env.C": "3", "image.spark": "a:v1", "image.default": "a:v2" });
  assert.equal(JSON.stringify(changed.env), '{"A":"x","B":"2","C":"3"}');
  assert.equal(changed.imageConfig.defaultImage?.full, "a:v2");
  assert.deepEqual(changed.imageConfig.images?.map(({ name, full }) => [name, full]), [["spark", "a:v1"]]);
});

Deno.test("records are created when one of their fields is set, and removed when they are unset", async () => {
  const changed = await change({
    "fast_serialization_settings.enabled": "true",
    "default_resources.requests.cpu": "500m",
    "git_repo": "https://github.com/acme/app",
  });
  assert.equal(changed.shouldFastSerialize(), true);
  assert.equal(changed.defaultResources?.requests?.cpu, "500m");
  assert.deepEqual(changed.defaultResources?.limits, new Resources());
  const reset = await change({
    "fast_serialization_settings": undefined,
    "default_resources": undefined,
    "git_repo": undefined,
    "default_resources.limits.gpu": undefined,
  }, changed);
  assert.equal(reset.toJsonString(), SETTINGS.toJsonString());
});

Deno.test("variables and images are removed", async () => {
  const images = ImageConfig.fromImages("a:v1", { spark: "a:v2" });
  const settings = SETTINGS.with({ imageConfig: images });
  const changed = await change({ "env.A": undefined, "env.Z": undefined, "image.spark": undefined }, settings);
  assert.deepEqual({ ...changed.env }, { B: "2" });
  assert.deepEqual(changed.imageConfig.images?.map(({ name }) => name), ["default"]);
  const none = await change({ "image.default": undefined, "env": undefined }, settings);
  assert.equal(none.imageConfig.defaultImage, undefined);
  assert.deepEqual(none.imageConfig.images?.map(({ name }) => name), ["spark"]);
  assert.equal(none.env, undefined);
});

Deno.test("image.default is the default image, whatever its name is", async () => {
  const base = new Image({ name: "base", fqn: "a", tag: "v1" });
  const settings = SETTINGS.with({ imageConfig: new ImageConfig({ defaultImage: base, images: [base] }) });
  const changed = await change({ "image.default": "a:v2" }, settings);
  assert.equal(changed.imageConfig.defaultImage?.full, "a:v2");
  assert.deepEqual(changed.imageConfig.images?.map(({ name, full }) => [name, full]), [["base", "a:v2"]]);
  const added = await change({ "image.default": "a:v3" }, SETTINGS.with({ imageConfig: new ImageConfig() }));
  assert.equal(added.imageConfig.defaultImage?.name, "default");
});

Deno.test("a context that env carries changes too, and can be removed", async () => {
  const carrying = await SETTINGS.withSerializedContext();
  const changed = await change({ version: "v2", "env.A": "x", "image.default": "a:v2" }, carrying);
  const carried = await SerializationSettings.fromTransport(await changed.serializedContext());
  const { _F_SS_C: _, ...env } = changed.env!;
  assert.equal(carried.toJsonString(), changed.with({ env }).toJsonString());
  assert.deepEqual({ ...carried.env }, { A: "x", B: "2" });
  const removed = await change({ "env._F_SS_C": undefined }, changed);
  assert.equal(removed.toJsonString(), carried.toJsonString());
});

for (
  const [name, value, code, message] of [
    ["vershun", "v2", "unknown_field", /^unknown field "vershun"; did you mean "version"\?/],
    ["evn.X", "1", "unknown_field", /did you mean "env\.X"/],
    ["image", "a:b", "invalid_argument", /^image: the name of the image is missing; write image\.default=IMAGE/],
    ["image.x", "foo", "missing_tag_or_digest", /^image "x": "foo" has neither a tag nor a digest; write /],
    ["env", "1", "invalid_argument", /^env: is a group of fields; write env\.NAME=VALUE/],
    ["env.", "1", "invalid_argument", /^env\.: the name of the variable is missing/],
    ["env._F_SS_C", "x", "invalid_argument", /^env\._F_SS_C: the carried context changes with the settings/],
    ["image_config.default_image.tag", "v2", "invalid_argument", /images are changed by name; write image\.default=/],
    ["fast_serialization_settings.enabled", "yes", "invalid_argument", /must be true or false, found "yes"/],
    [
      "fast_serialization_settings",
      "1",
      "invalid_argument",
      /group of fields; write fast_serialization_settings\.enab/,
    ],
  ] as const
) {
  Deno.test(`${name}=${value} is refused`, async () => {
    const error = await errorOf(() => change({ [name]: value }));
    assert.equal(error.code, code);
    assert.match(error.message, message);
  });
}

const strings = fc.constantFrom(
  "project",
  "domain",
  "version",
  "git_repo",
  "source_root",
  "python_interpreter",
  "env.A.B=",
);

Deno.test("a changed field has the new value, and nothing else differs", async () => {
  await fc.assert(fc.asyncProperty(settingsWireWithUnknown, strings, fc.string(), async (wire, name, value) => {
    const settings = SerializationSettings.fromDict(wire);
    const changed = await change({ [name]: value }, settings);
    assert.equal(namedField(changed, name)?.value, value);
    const isSame = namedField(settings, name)?.value === value;
    assert.deepEqual(fieldDifferences(settings, changed).map((field) => field.name), isSame ? [] : [name]);
  }));
});

Deno.test("a field that gets the string that it has stays, to the byte", async () => {
  await fc.assert(fc.asyncProperty(settingsWireWithUnknown, async (wire) => {
    const settings = SerializationSettings.fromDict(wire);
    const names = [...namedFields(settings).values()]
      .filter(({ name, value }) => typeof value === "string" && (name.startsWith("env.") || name === "version"))
      .filter(({ name }) => name !== "env." && name !== "env._F_SS_C");
    const same = Object.fromEntries(names.map(({ name, value }) => [name, value as string]));
    assert.equal((await change(same, settings)).toJsonString(), settings.toJsonString());
  }));
});
