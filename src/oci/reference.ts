/**
 * Reading and writing OCI image references, by the grammar of Go's `distribution/reference`.
 *
 * @module
 */

import { BOOLEAN, type Check, checkArgument, checkOptions, type OptionChecks, STRING } from "../arguments.ts";
import { DIGEST_RULE, lowerCase, NAME_TOO_LONG, PART_RULES, quote, referenceError } from "./reference_errors.ts";
import {
  cut,
  type DigestReference,
  findDigestFault,
  makeReference,
  MAX_PATH_LENGTH,
  readReference,
  type Reference,
} from "./reference_grammar.ts";

export type { DigestReference, Reference } from "./reference_grammar.ts";

/** How {@linkcode parseReference} reads. */
export interface ParseReferenceOptions {
  /**
   * Whether names are completed the way Docker does it, so that `python` is `docker.io/library/python`; `true` unless
   * told otherwise. With `false` a name is taken as it is written.
   */
  readonly normalize?: boolean | undefined;
}

/** How {@linkcode formatReference} writes. */
export interface FormatReferenceOptions {
  /** Whether to leave out what Docker would add by itself, `docker.io/` and `library/`; `false` unless told otherwise. */
  readonly familiar?: boolean | undefined;
}

const PARSE_CHECKS: OptionChecks<ParseReferenceOptions> = { normalize: BOOLEAN };
const FORMAT_CHECKS: OptionChecks<FormatReferenceOptions> = { familiar: BOOLEAN };
const REFERENCE: Check = {
  expected: "a reference (see parseReference)",
  accepts: (value) =>
    typeof value === "object" && value !== null &&
    typeof ((value as Reference).path ?? (value as Reference).digest) === "string",
};

const DOCKER_HUB = "docker.io";

/**
 * Reads an image reference, such as `ghcr.io/flyteorg/flytekit:py3.12-latest`, into its parts.
 *
 * By default the text is read as Docker reads it, which is Go's `ParseNormalizedNamed`: a name without a registry is
 * one of Docker Hub, and a bare name is one of its official images. With `{ normalize: false }` it is Go's `Parse`,
 * which adds nothing and takes whatever stands before the first slash for a domain if it could be one, so that the
 * domain of `flyteorg/flytekit` is `flyteorg`. No default tag is added; see {@linkcode tagNameOnly} for that.
 *
 * Digests of sha256, sha384 and sha512 are supported. The work is linear in the length of the text, whatever it is.
 *
 * @throws {FlyteConfigError} `reference_invalid_format` if the text is no reference, or if it is 64 hexadecimal digits
 * (only when normalising, as that reads as the identifier of an image); `reference_name_empty` if it is empty (only
 * with `{ normalize: false }`, otherwise that is `reference_invalid_format`); `reference_name_uppercase` if the name
 * must be written in lower case; `reference_name_too_long` if the path has more than 255 characters;
 * `reference_digest_unsupported`, `reference_digest_length` and `reference_digest_invalid` if the digest has another
 * algorithm, the wrong number of digits, or upper-case letters.
 *
 * @example
 * ```ts
 * import { parseReference } from "@flyte-ts/config/image";
 *
 * const image = parseReference("python:3.12-slim");
 * console.log(image.domain, image.path, image.tag); // docker.io library/python 3.12-slim
 *
 * console.log(parseReference("python:3.12-slim", { normalize: false }).name); // python
 * ```
 */
export function parseReference(text: string, options: ParseReferenceOptions = {}): Reference {
  checkArgument("parseReference", "text", text, STRING, 'parseReference("ghcr.io/acme/app:v1")');
  checkOptions("parseReference", options, PARSE_CHECKS, "parseReference(text, { normalize: false })");
  const full = options.normalize === false ? text : completeName(text);
  if (full === "") throw referenceError("reference_name_empty", text, "it is empty");
  const reference = readReference(full);
  if (typeof reference === "string") {
    const lower = readReference(lowerCase(full));
    throw typeof lower === "string"
      ? referenceError("reference_invalid_format", text, PART_RULES[reference])
      : uppercaseError(text, lower.name);
  }
  if (reference.path.length > MAX_PATH_LENGTH) throw referenceError("reference_name_too_long", text, NAME_TOO_LONG);
  const fault = reference.digest === undefined ? undefined : findDigestFault(reference.digest);
  if (fault !== undefined) throw referenceError(fault, text, DIGEST_RULE);
  return reference;
}

/** Throws `invalid_argument` for what is no reference. */
export function checkReference(call: string, reference: unknown): void {
  checkArgument(call, "reference", reference, REFERENCE, `${call}(parseReference(text))`);
}

/** Adds to a reference the domain and the namespace that Docker would. */
function completeName(text: string): string {
  if (/^[a-f0-9]{64}$/.test(text)) {
    throw referenceError("reference_invalid_format", text, "64 hexadecimal digits are an image identifier");
  }
  const [first, afterSlash = ""] = cut(text, text.indexOf("/"));
  // Anything else in front of a slash is a namespace of Docker Hub. Namespaces are never in upper case.
  const isDomain = first !== text && (first === "localhost" || /[.:]/.test(first) || lowerCase(first) !== first);
  const domain = isDomain && first !== "index.docker.io" ? first : DOCKER_HUB;
  const rest = isDomain ? afterSlash : text;
  const [remote] = cut(rest, rest.indexOf(":"));
  const lower = lowerCase(remote);
  if (lower !== remote) throw uppercaseError(text, lower);
  return `${domain}/${domain === DOCKER_HUB && !rest.includes("/") ? "library/" : ""}${rest}`;
}

function uppercaseError(text: string, lower: string): Error {
  return referenceError("reference_name_uppercase", text, `its name must be in lower case, like ${quote(lower)}`);
}

/**
 * Writes a reference as text, such as `docker.io/library/python:3.12-slim`, which {@linkcode parseReference} reads
 * back. That is Go's `String`. With `{ familiar: true }` the text is as short as Docker shows it, without `docker.io/`
 * and `library/`, which is Go's `FamiliarString`. That form is for people: the few names of Docker Hub whose first part
 * looks like a domain, such as `docker.io/acme.org/app`, read differently without `docker.io/`.
 *
 * The parts are taken as they are: nothing is checked, and `name` is not looked at.
 *
 * @example
 * ```ts
 * import { formatReference, parseReference } from "@flyte-ts/config/image";
 *
 * const image = parseReference("python:3.12-slim");
 * console.log(formatReference(image)); // docker.io/library/python:3.12-slim
 * console.log(formatReference(image, { familiar: true })); // python:3.12-slim
 * ```
 */
export function formatReference(
  reference: Reference | DigestReference,
  options: FormatReferenceOptions = {},
): string {
  checkReference("formatReference", reference);
  checkOptions("formatReference", options, FORMAT_CHECKS, "formatReference(reference, { familiar: true })");
  if (reference.path === undefined) return reference.digest;
  let { domain, path } = reference;
  if (options.familiar === true && domain === DOCKER_HUB) {
    domain = undefined;
    path = path.replace(/^library\/(?=[^/]*$)/, "");
  }
  const { name, tag, digest } = makeReference(domain, path, reference.tag, reference.digest);
  return name + (tag === undefined ? "" : ":" + tag) + (digest === undefined ? "" : "@" + digest);
}
