/**
 * The grammar of OCI image references: splits a reference into parts and validates each part in one pass. Where a part
 * has no maximum length, the patterns look for *forbidden* sequences: patterns of allowed ones need repetition, for
 * which regular expression engines use stack space per character.
 *
 * @module
 */

import { checkArgument, STRING } from "../arguments.ts";
import { type ErrorCode, FlyteConfigError } from "../errors.ts";
import { quoted } from "../text/quote.ts";
import { redact } from "../text/redact.ts";

/** A reference to an image in a repository, as {@linkcode parseReference} returns it. It is frozen. */
export interface Reference {
  /** Registry host, with its port if there is one, such as `ghcr.io` or `[::1]:5000`. */
  readonly domain: string | undefined;
  /** Repository name within the registry, such as `library/python`. */
  readonly path: string;
  /** Domain, slash and path; only the path if there is no domain. */
  readonly name: string;
  /** Tag, such as `3.12-slim`. */
  readonly tag: string | undefined;
  /** Digest with its algorithm, such as `sha256:…`. */
  readonly digest: string | undefined;
}

/** A reference to an image by its digest alone, which only {@linkcode parseAnyReference} returns. It is frozen. */
export interface DigestReference {
  /** Always absent. */
  readonly domain: undefined;
  /** Always absent, which distinguishes it from a {@linkcode Reference}. */
  readonly path: undefined;
  /** Always absent. */
  readonly name: undefined;
  /** Always absent. */
  readonly tag: undefined;
  /** Digest with its algorithm, such as `sha256:…`. */
  readonly digest: string;
}

/** Maximum length of a repository's path. */
export const MAX_PATH_LENGTH = 255;

const BAD_PATH = /[^a-z0-9._/-]|(?:^|[./])(?![a-z0-9])|_(?!_?[a-z0-9])|-(?![a-z0-9-])/;
const BAD_HOST = /[^a-z0-9.-]|(?:^|[.])(?![a-z0-9])|-(?![a-z0-9-])/i;
const BAD_IPV6 = /[^a-f0-9:[\]]|.\[|\].|^\[\]|[^\]]$/i;
const BAD_ALGORITHM = /[^a-z0-9+._-]|(?:^|[+._-])(?![a-z])/i;

/** Creates a frozen reference from valid parts. */
export function makeReference(
  domain: string | undefined,
  path: string,
  tag: string | undefined,
  digest: string | undefined,
): Reference {
  return Object.freeze({ domain, path, name: domain === undefined ? path : `${domain}/${path}`, tag, digest });
}

/** A part of a reference. */
export type ReferencePart = "name" | "tag" | "digest";

/**
 * Parses a reference without checking the length of its path and the algorithm of its digest; returns the name of the
 * invalid part if there is one.
 */
export function readReference(text: string): Reference | ReferencePart {
  const [head, digest] = cut(text, text.indexOf("@"));
  // A colon before the last slash belongs to the port of the domain, or to its IPv6 address.
  const colon = head.lastIndexOf(":");
  const [name, tag] = cut(head, colon > head.lastIndexOf("/") ? colon : -1);
  const reference = readName(name, tag, digest);
  if (reference === undefined) return slashedTag(text) === undefined ? "name" : "tag";
  if (tag !== undefined && !isTag(tag)) return "tag";
  return digest === undefined || isDigest(digest) ? reference : "digest";
}

/** Parses a repository name with or without a domain, and adds an unchecked tag and digest. */
export function readName(name: string, tag?: string, digest?: string): Reference | undefined {
  const [first, rest] = cut(name, name.indexOf("/"));
  const hasDomain = rest !== undefined && isDomain(first);
  const path = hasDomain ? rest : name;
  return BAD_PATH.test(path) ? undefined : makeReference(hasDomain ? first : undefined, path, tag, digest);
}

/** Checks whether a string is a domain name or an IPv6 address in brackets, with or without a port. */
function isDomain(text: string): boolean {
  const [host, port] = cut(text, text.indexOf(":", text.lastIndexOf("]")));
  return !(host.startsWith("[") ? BAD_IPV6 : BAD_HOST).test(host) && !/\D|^$/.test(port ?? "0");
}

/** Checks whether a string is a tag. */
function isTag(text: string): boolean {
  return /^\w[\w.-]{0,127}$/.test(text);
}

/** Checks whether a string has the form of a digest, of any algorithm. */
export function isDigest(text: string): boolean {
  const [algorithm, hex = ""] = cut(text, text.indexOf(":"));
  return !BAD_ALGORITHM.test(algorithm) && hex.length >= 32 && !/[^a-f0-9]/i.test(hex);
}

/** Returns the code of the rule that a string in the form of a digest breaks, if any. */
export function digestErrorCode(digest: string): ErrorCode | undefined {
  const [algorithm, hex = ""] = cut(digest, digest.indexOf(":"));
  const bits = /^sha(256|384|512)$/.exec(algorithm)?.[1];
  if (bits === undefined) return /[A-Z]/.test(algorithm) ? "reference_digest_invalid" : "reference_digest_unsupported";
  if (hex.length * 4 !== Number(bits)) return "reference_digest_length";
  return /[A-Z]/.test(hex) ? "reference_digest_invalid" : undefined;
}

/** Splits a string around the character at a position; not at all if the position is negative. */
export function cut(text: string, position: number): readonly [before: string, after: string | undefined] {
  return position < 0 ? [text, undefined] : [text.slice(0, position), text.slice(position + 1)];
}

/** Returns the invalid part of a reference, if there is one. */
export function findInvalidPart(text: string): ReferencePart | undefined {
  const reference = readReference(text);
  if (typeof reference === "string") return reference;
  if (reference.path.length > MAX_PATH_LENGTH) return "name";
  return reference.digest === undefined || digestErrorCode(reference.digest) === undefined ? undefined : "digest";
}

/**
 * Returns the tag of an identifier if it contains a slash, which no tag may contain: `feature/x` of
 * `ghcr.io/acme/app:feature/x`.
 */
function slashedTag(text: string): string | undefined {
  const [name] = cut(text, text.indexOf("@"));
  const [, tag] = cut(name, name.lastIndexOf(":"));
  if (tag === undefined || !tag.includes("/")) return undefined;
  // Before the first slash, a colon may precede a port or be part of an IPv6 address.
  const isHost = !name.slice(0, -tag.length).includes("/") && /^(?:\d*\/|[^/]*\])/.test(tag);
  return isHost ? undefined : tag;
}

/**
 * Returns the message for a string that is not a reference but a template, or whose tag contains a slash; `undefined`
 * for others.
 */
export function commonMistake(text: string): string | undefined {
  if (/\{\{|\$[{(\w]|%\(|<\w[^<>]{0,99}>/.test(text)) {
    return "it contains a template placeholder; fill it in first";
  }
  // What looks like a tag is part of a password in this case.
  const tag = redact(text) === text ? slashedTag(text) : undefined;
  return tag && `its tag ${quoted(tag)} contains a slash; write for example ${quoted(tag.replaceAll("/", "-"))}`;
}

/** Throws `reference_tag_invalid` for a string that is not a valid tag. */
export function checkTag(call: string, tag: string): void {
  checkArgument(call, "tag", tag, STRING);
  if (isTag(tag)) return;
  const rule = 'a tag is 1 to 128 letters, digits, "_", "." and "-", not starting with "." or "-"';
  throw new FlyteConfigError(
    "reference_tag_invalid",
    `${call}: invalid tag ${quoted(tag)}: ${commonMistake(tag) ?? rule}`,
  );
}

/**
 * Throws `reference_digest_invalid` for a string that does not have the form of a digest and, unless `anyAlgorithm`,
 * the code of the rule of its algorithm that it breaks.
 */
export function checkDigest(call: string, digest: string, anyAlgorithm: boolean): void {
  checkArgument(call, "digest", digest, STRING);
  const code = !isDigest(digest) ? "reference_digest_invalid" : anyAlgorithm ? undefined : digestErrorCode(digest);
  if (code === undefined) return;
  const rule = anyAlgorithm
    ? 'an algorithm, ":" and at least 32'
    : "sha256:, sha384: or sha512: and 64, 96 or 128 lower-case";
  throw new FlyteConfigError(
    code,
    `${call}: invalid digest ${quoted(digest)}: a digest is ${rule} hexadecimal digits`,
  );
}
