/**
 * Parses, formats and changes image references, as Go's `distribution/reference` does. The grammar is in
 * `reference_grammar.ts`.
 *
 * @module
 */
import { BOOLEAN, type Check, checkArgument, checkOptions, type OptionChecks, STRING } from "../arguments.ts";
import { DIGEST_RULE, lowerCase, NAME_TOO_LONG, PART_RULES, quote, referenceError } from "./reference_errors.ts";
import {
  checkDigest,
  checkTag,
  cut,
  digestErrorCode,
  type DigestReference,
  isDigest,
  makeReference,
  MAX_PATH_LENGTH,
  readName,
  readReference,
  type Reference,
} from "./reference_grammar.ts";
export type { DigestReference, Reference } from "./reference_grammar.ts";

/** Options of {@linkcode parseReference}. */
export interface ParseReferenceOptions {
  /**
   * Whether names are completed as Docker does, so that `python` becomes `docker.io/library/python`. Otherwise a name
   * is kept as it is written.
   *
   * @default true
   */
  readonly normalize?: boolean | undefined;
}

/** Options of {@linkcode formatReference}. */
export interface FormatReferenceOptions {
  /**
   * Whether to omit `docker.io/` and `library/`, which Docker adds itself.
   *
   * @default false
   */
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
 * Parses an image reference, such as `ghcr.io/flyteorg/flytekit:py3.12-latest`.
 *
 * By default it is parsed as Docker does, which is Go's `ParseNormalizedNamed`: a name without a registry belongs to
 * Docker Hub, and a bare name is one of its official images. With `{ normalize: false }` it is Go's `Parse`, which adds
 * nothing and treats whatever precedes the first slash as the domain if it could be one, so that the domain of
 * `flyteorg/flytekit` is `flyteorg`. No default tag is added; see {@linkcode tagNameOnly} for that.
 *
 * Digests of sha256, sha384 and sha512 are supported. The time is linear in the length of the string.
 *
 * @param text – The reference.
 * @param options – Whether to normalize the name.
 * @returns The parts of the reference, frozen.
 * @throws {FlyteConfigError} `invalid_argument`, `invalid_option` – when an argument or option has a wrong type.
 * @throws {FlyteConfigError} `reference_invalid_format` – when the string is not a reference; or when it consists of 64
 * hexadecimal digits and is normalized, as that is the identifier of an image.
 * @throws {FlyteConfigError} `reference_name_empty` – when it is empty and not normalized.
 * @throws {FlyteConfigError} `reference_name_uppercase` – when the name must be in lower case.
 * @throws {FlyteConfigError} `reference_name_too_long` – when the path has more than 255 characters.
 * @throws {FlyteConfigError} `reference_digest_unsupported`, `reference_digest_length`, `reference_digest_invalid` –
 * when the digest has another algorithm, a wrong number of digits, or upper-case letters.
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
  const code = reference.digest === undefined ? undefined : digestErrorCode(reference.digest);
  if (code !== undefined) throw referenceError(code, text, DIGEST_RULE);
  return reference;
}

/** Throws `invalid_argument` for a value that is not a reference. */
function checkReference(call: string, reference: unknown): void {
  checkArgument(call, "reference", reference, REFERENCE, `${call}(parseReference(text))`);
}

/** Adds the domain and the namespace that Docker would add. */
function completeName(text: string): string {
  if (/^[a-f0-9]{64}$/.test(text)) {
    throw referenceError("reference_invalid_format", text, "64 hexadecimal digits are an image ID, not a name");
  }
  const [first, afterSlash = ""] = cut(text, text.indexOf("/"));
  // Otherwise the part before the slash is a namespace of Docker Hub. Namespaces are always in lower case.
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
 * Formats a reference, such as `docker.io/library/python:3.12-slim`, which {@linkcode parseReference} parses again. It
 * is Go's `String`. With `{ familiar: true }` the result is as short as Docker shows it, without `docker.io/` and
 * `library/`, which is Go's `FamiliarString`. That form is for people: the few names of Docker Hub whose first part
 * looks like a domain, such as `docker.io/acme.org/app`, are parsed differently without `docker.io/`.
 *
 * The parts are not validated, and `name` is ignored.
 *
 * @param reference – The reference.
 * @param options – Whether to use the short form.
 * @returns The reference as a string.
 * @throws {FlyteConfigError} `invalid_argument`, `invalid_option` – when an argument or option has a wrong type.
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

/**
 * Parses a reference that must be in canonical form, with its domain and, on Docker Hub, its namespace. Use it where a
 * name must mean the same for every tool. It is Go's `ParseNamed`.
 *
 * @param text – The reference.
 * @returns The parts of the reference, frozen.
 * @throws {FlyteConfigError} `reference_name_not_canonical` – when the domain or namespace is missing.
 * @throws {FlyteConfigError} `invalid_argument`, `reference_invalid_format`, `reference_name_uppercase`,
 * `reference_name_too_long`, `reference_digest_unsupported`, `reference_digest_length`, `reference_digest_invalid` –
 * when {@linkcode parseReference} throws it.
 *
 * @example
 * ```ts
 * import { parseNamed } from "@flyte-ts/config/image";
 *
 * console.log(parseNamed("docker.io/library/python:3.12").path); // library/python
 * ```
 */
export function parseNamed(text: string): Reference {
  checkArgument("parseNamed", "text", text, STRING);
  const reference = parseReference(text);
  const canonical = formatReference(reference);
  if (canonical === text) return reference;
  throw referenceError("reference_name_not_canonical", text, `its canonical form is ${quote(canonical)}`);
}

/**
 * Parses a digest, the 64 hexadecimal digits of an image ID (a sha256 digest), or a reference as {@linkcode
 * parseReference} does by default. It is Go's `ParseAnyReference`.
 *
 * @param text – The digest, identifier or reference.
 * @returns The parts of the reference, frozen; a {@linkcode DigestReference} for a digest or identifier.
 * @throws {FlyteConfigError} `invalid_argument`, `reference_invalid_format`, `reference_name_uppercase`,
 * `reference_name_too_long`, `reference_digest_unsupported`, `reference_digest_length`, `reference_digest_invalid` –
 * when {@linkcode parseReference} throws it.
 *
 * @example
 * ```ts
 * import { parseAnyReference } from "@flyte-ts/config/image";
 *
 * console.log(parseAnyReference("ab".repeat(32)).digest); // sha256:abab…
 * console.log(parseAnyReference("python").name); // docker.io/library/python
 * ```
 */
export function parseAnyReference(text: string): Reference | DigestReference {
  checkArgument("parseAnyReference", "text", text, STRING);
  const digest = /^[a-f0-9]{64}$/.test(text) ? `sha256:${text}` : text;
  if (!isDigest(digest) || digestErrorCode(digest) !== undefined) return parseReference(text);
  return Object.freeze({ domain: undefined, path: undefined, name: undefined, tag: undefined, digest });
}

/**
 * Parses a reference as container runtimes do, so that it names a single image: the tag is `latest` if there is neither
 * a tag nor a digest, and a digest replaces a tag. It is Go's `ParseDockerRef`.
 *
 * @param text – The reference.
 * @returns The parts of the reference, frozen.
 * @throws {FlyteConfigError} `invalid_argument`, `reference_invalid_format`, `reference_name_uppercase`,
 * `reference_name_too_long`, `reference_digest_unsupported`, `reference_digest_length`, `reference_digest_invalid` –
 * when {@linkcode parseReference} throws it.
 *
 * @example
 * ```ts
 * import { formatReference, parseDockerRef } from "@flyte-ts/config/image";
 *
 * console.log(formatReference(parseDockerRef("python"))); // docker.io/library/python:latest
 * ```
 */
export function parseDockerRef(text: string): Reference {
  checkArgument("parseDockerRef", "text", text, STRING);
  const { domain, path, tag, digest } = parseReference(text);
  return makeReference(domain, path, digest === undefined ? tag ?? "latest" : undefined, digest);
}

/**
 * Parses a repository name without tag and digest, as it is written. It is Go's `WithName`.
 *
 * @param name – The repository name.
 * @returns The parts of the name, frozen.
 * @throws {FlyteConfigError} `invalid_argument` – when the name is not a string.
 * @throws {FlyteConfigError} `reference_invalid_format` – when it is not a repository name.
 * @throws {FlyteConfigError} `reference_name_too_long` – when the path has more than 255 characters.
 *
 * @example
 * ```ts
 * import { withName } from "@flyte-ts/config/image";
 *
 * console.log(withName("ghcr.io/flyteorg/flytekit").domain); // ghcr.io
 * ```
 */
export function withName(name: string): Reference {
  checkArgument("withName", "name", name, STRING);
  const reference = readName(name);
  if (reference === undefined) {
    const problem = "a name is lower-case path parts after an optional host[:port], without a tag or digest";
    throw referenceError("reference_invalid_format", name, problem);
  }
  if (reference.path.length <= MAX_PATH_LENGTH) return reference;
  throw referenceError("reference_name_too_long", name, NAME_TOO_LONG);
}

/**
 * Returns a copy of a reference with another tag; its digest is kept. It is Go's `WithTag`.
 *
 * @param reference – The reference.
 * @param tag – The new tag.
 * @returns The new reference.
 * @throws {FlyteConfigError} `invalid_argument` – when an argument has a wrong type.
 * @throws {FlyteConfigError} `reference_tag_invalid` – when the tag is not valid.
 *
 * @example
 * ```ts
 * import { formatReference, parseReference, withTag } from "@flyte-ts/config/image";
 *
 * console.log(formatReference(withTag(parseReference("ghcr.io/acme/app"), "v1"))); // ghcr.io/acme/app:v1
 * ```
 */
export function withTag(reference: Reference, tag: string): Reference {
  checkReference("withTag", reference);
  checkTag("withTag", tag);
  return makeReference(reference.domain, reference.path, tag, reference.digest);
}

/**
 * Returns a copy of a reference with another digest; its tag is kept. It is Go's `WithDigest`, and like it checks only
 * the form: an algorithm, a colon and at least 32 hexadecimal digits. {@linkcode parseReference} is stricter.
 *
 * @param reference – The reference.
 * @param digest – The new digest.
 * @returns The new reference.
 * @throws {FlyteConfigError} `invalid_argument` – when an argument has a wrong type.
 * @throws {FlyteConfigError} `reference_digest_invalid` – when the digest does not have that form.
 *
 * @example
 * ```ts
 * import { parseReference, withDigest } from "@flyte-ts/config/image";
 *
 * const image = withDigest(parseReference("ghcr.io/acme/app:v1"), "sha256:" + "ab".repeat(32));
 * console.log(image.tag, image.digest); // v1 sha256:abab…
 * ```
 */
export function withDigest(reference: Reference, digest: string): Reference {
  checkReference("withDigest", reference);
  checkDigest("withDigest", digest, true);
  return makeReference(reference.domain, reference.path, reference.tag, digest);
}

/**
 * Returns a copy of a reference with the tag `latest` if it has neither a tag nor a digest; otherwise the reference
 * itself. It is Go's `TagNameOnly`.
 *
 * @param reference – The reference.
 * @returns The reference with a tag or digest.
 * @throws {FlyteConfigError} `invalid_argument` – when the argument is not a reference.
 *
 * @example
 * ```ts
 * import { parseReference, tagNameOnly } from "@flyte-ts/config/image";
 *
 * console.log(tagNameOnly(parseReference("python")).tag); // latest
 * ```
 */
export function tagNameOnly(reference: Reference): Reference {
  return isNameOnly(reference) ? withTag(reference, "latest") : reference;
}

/**
 * Checks whether a reference has neither a tag nor a digest. It is Go's `IsNameOnly`.
 *
 * @param reference – The reference.
 * @returns Whether it is a name only.
 * @throws {FlyteConfigError} `invalid_argument` – when the argument is not a reference.
 *
 * @example
 * ```ts
 * import { isNameOnly, parseReference } from "@flyte-ts/config/image";
 *
 * console.log(isNameOnly(parseReference("python"))); // true
 * ```
 */
export function isNameOnly(reference: Reference): boolean {
  checkReference("isNameOnly", reference);
  return reference.tag === undefined && reference.digest === undefined;
}

/**
 * Returns a copy of a reference without its tag and digest. It is Go's `TrimNamed`.
 *
 * @param reference – The reference.
 * @returns The name of its repository.
 * @throws {FlyteConfigError} `invalid_argument` – when the argument is not a reference.
 *
 * @example
 * ```ts
 * import { formatReference, parseReference, trimNamed } from "@flyte-ts/config/image";
 *
 * console.log(formatReference(trimNamed(parseReference("python:3.12")), { familiar: true })); // python
 * ```
 */
export function trimNamed(reference: Reference): Reference {
  checkReference("trimNamed", reference);
  return makeReference(reference.domain, reference.path, undefined, undefined);
}
