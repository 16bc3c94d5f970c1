import assert from "node:assert/strict";
import fc from "fast-check";
import {
  EntrypointSettings,
  FastSerializationSettings,
  FlyteConfigError,
  Image,
  ImageConfig,
  PythonFloat,
  Resources,
  ResourceSpec,
  SerializationSettings,
  type WireRecord,
} from "../../../mod.ts";
import { fieldsOf, type WireClass } from "../../../src/wire/field.ts";
import { runs } from "../../_support/effort.ts";
import { thrownBy } from "../../_support/support.ts";

const IMAGE = new Image({ name: "a", fqn: "b", tag: "c" });
const CONFIG = new ImageConfig({ defaultImage: IMAGE });

type AnyClass = {
  readonly name: string;
  new (init: unknown, extra?: unknown): WireRecord<object>;
  fromJsonString(text: string): WireRecord<object>;
};

const CLASSES = [
  Image,
  ImageConfig,
  Resources,
  ResourceSpec,
  FastSerializationSettings,
  EntrypointSettings,
  SerializationSettings,
] as unknown as readonly AnyClass[];

const anything = fc.constantFrom<unknown>(
  undefined,
  null,
  true,
  0,
  -0,
  1.5,
  NaN,
  Infinity,
  2n ** 70n,
  "",
  "text",
  "{{ template }}",
  Symbol("a"),
  () => 1,
  new Date(0),
  new PythonFloat(2),
  new Map(),
  [],
  [1],
  [1, 2],
  [1, 2, 3],
  ["1", undefined],
  [, 1],
  [1.5, "1"],
  [IMAGE],
  [IMAGE, IMAGE],
  [IMAGE, "x"],
  [{ name: "a", fqn: "b" }],
  {},
  { A: "a" },
  { A: undefined },
  { A: 1 },
  { "2": "a", "1": "b" },
  { image_config: {} },
  IMAGE,
  CONFIG,
  new Resources({ cpu: 1 }),
  new ResourceSpec(),
  new FastSerializationSettings(),
);

/** Arguments of a constructor: its fields with any values, unknown fields, or something other than an object. */
function initFor(type: AnyClass): fc.Arbitrary<unknown> {
  const keys = fieldsOf(type as WireClass<unknown>).map(([key]) => key);
  const fields = Object.fromEntries(keys.map((key) => [key, anything]));
  const valid: Readonly<Record<string, unknown>> = { name: "a", fqn: "b", imageConfig: CONFIG };
  const required = Object.fromEntries(Object.entries(valid).filter(([key]) => keys.includes(key)));
  return fc.oneof(
    { weight: 3, arbitrary: fc.record(fields, { requiredKeys: [] }) },
    {
      weight: 6,
      arbitrary: fc.tuple(fc.constantFrom(...keys), anything).map(([key, value]) => ({ ...required, [key]: value })),
    },
    { weight: 1, arbitrary: fc.record({ ...fields, unknwon: anything }) },
    { weight: 1, arbitrary: anything },
  );
}

for (const type of CLASSES) {
  Deno.test(`new ${type.name}: any argument gives a FlyteConfigError or an instance that can be written and read`, () => {
    let made = 0;
    fc.assert(
      fc.property(
        initFor(type),
        fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: anything }),
        (init, extra) => {
          let record: WireRecord<object>;
          try {
            record = new type(init, extra);
          } catch (error) {
            assert.ok(error instanceof FlyteConfigError, String(error));
            return;
          }
          made++;
          const text = record.toJsonString();
          assert.equal(type.fromJsonString(text).toJsonString(), text);
          assert.deepEqual(record.with({}), record);
          assert.equal(record.with({}).toJsonString(), text);
        },
      ),
      { numRuns: runs(1000, 5000) },
    );
    assert.ok(made > 10, String(made));
  });
}

Deno.test("errors name the path of a wrong value and never show it", () => {
  const image = { name: "a", fqn: "b" };
  const cases: readonly (readonly [call: () => unknown, path: string, message: RegExp])[] = [
    [
      () => new SerializationSettings({ imageConfig: CONFIG, project: 5 as never }),
      "project",
      /must be a string, found a number/,
    ],
    [
      () => new SerializationSettings({ imageConfig: CONFIG, env: { A: undefined } as never }),
      "env.A",
      /is missing; it must be a string/,
    ],
    [() => new SerializationSettings({ imageConfig: CONFIG, env: { A: 5 } as never }), "env.A", /found a number/],
    [() => new SerializationSettings({ imageConfig: image as never }), "imageConfig", /an instance of ImageConfig/],
    [() => new SerializationSettings({} as never), "imageConfig", /is missing; it must be an object/],
    [() => new SerializationSettings(null as never), "", /found null/],
    [() => new Resources({ cpu: [1, 2, 3] as never }), "cpu", /a list of two/],
    [() => new Resources({ mem: 1.5 }), "mem", /a whole number/],
    [() => new Resources({ ephemeralStorage: true as never }), "ephemeralStorage", /a whole number/],
    [() => IMAGE.with({ fqn: null } as never), "fqn", /is missing/],
    [() => Resources.fromDict({ ephemeral_storage: true }), "ephemeral_storage", /a whole number/],
    [() => new ImageConfig({ images: ["x" as never] }), "images[0]", /an instance of Image/],
    [() => ImageConfig.createFrom("x" as never), "defaultImage", /an instance of Image/],
    [() => new Image({ name: "a", fqn: "b", tga: "c" } as never), "tga", /unknown field "tga"; did you mean "tag"\?/],
    [() => IMAGE.with({ tga: "c" } as never), "tga", /did you mean "tag"/],
    [
      () => SerializationSettings.forImage("a:1", "v").with({ projct: "p" } as never),
      "projct",
      /did you mean "project"/,
    ],
    [() => IMAGE.with(null as never), "changes", /must be an object, found null/],
    [() => new Image({ name: "a", fqn: "b" }, { x: () => "hunter2" } as never), "x", /a value that JSON can hold/],
  ];
  for (const [call, path, message] of cases) {
    const error = thrownBy(call);
    assert.equal(error.path, path, error.message);
    assert.match(error.message, message);
    assert.ok(!error.message.includes("hunter2"));
  }
});

Deno.test("errors of getters become typed, and each field is read once", () => {
  const thrower = Object.defineProperty({}, "name", {
    enumerable: true,
    get: () => {
      throw new TypeError("no");
    },
  });
  assert.equal(thrownBy(() => new Image(thrower as never)).code, "wrong_shape");
  let reads = 0;
  const fickle = {
    fqn: "b",
    get name(): string {
      return reads++ === 0 ? "a" : 5 as unknown as string;
    },
  };
  assert.equal(new Image(fickle).name, "a");
});

Deno.test("unknown fields that a caller passes are copied and kept", () => {
  const extra = { future: { a: [1] as unknown[] } };
  const image = new Image({ name: "a", fqn: "b" }, extra as never);
  extra.future.a.push(2);
  assert.match(image.toJsonString(), /"future": \{"a": \[1\]\}\}$/);
  assert.match(image.withTag("v1").toJsonString(), /"future": \{"a": \[1\]\}\}$/);
});
