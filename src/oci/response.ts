/**
 * A response of a registry, and the authorization that it received.
 *
 * @module
 */
import type { Credential } from "./credential.ts";

/** Proof of identity that a request contains. */
export interface Authorization {
  /** Value of the header `Authorization`; absent if the proof is in the body. */
  readonly value?: string | undefined;
  /** The credential that it was derived from, if there was one. */
  readonly credential: Credential | undefined;
}

/** A response of a server. */
export interface RegistryResponse {
  /** HTTP status. */
  readonly status: number;
  /** Headers of the response. */
  readonly headers: Headers;
  /** Body of the response; `undefined` if it exceeds the size limit. */
  readonly body: Uint8Array<ArrayBuffer> | undefined;
  /** Host and port of the server that responded. */
  readonly server: string;
  /** The authorization that this server received. */
  readonly authorization: Authorization | undefined;
  /** Whether a redirect led to another server. */
  readonly moved: boolean;
}
