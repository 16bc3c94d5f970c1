/**
 * Image references.
 *
 * @module
 */
import type { ErrorCode } from "../../../mod.ts";
import { equal, ok, refuses } from "../assert.ts";
import type { Check } from "../suite.ts";

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;

const BAD: readonly (readonly [text: string, code: ErrorCode])[] = [
  ["", "reference_invalid_format"],
  ["a b", "reference_invalid_format"],
  ["ghcr.io/Acme/app", "reference_name_uppercase"],
  [`${"a/".repeat(128)}a`, "reference_name_too_long"],
  [`repo@sha256:${"0".repeat(40)}`, "reference_digest_length"],
  [`repo@md5:${"0".repeat(32)}`, "reference_digest_unsupported"],
  [`repo@${DIGEST.toUpperCase().replace("SHA", "sha")}`, "reference_digest_invalid"],
];

export const referenceChecks: readonly Check[] = [
  {
    name: "reads and writes references as Docker does",
    run: ({ lib: { image: { formatReference, parseReference } } }) => {
      const reference = parseReference(`python:3.12-slim@${DIGEST}`);
      equal(
        [reference.domain, reference.path, reference.tag, reference.digest],
        ["docker.io", "library/python", "3.12-slim", DIGEST],
      );
      equal(formatReference(reference), `docker.io/library/python:3.12-slim@${DIGEST}`);
      equal(formatReference(reference, { familiar: true }), `python:3.12-slim@${DIGEST}`);
      equal(parseReference("python", { normalize: false }).name, "python");
      equal(parseReference("localhost:5000/a/b").domain, "localhost:5000");
    },
  },
  {
    name: "refuses what is no reference, each with its code",
    run: async ({ lib }) => {
      for (const [text, code] of BAD) await refuses(lib, code, () => lib.image.parseReference(text), text.slice(0, 80));
    },
  },
  {
    name: "changes and matches references",
    run: ({ lib: { image } }) => {
      const reference = image.parseReference("ghcr.io/acme/app");
      equal(image.formatReference(image.tagNameOnly(reference)), "ghcr.io/acme/app:latest");
      equal(image.formatReference(image.withTag(reference, "v1")), "ghcr.io/acme/app:v1");
      equal(image.formatReference(image.withDigest(reference, DIGEST)), `ghcr.io/acme/app@${DIGEST}`);
      ok(image.isNameOnly(reference) && !image.isNameOnly(image.withTag(reference, "v1")), "a tag is told from none");
      ok(image.matchReference("ghcr.io/acme/*", reference), "a pattern matches");
    },
  },
  {
    name: "reads a text of a megabyte in no time",
    run: async ({ lib }) => {
      const start = performance.now();
      for (
        const text of ["a".repeat(1_000_000), "a/".repeat(500_000), `a${".-_".repeat(300_000)}`, "a--".repeat(300_000)]
      ) {
        try {
          lib.image.parseReference(text);
        } catch (error) {
          ok(error instanceof lib.main.FlyteConfigError, "it throws its own error");
        }
      }
      await Promise.resolve();
      ok(performance.now() - start < 3000, "it takes less than three seconds");
    },
  },
];
