/**
 * Every failure of this library is of one class.
 *
 * @module
 */
import type { ErrorCode } from "./error_codes.ts";
import { messageText, oneLine } from "./text/quote.ts";

export type { ErrorCode } from "./error_codes.ts";

const MAX_PATH = 1000;

/** What a {@linkcode FlyteConfigError} knows beside its code and message. */
export interface ErrorDetails {
  /** Path of the field at fault in the wire object, such as `image_config.images[2].tag`. */
  readonly path?: string | undefined;
  /** Position of the fault in the text or bytes, counted from 0. */
  readonly offset?: number | undefined;
  /** The error that led to this one. */
  readonly cause?: unknown;
}

/**
 * What this library throws, always: `code` is for programs, `message` for people. Messages name the field, what was
 * found, what is expected and what to do; they never contain a value that could be a secret.
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
export class FlyteConfigError extends Error {
  /** Name of the class. */
  override readonly name = "FlyteConfigError";
  /** Stable identifier of the kind of failure; see `ERROR_CODES`. */
  readonly code: ErrorCode;
  /** Path of the field at fault in the wire object, when there is one. */
  readonly path: string | undefined;
  /** Position of the fault in the text or bytes, counted from 0, when it is known. */
  readonly offset: number | undefined;

  /**
   * Makes an error with a code of `ERROR_CODES` and a message for people, which is shown without secrets, with escapes for
   * unprintable characters, and cut where it is long; so is the path.
   */
  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(messageText(message), details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.path = details.path === undefined ? undefined : oneLine(details.path, MAX_PATH);
    this.offset = details.offset;
  }
}

/** Something worth knowing that is no failure: the same codes' style, but nothing is thrown. */
export interface Issue {
  /** Stable identifier of the kind of issue. */
  readonly code: ErrorCode;
  /** What was found, and what to do about it. */
  readonly message: string;
  /** Path of the field it is about in the wire object, when there is one. */
  readonly path?: string | undefined;
}

/** Makes an issue. Its message and path are shown as those of a {@linkcode FlyteConfigError} are. */
export function makeIssue(code: ErrorCode, message: string, path?: string): Issue {
  const issue = { code, message: messageText(message) };
  return path === undefined ? issue : { ...issue, path: oneLine(path, MAX_PATH) };
}
