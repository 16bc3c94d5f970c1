/**
 * Endpoints of storage services.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { quoted } from "../text/quote.ts";

/**
 * Parses the URL of an endpoint. Throws `storage_endpoint_invalid` unless its scheme is http or https; the message shows
 * the endpoint as it was `written`.
 */
export function serviceUrl(call: string, endpoint: string, example: string, written = endpoint): URL {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url?.protocol === "http:" || url?.protocol === "https:") return url;
  const what = `${call}: endpoint ${quoted(written)} is not an http or https URL; write for example "${example}"`;
  throw new FlyteConfigError("storage_endpoint_invalid", what, { path: "endpoint" });
}
