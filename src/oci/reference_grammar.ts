/**
 * The grammar of OCI image references: splitting a text into its parts, and judging each part.
 *
 * Every check is one pass over its part. Where a part has no limit of length, the pattern looks for what is *forbidden*
 * in a few neighbouring characters: a pattern of what is allowed needs repetition, which costs regular expression
 * engines a stack entry per character, and a text of some megabytes overflows their stack.
 *
 * @module
 */

import { checkArgument, STRING } from "../arguments.ts";
import { type ErrorCode, FlyteConfigError } from "../errors.ts";
import { quoted } from "../text/quote.ts";
import { redact } from "../text/redact.ts";

/** A reference to an image in a repository, as {@linkcode parseReference} makes it. It is frozen. */
export interface Reference {
  /** Registry host, with its port if one was written, such as `ghcr.io` or `[::1]:5000`. */
  readonly domain: string | undefined;
  /** Name of the repository within its registry, such as `library/python`. */
  readonly path: string;
  /** The domain, a slash and the path; the path alone when there is no domain. */
  readonly name: string;
  /** Tag, such as `3.12-slim`. */
  readonly tag: string | undefined;
  /** Digest with its algorithm, such as `sha256:…`. */
  readonly digest: string | undefined;
}

/** A reference to an image by its content alone, which only {@linkcode parseAnyReference} makes. It is frozen. */
export interface DigestReference {
  /** Always absent. */
  readonly domain: undefined;
  /** Always absent, which is how to tell it from a {@linkcode Reference}. */
  readonly path: undefined;
  /** Always absent. */
  readonly name: undefined;
  /** Always absent. */
  readonly tag: undefined;
  /** Digest with its algorithm, such as `sha256:…`. */
  readonly digest: string;
}

/** The most characters the path of a repository has. */
export const MAX_PATH_LENGTH = 255;

const BAD_PATH = /[^a-z0-9._/-]|(?:^|[./])(?![a-z0-9])|_(?!_?[a-z0-9])|-(?![a-z0-9-])/;
const BAD_HOST = /[^a-z0-9.-]|(?:^|[.])(?![a-z0-9])|-(?![a-z0-9-])/i;
const BAD_IPV6 = /[^a-f0-9:[\]]|.\[|\].|^\[\]|[^\]]$/i;
const BAD_ALGORITHM = /[^a-z0-9+._-]|(?:^|[+._-])(?![a-z])/i;

/** Makes the frozen object of a reference whose parts are known to be good. */
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

/** Reads a reference without bounding its path or judging its digest algorithm; else names the part that is wrong. */
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

/** Reads a repository name, with or without a domain, and adds a tag and a digest as they are. */
export function readName(name: string, tag?: string, digest?: string): Reference | undefined {
  const [first, rest] = cut(name, name.indexOf("/"));
  const hasDomain = rest !== undefined && isDomain(first);
  const path = hasDomain ? rest : name;
  return BAD_PATH.test(path) ? undefined : makeReference(hasDomain ? first : undefined, path, tag, digest);
}

/** Whether a text is a domain name or an IPv6 address in brackets, with or without a port. */
function isDomain(text: string): boolean {
  const [host, port] = cut(text, text.indexOf(":", text.lastIndexOf("]")));
  return !(host.startsWith("[") ? BAD_IPV6 : BAD_HOST).test(host) && !/\D|^$/.test(port ?? "0");
}

/** Whether a text is a tag. */
export function isTag(text: string): boolean {
  return /^\w[\w.-]{0,127}$/.test(text);
}

/** Whether a text looks like a digest, of whatever algorithm. */
export function isDigest(text: string): boolean {
  const [algorithm, hex = ""] = cut(text, text.indexOf(":"));
  return !BAD_ALGORITHM.test(algorithm) && hex.length >= 32 && !/[^a-f0-9]/i.test(hex);
}

/** Which rule a text that looks like a digest breaks, if any. */
export function digestErrorCode(digest: string): ErrorCode | undefined {
  const [algorithm, hex = ""] = cut(digest, digest.indexOf(":"));
  const bits = /^sha(256|384|512)$/.exec(algorithm)?.[1];
  if (bits === undefined) return /[A-Z]/.test(algorithm) ? "reference_digest_invalid" : "reference_digest_unsupported";
  if (hex.length * 4 !== Number(bits)) return "reference_digest_length";
  return /[A-Z]/.test(hex) ? "reference_digest_invalid" : undefined;
}

/** The texts before and after the character at a position; all of it and nothing if the position is negative. */
export function cut(text: string, position: number): readonly [before: string, after: string | undefined] {
  return position < 0 ? [text, undefined] : [text.slice(0, position), text.slice(position + 1)];
}

/** The part of a reference that breaks a rule, if any does. */
export function findFault(text: string): ReferencePart | undefined {
  const reference = readReference(text);
  if (typeof reference === "string") return reference;
  if (reference.path.length > MAX_PATH_LENGTH) return "name";
  return reference.digest === undefined || digestErrorCode(reference.digest) === undefined ? undefined : "digest";
}

/** The tag of an identifier where it has a slash, which no tag can have: `feature/x` of `ghcr.io/acme/app:feature/x`. */
export function slashedTag(text: string): string | undefined {
  const [name] = cut(text, text.indexOf("@"));
  const [, tag] = cut(name, name.lastIndexOf(":"));
  if (tag === undefined || !tag.includes("/")) return undefined;
  // Before the first slash, what follows a colon may be a port, or be within an IPv6 address.
  const isHost = !name.slice(0, -tag.length).includes("/") && /^(?:\d*\/|[^/]*\])/.test(tag);
  return isHost ? undefined : tag;
}

/** What to say of a text that is another thing than a reference, or of a tag with a slash; nothing of most texts. */
export function commonMistake(text: string): string | undefined {
  if (/\{\{|\$[{(\w]|%\(|<\w[^<>]{0,99}>/.test(text)) {
    return "it is a template, whose placeholders have to be filled in first";
  }
  // What looks like a tag is part of a password then.
  const tag = redact(text) === text ? slashedTag(text) : undefined;
  return tag && `its tag ${quoted(tag)} contains a slash; write for example ${quoted(tag.replaceAll("/", "-"))}`;
}

/** Throws `reference_tag_invalid` for a text that no registry accepts as a tag. */
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
 * Throws `reference_digest_invalid` for a text that is not of the form of a digest and, unless `anyAlgorithm`, the code of
 * the rule of its algorithm that it breaks.
 */
export function checkDigest(call: string, digest: string, anyAlgorithm: boolean): void {
  checkArgument(call, "digest", digest, STRING);
  const fault = !isDigest(digest) ? "reference_digest_invalid" : anyAlgorithm ? undefined : digestErrorCode(digest);
  if (fault === undefined) return;
  const rule = anyAlgorithm
    ? 'an algorithm, ":" and at least 32'
    : "sha256:, sha384: or sha512: and 64, 96 or 128 lower-case";
  throw new FlyteConfigError(
    fault,
    `${call}: invalid digest ${quoted(digest)}: a digest is ${rule} hexadecimal digits`,
  );
}
