/**
 * Random wire objects, strings and identifiers, for property tests and for the comparison with flytekit.
 *
 * @module
 */
import fc from "fast-check";
import { type JsonValue, PythonFloat } from "../../mod.ts";
import { orderedObject } from "../../src/python/json_value.ts";

/** A wire object whose keys keep their order, also where JavaScript would move them. */
export type Wire = Readonly<Record<string, JsonValue>>;

const anyCodeUnit = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));
const oddText = fc.constantFrom(
  "",
  " ",
  "\0",
  "\x7f",
  "\u2028\u2029",
  "\ud800",
  "\udfff\ud800",
  "\ufeff",
  "\ufffd",
  "🚀",
  "é",
  '"\\/\b\f\n\r\t',
  "NaN",
  "null",
  "1.0",
  "{{ registration.version }}",
);

/** Strings of all kinds, lone surrogates among them. */
export const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.string({ maxLength: 20 }) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 10 }) },
  { weight: 2, arbitrary: fc.array(anyCodeUnit, { maxLength: 6 }).map((units) => units.join("")) },
  { weight: 1, arbitrary: oddText },
);

const key = fc.oneof(
  { weight: 3, arbitrary: text },
  { weight: 2, arbitrary: fc.nat({ max: 30 }).map(String) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("__proto__", "constructor", "toString", "then", "length", "01", "4294967295"),
  },
);

/** An object of values in the order in which they are made. */
function objectOf<T>(value: fc.Arbitrary<T>, keys: fc.Arbitrary<string> = key): fc.Arbitrary<Record<string, T>> {
  return fc.uniqueArray(fc.tuple(keys, value), { selector: ([name]) => name, maxLength: 6 })
    .map((entries) => orderedObject(entries, null));
}

/** A float as wire objects hold it: boxed where it is whole, but for `-0`, which JavaScript does not consider an integer either. */
function pythonFloat(value: number): number | PythonFloat {
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? new PythonFloat(value) : value;
}

const float = fc.oneof(fc.double(), fc.constantFrom(0, -0, 1, 100, 1e15, 1e16, 1e22, 5e-324, NaN, Infinity, -Infinity))
  .map(pythonFloat);
const beyondSafe = fc.bigInt({ min: 2n ** 53n, max: 2n ** 80n });
const integer = fc.oneof(fc.maxSafeInteger(), fc.nat({ max: 64 }), beyondSafe, beyondSafe.map((value) => -value));
const quantityText = fc.oneof(fc.constantFrom("1", "500m", "2Gi", "1.5", ""), text);

function amount(quantity: fc.Arbitrary<JsonValue>): fc.Arbitrary<JsonValue> {
  return fc.oneof(
    { weight: 3, arbitrary: quantity },
    { weight: 1, arbitrary: fc.tuple(quantity, quantity) },
    { weight: 1, arbitrary: fc.constant(null) },
  );
}

/** Any JSON value. */
export const json: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.oneof(fc.constant(null), fc.boolean(), text, integer, float),
    fc.array(tie("value"), { maxLength: 4 }),
    objectOf(tie("value")),
  ),
})).value;

/** An object with these fields, of which only the required ones are always there. */
function record(
  fields: Readonly<Record<string, fc.Arbitrary<JsonValue>>>,
  required: readonly string[],
): fc.Arbitrary<Wire> {
  return fc.record(fields, { requiredKeys: [...required], noNullPrototype: true });
}

const optionalText = fc.option(text);
const tagOrDigest = fc.oneof(
  fc.record({ tag: optionalText, digest: fc.constant(null) }),
  fc.record({ tag: fc.constant(null), digest: optionalText }),
  fc.record({ tag: optionalText }),
  fc.constant({}),
);
const image: fc.Arbitrary<Wire> = fc.tuple(fc.record({ name: text, fqn: text }), tagOrDigest)
  .map(([names, version]) => ({ ...names, ...version }));
const imageConfig = record(
  { default_image: fc.option(image), images: fc.option(fc.array(image, { maxLength: 5 })) },
  [],
);

const count = amount(fc.oneof(quantityText, integer));
const resources = record({
  // A fraction of anything else is refused by flytekit.
  cpu: amount(fc.oneof(quantityText, integer, float)),
  mem: count,
  gpu: count,
  ephemeral_storage: count,
}, []);
const resourceSpec = record({ requests: fc.option(resources), limits: fc.option(resources) }, ["requests", "limits"]);
/** Paths of interpreters, and of virtual environments. */
export const path: fc.Arbitrary<string> = fc.oneof(
  text,
  fc.constantFrom("/opt/venv/bin/python3", "", "/", "//a//b", "python", "a/b/c/"),
);
const fast = record({ enabled: fc.boolean(), destination_dir: optionalText, distribution_location: optionalText }, []);

/** Environment variables, of which none is a context. */
export const env: fc.Arbitrary<Record<string, string>> = objectOf(text, key.filter((name) => name !== "_F_SS_C"));

/** Every field of settings; see {@linkcode settingsWire}. */
const SETTINGS_FIELDS = {
  image_config: imageConfig,
  project: optionalText,
  domain: optionalText,
  version: optionalText,
  env: fc.option(env),
  default_resources: fc.option(resourceSpec),
  git_repo: optionalText,
  python_interpreter: path,
  flytekit_virtualenv_root: fc.option(path),
  fast_serialization_settings: fc.option(fast),
  source_root: optionalText,
};

/** Settings as they may stand on the wire, with any of the fields that may be absent. */
export const settingsWire: fc.Arbitrary<Wire> = record(SETTINGS_FIELDS, ["image_config"]);

/** Settings with fields that no version knows, in every object. */
export const settingsWireWithUnknown: fc.Arbitrary<Wire> = fc.tuple(
  settingsWire,
  objectOf(json, key.map((name) => `x_${name}`)),
  image,
  json,
)
  .map(([wire, unknown, inner, value]) => ({
    ...wire,
    image_config: { ...wire.image_config as Wire, default_image: { ...inner, x_unknown: value }, ...unknown },
    ...unknown,
  }));

const SHA = `sha256:${"0123456789abcdef".repeat(4)}`;
const identifierPart = fc.constantFrom(
  "a",
  "ubuntu",
  "ghcr.io",
  "localhost:5000",
  "[::1]:80",
  "/",
  ":",
  "@",
  "v1",
  SHA,
  "sha256:",
  "..",
  "__",
  "-",
  "A",
  "=",
  "default=",
  " ",
  "é",
  "",
);

/** Image identifiers, sane and odd ones. */
export const identifier: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.array(identifierPart, { maxLength: 8 }).map((parts) => parts.join("")) },
  { weight: 1, arbitrary: fc.string({ maxLength: 20 }) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 10 }) },
);

const anyOther = fc.constantFrom<JsonValue>(
  null,
  true,
  false,
  0,
  1,
  1.5,
  new PythonFloat(2),
  "",
  "text",
  "false",
  [],
  {},
  [1],
  [1, 2],
  [
    "a",
    null,
  ],
  { a: 1 },
  [1, 2, 3],
  [1.5, 2],
  [true, 1],
);

/** Settings of which some values are anything, or gone. */
export const malformedWire: fc.Arbitrary<JsonValue> = fc.tuple(
  settingsWire,
  fc.array(fc.tuple(fc.infiniteStream(fc.nat()), fc.option(anyOther, { freq: 6, nil: undefined })), {
    minLength: 1,
    maxLength: 2,
  }),
).map(([wire, changes]) =>
  changes.reduce<JsonValue>(
    (value, [choices, replacement]) => changedAt(value, () => choices.next().value!, replacement),
    wire,
  )
);

/** A copy in which one value, somewhere, is another one, or is gone where that is undefined. */
function changedAt(value: JsonValue, choose: () => number, replacement: JsonValue | undefined): JsonValue {
  const isList = Array.isArray(value);
  if (typeof value !== "object" || value === null || value instanceof PythonFloat) return replacement ?? null;
  const keys = Object.keys(value);
  const at = keys[choose() % Math.max(keys.length, 1)];
  if (at === undefined) return replacement ?? null;
  const inner = (value as Wire)[at]!;
  const goesDeeper = typeof inner === "object" && inner !== null && choose() % 4 !== 0;
  const changed = goesDeeper ? changedAt(inner, choose, replacement) : replacement;
  const entries = keys
    .map((name) => [name, name === at ? changed : (value as Wire)[name]] as const)
    .filter((entry): entry is readonly [string, JsonValue] => entry[1] !== undefined);
  return isList ? entries.map(([, item]) => item) : orderedObject(entries, null);
}

const templateName = fc.constantFrom("default", "a", "b-1", "C_2", "fqn", "missing", "é", "\u212a");
const digest = `sha256:${"ab".repeat(32)}`;
const templatePart = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom("repo", "ghcr.io/acme/app", "", "$&", "$1", "{{.image.a}}", ":{{.image.a.version}}"),
  },
  { weight: 1, arbitrary: text },
);
const templateImage: fc.Arbitrary<Wire> = fc.tuple(
  fc.record({ name: templateName, fqn: templatePart }),
  fc.oneof(
    fc.record({ tag: fc.oneof(fc.constantFrom("v1", "", "a:b"), templatePart) }),
    fc.record({ digest: fc.constantFrom(digest, digest, "odd", "") }),
    fc.constant({}),
  ),
).map(([names, version]) => ({ ...names, ...version }));

/** Whitespace of Python and of JavaScript only. */
const templateSpace = fc.constantFrom(
  "",
  "",
  "",
  " ",
  "\t",
  "\n",
  "\u3000",
  "\x1c",
  "\x85",
  "\xa0",
  "\ufeff",
  "\u200b",
);
const placeholder = fc.tuple(
  fc.constantFrom("{{", "{{", "{{", "{{", "{{{", "{", "{ {", "{{."),
  templateSpace,
  fc.constantFrom(
    ".image",
    ".image",
    ".images",
    ".IMAGE",
    ".Images",
    ".\u0130mage",
    ".image\u017f",
    "image",
    ".imagess",
  ),
  fc.constantFrom(".", ".", ".", ".", ".", "", "..", " ."),
  templateName,
  fc.constantFrom("", ".fqn", ".fqn", ".version", ".version", ".version", ".FQN", ".tag", ".", ".fqn.version"),
  templateSpace,
  fc.constantFrom("}}", "}}", "}}", "}}", "}}}", "}", "} }"),
).map((parts) => parts.join(""));
const plainPlaceholder = fc.tuple(templateName, fc.constantFrom("", ".fqn", ".version"))
  .map(([name, attribute]) => `{{.image.${name}${attribute}}}`);
const template = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: plainPlaceholder },
    { weight: 2, arbitrary: placeholder },
    { weight: 3, arbitrary: fc.constantFrom(":", "@", "/", "-gpu", "ghcr.io/acme/app", ":v1", " ") },
    { weight: 1, arbitrary: text },
  ),
  { maxLength: 6 },
).map((parts) => parts.join(""));

/** Configurations of images, and templates that name them. */
export const imageTemplate: fc.Arbitrary<readonly [images: Wire, template: string | null]> = fc.tuple(
  record(
    { default_image: fc.option(templateImage, { freq: 8 }), images: fc.array(templateImage, { maxLength: 6 }) },
    [],
  ),
  fc.option(template, { freq: 20, nil: null }),
);
