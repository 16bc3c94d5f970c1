/**
 * Reports of errors.
 *
 * @module
 */
import { errorPage } from "../../diagnostics/pages.ts";
import { FlyteConfigError } from "../../errors.ts";
import { errorText, messageText } from "../../text/quote.ts";
import { styleOf } from "./style.ts";

/** Ends the style in which the parser of arguments prints reports. */
const PLAIN = "\x1b[0m";

/**
 * Returns the report of an error, or of a message; of an unexpected error, with the request to report it. With colors, it
 * is for a person at a terminal, and ends with the address of the page about the error.
 */
export function errorReport(error: unknown, hasColors = false): string {
  if (typeof error === "string") return `error: ${error}`;
  // Errors about arguments start with the name of the function that was called, which readers do not know.
  if (error instanceof FlyteConfigError) {
    const report = `error: ${error.message.replace(/^[a-z]+[A-Z]\w*: /, "")}`;
    return hasColors ? `${report}${PLAIN}\n${styleOf(true).dim(errorPage(error.code))}` : report;
  }
  if (error instanceof DOMException && error.name === "AbortError") return "interrupted";
  const stack = error instanceof Error ? error.stack ?? "" : "";
  return messageText(`error: unexpected error, please report it: ${errorText(error)}\n${stack}`);
}
