/**
 * The errors of registries: why a registry gave no answer about an image.
 *
 * @module
 */
import { type ErrorCode, FlyteConfigError } from "../errors.ts";
import { oneLine, quoted } from "../text/quote.ts";
import { asObject, jsonObject } from "./json_object.ts";
import type { UnknownImage } from "./existence.ts";
import type { RegistryResponse } from "./response.ts";

/** The error of a registry that gave no answer; {@linkcode unknownImage} converts it to an answer. */
export class RegistryError extends FlyteConfigError {
  /** Status of the HTTP response that caused it, if there was one. */
  readonly status: number | undefined;

  /** Creates an error with the status of a response and the error that caused it. */
  constructor(code: ErrorCode, message: string, details: { readonly status?: number; readonly cause?: unknown } = {}) {
    super(code, message, { cause: details.cause });
    this.status = details.status;
  }
}

/** Returns the answer `unknown` for an error. */
export function unknownImage(error: FlyteConfigError): UnknownImage {
  const status = error instanceof RegistryError ? error.status : undefined;
  const shared = { state: "unknown", reason: error.code, message: error.message, cause: error } as const;
  return status === undefined ? shared : { ...shared, status };
}

/** Returns the error of a response whose status says nothing about the image. */
export function responseError(response: RegistryResponse, who: string = response.server): RegistryError {
  const { status, headers } = response;
  const { credential } = response.authorization ?? {};
  const source = credential && oneLine(credential.source, 512);
  const [code, problem] = ((): readonly [ErrorCode, string] => {
    if (status === 401) {
      const advice = source === undefined
        ? "requires authentication, and no credentials were found; the image is private or does not exist"
        : `rejected the credentials from ${source}`;
      return ["registry_unauthorized", advice];
    }
    if (status === 403) {
      const advice = source === undefined
        ? "denied access; the image is private or does not exist"
        : `denied access; the credentials from ${source} are invalid, or do not give access to the image`;
      return ["registry_forbidden", advice];
    }
    if (status === 429) return ["registry_rate_limited", `limits the rate of requests${waitOf(headers)}`];
    if (status >= 500) return ["registry_failed", "failed"];
    return ["registry_unexpected", "sent an unexpected response"];
  })();
  return new RegistryError(code, `${who} ${problem} (status ${status})${explanationOf(response)}`, { status });
}

function waitOf(headers: Headers): string {
  const after = headers.get("retry-after")?.trim() ?? "";
  return /^[\w ,:]{1,40}$/.test(after) ? `; retry after ${after}${Number(after) ? " s" : ""}` : "";
}

/** Returns the server's own explanation of an error, unless it repeats a secret of the request. */
function explanationOf({ body, authorization }: RegistryResponse): string {
  const { errors, details, error_description, message } = jsonObject(body) ?? {};
  const [first] = Array.isArray(errors) ? errors : [];
  const text = [asObject(first)?.message, details, error_description, message].find((one) => typeof one === "string");
  if (typeof text !== "string" || text.trim() === "") return "";
  const secrets = [authorization?.value?.split(" ")[1], authorization?.credential?.reveal().secret];
  if (secrets.some((secret) => secret && text.includes(secret))) return "";
  return `: ${quoted(text, 200)}`;
}
