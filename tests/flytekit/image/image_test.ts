import assert from "node:assert/strict";
import { Image, parseReference } from "../../../mod.ts";
import { identifiers, type Split } from "../../_support/golden_files.ts";
import { thrownBy } from "../../_support/support.ts";

const SHA = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

/** The parts of an image as the recording has them. */
function describe({ fqn, tag, digest, full, version }: Image): Split {
  return { fqn, tag: tag ?? null, digest: digest ?? null, full, version: version ?? null };
}

Deno.test("image names are split or refused as flytekit does", () => {
  const golden = identifiers().identifiers;
  assert.ok(golden.length > 180);
  for (const { identifier, allow_no_tag_or_digest: allowed, require_tag_or_digest: required } of golden) {
    const image = Image.lookUpImageInfo("name", identifier, { allowNoTagOrDigest: true });
    assert.deepEqual(describe(image), allowed, identifier);
    assert.equal(image.name, "name");
    if (required.error === undefined) {
      assert.deepEqual(describe(Image.lookUpImageInfo("name", identifier)), required, identifier);
    } else {
      assert.equal(thrownBy(() => Image.lookUpImageInfo("name", identifier)).code, "missing_tag_or_digest", identifier);
    }
  }
});

Deno.test("known difference: image names that cannot name a file are split like any other", () => {
  const golden = identifiers().identifiers_that_trip_the_path_check;
  assert.ok(golden.length > 0);
  for (const { identifier, error } of golden) {
    assert.match(error, /^(OSError|ValueError|UnicodeEncodeError)$/);
    const image = Image.lookUpImageInfo("name", identifier, { allowNoTagOrDigest: true });
    assert.equal(image.tag === undefined ? image.fqn : `${image.fqn}:${image.tag}`, identifier);
  }
});

Deno.test("an image name without tag and digest is refused with a hint, unless it is allowed", () => {
  const error = thrownBy(() => Image.lookUpImageInfo("spark", "ghcr.io/acme/spark"));
  assert.equal(error.code, "missing_tag_or_digest");
  assert.match(error.message, /"spark".*"ghcr\.io\/acme\/spark".*"ghcr\.io\/acme\/spark:latest"/);
  assert.equal(thrownBy(() => Image.lookUpImageInfo("a", "localhost:5000/a")).code, "missing_tag_or_digest");
  assert.equal(Image.lookUpImageInfo("a", "a", { allowNoTagOrDigest: true }).version, undefined);
  assert.equal(
    thrownBy(() => Image.lookUpImageInfo("a", "a", { allowNoTagOrDigest: false })).code,
    "missing_tag_or_digest",
  );
});

Deno.test("images that a registry would refuse have issues", () => {
  const issuesOf = (identifier: string) => Image.lookUpImageInfo("a", identifier, { allowNoTagOrDigest: true }).issues;
  const fine = ["ghcr.io/acme/app:v1", `ghcr.io/acme/app@${SHA}`, `ghcr.io/acme/app:v1@${SHA}`, "localhost:5000/a:b"];
  for (const identifier of fine) assert.deepEqual(issuesOf(identifier), [], identifier);
  assert.deepEqual(issuesOf("ubuntu").map(({ code }) => code), ["missing_tag_or_digest"]);

  const invalid: readonly (readonly [identifier: string, part: string])[] = [
    ["ghcr.io/Acme/app:v1", "name"],
    ["a b:v1", "name"],
    [`${"x".repeat(300)}:v1`, "name"],
    ["repo:", "tag"],
    [`repo:${"v".repeat(129)}`, "tag"],
    ["repo@sha256:abcd", "digest"],
    [`repo@md5:${"0".repeat(32)}`, "digest"],
    [`repo@sha512:${"0".repeat(64)}`, "digest"],
    [`repo@${SHA.toUpperCase()}`, "digest"],
  ];
  for (const [identifier, part] of invalid) {
    const issues = issuesOf(identifier);
    assert.deepEqual(issues.map(({ code }) => code), ["invalid_reference"], identifier);
    assert.match(issues[0]!.message, /^image "a": /);
    assert.match(issues[0]!.message, new RegExp(`\\b${part}\\b`));
  }
  for (const identifier of ["", "ghcr.io/Acme/app"]) {
    assert.deepEqual(issuesOf(identifier).map(({ code }) => code), ["missing_tag_or_digest", "invalid_reference"]);
  }
});

Deno.test("an image has no issue exactly where parseReference has no error", () => {
  const accepts = (text: string) => {
    try {
      return parseReference(text, { normalize: false }) !== undefined;
    } catch {
      return false;
    }
  };
  for (const { identifier } of identifiers().identifiers) {
    const image = Image.lookUpImageInfo("a", identifier, { allowNoTagOrDigest: true });
    const isInvalid = image.issues.some(({ code }) => code === "invalid_reference");
    assert.equal(isInvalid, !accepts(image.version === undefined ? image.fqn : image.full), identifier);
  }
});

Deno.test("an issue does not repeat the credentials of a pasted URL", () => {
  const image = Image.lookUpImageInfo("a", "https://user:hunter2@ghcr.io/acme/app:v1");
  assert.ok(image.issues.length > 0);
  assert.ok(!JSON.stringify(image.issues).includes("hunter2"));
});

Deno.test("an image has a tag or a digest, not both", () => {
  const error = thrownBy(() => new Image({ name: "a", fqn: "b", tag: "c", digest: "d" }));
  assert.equal(error.code, "tag_and_digest");
  assert.equal(thrownBy(() => new Image({ name: "a", fqn: "b", tag: "", digest: "" })).code, "tag_and_digest");
  assert.equal(new Image({ name: "a", fqn: "b", tag: null, digest: null }).full, "b:None");
});

Deno.test("withTag and withDigest replace one another", () => {
  const image = Image.lookUpImageInfo("a", "repo:v1");
  assert.equal(image.withTag("v2").full, "repo:v2");
  assert.equal(image.withDigest(SHA).full, `repo@${SHA}`);
  assert.equal(image.withDigest(SHA).withTag("v3").full, "repo:v3");
  assert.equal(image.withDigest(SHA).version, SHA);
  assert.equal(image.full, "repo:v1");
  assert.equal(image.with({ name: "b" }).name, "b");
});

Deno.test("an image travels as four fields", () => {
  const image = Image.lookUpImageInfo("a", "repo:v1");
  assert.deepEqual(image.toDict(), { name: "a", fqn: "repo", tag: "v1", digest: null });
  assert.equal(image.toJsonString(), '{"name": "a", "fqn": "repo", "tag": "v1", "digest": null}');
  assert.deepEqual(Image.fromJsonString(image.toJsonString()), image);
  assert.deepEqual(Image.fromDict(image.toDict()), image);
});

Deno.test("tags and digests that no registry accepts are refused", () => {
  const image = Image.lookUpImageInfo("a", "repo:v1");
  const cases: readonly (readonly [call: () => unknown, code: string, message: RegExp])[] = [
    [
      () => image.withTag(undefined as never),
      "invalid_argument",
      /Image\.withTag: tag must be a string, found undefined/,
    ],
    [() => image.withTag(""), "reference_tag_invalid", /1 to 128/],
    [() => image.withTag("-v1"), "reference_tag_invalid", /not starting with/],
    [() => image.withTag("v1 "), "reference_tag_invalid", /1 to 128/],
    [() => image.withTag("v".repeat(129)), "reference_tag_invalid", /1 to 128/],
    [() => image.withTag("feature/x"), "reference_tag_invalid", /letters/],
    [() => image.withTag("{{ registration.version }}"), "reference_tag_invalid", /placeholder/],
    [() => image.withDigest(undefined as never), "invalid_argument", /Image\.withDigest: digest must be a string/],
    [() => image.withDigest("sha256:ab"), "reference_digest_invalid", /64, 96 or 128/],
    [() => image.withDigest(SHA.slice(0, -1)), "reference_digest_length", /64, 96 or 128/],
    [() => image.withDigest(SHA.toUpperCase()), "reference_digest_invalid", /lower-case/],
    [() => image.withDigest(`md5:${"0".repeat(32)}`), "reference_digest_unsupported", /sha256/],
    [
      () => Image.lookUpImageInfo("a:b" as never, undefined as never),
      "invalid_argument",
      /lookUpImageInfo\(name, identifier\)/,
    ],
    [() => Image.lookUpImageInfo("a", "b", true as never), "invalid_option", /found true/],
    [() => Image.lookUpImageInfo("a", "b", { allowNoTag: true } as never), "invalid_option", /allowNoTag/],
  ];
  for (const [call, code, message] of cases) {
    const error = thrownBy(call);
    assert.equal(error.code, code, error.message);
    assert.match(error.message, message);
  }
});

Deno.test("templates, and a slash in a tag, are named as such", () => {
  const templates = [
    "{{.image.trainer.fqn}}:{{.image.trainer.version}}",
    "{{ registration.version }}",
    "${REGISTRY}/app:v1",
    "$IMAGE",
    "ghcr.io/acme/app:$(git rev-parse HEAD)",
    "<registry>/app:v1",
    "%(image)s",
  ];
  for (const text of templates) {
    const { issues } = Image.lookUpImageInfo("a", text, { allowNoTagOrDigest: true });
    assert.match(issues.at(-1)!.message, /template placeholder; fill it in first/, text);
    assert.match(thrownBy(() => parseReference(text)).message, /template placeholder; fill it in first/, text);
  }
  for (
    const [text, tag] of [["ghcr.io/acme/app:feature/x", "feature/x"], ["app:a/b/c", "a/b/c"], ["r:5000/a:b/c", "b/c"]]
  ) {
    const message = RegExp(`tag "${tag}" contains a slash; write for example "${tag!.replaceAll("/", "-")}"`);
    assert.match(thrownBy(() => parseReference(text!)).message, message, text);
    assert.match(thrownBy(() => Image.lookUpImageInfo("a", text!)).message, message, text);
    assert.match(Image.lookUpImageInfo("a", text!, { allowNoTagOrDigest: true }).issues.at(-1)!.message, message, text);
  }
  for (const text of ["localhost:5000/A", "[::1]:80/A", "r:/a", "https://ghcr.io/a", "ghcr.io/A/b"]) {
    assert.doesNotMatch(thrownBy(() => parseReference(text, { normalize: false })).message, /placeholder|slash/, text);
  }
});

Deno.test("the example for an image name without a tag contains no secret of it", () => {
  assert.throws(
    () => Image.lookUpImageInfo("default", "https://h/app?token=hunter2"),
    (error: Error) => !error.message.includes("hunter2") && error.message.includes("ghcr.io/acme/app:latest"),
  );
});
