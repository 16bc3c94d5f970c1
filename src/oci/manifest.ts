/**
 * What a registry's answer says of an image.
 *
 * @module
 */
import type { ErrorCode } from "../errors.ts";
import { asObject, jsonObject } from "./body.ts";
import { type AbsentImage, type PresentImage, RegistryFault } from "./existence.ts";
import type { Reply } from "./send.ts";

/** Everything that an image's tag may stand for. */
export const MANIFEST_TYPES: readonly string[] = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.docker.distribution.manifest.v2+json",
];

/** Types of older manifests, which a registry may answer with in spite of what was asked for. */
const OLD_TYPE = /^application\/vnd\.docker\.distribution\.manifest\.v1\+(?:json|prettyjws)$/;
const DIGEST = /^sha(?:256:[a-f0-9]{64}|384:[a-f0-9]{96}|512:[a-f0-9]{128})$/;
/** Statuses of a HEAD that GET may be more use than: it is not known, or has no body that says what there is not. */
const GET_IS_BETTER: ReadonlySet<number> = new Set([400, 404, 405, 501]);

/** What the answer to HEAD says, if it says all; `"get"` if that to GET says more. */
export function judgeHead(reply: Reply): PresentImage | "get" {
  if (GET_IS_BETTER.has(reply.status)) return "get";
  if (reply.status !== 200) throw faultOf(reply, reply.server);
  const [mediaType, digest] = [mediaTypeOf(reply), digestOf(reply)];
  return mediaType === undefined || digest === undefined ? "get" : { state: "present", digest, mediaType };
}

/** What the answer to GET says. Rejects with a {@linkcode RegistryFault} if that is nothing of the image. */
export async function judgeGet(reply: Reply): Promise<PresentImage | AbsentImage> {
  if (reply.status === 404) return judgeMissing(reply);
  if (reply.status !== 200) throw faultOf(reply, reply.server);
  const manifest = jsonObject(reply.body);
  const mediaType = mediaTypeOf(reply) ?? knownType(manifest?.mediaType) ?? guessType(manifest);
  if (manifest?.schemaVersion === undefined || mediaType === undefined) {
    throw unexpected(reply, "with something that is no manifest of an image");
  }
  return { state: "present", digest: digestOf(reply) ?? await sha256(reply.body!), mediaType };
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

function unexpected(reply: Reply, problem: string): RegistryFault {
  return new RegistryFault("registry_unexpected", `${reply.server} answered ${problem}`, { status: reply.status });
}

/** The error of a status that says nothing of an image. */
export function faultOf({ status, headers, server }: Reply, who: string = server, source?: string): RegistryFault {
  const after = headers.get("retry-after")?.trim() ?? "";
  const [code, problem] = ((): readonly [ErrorCode, string] => {
    if (status === 401) {
      const advice = source === undefined
        ? "wants credentials, and got none: the image is private, or there is none"
        : `does not accept the credentials from ${source}`;
      return ["registry_unauthorized", advice];
    }
    if (status === 403) return ["registry_forbidden", "forbids it: the image is private, or there is none"];
    if (status === 429) {
      const wait = /^[\w ,:]{1,40}$/.test(after)
        ? `; it asks to try again after ${after}${Number(after) ? " s" : ""}`
        : "";
      return ["registry_rate_limited", `wants fewer requests${wait}`];
    }
    if (status >= 500) return ["registry_failed", "has failed"];
    return ["registry_unexpected", "answered what is not expected"];
  })();
  return new RegistryFault(code, `${who} ${problem} (status ${status})`, { status });
}

function mediaTypeOf({ headers }: Reply): string | undefined {
  return knownType(headers.get("content-type")?.split(";")[0]?.trim().toLowerCase());
}

function knownType(type: unknown): string | undefined {
  return typeof type === "string" && (MANIFEST_TYPES.includes(type) || OLD_TYPE.test(type)) ? type : undefined;
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

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `sha256:${Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
