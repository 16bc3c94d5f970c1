import assert from "node:assert/strict";
import type { ErrorCode } from "../../src/errors.ts";
import { parseReference } from "../../src/oci/reference.ts";
import { matchReference } from "../../src/oci/reference_match.ts";
import { thrownBy } from "../_support/support.ts";

Deno.test("hostile inputs of millions of characters get the right answer", () => {
  const many = 3_000_000;
  const bad = "reference_invalid_format";
  const rows: readonly (readonly [text: string, normalized: ErrorCode, asIs: ErrorCode])[] = [
    ["a".repeat(many), "reference_name_too_long", "reference_name_too_long"],
    ["a".repeat(many) + "!", bad, bad],
    ["a-".repeat(many), bad, bad],
    ["a" + "-".repeat(many), bad, bad],
    ["a" + "-".repeat(many) + "a", "reference_name_too_long", "reference_name_too_long"],
    ["a__".repeat(many) + "!", bad, bad],
    ["a.".repeat(many) + "/a", bad, bad],
    ["/".repeat(many), bad, bad],
    ["a/".repeat(many) + "a", "reference_name_too_long", "reference_name_too_long"],
    [":".repeat(many), bad, bad],
    ["@".repeat(many), bad, bad],
    ["[" + ":".repeat(many), bad, bad],
    ["[".repeat(many) + "]/a", bad, bad],
    ["a:" + "1".repeat(many), bad, bad],
    ["a:" + "1".repeat(many) + "x/a", bad, bad],
    ["a@" + "a+".repeat(many) + ":" + "f".repeat(32), bad, bad],
    ["a@sha256:" + "f".repeat(many), "reference_digest_length", "reference_digest_length"],
    ["a@" + "a".repeat(many) + ":" + "f".repeat(32), "reference_digest_unsupported", "reference_digest_unsupported"],
    ["A".repeat(many), "reference_name_uppercase", "reference_name_uppercase"],
    ["a/" + "A/".repeat(many) + "a", "reference_name_uppercase", "reference_name_uppercase"],
    [" ".repeat(many), bad, bad],
    ["\u{1F433}".repeat(many), bad, bad],
    ["\u0130".repeat(many), "reference_name_uppercase", "reference_name_uppercase"],
  ];
  for (const [text, normalized, asIs] of rows) {
    assert.equal(thrownBy(() => parseReference(text)).code, normalized, text.slice(0, 20));
    assert.equal(thrownBy(() => parseReference(text, { normalize: false })).code, asIs, text.slice(0, 20));
  }
  // The domain has no limit of length.
  const domain = "a.".repeat(many) + "a:" + "1".repeat(many);
  assert.equal(parseReference(`${domain}/a`).domain === domain, true);
  const ipv6 = `[${":".repeat(many)}]`;
  assert.equal(parseReference(`${ipv6}/a`).domain === ipv6, true);
  assert.equal(matchReference("*a?".repeat(many) + "*", parseReference("a/".repeat(20) + "a")), false);
});
