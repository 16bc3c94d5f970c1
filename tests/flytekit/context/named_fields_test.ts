import assert from "node:assert/strict";
import fc from "fast-check";
import { Image, ImageConfig, SerializationSettings } from "../../../mod.ts";
import { fieldDifferences, maskedWire, namedField, namedFields } from "../../../src/flytekit/context/named_fields.ts";
import { settingsWireWithUnknown } from "../../_support/arbitraries.ts";
import { thrownBy } from "../../_support/support.ts";

const SECRET = "hunter2hunter2";

function withSecrets(): SerializationSettings {
  const image = new Image({ name: "default", fqn: `me:${SECRET}`, digest: "ghcr.io/acme/app:v1" });
  return SerializationSettings.fromDict({
    ...new SerializationSettings({
      imageConfig: new ImageConfig({ defaultImage: image, images: [image] }),
      gitRepo: `https://me:${SECRET}@github.com/acme/app`,
      env: { API_TOKEN: SECRET, LOG_LEVEL: "debug", _F_SS_C: "H4sIAAAA" },
    }).toDict(),
    future_credentials: { password: SECRET, user: "me" },
  });
}

Deno.test("fields have the names that people write, in the order of the table", () => {
  const settings = SerializationSettings.forImage("ghcr.io/acme/app:v1", "v1", { project: "p" })
    .with({ env: { "A.B": "1" } });
  assert.deepEqual([...namedFields(settings).values()].map(({ name, value }) => [name, value]), [
    ["project", "p"],
    ["domain", ""],
    ["version", "v1"],
    ["python_interpreter", "/opt/venv/bin/python3"],
    ["flytekit_virtualenv_root", "/opt/venv"],
    ["image.default", "ghcr.io/acme/app:v1"],
    ["env.A.B", "1"],
  ]);
});

Deno.test("of images with the same name, the one that is used is named", () => {
  const image = (name: string, tag: string) => new Image({ name, fqn: "a", tag });
  const defaultImage = image("base", "v1");
  const images = [defaultImage, image("x", "v2"), image("x", "v3")];
  const settings = new SerializationSettings({ imageConfig: new ImageConfig({ defaultImage, images }) });
  const named = [...namedFields(settings).values()].filter(({ name }) => name.startsWith("image."));
  assert.deepEqual(named.map(({ name, value }) => [name, value]), [
    ["image.default", "a:v1"],
    ["image.base", "a:v1"],
    ["image.x", "a:v2"],
  ]);
});

Deno.test("secrets are masked in every form", () => {
  const settings = withSecrets();
  assert.ok(!JSON.stringify(maskedWire(settings)).includes(SECRET));
  const shown = [...namedFields(settings).values()].map(({ name, shown }) => [name, shown]);
  assert.ok(!JSON.stringify(shown).includes(SECRET));
  assert.equal(namedField(settings, "env.LOG_LEVEL")?.shown, "debug");
  for (
    const [name, mask] of [
      ["env.API_TOKEN", "***"],
      ["env._F_SS_C", "***"],
      ["image.default", "***@ghcr.io/acme/app:v1"],
      ["image_config.images[0].fqn", "***"],
      ["git_repo", "https://***@github.com/acme/app"],
    ] as const
  ) assert.equal(namedField(settings, name)?.shown, mask, name);
});

Deno.test("parts of the wire object are fields too; what is not set is undefined", () => {
  const settings = SerializationSettings.forImage("ghcr.io/acme/app:v1", "v1");
  assert.equal(namedField(settings, "image_config.default_image.fqn")?.value, "ghcr.io/acme/app");
  assert.deepEqual(namedField(settings, "image_config")?.value, settings.imageConfig.toDict());
  for (
    const name of [
      "git_repo",
      "env",
      "env.X",
      "image.spark",
      "image_config.images",
      "image_config.images[7].tag",
      "default_resources.requests.cpu",
      "fast_serialization_settings.enabled",
    ]
  ) assert.equal(namedField(settings, name), undefined, name);
});

for (
  const [name, message] of [
    [
      "image_config.default_img.fqn",
      'unknown field "image_config.default_img.fqn"; did you mean "image_config.default_image.fqn"?',
    ],
    ["vershun", 'unknown field "vershun"; did you mean "version"?'],
    ["evn.X", 'unknown field "evn.X"; did you mean "env.X"?'],
    ["toString", 'unknown field "toString"'],
    ["version.length", 'unknown field "version.length"'],
    ["", 'unknown field ""'],
  ] as const
) {
  Deno.test(`${JSON.stringify(name)} is not a field`, () => {
    const error = thrownBy(() => namedField(SerializationSettings.forImage("a:b", "v1"), name));
    assert.equal(error.code, "unknown_field");
    assert.ok(error.message.startsWith(message), error.message);
  });
}

Deno.test("each listed field is found by its name, and nothing differs from itself", () => {
  fc.assert(fc.property(settingsWireWithUnknown, (wire) => {
    const settings = SerializationSettings.fromDict(wire);
    for (const [name, field] of namedFields(settings)) assert.deepEqual(namedField(settings, name), field);
    assert.deepEqual(fieldDifferences(settings, SerializationSettings.fromDict(wire)), []);
  }));
});
