/**
 * The error class of this library where nothing needs to be redacted: for modules whose messages contain no strings from
 * outside. The entry point `./context` has no other one, and so no code that finds secrets.
 *
 * @module
 */
import type { ErrorCode } from "./error_codes.ts";

/** Details of a {@linkcode FlyteConfigError}. */
export interface ErrorDetails {
  /** Path of the wrong field in the wire object, such as `image_config.images[2].tag`, or name of the wrong option. */
  readonly path?: string | undefined;
  /** Position of the error in the string or bytes, counted from 0. */
  readonly offset?: number | undefined;
  /** The error that caused this one. */
  readonly cause?: unknown;
}

/**
 * The error that every function of this library throws: `code` is for programs, `message` is for people. Messages never
 * contain values that may be secret.
 *
 * @example
 * ```ts
 * import { decodeContext, FlyteConfigError } from "@flyte-ts/config/context";
 *
 * try {
 *   await decodeContext("not a context!");
 * } catch (error) {
 *   if (!(error instanceof FlyteConfigError)) throw error;
 *   console.log(error.code); // not_base64
 * }
 * ```
 */
export class FlyteConfigError extends Error {
  /** Name of the class. */
  override readonly name = "FlyteConfigError";
  /** Code of the error: a key of `ERROR_CODES`. */
  readonly code: ErrorCode;
  /** Path of the wrong field in the wire object, or name of the wrong option; `undefined` if the error is not about one. */
  readonly path: string | undefined;
  /** Position of the error in the string or bytes, counted from 0; `undefined` if it is not known. */
  readonly offset: number | undefined;

  /**
   * Creates an error. Message and path are not changed, so that they must not contain strings from outside.
   *
   * @param code – The code.
   * @param message – The message.
   * @param details – Path, offset and cause.
   */
  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.path = details.path;
    this.offset = details.offset;
  }
}
