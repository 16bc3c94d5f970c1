/**
 * What Go's `distribution/reference` offers beside reading and writing references.
 *
 * @module
 */

import { checkArgument, STRING } from "../arguments.ts";
import { checkReference, formatReference, parseReference } from "./reference.ts";
import { NAME_TOO_LONG, quote, referenceError } from "./reference_errors.ts";
import {
  checkDigest,
  checkTag,
  type DigestReference,
  findDigestFault,
  isDigest,
  makeReference,
  MAX_PATH_LENGTH,
  readName,
  type Reference,
} from "./reference_grammar.ts";

/**
 * Reads a reference that must already be in canonical form, with its domain and, on Docker Hub, its namespace. Use it
 * where a name must mean the same to everyone. It is Go's `ParseNamed`.
 *
 * @throws {FlyteConfigError} `reference_name_not_canonical` if something was left out; otherwise as
 * {@linkcode parseReference} does.
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
 * Reads what a person may give to point at an image: a bare digest, the 64 hexadecimal digits of an image identifier,
 * which stand for a sha256 digest, or a reference as {@linkcode parseReference} reads it by default. It is Go's
 * `ParseAnyReference`.
 *
 * @throws {FlyteConfigError} as {@linkcode parseReference} does.
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
  if (!isDigest(digest) || findDigestFault(digest) !== undefined) return parseReference(text);
  return Object.freeze({ domain: undefined, path: undefined, name: undefined, tag: undefined, digest });
}

/**
 * Reads a reference as container runtimes do, so that it names one image: without a tag or digest it gets the tag
 * `latest`, and of a tag and a digest only the digest stays. It is Go's `ParseDockerRef`.
 *
 * @throws {FlyteConfigError} as {@linkcode parseReference} does.
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
 * Reads a repository name, without tag and digest, as it is written. It is Go's `WithName`.
 *
 * @throws {FlyteConfigError} `reference_invalid_format` if the text is no name, and `reference_name_too_long` if its
 * path has more than 255 characters.
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
 * A reference with another tag; its digest stays. It is Go's `WithTag`.
 *
 * @throws {FlyteConfigError} `reference_tag_invalid` if the tag is none.
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
 * A reference with another digest; its tag stays. It is Go's `WithDigest` and like it checks only the form: an
 * algorithm, a colon and at least 32 hexadecimal digits. {@linkcode parseReference} is stricter.
 *
 * @throws {FlyteConfigError} `reference_digest_invalid` if the digest is not of that form.
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
 * The reference with the tag `latest` if it has neither tag nor digest, and unchanged otherwise. It is Go's
 * `TagNameOnly`.
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
 * Whether a reference has neither a tag nor a digest. It is Go's `IsNameOnly`.
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
 * The reference without its tag and digest. It is Go's `TrimNamed`.
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
