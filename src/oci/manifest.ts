/**
 * What a registry's answer says of an image.
 *
 * @module
 */
import { asObject, jsonObject } from "./body.ts";
import type { AbsentImage, PresentImage } from "./existence.ts";
import { RegistryError, responseError } from "./registry_errors.ts";
import type { Reply } from "./transport.ts";

/** Everything that an image's tag may stand for. */
export const MANIFEST_TYPES: readonly string[] = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.docker.distribution.manifest.v2+json",
];

/** An older manifest whose digest is not that of its bytes, as they have signatures in them. */
const SIGNED_TYPE = "application/vnd.docker.distribution.manifest.v1+prettyjws";
/** Types of older manifests, which a registry may answer with in spite of what was asked for. */
const OLD_TYPES: readonly string[] = ["application/vnd.docker.distribution.manifest.v1+json", SIGNED_TYPE];
const DIGEST = /^sha(?:256:[a-f0-9]{64}|384:[a-f0-9]{96}|512:[a-f0-9]{128})$/;
/** Statuses of a HEAD that GET may be more use than: HEAD is not supported, or has no body that says what is wrong. */
const GET_IS_BETTER: ReadonlySet<number> = new Set([400, 403, 404, 405, 501]);

/** What the answer to HEAD says, if it says all; `"get"` if that to GET says more. */
export function readHeadResponse(reply: Reply, asked: string | undefined): PresentImage | "get" {
  if (GET_IS_BETTER.has(reply.status)) return "get";
  if (reply.status !== 200) throw responseError(reply);
  const [mediaType, digest] = [mediaTypeOf(reply), digestOf(reply)];
  if (mediaType === undefined || digest === undefined) return "get";
  // A digest of another algorithm may be of the same image, which its content tells.
  if (asked !== undefined && algorithmOf(asked) !== algorithmOf(digest)) return "get";
  if (asked !== undefined && asked !== digest) throw otherImage(reply, digest);
  return { state: "present", digest, mediaType };
}

/** What the answer to GET says. Rejects with a {@linkcode RegistryError} if that is nothing of the image. */
export async function readGetResponse(reply: Reply, asked: string | undefined): Promise<PresentImage | AbsentImage> {
  if (reply.status === 404) return judgeMissing(reply);
  if (reply.status !== 200) throw responseError(reply);
  const manifest = jsonObject(reply.body);
  const mediaType = mediaTypeOf(reply) ?? knownType(manifest?.mediaType) ?? guessType(manifest);
  if (manifest?.schemaVersion === undefined || mediaType === undefined) {
    throw unexpected(reply, "with something that is no manifest of an image");
  }
  const told = digestOf(reply);
  if (mediaType === SIGNED_TYPE && told !== undefined) {
    if (asked !== undefined && asked !== told) throw otherImage(reply, told);
    return { state: "present", digest: told, mediaType };
  }
  const expected = asked ?? told;
  const digest = await digestOfContent(reply, algorithmOf(expected ?? "sha256:"));
  if (expected === undefined || digest === expected) return { state: "present", digest, mediaType };
  if (asked !== undefined) throw otherImage(reply, digest);
  throw unexpected(reply, `with a manifest whose digest is ${digest}, and not ${told}, as its header says`);
}

function otherImage(reply: Reply, digest: string): RegistryError {
  return unexpected(reply, `with the image ${digest}, which was not asked for`);
}

/** A proxy or a web site, too, says 404, so it counts only from what answers as registries do. */
function judgeMissing(reply: Reply): AbsentImage {
  const listed = jsonObject(reply.body)?.errors;
  const codes = Array.isArray(listed) ? listed.map((error) => asObject(error)?.code) : [];
  if (codes.includes("NAME_UNKNOWN")) return { state: "absent", reason: "name_unknown" };
  if (codes.includes("MANIFEST_UNKNOWN")) return { state: "absent", reason: "manifest_unknown" };
  const isRegistry = reply.headers.get("docker-distribution-api-version")?.trim().startsWith("registry/2") ?? false;
  if (codes.includes("NOT_FOUND") || (codes.length === 0 && isRegistry)) {
    return { state: "absent", reason: "not_found" };
  }
  throw unexpected(reply, "with 404, but not as registries do when there is no such image");
}

function unexpected(reply: Reply, problem: string): RegistryError {
  return new RegistryError("registry_unexpected", `${reply.server} answered ${problem}`, { status: reply.status });
}

function mediaTypeOf({ headers }: Reply): string | undefined {
  return knownType(headers.get("content-type")?.split(";")[0]?.trim().toLowerCase());
}

function knownType(type: unknown): string | undefined {
  return typeof type === "string" && (MANIFEST_TYPES.includes(type) || OLD_TYPES.includes(type)) ? type : undefined;
}

/** What OCI manifests are that do not tell their type, as they need not. */
function guessType(manifest: Readonly<Record<string, unknown>> | undefined): string | undefined {
  if (manifest?.schemaVersion !== 2 || manifest.mediaType !== undefined) return undefined;
  if (Array.isArray(manifest.manifests)) return MANIFEST_TYPES[0];
  return Array.isArray(manifest.layers) ? MANIFEST_TYPES[1] : undefined;
}

function digestOf({ headers }: Reply): string | undefined {
  const digest = headers.get("docker-content-digest")?.trim() ?? "";
  return DIGEST.test(digest) ? digest : undefined;
}

function algorithmOf(digest: string): string {
  return digest.slice(0, digest.indexOf(":"));
}

/** The digest of what a server sent, by an algorithm that {@linkcode DIGEST} allows. */
async function digestOfContent(reply: Reply, algorithm: string): Promise<string> {
  // Browsers have it on pages with TLS only.
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (subtle === undefined) throw unexpected(reply, "with a manifest that cannot be checked without crypto.subtle");
  const hash = new Uint8Array(await subtle.digest(algorithm.replace("sha", "SHA-"), reply.body!));
  return `${algorithm}:${Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
