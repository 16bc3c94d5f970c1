/**
 * Changed contexts by the thousand: each gives a value or a `FlyteConfigError`, and nothing takes long. The seed is
 * `FLYTE_TS_FUZZ_SEED` if that is set, so that every run without it is the same.
 *
 * @module
 */
import assert from "node:assert/strict";
import { SerializationSettings } from "../../../mod.ts";
import { gzip } from "../../../src/runtime/gzip.ts";
import { runs, seedOr } from "../../_support/effort.ts";
import { fuzz } from "../../_support/fuzz.ts";
import { mutateBytes, mutateText, mutateValue, oneOf } from "../../_support/mutations.ts";
import { toBase64 } from "../../_support/support.ts";

const SEED = seedOr(20_250_101);
const COUNT = runs(500, 25_000);

const WIRES: readonly object[] = [
  { image_config: { default_image: { name: "default", fqn: "repo", tag: "v1", digest: null }, images: null } },
  {
    image_config: {
      default_image: { name: "default", fqn: "ghcr.io/a/b", tag: null, digest: "sha256:ab" },
      images: [{ name: "x", fqn: "y", tag: "z" }, { name: "1", fqn: "2", tag: "3", future: [1.5, {}] }],
    },
    project: "p",
    env: { "2": "a", "1": "é🚀", b: "\ud800" },
    default_resources: { requests: { cpu: "1", mem: [1, 2] }, limits: { gpu: 1e22, ephemeral_storage: 1.5 } },
    python_interpreter: "/a/b/python",
    fast_serialization_settings: { enabled: true, destination_dir: ".", distribution_location: null },
    later: { a: [null, true, -0, 1e400], "7": "7" },
  },
];
const TEXTS = WIRES.map((wire) => JSON.stringify(wire).replace("1e+22", "1.0").replace('"mem":[1,', '"mem":[NaN,'));
const PACKED = await Promise.all(TEXTS.map((text) => gzip(new TextEncoder().encode(text))));
const TRANSPORTS = PACKED.map(toBase64);

const BASE64_PIECES = [..."ABCwxyz0189+/=-_ \n!\t", "==", "AAAA", "H4sI", "\u00a0", "é", "{{ context }}"];
const JSON_PIECES = [
  ...'{}[]:,"\\ \n0123456789-+.eE',
  "null",
  "true",
  "NaN",
  "Infinity",
  "-0",
  "1.0",
  "1e999",
  '""',
  '"a":',
  '"__proto__":{',
  '"env":',
  '"image_config":{}',
  "\\ud800",
  "\\u",
  "\ud800",
  "\ufffd",
  "\ufeff",
  "\0",
  "[".repeat(950),
  "9".repeat(4400),
];
const OTHERS: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -0,
  1,
  1.5,
  1e300,
  "",
  "a",
  "1",
  [],
  {},
  ["1", "2"],
  [1],
  [[]],
  { a: "b" },
  {
    name: "a",
    fqn: "b",
  },
  { requests: {}, limits: {} },
];
const NOT_JSON: readonly unknown[] = [
  undefined,
  1n,
  NaN,
  Symbol("a"),
  () => 1,
  new Date(0),
  new Map([[1, 2]]),
  new Uint8Array(1),
  [, 1],
];
const KEYS = [
  "__proto__",
  "constructor",
  "toString",
  "toJSON",
  "1",
  "env",
  "images",
  "tag",
  "cpu",
  "enabled",
  "image_config",
];

/** What was decoded must be sound: it can be written, and reads back as the same. */
function check(settings: SerializationSettings): void {
  try {
    const text = settings.toJsonString();
    assert.equal(SerializationSettings.fromJsonString(text).toJsonString(), text);
  } catch (cause) {
    throw new Error("what was read cannot be written and read again", { cause });
  }
}

async function decode(context: string): Promise<void> {
  check(await SerializationSettings.fromTransport(context, { maxBytes: 1 << 20 }));
}

async function decodeText(text: string): Promise<void> {
  await decode(toBase64(await gzip(new TextEncoder().encode(text))));
}

Deno.test("contexts whose base64 is changed", async () => {
  const tally = await fuzz(
    SEED,
    COUNT,
    (random) => decode(mutateText(random, oneOf(random, TRANSPORTS), BASE64_PIECES)),
  );
  assert.ok(tally.values > COUNT / 250 && tally.errors > COUNT * 0.8, JSON.stringify(tally));
});

Deno.test("contexts whose gzip bytes are changed", async () => {
  const tally = await fuzz(SEED, COUNT, (random) => decode(toBase64(mutateBytes(random, oneOf(random, PACKED)))));
  assert.ok(tally.values > COUNT / 250 && tally.errors > COUNT * 0.6, JSON.stringify(tally));
});

Deno.test("contexts whose JSON text is changed", async () => {
  const tally = await fuzz(SEED, COUNT, (random) => decodeText(mutateText(random, oneOf(random, TEXTS), JSON_PIECES)));
  assert.ok(tally.values > COUNT / 25 && tally.errors > COUNT * 0.4, JSON.stringify(tally));
});

Deno.test("contexts of which a value is changed", async () => {
  const tally = await fuzz(SEED, COUNT, async (random) => {
    let wire: unknown = oneOf(random, WIRES);
    for (let left = 1 + random(2); left > 0; left--) wire = mutateValue(random, wire, OTHERS, KEYS);
    await decodeText(JSON.stringify(wire));
  });
  assert.ok(tally.values > COUNT / 25 && tally.errors > COUNT * 0.2, JSON.stringify(tally));
});

Deno.test("objects that may not even be JSON", async () => {
  const tally = await fuzz(SEED, COUNT, (random) => {
    const wire = mutateValue(random, oneOf(random, WIRES), random(2) === 0 ? OTHERS : NOT_JSON, KEYS);
    check(SerializationSettings.fromDict(wire));
  });
  assert.ok(tally.values > COUNT / 25 && tally.errors > COUNT * 0.2, JSON.stringify(tally));
});
