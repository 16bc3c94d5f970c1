/**
 * The ways to sign in to Flyte.
 *
 * @module
 */

/** All ways to sign in. */
export const AUTH_TYPES = [
  "standard",
  "basic",
  "client_credentials",
  "external_process",
  "ClientSecret",
  "Pkce",
  "ExternalCommand",
  "DeviceFlow",
] as const;

/** One of the ways to sign in. */
export type AuthType = (typeof AUTH_TYPES)[number];

/**
 * The ways to sign in to Flyte, under flytekit's names for them. The last four are flytectl's words; the first four
 * are older. flytekit: `AuthType`.
 *
 * @example
 * ```ts
 * import { AuthType } from "@flyte-ts/config";
 *
 * console.log(AuthType.PKCE); // Pkce
 * ```
 */
export const AuthType = {
  STANDARD: "standard",
  BASIC: "basic",
  CLIENT_CREDENTIALS: "client_credentials",
  EXTERNAL_PROCESS: "external_process",
  CLIENTSECRET: "ClientSecret",
  PKCE: "Pkce",
  EXTERNALCOMMAND: "ExternalCommand",
  DEVICEFLOW: "DeviceFlow",
} as const satisfies Readonly<Record<string, AuthType>>;
