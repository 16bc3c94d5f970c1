/**
 * What a client of the test server does, and what it reports.
 *
 * @module
 */

/** A step: asks for the user, for the projects or for a stream of logs, or waits for some milliseconds. */
export type Step = "user" | "projects" | "logs" | number;

/** What a client does. */
export interface Job {
  /** Path of the configuration file. */
  readonly config?: string;
  /** An API key in place of the file. */
  readonly apiKey?: string;
  /** Path of the CA certificate for the API key. */
  readonly ca?: string;
  /** The steps, one after the other. */
  readonly steps: readonly Step[];
  /** Number of times that each step is done at once. */
  readonly atOnce?: number;
  /** Headers for `Passthrough`. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Clients with scopes, whose requests for a token are returned in place of steps; Python only. */
  readonly tokenRequests?: readonly (readonly [id: string, secret: string, scopes: readonly string[]])[];
  /** Failures of calls, of which it is returned whether the calls are repeated; Python only. */
  readonly failures?: readonly (readonly [code: string, message: string, hadToken: boolean])[];
  /** The configuration is that of flytekit's product; JavaScript only. */
  readonly flytekit?: boolean;
  /** The file is examined by the doctor for these versions, whose findings are the results; JavaScript only. */
  readonly examine?: readonly ("flytekit" | "flyte2")[];
}

/** What came of it. */
export interface Outcome {
  /** The result of each step that succeeded; `null` for a wait. */
  readonly results: readonly unknown[];
  /** The error that ended it: its code in JavaScript, and what Python prints. */
  readonly error?: string;
  /** The message of the error. */
  readonly message?: string;
  /** All that can be printed of the error. */
  readonly printed?: string;
}
