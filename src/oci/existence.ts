/**
 * Whether an image exists, and why that may not be known.
 *
 * @module
 */
import { type ErrorCode, FlyteConfigError } from "../errors.ts";

/** An image is in its registry. */
export interface PresentImage {
  /** Tells this from the other answers. */
  readonly state: "present";
  /** Digest of the image's manifest, or of its index if it has several platforms. */
  readonly digest: string;
  /** Media type of what the digest is of. */
  readonly mediaType: string;
}

/** An image is not in its registry, which said so. */
export interface AbsentImage {
  /** Tells this from the other answers. */
  readonly state: "absent";
  /** The registry knows the repository but not the tag or digest, not even the repository, or tells nothing closer. */
  readonly reason: "manifest_unknown" | "name_unknown" | "not_found";
}

/** Nobody knows whether an image is in its registry. */
export interface UnknownImage {
  /** Tells this from the other answers. */
  readonly state: "unknown";
  /** Why it is not known, for programs. */
  readonly reason: ErrorCode;
  /** Why it is not known, for people. Never has a credential in it. */
  readonly message: string;
  /** Status of the HTTP response that said so, if one did. */
  readonly status?: number | undefined;
  /** The error, for who wants to throw it. */
  readonly cause: FlyteConfigError;
}

/** Whether an image exists. */
export type Existence = PresentImage | AbsentImage | UnknownImage;

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
