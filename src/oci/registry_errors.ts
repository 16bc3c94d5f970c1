/**
 * Errors of registries: why a registry gave no answer about an image.
 *
 * @module
 */
import { type ErrorCode, FlyteConfigError } from "../errors.ts";
import { oneLine, quoted } from "../text/quote.ts";
import { asObject, jsonObject } from "./body.ts";
import type { UnknownImage } from "./existence.ts";
import type { Reply } from "./transport.ts";

/** Why a registry gave no answer, on its way to become an {@linkcode UnknownImage}. */
export class RegistryError extends FlyteConfigError {
  /** Status of the HTTP response that said so, if one did. */
  readonly status: number | undefined;

  /** Makes an error with the status of a response, and with the error that led to it. */
  constructor(code: ErrorCode, message: string, details: { readonly status?: number; readonly cause?: unknown } = {}) {
    super(code, message, { cause: details.cause });
    this.status = details.status;
  }
}

/** The answer that an error makes. */
export function unknownImage(error: FlyteConfigError): UnknownImage {
  const status = error instanceof RegistryError ? error.status : undefined;
  const shared = { state: "unknown", reason: error.code, message: error.message, cause: error } as const;
  return status === undefined ? shared : { ...shared, status };
}

/** The error of a status that says nothing of an image. */
export function responseError(reply: Reply, who: string = reply.server): RegistryError {
  const { status, headers } = reply;
  const { credential } = reply.shown ?? {};
  const source = credential && oneLine(credential.source, 512);
  const [code, problem] = ((): readonly [ErrorCode, string] => {
    if (status === 401) {
      const advice = source === undefined
        ? "wants credentials, and got none: the image is private, or there is none"
        : `does not accept the credentials from ${source}`;
      return ["registry_unauthorized", advice];
    }
    if (status === 403) {
      const advice = source === undefined
        ? "forbids it: the image is private, or there is none"
        : `does not accept the credentials from ${source}, or they do not give access to the image`;
      return ["registry_forbidden", advice];
    }
    if (status === 429) return ["registry_rate_limited", `wants fewer requests${waitOf(headers)}`];
    if (status >= 500) return ["registry_failed", "has failed"];
    return ["registry_unexpected", "answered what is not expected"];
  })();
  return new RegistryError(code, `${who} ${problem} (status ${status})${explanationOf(reply)}`, { status });
}

function waitOf(headers: Headers): string {
  const after = headers.get("retry-after")?.trim() ?? "";
  return /^[\w ,:]{1,40}$/.test(after) ? `; it asks to try again after ${after}${Number(after) ? " s" : ""}` : "";
}

/** What a server itself says of an error, unless it repeats what it was shown. */
function explanationOf({ body, shown }: Reply): string {
  const { errors, details, error_description, message } = jsonObject(body) ?? {};
  const [first] = Array.isArray(errors) ? errors : [];
  const text = [asObject(first)?.message, details, error_description, message].find((one) => typeof one === "string");
  if (typeof text !== "string" || text.trim() === "") return "";
  const secrets = [shown?.value?.split(" ")[1], shown?.credential?.reveal().secret];
  if (secrets.some((secret) => secret && text.includes(secret))) return "";
  return `: ${quoted(text, 200)}`;
}
