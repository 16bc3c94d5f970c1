import assert from "node:assert/strict";
import { Ajv2020 } from "ajv/dist/2020.js";
import { Config, parseYaml } from "../../mod.ts";
import { Config as FlyteConfig } from "../../v2.ts";
import all from "../../docs/config.all.schema.json" with { type: "json" };
import one from "../../docs/config.schema.json" with { type: "json" };
import two from "../../docs/config.v2.schema.json" with { type: "json" };
import manifest from "../../deno.json" with { type: "json" };

const ajv = new Ajv2020({ allowUnionTypes: true });
const validators = { one: ajv.compile(one), two: ajv.compile(two), all: ajv.compile(all) };

const FILES: Readonly<Record<string, readonly [one: boolean, two: boolean, all: boolean]>> = {
  "admin:\n  endpoint: a\n  insecure: true\n  authType: Pkce\n": [true, true, true],
  "admin:\n  authType: DeviceFlow\n": [true, true, true],
  "admin:\n  authType: client_credentials\n": [true, false, true],
  "admin:\n  authType: Passthrough\n": [false, true, true],
  "admin:\n  authType: other\n": [false, false, false],
  "admin:\n  insecur: true\n": [false, false, false],
  "images:\n  a: acme/a:v1\nimage:\n  builder: remote\n": [true, true, true],
  "image:\n  builder: 5\n": [true, false, false],
  "logger: {level: 5}\n": [true, true, true],
};

Deno.test("the schema of a file for flytekit and flyte 2 accepts what one of them reads", () => {
  for (const [text, expected] of Object.entries(FILES)) {
    const value = JSON.parse(JSON.stringify(parseYaml(text).value));
    assert.deepEqual([validators.one(value), validators.two(value), validators.all(value)], expected, text);
  }
});

Deno.test("descriptions of settings name the products where they differ", () => {
  const { admin, image, images } = all.properties;
  assert.equal(admin.properties.insecure.description, one.properties.admin.properties.insecure.description);
  assert.match(admin.properties.endpoint.description, /^flytekit: Host .*\. flyte 2: Host /);
  assert.match(images.description, /\(flytekit only\)$/);
  assert.match(image.properties.builder.description, /\(flyte 2 only\)$/);
  assert.deepEqual(admin.properties.insecure.default, false);
});

Deno.test("schemas are named by their address in the package, which toYaml can write", () => {
  for (const [schema, name] of [[one, "config"], [two, "config.v2"], [all, "config.all"]] as const) {
    assert.equal(schema.$id, `https://unpkg.com/${manifest.name}/schema/${name}.json`);
  }
  const given = { file: { name: "config.yaml", text: "admin:\n  endpoint: a.com\n" } };
  for (const [config, { $id }] of [[Config.from(given), one], [FlyteConfig.from(given), two]] as const) {
    assert.equal(config.toYaml({ schema: true }), `# yaml-language-server: $schema=${$id}\n\n${config.toYaml()}`);
    assert.equal(config.toYaml({ schema: false }), config.toYaml());
    assert.throws(
      () => config.toYaml({ schema: "x" as unknown as boolean }),
      /config\.toYaml: option schema must be true/,
    );
  }
});
