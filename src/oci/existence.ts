/**
 * Whether an image exists in its registry: the three answers. The queries are in `query_existence.ts`.
 *
 * @module
 */
import type { ErrorCode, FlyteConfigError } from "../errors.ts";

/** The image exists in its registry. */
export interface PresentImage {
  /** Discriminates the three answers. */
  readonly state: "present";
  /** Digest of the image's manifest, or of its index if it has several platforms. */
  readonly digest: string;
  /** Media type of the manifest or index. */
  readonly mediaType: string;
}

/** The image does not exist: the registry said so. */
export interface AbsentImage {
  /** Discriminates the three answers. */
  readonly state: "absent";
  /**
   * `manifest_unknown` if the repository exists and the tag or digest does not, `name_unknown` if the repository does
   * not exist either, `not_found` if the registry does not say which.
   */
  readonly reason: "manifest_unknown" | "name_unknown" | "not_found";
}

/** It could not be determined whether the image exists. */
export interface UnknownImage {
  /** Discriminates the three answers. */
  readonly state: "unknown";
  /** Why it could not be determined, for programs. */
  readonly reason: ErrorCode;
  /** Why it could not be determined, for people. Never contains a credential. */
  readonly message: string;
  /** Status of the HTTP response that caused it, if there was one. */
  readonly status?: number | undefined;
  /** The underlying error, for callers that want to throw it. */
  readonly cause: FlyteConfigError;
}

/** Whether an image exists. */
export type Existence = PresentImage | AbsentImage | UnknownImage;

/** Returns an answer as Python's `exist()` does: true, false, or `null` if it is unknown. */
export function existsOrNull({ state }: Existence): boolean | null {
  return state === "unknown" ? null : state === "present";
}
