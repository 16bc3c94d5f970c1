/**
 * What the programs that use storage are asked to do: JSON on their standard input, and a list of results on their
 * standard output.
 *
 * @module
 */
import type { Digest } from "./contents.ts";

/** The clients in JavaScript. */
export type ClientName = "aws" | "aws4fetch" | "s3mini" | "minio" | "gcs" | "azure";

/** One request. */
export interface Job {
  readonly client: ClientName;
  readonly action: "put" | "get" | "create";
  readonly bucket: string;
  readonly key: string;
  /** The content to write: see `contentOf`. */
  readonly size?: number;
  readonly seed?: number;
  /** Whether the request has no credentials; whether a bucket that is created is open to such requests. */
  readonly anonymous?: boolean;
  /** Number of repetitions; of S3, in place of the configured one. */
  readonly retries?: number;
  /** Settings that replace those of the configuration. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** What a program runs. */
export interface Request {
  /** The product whose settings are read: flytekit's from the file and variables, or those of flyte 2 from variables. */
  readonly product: "flytekit" | "flyte";
  /** The configuration file. */
  readonly file: string;
  /** Endpoints, for which there are no settings. */
  readonly endpoints: { readonly gcs: string; readonly azure: string };
  readonly jobs: readonly Job[];
}

/** The digest of what was written or read, or the explained error. */
export type Result = Digest | {
  readonly code: string;
  readonly message: string;
  readonly path?: string | undefined;
  /** All that printing the error shows, causes included. */
  readonly printed: string;
};
