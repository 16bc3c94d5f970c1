/**
 * Reports of errors.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { errorText, messageText } from "../../text/quote.ts";

/** Returns the report of an error, or of a message; of an unexpected error, with the request to report it. */
export function errorReport(error: unknown): string {
  if (typeof error === "string") return `error: ${error}`;
  if (error instanceof FlyteConfigError) return `error: ${error.message}`;
  if (error instanceof DOMException && error.name === "AbortError") return "interrupted";
  const stack = error instanceof Error ? error.stack ?? "" : "";
  return messageText(`error: unexpected error, please report it: ${errorText(error)}\n${stack}`);
}
