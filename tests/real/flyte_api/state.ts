/**
 * Behavior of the test server, and its reports.
 *
 * @module
 */

/** The behavior of the server. */
export interface ServerState {
  /** Secrets of the clients by their ids. */
  readonly clients: Readonly<Record<string, string>>;
  /** Lifetime in seconds that the token endpoint states. */
  readonly expiresIn: number;
  /** Time in milliseconds for which a token is accepted. */
  readonly isValidFor: number;
  /** Number of calls for which a token is accepted; 0 if there is no limit. */
  readonly calls: number;
  /** The header with the token, as the public client configuration states it. */
  readonly headerKey: string;
  /** The scopes of the public client configuration. */
  readonly scopes: readonly string[];
  /** The audience of the public client configuration. */
  readonly audience: string;
  /** Tokens that are accepted besides those of the token endpoint. */
  readonly accepted: readonly string[];
  /** The token that the proxy in front of the server requires; empty if it requires no token. */
  readonly proxyToken: string;
  /** Replaces the response of the token endpoint. */
  readonly tokenResponse: null | {
    readonly status: number;
    readonly body: unknown;
    readonly headers?: Record<string, string>;
  };
}

/** A request that the token endpoint received. */
export interface TokenRequest {
  /** Its form. */
  readonly form: Readonly<Record<string, string>>;
  /** The client that authenticated. */
  readonly client: string;
  /** Its content type. */
  readonly type: string;
}

/** What the server was asked. */
export interface ServerReport {
  /** The requests of the token endpoint. */
  readonly tokenRequests: readonly TokenRequest[];
  /** The calls of its services, with what came of them. */
  readonly calls: readonly string[];
}
