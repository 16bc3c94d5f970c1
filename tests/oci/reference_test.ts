import assert from "node:assert/strict";
import fc from "fast-check";
import { type ErrorCode, FlyteConfigError } from "../../src/errors.ts";
import {
  type DigestReference,
  formatReference,
  isNameOnly,
  parseAnyReference,
  parseDockerRef,
  parseNamed,
  parseReference,
  type Reference,
  tagNameOnly,
  trimNamed,
  withDigest,
  withName,
  withTag,
} from "../../src/oci/reference.ts";
import { matchReference } from "../../src/oci/reference_match.ts";
import { runs } from "../_support/effort.ts";
import { thrownBy } from "../_support/support.ts";
import * as conformance from "../_support/reference_tables.ts";

const SHA256 = "sha256:" + "0123456789abcdef".repeat(4);

function parseAsIs(text: string): Reference {
  return parseReference(text, { normalize: false });
}

function familiar(reference: Reference | DigestReference): string {
  return formatReference(reference, { familiar: true });
}

/** The error a call throws, which must be ours. */
function errorOf(call: () => unknown): FlyteConfigError {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof FlyteConfigError, String(error));
    return error;
  }
  throw new assert.AssertionError({ message: "nothing was thrown" });
}

/** Checks the expected error of a case; returns whether it has one. */
function failsAsExpected(row: conformance.ParseRow, parse: (text: string) => unknown): boolean {
  if (row.error !== undefined) assert.equal(errorOf(() => parse(row.input)).code, row.error, row.input);
  return row.error !== undefined;
}

Deno.test("Go's tables: Parse", () => {
  for (const row of conformance.REFERENCE_PARSE) {
    if (failsAsExpected(row, parseAsIs)) continue;
    const reference = parseAsIs(row.input);
    assert.equal(formatReference(reference), row.input);
    const { domain, name, tag, digest } = reference;
    assert.deepEqual({ domain, name, tag, digest }, {
      domain: row.domain,
      name: row.name,
      tag: row.tag,
      digest: row.digest,
    });
  }
});

Deno.test("Go's tables: Parse, by way of JSON", () => {
  for (const row of conformance.SERIALIZATION) {
    const text: string = JSON.parse(JSON.stringify(row.input));
    if (failsAsExpected(row, parseAsIs)) continue;
    const reference = parseAsIs(text);
    const { name, tag, digest } = reference;
    assert.deepEqual({ name, tag, digest }, { name: row.name, tag: row.tag, digest: row.digest });
    assert.equal(JSON.stringify(formatReference(reference)), JSON.stringify(row.input));
  }
});

Deno.test("Go's tables: WithName", () => {
  for (const row of conformance.WITH_NAME_FAILURE) assert.ok(failsAsExpected(row, withName));
  for (const row of conformance.DOMAIN_AND_PATH) {
    const { domain, path } = withName(row.input);
    assert.deepEqual({ domain, path }, { domain: row.domain, path: row.path }, row.input);
  }
});

Deno.test("Go's tables: WithTag and WithDigest", () => {
  for (const row of conformance.WITH_TAG) {
    const name = withName(row.name);
    const start = row.digest === undefined ? name : withDigest(name, row.digest);
    assert.equal(formatReference(withTag(start, row.tag ?? "")), row.combined);
  }
  for (const row of conformance.WITH_DIGEST) {
    const name = withName(row.name);
    const start = row.tag === undefined ? name : withTag(name, row.tag);
    assert.equal(formatReference(withDigest(start, row.digest ?? "")), row.combined);
  }
});

Deno.test("Go's tables: invalid components", () => {
  const { name, validName, tag, digest } = conformance.INVALID_COMPONENTS;
  assert.equal(errorOf(() => parseReference(name)).code, "reference_invalid_format");
  const reference = parseReference(validName);
  assert.equal(errorOf(() => withTag(reference, tag)).code, "reference_tag_invalid");
  assert.equal(errorOf(() => withDigest(reference, digest)).code, "reference_digest_invalid");
});

Deno.test("Go's tables: ParseNamed", () => {
  for (const row of conformance.PARSE_NAMED) {
    if (failsAsExpected(row, parseNamed)) continue;
    const { domain, path } = parseNamed(row.input);
    assert.deepEqual({ domain, path }, { domain: row.domain, path: row.path });
  }
});

Deno.test("Go's tables: ParseNormalizedNamed", () => {
  for (const text of conformance.VALID_REFERENCE_NAMES) parseReference(text);
  for (const text of conformance.VALID_REMOTE_NAMES) parseReference(text);
  for (const row of conformance.INVALID_REFERENCE_NAMES) assert.ok(failsAsExpected(row, parseReference));
  for (const row of conformance.INVALID_REMOTE_NAMES) assert.ok(failsAsExpected(row, parseReference));
  for (const row of conformance.NORMALIZED_SPLIT) {
    const { domain, path } = parseReference(row.input);
    assert.deepEqual({ domain, path }, { domain: row.domain, path: row.path }, row.input);
  }
  const { input, expected } = conformance.TAG_AND_DIGEST;
  const reference = parseReference(input);
  assert.equal(formatReference(reference), expected);
  assert.equal(familiar(reference), input);
  assert.ok(reference.tag !== undefined && reference.digest !== undefined);
});

Deno.test("Go's tables: the ways to write a repository", () => {
  for (const row of conformance.REPOSITORY_INFO) {
    for (const text of [row.familiar, row.name, row.ambiguous ?? row.name]) {
      const reference = parseReference(text);
      const { domain, path, name } = reference;
      assert.deepEqual({ domain, path, name }, { domain: row.domain, path: row.path, name: row.name }, text);
      assert.equal(formatReference(reference), row.name);
      assert.equal(familiar(trimNamed(reference)), row.familiar);
    }
  }
});

Deno.test("Go's tables: ParseAnyReference", () => {
  for (const row of conformance.ANY_REFERENCE) {
    const reference = parseAnyReference(row.input);
    assert.equal(formatReference(reference), row.expected);
    assert.equal(reference.path === undefined, row.bareDigest === true, row.input);
    if (reference.path !== undefined) assert.deepEqual(reference, parseAsIs(row.expected));
  }
});

Deno.test("Go's tables: ParseDockerRef", () => {
  for (const row of conformance.DOCKER_REF) {
    assert.equal(formatReference(parseDockerRef(row.input)), row.expected, row.title);
    parseAsIs(row.expected);
  }
});

Deno.test("Go's tables: FamiliarMatch", () => {
  for (const { reference, pattern, expected } of conformance.MATCH) {
    assert.equal(matchReference(pattern, parseAnyReference(reference)), expected, `${pattern} ${reference}`);
  }
  const { reference, pattern } = conformance.BAD_PATTERN;
  const error = errorOf(() => matchReference(pattern, parseAnyReference(reference)));
  assert.equal(error.code, "reference_invalid_format");
});

Deno.test("patterns: every operator, and every malformed form", () => {
  const reference = parseReference("ghcr.io/acme/app:v1");
  const good = [
    "ghcr.io/*/a?p",
    "*/*/*:v[0-9]",
    "ghcr.i[^a-m]/acme/app",
    "\\g*/acme/[\\a]pp",
    "*.io/acme/app",
    "*c*r*/*/a*",
  ];
  for (const pattern of good) assert.equal(matchReference(pattern, reference), true, pattern);
  const others = ["", "*", "ghcr.io?acme/app", "ghcr.io/acme/ap", "ghcr.io/acme/app:v[^1]", "*/acme/*b", "é*"];
  for (const pattern of others) assert.equal(matchReference(pattern, reference), false, pattern);
  for (const pattern of ["[", "[]", "[a", "[a-", "[a-]", "[-a]", "[^]", "zzz\\", "[a\\", "zzz[", "[a-\\"]) {
    assert.equal(errorOf(() => matchReference(pattern, reference)).code, "reference_invalid_format", pattern);
  }
  const digest = parseAnyReference(SHA256);
  assert.equal(matchReference("sha256:*", digest), true);
  assert.equal(matchReference("sha256", digest), false);
});

Deno.test("the other helpers", () => {
  const name = parseReference("python");
  assert.equal(isNameOnly(name), true);
  assert.equal(isNameOnly(withDigest(name, SHA256)), false);
  assert.equal(tagNameOnly(name).tag, "latest");
  assert.equal(tagNameOnly(withTag(name, "3.12")).tag, "3.12");
  assert.equal(tagNameOnly(withDigest(name, SHA256)).tag, undefined);
  assert.deepEqual(trimNamed(withTag(withDigest(name, SHA256), "3.12")), name);
  const references = [name, withTag(name, "a"), withDigest(name, SHA256), trimNamed(name), parseDockerRef("python")];
  for (const reference of [...references, parseAnyReference(SHA256)]) assert.ok(Object.isFrozen(reference));
});

Deno.test("digests: each algorithm with its length, and each error with its code", () => {
  const rows: readonly (readonly [digest: string, code: ErrorCode | undefined])[] = [
    ["sha256:" + "a".repeat(64), undefined],
    ["sha384:" + "a".repeat(96), undefined],
    ["sha512:" + "a".repeat(128), undefined],
    ["sha256:" + "a".repeat(63), "reference_digest_length"],
    ["sha384:" + "a".repeat(64), "reference_digest_length"],
    ["sha512:" + "A".repeat(96), "reference_digest_length"],
    ["sha256:" + "A".repeat(64), "reference_digest_invalid"],
    ["Sha256+b64:" + "a".repeat(64), "reference_digest_invalid"],
    ["sha256+b64:" + "A".repeat(64), "reference_digest_unsupported"],
    ["md5:" + "a".repeat(32), "reference_digest_unsupported"],
    ["constructor:" + "a".repeat(32), "reference_digest_unsupported"],
    ["sha256:" + "a".repeat(31), "reference_invalid_format"],
    ["sha256:" + "g".repeat(64), "reference_invalid_format"],
    ["sha256", "reference_invalid_format"],
    ["", "reference_invalid_format"],
  ];
  for (const [digest, code] of rows) {
    const text = `ghcr.io/acme/app:v1@${digest}`;
    if (code === undefined) assert.equal(parseReference(text).digest, digest);
    else assert.equal(errorOf(() => parseReference(text)).code, code, digest);
  }
});

Deno.test("messages name the reference and the remedy, in bounded length and without credentials", () => {
  const rows: readonly (readonly [text: string, part: RegExp])[] = [
    ["https://ghcr.io/acme/app", /"https:\/\/ghcr\.io\/acme\/app": remove the leading "https:\/\/"$/],
    ["Python:3.12", /"Python:3\.12": its name must be in lower case, like "python"$/],
    ["ghcr.io/Acme/App:V1", /like "acme\/app"$/],
    ["python :3.12", /remove the whitespace$/],
    ["python\n", /"python\\n": remove the whitespace$/],
    ["python:", /its tag must be 1 to 128 letters/],
    ["python:" + "a".repeat(129), /its tag must be 1 to 128 letters/],
    ["python@sha256:abc", /its digest must be sha256:, sha384: or sha512:/],
    ["python@md5:" + "a".repeat(32), /its digest must be sha256:, sha384: or sha512:/],
    ["ghcr.io/" + "a".repeat(256), /its name must have at most 255 characters$/],
    ["-a" + "b".repeat(1e6), /^image reference "-ab{98}…": its name must be lower-case letters/],
    ["ab".repeat(32), /64 hexadecimal digits are an image ID, not a name$/],
    ["https://user:secret@ghcr.io/app", /"https:\/\/\*\*\*@ghcr\.io\/app"/],
  ];
  for (const [text, part] of rows) {
    const { message } = errorOf(() => parseReference(text));
    assert.match(message, part);
    assert.ok(message.length < 400, message);
  }
  assert.match(errorOf(() => parseNamed("python:3")).message, /canonical form is "docker\.io\/library\/python:3"$/);
  assert.match(errorOf(() => parseAsIs("")).message, /"": it is empty$/);
  assert.equal(errorOf(() => parseReference("")).code, "reference_invalid_format");
  // Go lowers U+0130 to a plain i, which makes this an upper-case name rather than a malformed one.
  assert.equal(errorOf(() => parseAsIs("\u0130mage")).code, "reference_name_uppercase");
});

const lower = [..."abcxyz019"];
const word = fc.string({ unit: fc.constantFrom(...lower), minLength: 1, maxLength: 6 });
const separator = fc.constantFrom(".", "_", "__", "-", "---");
const component = fc.tuple(word, fc.array(fc.tuple(separator, word).map((pair) => pair.join("")), { maxLength: 2 }))
  .map(([first, rest]) => first + rest.join(""));
const path = fc.array(component, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));
const host = fc.oneof(
  fc.constantFrom("docker.io", "index.docker.io", "localhost", "LOCAL", "[::1]", "[2001:DB8::1]", "127.0.0.1"),
  fc.array(word, { minLength: 2, maxLength: 3 }).map((labels) => labels.join(".")),
);
const port = fc.oneof(fc.constant(""), fc.nat(99999).map((number) => `:${number}`));
const tag = fc.tuple(
  fc.constantFrom(...lower, "_", "Z"),
  fc.string({ unit: fc.constantFrom(...lower, "_", "Z", ".", "-"), maxLength: 127 }),
).map((parts) => parts.join(""));
const digest = fc.constantFrom(["sha256", 64] as const, ["sha384", 96] as const, ["sha512", 128] as const)
  .chain(([name, length]) =>
    fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: length, maxLength: length })
      .map((hex) => `${name}:${hex}`)
  );
const validReference = fc.record({
  domain: fc.option(fc.tuple(host, port).map((parts) => parts.join("")), { nil: undefined }),
  path,
  tag: fc.option(tag, { nil: undefined }),
  digest: fc.option(digest, { nil: undefined }),
}).map((parts) =>
  (parts.domain === undefined ? "" : `${parts.domain}/`) + parts.path +
  (parts.tag === undefined ? "" : `:${parts.tag}`) + (parts.digest === undefined ? "" : `@${parts.digest}`)
);

Deno.test("property: parsing and formatting are inverse", () => {
  fc.assert(fc.property(validReference, (text) => {
    assert.equal(formatReference(parseAsIs(text)), text);
    const reference = parseReference(text);
    assert.deepEqual(parseReference(formatReference(reference)), reference);
    assert.deepEqual(parseAsIs(formatReference(reference)), reference);
    // On Docker Hub a namespace that looks like a domain reads as one in the short form, in Go too.
    const ambiguous = reference.domain === "docker.io" && /^(?:localhost|[^/]*[.][^/]*)\//.test(reference.path);
    if (!ambiguous) assert.deepEqual(parseReference(familiar(reference)), reference);
    assert.ok(matchReference(familiar(reference).replaceAll("[", "\\["), reference));
  }));
});

Deno.test("property: any string is a reference or a FlyteConfigError", () => {
  const pieces = fc.constantFrom(..."aA0.:/@_-[] \n", "\u0130", "sha256:", "f".repeat(64), "docker.io/", "localhost");
  const noise = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join("")),
    fc.tuple(validReference, pieces, fc.nat(40)).map(([text, piece, at]) => text.slice(0, at) + piece + text.slice(at)),
  );
  fc.assert(
    fc.property(noise, (text) => {
      for (const parse of [parseAsIs, parseReference, parseAnyReference, parseDockerRef, parseNamed, withName]) {
        try {
          const reference = parse(text);
          if (reference.path !== undefined) assert.deepEqual(parseAsIs(formatReference(reference)), reference);
        } catch (error) {
          if (!(error instanceof FlyteConfigError)) throw error;
        }
      }
    }),
    { numRuns: runs(200, 10_000) },
  );
});

Deno.test("wrong arguments are rejected", () => {
  const wrong = undefined as never;
  const calls = [
    () => parseReference(wrong),
    () => parseReference("a", "b" as never),
    () => parseReference("a", { normalise: false } as never),
    () => formatReference(wrong),
    () => formatReference("a" as never),
    () => formatReference(parseReference("a"), { familar: true } as never),
    () => parseNamed(wrong),
    () => parseAnyReference(wrong),
    () => parseDockerRef(wrong),
    () => withName(wrong),
    () => withTag(wrong, "a"),
    () => withTag(parseReference("a"), wrong),
    () => withDigest(parseReference("a"), wrong),
    () => withDigest(wrong, wrong),
    () => tagNameOnly(wrong),
    () => isNameOnly(wrong),
    () => trimNamed(wrong),
    () => matchReference(wrong, parseReference("a")),
    () => matchReference("a", wrong),
  ];
  for (const call of calls) assert.match(thrownBy(call).code, /^invalid_(argument|option)$/, String(call));
});
