/**
 * The error class of this library, and issues.
 *
 * @module
 */
import type { ErrorCode } from "./error_codes.ts";
import { type ErrorDetails, FlyteConfigError as PlainError } from "./plain_error.ts";
import { messageText, oneLine } from "./text/quote.ts";

export { ERROR_CODES, type ErrorCode } from "./error_codes.ts";
export type { ErrorDetails } from "./plain_error.ts";

/** Maximum number of characters of a path. */
const MAX_PATH = 1000;

/**
 * The error that every function of this library throws: `code` is for programs, `message` is for people. Messages never
 * contain values that may be secret.
 *
 * @example
 * ```ts
 * import { FlyteConfigError, SerializationSettings } from "@flyte-ts/config";
 *
 * try {
 *   await SerializationSettings.fromTransport("not a context!");
 * } catch (error) {
 *   if (!(error instanceof FlyteConfigError)) throw error;
 *   console.log(error.code); // not_base64
 * }
 * ```
 */
export class FlyteConfigError extends PlainError {
  /**
   * Creates an error. Message and path are redacted, printable, and cut if they are long.
   *
   * @param code – The code.
   * @param message – The message.
   * @param details – Path, offset and cause.
   */
  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    const { path, offset, cause } = details;
    super(code, messageText(message), { path: path && oneLine(path, MAX_PATH), offset, cause });
  }

  /**
   * Checks whether a value is an error of this library, whichever entry point has created it.
   *
   * @param value – Any value.
   * @returns Whether it is one.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return this === FlyteConfigError ? value instanceof PlainError : super[Symbol.hasInstance](value);
  }
}

/** A finding that does not stop the call: nothing is thrown. */
export interface Issue {
  /** Code of the issue: a key of `ERROR_CODES`. */
  readonly code: ErrorCode;
  /** Describes what was found, and what to do about it. */
  readonly message: string;
  /** Path of the field in the wire object that the issue is about; absent if it is about the whole object. */
  readonly path?: string | undefined;
}

/** Creates an issue. Message and path are redacted, printable, and cut if they are long. */
export function makeIssue(code: ErrorCode, message: string, path?: string): Issue {
  const issue = { code, message: messageText(message) };
  return path === undefined ? issue : { ...issue, path: oneLine(path, MAX_PATH) };
}
