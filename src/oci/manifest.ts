/**
 * Interprets a registry's response to a request for an image's manifest.
 *
 * @module
 */
import { asObject, jsonObject } from "./json_object.ts";
import type { AbsentImage, PresentImage } from "./existence.ts";
import { RegistryError, responseError } from "./registry_errors.ts";
import type { RegistryResponse } from "./response.ts";

/** Media types that are accepted for a tag. */
export const MANIFEST_TYPES: readonly string[] = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.docker.distribution.manifest.v2+json",
];

/** An older type with embedded signatures, whose digest is not that of its bytes. */
const SIGNED_TYPE = "application/vnd.docker.distribution.manifest.v1+prettyjws";
/** Older types that a registry may send although they were not requested. */
const OLD_TYPES: readonly string[] = ["application/vnd.docker.distribution.manifest.v1+json", SIGNED_TYPE];
const DIGEST = /^sha(?:256:[a-f0-9]{64}|384:[a-f0-9]{96}|512:[a-f0-9]{128})$/;
/** Statuses of HEAD after which GET is tried: HEAD may be unsupported, and its response has no body with the reason. */
const RETRIED_WITH_GET: ReadonlySet<number> = new Set([400, 403, 404, 405, 501]);

/** Interprets the response to HEAD; returns `"get"` if GET is needed. */
export function readHeadResponse(response: RegistryResponse, requested: string | undefined): PresentImage | "get" {
  if (RETRIED_WITH_GET.has(response.status)) return "get";
  if (response.status !== 200) throw responseError(response);
  const [mediaType, digest] = [mediaTypeOf(response), digestOf(response)];
  if (mediaType === undefined || digest === undefined) return "get";
  // The image may have digests of several algorithms; only the content shows whether they match.
  if (requested !== undefined && algorithmOf(requested) !== algorithmOf(digest)) return "get";
  if (requested !== undefined && requested !== digest) throw otherImage(response, digest);
  return { state: "present", digest, mediaType };
}

/** Interprets the response to GET. Rejects with a {@linkcode RegistryError} if it says nothing about the image. */
export async function readGetResponse(
  response: RegistryResponse,
  requested: string | undefined,
): Promise<PresentImage | AbsentImage> {
  if (response.status === 404) return readMissingResponse(response);
  if (response.status !== 200) throw responseError(response);
  const manifest = jsonObject(response.body);
  const mediaType = mediaTypeOf(response) ?? knownType(manifest?.mediaType) ?? guessType(manifest);
  if (manifest?.schemaVersion === undefined || mediaType === undefined) {
    throw unexpected(response, "content that is not an image manifest");
  }
  const stated = digestOf(response);
  if (mediaType === SIGNED_TYPE && stated !== undefined) {
    if (requested !== undefined && requested !== stated) throw otherImage(response, stated);
    return { state: "present", digest: stated, mediaType };
  }
  const expected = requested ?? stated;
  const digest = await digestOfContent(response, algorithmOf(expected ?? "sha256:"));
  if (expected === undefined || digest === expected) return { state: "present", digest, mediaType };
  if (requested !== undefined) throw otherImage(response, digest);
  throw unexpected(response, `a manifest whose digest is ${digest} and not ${stated}, as its header states`);
}

function otherImage(response: RegistryResponse, digest: string): RegistryError {
  return unexpected(response, `the image ${digest}, which was not requested`);
}

/**
 * Interprets status 404, which proxies and web sites send, too: it is trusted only from servers that respond as
 * registries do.
 */
function readMissingResponse(response: RegistryResponse): AbsentImage {
  const listed = jsonObject(response.body)?.errors;
  const codes = Array.isArray(listed) ? listed.map((error) => asObject(error)?.code) : [];
  if (codes.includes("NAME_UNKNOWN")) return { state: "absent", reason: "name_unknown" };
  if (codes.includes("MANIFEST_UNKNOWN")) return { state: "absent", reason: "manifest_unknown" };
  const isRegistry = response.headers.get("docker-distribution-api-version")?.trim().startsWith("registry/2") ?? false;
  if (codes.includes("NOT_FOUND") || (codes.length === 0 && isRegistry)) {
    return { state: "absent", reason: "not_found" };
  }
  throw unexpected(
    response,
    "status 404 without an error code of the OCI specification; the server may not be a registry",
  );
}

function unexpected(response: RegistryResponse, problem: string): RegistryError {
  return new RegistryError("registry_unexpected", `${response.server} sent ${problem}`, {
    status: response.status,
  });
}

function mediaTypeOf({ headers }: RegistryResponse): string | undefined {
  return knownType(headers.get("content-type")?.split(";")[0]?.trim().toLowerCase());
}

function knownType(type: unknown): string | undefined {
  return typeof type === "string" && (MANIFEST_TYPES.includes(type) || OLD_TYPES.includes(type)) ? type : undefined;
}

/** Returns the type of an OCI manifest that does not state it, which is optional. */
function guessType(manifest: Readonly<Record<string, unknown>> | undefined): string | undefined {
  if (manifest?.schemaVersion !== 2 || manifest.mediaType !== undefined) return undefined;
  if (Array.isArray(manifest.manifests)) return MANIFEST_TYPES[0];
  return Array.isArray(manifest.layers) ? MANIFEST_TYPES[1] : undefined;
}

function digestOf({ headers }: RegistryResponse): string | undefined {
  const digest = headers.get("docker-content-digest")?.trim() ?? "";
  return DIGEST.test(digest) ? digest : undefined;
}

function algorithmOf(digest: string): string {
  return digest.slice(0, digest.indexOf(":"));
}

/** Returns the digest of a response's body, by an algorithm that {@linkcode DIGEST} allows. */
async function digestOfContent(response: RegistryResponse, algorithm: string): Promise<string> {
  // Browsers provide it only on pages with TLS.
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (subtle === undefined) {
    throw unexpected(response, "a manifest that cannot be verified because crypto.subtle is not available");
  }
  const hash = new Uint8Array(await subtle.digest(algorithm.replace("sha", "SHA-"), response.body!));
  return `${algorithm}:${Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
