import assert from "node:assert/strict";
import fc from "fast-check";
import { Image, ImageConfig, retarget, SerializationSettings, SERIALIZED_CONTEXT_ENV_VAR } from "../../../mod.ts";
import { encodeContext } from "../../../src/flytekit/context/encode_context.ts";
import { settingsWireWithUnknown } from "../../_support/arbitraries.ts";
import { realTask } from "../../_support/golden_files.ts";
import { errorOf } from "../../_support/support.ts";

const SETTINGS = SerializationSettings.forImage("ghcr.io/acme/app:v1", "v1", { project: "p", domain: "d" });

Deno.test("retarget changes only the given fields, in all contexts within contexts", async () => {
  const first = await SETTINGS.withSerializedContext();
  const context = await first.with({ env: { ...first.env } }).serializedContext();
  const text = await encodeContext(first.toJsonString(), true);
  const nested = SETTINGS.with({ env: { [SERIALIZED_CONTEXT_ENV_VAR]: text } });
  assert.notEqual(text, context);
  const changed = await retarget(nested, { version: "v2", project: undefined });
  const middle = await SerializationSettings.fromTransport(await changed.serializedContext());
  const inner = await SerializationSettings.fromTransport(await middle.serializedContext());
  for (const each of [changed, middle, inner]) {
    assert.deepEqual([each.project, each.version, each.imageConfig.defaultImage?.tag], ["p", "v2", "v1"]);
  }
  const bare = new SerializationSettings({ imageConfig: new ImageConfig() });
  assert.equal((await retarget(bare, { image: "a:1" })).imageConfig.defaultImage?.full, "a:1");
  const spark = Image.lookUpImageInfo("spark", "spark:v1");
  assert.equal((await retarget(bare, { image: spark })).imageConfig.findImage("spark"), spark);

  const broken = SETTINGS.with({ env: { [SERIALIZED_CONTEXT_ENV_VAR]: "!" } });
  const error = await errorOf(() => retarget(broken, { version: "v2" }));
  assert.equal(error.code, "not_base64");
  assert.equal(error.path, "env._F_SS_C");
  assert.match(error.message, /^retarget: env\._F_SS_C: /);
  for (
    const wrong of [undefined, null, "v2", { verson: "v2" }, { image: 5 }, { version: null }, { images: { a: 1 } }]
  ) {
    assert.equal((await errorOf(() => retarget(SETTINGS, wrong as never))).code, "invalid_option");
  }
  assert.equal((await errorOf(() => retarget({} as never, {}))).code, "invalid_argument");
  for (const changes of [{ image: "untagged" }, { image: "" }, { images: { spark: "untagged" } }]) {
    assert.equal((await errorOf(() => retarget(SETTINGS, changes))).code, "missing_tag_or_digest");
  }
});

/** Settings whose `env` has a context. */
function carrying(context: string, settings: SerializationSettings = SETTINGS): SerializationSettings {
  return settings.with({ env: { [SERIALIZED_CONTEXT_ENV_VAR]: context } });
}

/** The settings in the context that settings carry. */
async function carriedBy(settings: SerializationSettings): Promise<SerializationSettings> {
  return await SerializationSettings.fromTransport(settings.env![SERIALIZED_CONTEXT_ENV_VAR]!);
}

Deno.test("retarget replaces and adds images by name, in the settings and in the context", async () => {
  const imageConfig = ImageConfig.fromImages("ghcr.io/acme/app:v1", { spark: "spark:v1", other: "other:v1" });
  const settings = await SETTINGS.with({ imageConfig }).withSerializedContext();
  const changed = await retarget(settings, {
    image: "ghcr.io/acme/app:v2",
    images: { spark: "spark:v2", new: "new:v2" },
  });
  for (const { imageConfig } of [changed, await carriedBy(changed)]) {
    assert.equal(imageConfig.defaultImage?.full, "ghcr.io/acme/app:v2");
    const images = imageConfig.images!.map(({ name, full }) => `${name}=${full}`);
    assert.deepEqual(images, ["default=ghcr.io/acme/app:v2", "spark=spark:v2", "other=other:v1", "new=new:v2"]);
  }
});

Deno.test("retarget: an image name replaces the default image, whatever its name is", async () => {
  const named = (name: string) => new ImageConfig({ defaultImage: new Image({ name, fqn: "a", tag: "1" }) });
  const inner = await SETTINGS.with({ imageConfig: named("inner") }).serializedContext();
  const changed = await retarget(carrying(inner, SETTINGS.with({ imageConfig: named("outer") })), { image: "b:2" });
  for (const [name, { imageConfig }] of Object.entries({ outer: changed, inner: await carriedBy(changed) })) {
    assert.deepEqual(imageConfig.toDict(), { default_image: { name, fqn: "b", tag: "2", digest: null }, images: null });
  }
  const error = await errorOf(() => retarget(SETTINGS, { image: "spark=spark:v2" }));
  assert.equal(error.code, "invalid_option");
  assert.equal((await errorOf(() => retarget(SETTINGS, { image: "=spark:v2" }))).code, "invalid_option");
  assert.match(
    error.message,
    /^retarget: option image has the name "spark" .*; write images: \{ "spark": imageName \}$/,
  );
});

Deno.test("retarget keeps the context that nothing changes, whichever encoder wrote it", async () => {
  const context = await encodeContext(SETTINGS.toJsonString(), false);
  assert.notEqual(context, await SETTINGS.serializedContext());
  for (const changes of [{}, { version: "v1" }, { image: "ghcr.io/acme/app:v1" }, { image: undefined }]) {
    assert.equal((await retarget(carrying(context), changes)).env?.[SERIALIZED_CONTEXT_ENV_VAR], context);
  }
  const task = await SerializationSettings.fromTransport(realTask());
  const changed = await retarget(carrying(realTask(), task), { version: "v2" });
  assert.equal(await changed.serializedContext(), await task.with({ version: "v2" }).serializedContext());
});

Deno.test("retarget: the error of a context within a context leads to it, and so does that of too many", async () => {
  const inner = await carrying("!").with({ version: "v2" });
  const error = await errorOf(async () => retarget(carrying(await encodeContext(inner.toJsonString(), true)), {}));
  assert.equal(error.path, "env._F_SS_C.env._F_SS_C");
  assert.match(error.message, /^retarget: env\._F_SS_C\.env\._F_SS_C: /);

  let nested = SETTINGS;
  for (let level = 0; level < 8; level++) nested = carrying(await encodeContext(nested.toJsonString(), true));
  assert.equal((await retarget(nested, { version: "v2" })).version, "v2");
  const deeper = carrying(await encodeContext(nested.toJsonString(), true));
  const tooDeep = await errorOf(() => retarget(deeper, { version: "v2" }));
  assert.equal(tooDeep.code, "too_deep");
  assert.match(tooDeep.message, /more than 8 contexts .*; remove env\._F_SS_C from one of them/);
});

Deno.test("retarget changes the context as it changes the settings, and keeps all else", async () => {
  await fc.assert(
    fc.asyncProperty(settingsWireWithUnknown, settingsWireWithUnknown, async (outerWire, innerWire) => {
      const [outer, inner] = [outerWire, innerWire].map((wire) => SerializationSettings.fromDict(wire));
      const changes = { project: "p2", image: "b:2", images: { spark: "spark:v2" } };
      const changed = await retarget(carrying(await encodeContext(inner!.toJsonString(), true), outer), changes);
      const expected = await retarget(inner!, changes);
      assert.equal((await carriedBy(changed)).toJsonString(), expected.toJsonString());
      const withoutEnv = (settings: SerializationSettings) => settings.with({ env: null }).toJsonString();
      assert.equal(withoutEnv(changed), withoutEnv(await retarget(outer!, changes)));
    }),
    { numRuns: 30 },
  );
});
