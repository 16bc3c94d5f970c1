/**
 * `decodeContext` and `SerializationSettings.fromTransport` agree: on values, on what is rejected, and on errors as far as
 * `decodeContext` determines them. Its errors contain nothing of the input.
 *
 * @module
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { FlyteConfigError, SerializationSettings, WireRecord } from "../../../mod.ts";
import {
  decodeContext,
  type DecodedContext,
  FlyteConfigError as PlainError,
  type JsonLimits,
} from "../../../src/flytekit/context/decode.ts";
import { orderedKeys } from "../../../src/python/json_value.ts";
import { gzip } from "../../../src/runtime/gzip.ts";
import { settingsWireWithUnknown } from "../../_support/arbitraries.ts";
import { runs, seedOr } from "../../_support/effort.ts";
import { realTask, transports } from "../../_support/golden_files.ts";
import { mutateBytes, mutateText, mutateValue, oneOf, type Random, seeded } from "../../_support/mutations.ts";
import { carry, errorOf, joined, patched, settingsJson, toBase64 } from "../../_support/support.ts";
import { withoutNativeModules } from "../../_support/without_native.ts";

/** The plain data of a record and of those in it. */
function plainOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainOf);
  if (!(value instanceof WireRecord)) return value;
  const entries = Object.entries(value).map(([name, property]) => [name, plainOf(property)]);
  const { unknownFields } = value as unknown as { readonly unknownFields: unknown };
  return { ...Object.fromEntries(entries), unknownFields };
}

type Outcome = { readonly value: unknown } | { readonly error: FlyteConfigError };

async function outcome(decode: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { value: plainOf(await decode()) };
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    return { error };
  }
}

/** Codes between which only a decompressor distinguishes. */
const DAMAGED = ["corrupt_gzip", "cut_short", "checksum_mismatch", "trailing_bytes"];

/** Codes whose errors have an offset, and a message without anything of the input. */
const SAME_MESSAGE = ["empty_context", "too_large", "too_deep", "not_utf8", "not_json"];

async function agree(context: string, limits: JsonLimits = {}): Promise<Outcome> {
  const found = await outcome(() => decodeContext(context, limits));
  const expected = await outcome(() => SerializationSettings.fromTransport(context, limits));
  if ("value" in found || "value" in expected) assert.deepEqual(found, expected);
  else agreeOnError(found.error, expected.error);
  return found;
}

function agreeOnError(found: FlyteConfigError, expected: FlyteConfigError): void {
  const { code } = expected;
  assert.match(found.message, /^decodeContext: /);
  if (found.code === "corrupt_gzip") {
    // Data may be both damaged and too large.
    assert.ok(DAMAGED.includes(code) || code === "too_large", code);
    return;
  }
  assert.equal(found.code, code);
  if (SAME_MESSAGE.includes(code) && expected.path === undefined) {
    const message = expected.message.replace(/^SerializationSettings\.fromTransport:/, "decodeContext:");
    assert.ok(message.startsWith(found.message), `${found.message}, not ${message}`);
    assert.equal(found.offset, expected.offset);
  }
  if (expected.path === undefined) return assert.equal(found.path, undefined);
  const pattern = RegExp.escape(found.path!).replaceAll("\\*", "[^]*");
  assert.match(expected.path, RegExp(`^${pattern}$`), found.path);
  // The path, and what is wrong with the value.
  const message = (error: FlyteConfigError) =>
    error.message.slice(error.message.indexOf(": ")).replace(error.path!, "");
  if (code !== "tag_and_digest") assert.equal(message(found), message(expected));
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
    const found = await agree(context, {
      maxBytes: random(10) === 0 ? 1 + random(600) : undefined,
      maxValues: random(10) === 0 ? 1 + random(60) : undefined,
    });
    codes.add("error" in found ? found.error.code : "value");
  }
  for (const code of ["value", "not_base64", "not_gzip", "corrupt_gzip", "too_large", "too_many_values"]) {
    assert.ok(codes.has(code), code);
  }
  for (const code of ["not_json", "wrong_shape", "missing_image_config"]) {
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

Deno.test("recorded contexts have the outcome of SerializationSettings", async () => {
  const { cases, decode_cases } = transports();
  for (const { transport } of [...cases, ...decode_cases]) await agree(transport);
});

Deno.test("each code has its own error", async () => {
  const whole = toBase64(PACKED);
  const bytes = (...changes: readonly [number, number][]) => toBase64(patched(PACKED, Object.fromEntries(changes)));
  const deep = (depth: number, inner = "") =>
    carry(settingsJson({ x: 0 }).replace('"x":0', `"x":${"[".repeat(depth)}${inner}${"]".repeat(depth)}`));
  const image = { name: "a", fqn: "b", tag: "c", digest: "d" };
  const cases: readonly (readonly [string | Promise<string>, code: string, path?: string])[] = [
    [undefined as unknown as string, "not_base64"],
    ["{{ context }}", "not_base64"],
    [`_F_SS_C=${whole}`, "not_base64"],
    [whole.slice(0, -1), "not_base64"],
    ["", "empty_context"],
    [" \n", "empty_context"],
    [toBase64(new Uint8Array(20)), "not_gzip"],
    [bytes([2, 9]), "not_gzip"],
    [toBase64(PACKED.subarray(0, 2)), "corrupt_gzip"],
    [toBase64(PACKED.subarray(0, 40)), "corrupt_gzip"],
    [bytes([PACKED.length - 5, 1]), "corrupt_gzip"],
    [toBase64(joined(PACKED, [0, 1])), "corrupt_gzip"],
    [toBase64(joined(PACKED, PACKED)), "corrupt_gzip"],
    [carry(new Uint8Array([0x22, 0xff, 0x22])), "not_utf8"],
    [carry("{"), "not_json"],
    [deep(950, "NaN"), "too_deep"],
    [deep(895), "too_deep", "*" + "[0]".repeat(19) + "…"],
    [carry("[]"), "wrong_shape", ""],
    [carry("{}"), "missing_image_config", "image_config"],
    [carry(settingsJson({ env: { SECRET: 1 } })), "wrong_shape", "env.*"],
    [carry(settingsJson({ project: 2 })), "wrong_shape", "project"],
    [
      carry(settingsJson({ default_resources: { requests: { mem: 1.5 }, limits: null } })),
      "wrong_shape",
      "default_resources.requests.mem",
    ],
    [carry(settingsJson({ image_config: { images: [image] } })), "tag_and_digest", "image_config.images[0]"],
  ];
  for (const [text, code, path] of cases) {
    const found = await agree(await text);
    assert.ok("error" in found, code);
    assert.deepEqual([found.error.code, found.error.path], [code, path]);
  }
});

/** A word that is nowhere in the library. */
const SECRET = "hunter2";

/** The names of fields, indexes and `*`. */
const KNOWN_PATH = /^(?:(?:^|\.)(?:[a-z_]+|\*)|\[\d+\])*…?$/;

Deno.test("no error contains anything of the input", async () => {
  const random = seeded(seedOr(16));
  const secretive = (value: unknown) =>
    JSON.parse(JSON.stringify(value).replaceAll(/"(?:[a-z.]{1,2}|ghcr[^"]*|sha256[^"]*|é[^"]*)"/g, `"${SECRET}"`));
  const wire = { ...secretive(WIRE), [SECRET]: { [SECRET]: [1, { [SECRET]: SECRET }] }, env: { [SECRET]: SECRET } };
  const text = JSON.stringify(wire);
  const packed = await gzip(new TextEncoder().encode(text));
  const values = [SECRET, { [SECRET]: 1 }, [SECRET], 1, null, 1.5, {}];
  const pieces = [SECRET, `"${SECRET}"`, `"${SECRET}":`, ...PIECES];
  const damage = [
    () => mutateText(random, random(2) === 0 ? text : toBase64(packed), pieces),
    () => toBase64(mutateBytes(random, packed)),
    () => carry(mutateText(random, text, pieces)),
    () => carry(JSON.stringify(mutateValue(random, wire, values, [SECRET, ...KEYS])) ?? ""),
    () =>
      carry(text.replace(`"${SECRET}":{`, `"${SECRET}":${`{"${SECRET}":`.repeat(900)}{`).replace(/$/, "}".repeat(900))),
  ];
  let errors = 0;
  for (let run = 0; run < runs(1000, 20_000); run++) {
    const context = await oneOf(random, damage)();
    const found = await outcome(() => decodeContext(context));
    if ("value" in found) continue;
    errors++;
    const { message, stack, path, cause } = found.error;
    for (const shown of [message, stack, path, String(cause)]) assert.ok(!shown?.includes(SECRET), shown);
    assert.match(path ?? "", KNOWN_PATH);
  }
  assert.ok(errors > 300, String(errors));
});

Deno.test("errors are instances of the class FlyteConfigError of every entry point", async () => {
  const error = await errorOf(() => decodeContext("!"));
  assert.ok(error instanceof FlyteConfigError && error instanceof PlainError);
  assert.equal(error.name, "FlyteConfigError");
  const other = await errorOf(() => SerializationSettings.fromTransport("!"));
  assert.ok(other instanceof FlyteConfigError && other instanceof PlainError);
});

Deno.test("options are checked, and errors name the call", async () => {
  const throwing = {
    get maxBytes(): number {
      throw new Error(SECRET);
    },
  };
  const wrong = [{ maxByte: 1 }, { maxBytes: 0 }, { maxValues: "1" }, { maxValues: null }, null, [], 1, "1", throwing];
  for (const options of wrong as readonly object[]) {
    const error = await errorOf(() => decodeContext(realTask(), options));
    assert.equal(error.code, "invalid_option");
    assert.match(error.message, /^decodeContext: options must be maxBytes and maxValues, each a positive integer/);
    assert.equal((await errorOf(() => SerializationSettings.fromTransport(realTask(), options))).code, error.code);
  }
  for (const options of [{}, { maxBytes: undefined }, { maxBytes: Infinity, maxValues: 1000 }]) {
    assert.ok("value" in await agree(realTask(), options));
  }
  const shape = await errorOf(async () => decodeContext(await carry(settingsJson({ env: { A: 1 } }))));
  assert.equal(shape.message, "decodeContext: env.* must be a string, found a number");
  assert.equal(shape.path, "env.*");
  const many = await errorOf(() => decodeContext(realTask(), { maxValues: 3 }));
  assert.equal(many.code, "too_many_values");
});
