/**
 * `decodeContext` and `SerializationSettings.fromTransport` agree: on values and on errors.
 *
 * @module
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { FlyteConfigError, SerializationSettings, WireRecord } from "../../../mod.ts";
import { decodeContext, type DecodedContext } from "../../../src/flytekit/context/decode.ts";
import { orderedKeys } from "../../../src/python/json_value.ts";
import { gzip } from "../../../src/runtime/gzip.ts";
import { settingsWireWithUnknown } from "../../_support/arbitraries.ts";
import { runs, seedOr } from "../../_support/effort.ts";
import { realTask } from "../../_support/golden_files.ts";
import { mutateBytes, mutateText, mutateValue, oneOf, type Random, seeded } from "../../_support/mutations.ts";
import { carry, errorOf, settingsJson, toBase64 } from "../../_support/support.ts";
import { withoutNativeModules } from "../../_support/without_native.ts";

/** The plain data of a record and of those in it. */
function plainOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainOf);
  if (!(value instanceof WireRecord)) return value;
  const entries = Object.entries(value).map(([name, property]) => [name, plainOf(property)]);
  const { unknownFields } = value as unknown as { readonly unknownFields: unknown };
  return { ...Object.fromEntries(entries), unknownFields };
}

type Outcome = { readonly value: unknown } | { readonly error: readonly unknown[] };

async function outcome(decode: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { value: plainOf(await decode()) };
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    // The names of the calls differ, and nothing else.
    const message = error.message.replace(/^SerializationSettings(?:\.fromTransport)?:/, "decodeContext:");
    return { error: [error.code, message, error.path, error.offset] };
  }
}

async function agree(context: string, maxBytes?: number): Promise<Outcome> {
  const found = await outcome(() => decodeContext(context, { maxBytes }));
  const expected = await outcome(() => SerializationSettings.fromTransport(context, { maxBytes }));
  assert.deepEqual(found, expected);
  return found;
}

Deno.test("a real context has the values of SerializationSettings, with camelCase names", async () => {
  const context = await decodeContext(realTask());
  const settings = await SerializationSettings.fromTransport(realTask());
  assert.deepEqual({ ...context }, plainOf(settings));
  assert.equal(context.imageConfig.defaultImage?.fqn, settings.imageConfig.defaultImage?.fqn);
  assert.equal(Object.getPrototypeOf(context), Object.prototype);
});

Deno.test("all of it is frozen, and unknown fields are kept where they were", async () => {
  const image = { name: "a", fqn: "b", tag: "c", later: [1, 2.5] };
  const context = await decodeContext(
    await carry(settingsJson({ image_config: { default_image: image, images: [image] }, env: { A: "b" }, new: {} })),
  );
  const { imageConfig: { defaultImage, images }, env } = context;
  for (const part of [context, context.imageConfig, defaultImage, images, images?.[0], env]) {
    assert.ok(Object.isFrozen(part));
  }
  assert.deepEqual(defaultImage?.unknownFields?.later, [1, 2.5]);
  assert.deepEqual(Object.keys(context.unknownFields ?? {}), ["new"]);
  assert.equal(context.imageConfig.unknownFields, undefined);
  assert.equal(Object.getPrototypeOf(env), null);
});

Deno.test("absent fields are undefined or have the defaults of flytekit", async () => {
  const context: DecodedContext = await decodeContext(await carry(settingsJson()));
  assert.equal(context.pythonInterpreter, "/opt/venv/bin/python3");
  assert.equal(context.flytekitVirtualenvRoot, "/opt/venv");
  assert.ok("project" in context && context.project === undefined);
});

Deno.test("any wire object gives the values of SerializationSettings", async () => {
  await fc.assert(
    fc.asyncProperty(settingsWireWithUnknown, async (wire) => {
      const settings = SerializationSettings.fromDict(wire);
      const context = await settings.serializedContext();
      const found = await agree(context);
      assert.ok("value" in found);
      const { env } = found.value as DecodedContext;
      if (env !== undefined) assert.deepEqual(orderedKeys(env), orderedKeys(settings.env!));
    }),
    { numRuns: runs(100, 2000) },
  );
});

const WIRE = {
  image_config: {
    default_image: { name: "default", fqn: "ghcr.io/a/b", tag: null, digest: "sha256:ab" },
    images: [{ name: "x", fqn: "y", tag: "z", digest: null }, { name: "1", fqn: "2", tag: "3", future: [1.5, {}] }],
  },
  project: "p",
  env: { "2": "a", "1": "é🚀", b: "\ud800" },
  default_resources: { requests: { cpu: "1", mem: [1, 2] }, limits: { gpu: 1e22, ephemeral_storage: 15 } },
  python_interpreter: "/a/b/python",
  fast_serialization_settings: { enabled: true, destination_dir: ".", distribution_location: null },
  later: { a: [null, true, -0], "7": "7" },
};
const TEXT = JSON.stringify(WIRE).replace('"mem":[1,', '"mem":[1.0,');
const PACKED = await gzip(new TextEncoder().encode(TEXT));
const VALUES = [null, true, 0, 1.5, 1e300, "", "a", [], {}, ["1", "2"], [[]], { a: "b" }, { name: "a", fqn: "b" }];
const KEYS = ["__proto__", "1", "env", "images", "tag", "digest", "cpu", "mem", "enabled", "image_config", "requests"];
const PIECES = [...'ABz09+/=-_ \n!{}[]:,"\\.e', "==", "NaN", "1e999", "\ufeff", "[".repeat(950), "9".repeat(4400)];

/** Damaged contexts of all kinds: changed base64, gzip data, JSON and values. */
const DAMAGE: readonly ((random: Random) => string | Promise<string>)[] = [
  (random) => mutateText(random, toBase64(PACKED), PIECES),
  (random) => toBase64(mutateBytes(random, PACKED)),
  (random) => carry(mutateText(random, TEXT, PIECES)),
  (random) => carry(JSON.stringify(mutateValue(random, WIRE, VALUES, KEYS)) ?? ""),
  (random) => carry(JSON.stringify(mutateValue(random, mutateValue(random, WIRE, VALUES, KEYS), VALUES, KEYS)) ?? ""),
];

Deno.test("damaged contexts give the errors of SerializationSettings", async () => {
  const random = seeded(seedOr(14));
  const codes = new Set<unknown>();
  for (let run = 0; run < runs(2000, 40_000); run++) {
    const context = await oneOf(random, DAMAGE)(random);
    const limit = random(10) === 0 ? 1 + random(600) : undefined;
    const found = await agree(context, limit);
    codes.add("error" in found ? found.error[0] : "value");
  }
  for (
    const code of ["value", "not_base64", "not_gzip", "corrupt_gzip", "cut_short", "checksum_mismatch", "too_large"]
  ) {
    assert.ok(codes.has(code), code);
  }
  for (const code of ["not_json", "wrong_shape", "missing_image_config", "tag_and_digest"]) {
    assert.ok(codes.has(code), code);
  }
});

Deno.test("the errors are the same without native modules", async () => {
  const random = seeded(seedOr(15));
  for (let run = 0; run < runs(100, 2000); run++) {
    const context = await oneOf(random, DAMAGE)(random);
    await withoutNativeModules(() => agree(context));
  }
});

Deno.test("options are checked, and errors name the call", async () => {
  const unknown = await errorOf(() => decodeContext(realTask(), { maxByte: 1 } as object));
  assert.equal(unknown.code, "invalid_option");
  assert.match(unknown.message, /^decodeContext: unknown option "maxByte"; did you mean "maxBytes"\?$/);
  const shape = await errorOf(async () => decodeContext(await carry(settingsJson({ env: { A: 1 } }))));
  assert.equal(shape.message, "decodeContext: env.A must be a string, found a number");
  assert.equal(shape.path, "env.A");
  const many = await errorOf(() => decodeContext(realTask(), { maxValues: 3 }));
  assert.equal(many.code, "too_many_values");
});
