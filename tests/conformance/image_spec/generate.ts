/**
 * Random image specifications, names of registries, formats of tags and values.
 *
 * @module
 */
import fc from "fast-check";
import type { JsonValue } from "../../../mod.ts";
import { jsonDumps } from "../../../src/python/json.ts";
import { isPrintable } from "../../../src/python/printable.ts";
import { json, text as anyText } from "../../_support/arbitraries.ts";
import { toBase64 } from "../../_support/support.ts";
import type { SpecCase } from "./compare.ts";

/** Characters that Unicode 14 does not have print in another way to other versions of Python, so they are left out. */
const old = (text: string): string =>
  Array.from(text).filter((character) => isPrintable(character.codePointAt(0)!) || /[\p{C}\p{Z}]/u.test(character))
    .join("");

const HOSTILE = [
  ...`'"\\\n\r\t\0\x07\x1b\x7f\x80\x85\xa0\xad\u0300\u0345\u034f\u200b\u200e\u2028\u2029\u202e\u3000\ufeff\ufffd\uffff`,
  "\ud800",
  "\udc00",
  "\udfff",
  "\ue000",
  "\uf8ff",
  "\u{1f680}",
  "\u{1f468}\u200d\u{1f469}",
  "\u{f0000}",
  "\u{10ffff}",
  "\u{e0001}",
  "é",
  "İ",
  "ΑΣ",
  "ΣΑ",
  "ẞ",
  "ǅ",
  "中",
  "{",
  "}",
  "''",
  '""',
  "'\"",
  "\\'",
  "a",
  "B",
  "0",
  " ",
];

/** Strings of all kinds. */
export const text: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...HOSTILE), { maxLength: 8 }).map((pieces) => pieces.join("")),
  anyText,
  fc.string({ unit: "binary", maxLength: 12 }),
).map(old);

const REGISTRY_PIECES = [
  ..."abz09._-:/AZ \n@٣²ªéİ١Ⅷ中\u0300\ud800",
  "localhost",
  "localhost:",
  "ghcr.io",
  ":5000",
  ":99999",
  ":100000",
  "/",
  "..",
  "\u{1d7d8}",
  "/Acme",
  "http://",
];

const REGISTRIES = [
  "ghcr.io/Acme",
  "localhost:5000",
  "LOCALHOST:1/a",
  "docker.io/a/b",
  "",
  "a-b_c.d",
  "a/É",
  "a/٣",
  "a..b/-c",
];

/** Names of registries, good and bad. */
export const registry: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.array(fc.constantFrom(...REGISTRY_PIECES), { maxLength: 6 }).map((pieces) => pieces.join("")),
  },
  { weight: 1, arbitrary: text },
  {
    weight: 4,
    arbitrary: fc.constantFrom(...REGISTRIES),
  },
);

const FORMAT_PIECES = [
  "{spec_hash}",
  "{spec_hash}",
  "{spec_hash!s}",
  "{spec_hash:.8}",
  "{{",
  "}}",
  "{",
  "}",
  "-dev",
  "é",
  "{0}",
];
const FORMAT_SPECIFICATION_PIECES = [..."<>^=+ 0129.sdx,_{}!:🚀"];

/** Formats of tags, good and bad, without widths over 1000, which only Python accepts. */
export const tagFormat: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...FORMAT_PIECES), { maxLength: 5 }).map((pieces) => pieces.join("")),
  fc.array(fc.constantFrom(...FORMAT_SPECIFICATION_PIECES), { maxLength: 5 }).map((pieces) =>
    `{spec_hash:${pieces.join("")}}`
  ),
  text,
).filter((template) => !/\d{4}/.test(template));

/** Values as JSON has them. */
export const value: fc.Arbitrary<JsonValue> = fc.oneof(json, text);

const texts = fc.array(text, { maxLength: 3 });
const wrong = fc.constantFrom<JsonValue>("a", 1, true, [1], ["a", null], [[]], {}, { a: 1 }, 1.5);

/** Mostly the value of an arbitrary, at times none, and seldom one that flytekit refuses. */
function mostly<T extends JsonValue>(good: fc.Arbitrary<T>, bad?: fc.Arbitrary<JsonValue>): fc.Arbitrary<JsonValue> {
  return fc.oneof(
    { weight: 100, arbitrary: good },
    { weight: 10, arbitrary: fc.constant(null) },
    ...bad === undefined ? [] : [{ weight: 1, arbitrary: bad }],
  );
}

const entries = <T extends JsonValue>(values: fc.Arbitrary<T>) =>
  fc.dictionary(text.filter((key) => !/^\d+$/.test(key)), values, { maxKeys: 4, noNullPrototype: true });
const mount = fc.tuple(text, text);

const FIELDS: Readonly<Record<string, fc.Arbitrary<JsonValue>>> = {
  name: text,
  python_version: mostly(fc.oneof(fc.constantFrom("3.12", "3.9"), text)),
  builder: mostly(text),
  env: mostly(entries(text)),
  registry: mostly(
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...REGISTRIES) }, { weight: 1, arbitrary: registry }),
  ),
  packages: mostly(texts, wrong),
  conda_packages: mostly(texts, wrong),
  conda_channels: mostly(texts, wrong),
  requirements: mostly(
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom("requirements.txt", "") }, {
      weight: 1,
      arbitrary: fc.constant("none.txt"),
    }),
  ),
  apt_packages: mostly(texts, wrong),
  cuda: mostly(text),
  cudnn: mostly(text),
  platform: mostly(text),
  pip_index: mostly(text),
  pip_extra_index_url: mostly(texts, wrong),
  pip_secret_mounts: mostly(
    fc.array(mount, { maxLength: 2 }),
    fc.constantFrom<JsonValue>("a", ["a"], [["a"]], [["a", 1]], {}),
  ),
  pip_extra_args: mostly(text),
  registry_config: mostly(text),
  entrypoint: mostly(texts, wrong),
  commands: mostly(texts, wrong),
  tag_format: mostly(
    fc.oneof({ weight: 3, arbitrary: fc.constantFrom("{spec_hash}-dev", "v{spec_hash:.7}", "") }, {
      weight: 1,
      arbitrary: tagFormat,
    }),
  ),
  copy: mostly(fc.constantFrom<JsonValue>([], ["src"], ["requirements.txt", "src"])),
  python_exec: mostly(text),
  runtime_packages: mostly(texts, wrong),
  builder_options: mostly(entries(value), fc.constantFrom<JsonValue>([], "a", 1)),
  builder_config: mostly(entries(value)),
};

const source = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.record(
      {
        source_root: fc.constantFrom<JsonValue>(".", "src", ""),
        source_copy_mode: fc.constantFrom<JsonValue>("NO_COPY", "ALL", "LOADED_MODULES"),
      },
      { requiredKeys: [] },
    ),
  },
);

type Spec = Readonly<Record<string, JsonValue>>;

function specOf(depth: number): fc.Arbitrary<Spec> {
  const base = depth === 0
    ? fc.constantFrom<JsonValue>("ubuntu:22.04", "", null)
    : fc.oneof(specOf(depth - 1), fc.constantFrom<JsonValue>("ubuntu:22.04", null), text);
  const fields = fc.record({ ...FIELDS, base_image: base }, { requiredKeys: [], noNullPrototype: true });
  // Few fields more often than fc.record would choose them.
  return fc.tuple(
    fields,
    source,
    fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
    fc.constantFrom(0.15, 0.5, 1),
  )
    .map(([found, files, chances, share]) => ({
      ...Object.fromEntries(
        Object.entries(found).filter(([key]) => key === "base_image" || chances.next().value! < share),
      ),
      ...files,
    }));
}

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 12 }),
  fc.constantFrom(" a==1\r\n", "\n", "").map((content) => new TextEncoder().encode(content)),
);

/** Specifications with base images to a depth of three, on machines, with files. */
export const specCase: fc.Arbitrary<SpecCase> = fc.record({
  spec: specOf(3).map((spec) => jsonDumps(spec)),
  machine: fc.constantFrom("x86_64", "arm64", "aarch64", "AMD64", "ARM64"),
  files: fc.record({
    "requirements.txt": bytes.map(toBase64),
    "src/a.py": bytes.map(toBase64),
    "src/b/é.py": bytes.map(toBase64),
  }),
});
