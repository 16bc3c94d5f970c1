/**
 * Changed inputs by the hundred thousand: each gives a value or a `FlyteConfigError`, and nothing takes long. The seed is
 * `FLYTE_TS_FUZZ_SEED`, where the environment may be read and has it, so that every run without it is the same.
 *
 * @module
 */
import assert from "node:assert/strict";
import {
  FlyteConfigError,
  Image,
  ImageConfig,
  matchReference,
  parseAnyReference,
  parseReference,
  SerializationSettings,
} from "../mod.ts";
import { gzip } from "../src/runtime/gzip.ts";
import { mutateBytes, mutateText, mutateValue, oneOf, type Random, seeded } from "./_support/mutations.ts";
import { toBase64 } from "./_support/support.ts";

const SEED_NAME = "FLYTE_TS_FUZZ_SEED";
const MAY_READ_SEED = Deno.permissions.querySync({ name: "env", variable: SEED_NAME }).state === "granted";
const SEED = Number((MAY_READ_SEED ? Deno.env.get(SEED_NAME) : undefined) ?? 20_250_101);

/** A generous guard against input that takes quadratic time or worse. */
const MOST_MILLISECONDS = 1000;

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

/** Runs many inputs, each of which may give a value or fail with our error. */
async function fuzz(count: number, run: (random: Random) => unknown): Promise<{ values: number; errors: number }> {
  const [random, tally] = [seeded(SEED), { values: 0, errors: 0 }];
  for (let index = 0; index < count; index++) {
    const start = performance.now();
    try {
      await run(random);
      tally.values++;
    } catch (error) {
      if (!(error instanceof FlyteConfigError)) throw new Error(`seed ${SEED}, input ${index}`, { cause: error });
      tally.errors++;
    }
    const milliseconds = performance.now() - start;
    assert.ok(milliseconds < MOST_MILLISECONDS, `seed ${SEED}, input ${index}: ${milliseconds} ms`);
  }
  return tally;
}

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

Deno.test("25,000 contexts whose base64 is changed", async () => {
  const tally = await fuzz(25_000, (random) => decode(mutateText(random, oneOf(random, TRANSPORTS), BASE64_PIECES)));
  assert.ok(tally.values > 100 && tally.errors > 20_000, JSON.stringify(tally));
});

Deno.test("25,000 contexts whose gzip bytes are changed", async () => {
  const tally = await fuzz(25_000, (random) => decode(toBase64(mutateBytes(random, oneOf(random, PACKED)))));
  assert.ok(tally.values > 100 && tally.errors > 15_000, JSON.stringify(tally));
});

Deno.test("25,000 contexts whose JSON text is changed", async () => {
  const tally = await fuzz(25_000, (random) => decodeText(mutateText(random, oneOf(random, TEXTS), JSON_PIECES)));
  assert.ok(tally.values > 1000 && tally.errors > 10_000, JSON.stringify(tally));
});

Deno.test("25,000 contexts of which a value is changed", async () => {
  const tally = await fuzz(25_000, async (random) => {
    let wire: unknown = oneOf(random, WIRES);
    for (let left = 1 + random(2); left > 0; left--) wire = mutateValue(random, wire, OTHERS, KEYS);
    await decodeText(JSON.stringify(wire));
  });
  assert.ok(tally.values > 1000 && tally.errors > 5000, JSON.stringify(tally));
});

Deno.test("25,000 objects that may not even be JSON", async () => {
  const tally = await fuzz(25_000, (random) => {
    const wire = mutateValue(random, oneOf(random, WIRES), random(2) === 0 ? OTHERS : NOT_JSON, KEYS);
    check(SerializationSettings.fromDict(wire));
  });
  assert.ok(tally.values > 1000 && tally.errors > 5000, JSON.stringify(tally));
});

const SHA = `sha256:${"0123456789abcdef".repeat(4)}`;
const IDENTIFIERS = [
  "ubuntu",
  "ghcr.io/acme/app:v1",
  `localhost:5000/a/b@${SHA}`,
  `[::1]:80/a:v1@${SHA}`,
  "spark=a.b/c_d-e:V.1",
];
const IDENTIFIER_PIECES = [
  ..."aZ09._-/:@=[]* \n",
  "__",
  "..",
  "//",
  "sha512:",
  "docker.io/",
  "library/",
  "é",
  "\u0130",
  "\ud800",
  "\0",
  "a".repeat(300),
  "%s",
  "default=",
];

Deno.test("100,000 changed image identifiers", async () => {
  let kept = 0;
  const tally = await fuzz(100_000, (random) => {
    const identifier = mutateText(random, oneOf(random, IDENTIFIERS), IDENTIFIER_PIECES);
    const image = Image.lookUpImageInfo("a", identifier, { allowNoTagOrDigest: true });
    assert.ok(Array.isArray(image.issues));
    assert.deepEqual(Image.fromDict(image.toDict()), image);
    for (
      const call of [
        () => Image.lookUpImageInfo("a", identifier).full,
        () => parseReference(identifier),
        () => parseReference(identifier, { normalize: false }),
        () => parseAnyReference(identifier),
        () => matchReference(identifier, parseReference("ghcr.io/acme/app:v1")),
        () => ImageConfig.validateImage("--image", [identifier, oneOf(random, IDENTIFIERS)]),
      ]
    ) {
      try {
        call();
        kept++;
      } catch (error) {
        if (!(error instanceof FlyteConfigError)) throw error;
      }
    }
  });
  assert.equal(tally.errors, 0);
  assert.ok(kept > 100_000 && kept < 500_000, String(kept));
});
