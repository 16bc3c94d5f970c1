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
  // Errors about arguments start with the name of the function that was called, which readers do not know.
  if (error instanceof FlyteConfigError) return `error: ${error.message.replace(/^[a-z]+[A-Z]\w*: /, "")}`;
  if (error instanceof DOMException && error.name === "AbortError") return "interrupted";
  const stack = error instanceof Error ? error.stack ?? "" : "";
  return messageText(`error: unexpected error, please report it: ${errorText(error)}\n${stack}`);
}
