/**
 * The messages of invalid references.
 *
 * @module
 */
import { type ErrorCode, FlyteConfigError } from "../errors.ts";
import { redact } from "../text/redact.ts";
import { commonMistake, type ReferencePart } from "./reference_grammar.ts";

/** The rule for the length of names. */
export const NAME_TOO_LONG = "its name must have at most 255 characters";

/** The rule for digests. */
export const DIGEST_RULE =
  "its digest must be sha256:, sha384: or sha512: and then 64, 96 or 128 lower-case hexadecimal digits";

/** The rule for each part. */
export const PART_RULES: Readonly<Record<ReferencePart, string>> = {
  name: 'its name must be lower-case letters and digits joined by ".", "_", "__" or dashes, in parts joined by "/"',
  tag: 'its tag must be 1 to 128 letters, digits, "_", "." or dashes, not starting with "." or a dash',
  digest: DIGEST_RULE,
};

/**
 * Converts a string to lower case letter by letter, as Go does: JavaScript converts U+0130 to two characters, Go to
 * one.
 */
export function lowerCase(text: string): string {
  return text.replaceAll("\u0130", "i").toLowerCase();
}

/** Quotes a string for messages about references. */
export function quote(text: string): string {
  const shown = redact(text);
  return JSON.stringify(shown.length > 100 ? `${shown.slice(0, 100)}…` : shown);
}

/** Creates the error of an invalid reference. Common mistakes are reported as such, whichever part they affect. */
export function referenceError(code: ErrorCode, text: string, problem: string): FlyteConfigError {
  const scheme = /^\w{1,20}:\/\//.exec(text)?.[0];
  const mistake = commonMistake(text);
  const hint = mistake !== undefined
    ? mistake
    : scheme !== undefined
    ? `remove the leading "${scheme}"`
    : /\s/.test(text)
    ? "remove the whitespace"
    : problem;
  return new FlyteConfigError(code, `image reference ${quote(text)}: ${hint}`);
}
