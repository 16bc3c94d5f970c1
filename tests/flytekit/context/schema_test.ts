import assert from "node:assert/strict";
import { Ajv2020 } from "ajv/dist/2020.js";
import {
  EntrypointSettings,
  FastSerializationSettings,
  Image,
  ImageConfig,
  Resources,
  ResourceSpec,
  SerializationSettings,
  wireJsonSchema,
} from "../../../mod.ts";
import { transports } from "../../_support/golden_files.ts";
import { REFUSED } from "../../conformance/contexts/known_differences.ts";

const CLASSES = [
  SerializationSettings,
  ImageConfig,
  Image,
  FastSerializationSettings,
  EntrypointSettings,
  Resources,
  ResourceSpec,
];

/** Checks a wire object against the JSON Schema of settings. */
const isValid = new Ajv2020({ allowUnionTypes: true }).compile(wireJsonSchema(SerializationSettings));

/** JSON objects of golden contexts that JSON.parse can read, which leaves out NaN and the infinities. */
function goldenObjects(): { name: string; wire: unknown }[] {
  const texts = transports().cases.map(({ name, decoded_json_1_16_31: text }) => ({ name, text }));
  return texts
    .filter(({ text }) => text !== null && !/\b(NaN|Infinity)\b/.test(text))
    .map(({ name, text }) => ({ name, wire: JSON.parse(text!) }));
}

Deno.test("the JSON Schema accepts exactly the golden wire objects that are accepted", () => {
  const objects = goldenObjects();
  assert.ok(objects.length > 200);
  for (const { name, wire } of objects) {
    assert.equal(isValid(wire), !(name in REFUSED), `${name}: ${JSON.stringify(isValid.errors)}`);
  }
});

Deno.test("the JSON Schema and fromDict refuse the same fields", () => {
  const wrong: readonly Record<string, unknown>[] = [
    { image_config: null },
    { image_config: [] },
    { project: 1 },
    { env: { A: 1 } },
    { env: [] },
    { python_interpreter: null },
    { image_config: { images: [{}] } },
    { image_config: { images: [{ name: "a", fqn: null }] } },
    { default_resources: {} },
    { default_resources: { requests: { cpu: [1] }, limits: {} } },
    { default_resources: { requests: { cpu: true }, limits: {} } },
    { fast_serialization_settings: { enabled: "false" } },
    { fast_serialization_settings: { enabled: null } },
  ];
  for (const fields of wrong) {
    const wire = { image_config: {}, ...fields };
    assert.equal(isValid(wire), false, JSON.stringify(fields));
    assert.ok(SerializationSettings.schema["~standard"].validate(wire).issues, JSON.stringify(fields));
  }
  assert.equal(isValid({}), false);
  for (const wire of [{ image_config: {} }, { image_config: {}, future: { a: 1 } }]) assert.ok(isValid(wire));
});

Deno.test("every class's JSON Schema compiles and accepts what the class writes", () => {
  const image = new Image({ name: "a", fqn: "b", tag: "c" });
  const made = [
    SerializationSettings.forImage("a:1", "v1"),
    ImageConfig.createFrom(image, [image]),
    image,
    new FastSerializationSettings(),
    new EntrypointSettings({ path: "/a" }),
    new Resources({ cpu: 1.5, mem: "1Gi", gpu: [1, 2] }),
    new ResourceSpec({ requests: new Resources(), limits: new Resources() }),
  ];
  for (const [index, type] of CLASSES.entries()) {
    const schema = wireJsonSchema(type);
    assert.equal(schema.$schema, "https://json-schema.org/draft/2020-12/schema");
    assert.equal(schema.title, type.name);
    const validate = new Ajv2020({ allowUnionTypes: true }).compile(schema);
    assert.ok(validate(JSON.parse(JSON.stringify(made[index]))), `${type.name}: ${JSON.stringify(validate.errors)}`);
    assert.equal(validate("text"), false);
  }
});

Deno.test("a class's schema is a Standard Schema", async () => {
  for (const type of CLASSES) {
    const { version, vendor, validate } = type.schema["~standard"];
    assert.equal(version, 1);
    assert.equal(vendor, "flyte-ts");
    const refused = await validate(7);
    assert.equal(refused.issues?.length, 1);
    assert.match(refused.issues![0]!.message, new RegExp(`^${type.name}: must be an object`));
    assert.deepEqual(refused.issues![0]!.path ?? [], []);
  }
});

Deno.test("a Standard Schema returns the value or the path of the problem", () => {
  const { validate } = SerializationSettings.schema["~standard"];
  const good = validate({ image_config: {}, version: "v1" });
  assert.equal(good.issues, undefined);
  assert.ok(!good.issues && good.value instanceof SerializationSettings && good.value.version === "v1");
  const bad = validate({ image_config: { images: [{ name: "a", fqn: "b" }, { name: "a" }] } });
  const path = bad.issues?.[0]?.path?.map((step) => String(step));
  assert.deepEqual(path, ["image_config", "images", "1", "fqn"]);
  assert.deepEqual(validate({}).issues?.[0]?.path, ["image_config"]);
});

Deno.test("a Standard Schema's path keeps the names of variables whole", () => {
  const { validate } = SerializationSettings.schema["~standard"];
  for (const name of ["a.b", "a[0]", "plain"]) {
    assert.deepEqual(validate({ image_config: {}, env: { [name]: 1 } }).issues?.[0]?.path, ["env", name]);
  }
});
