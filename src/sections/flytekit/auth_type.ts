/**
 * flytekit's authentication methods.
 *
 * @module
 */

/** All authentication methods that flytekit supports. */
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

/** One of flytekit's authentication methods. */
export type AuthType = (typeof AuthType)[keyof typeof AuthType];

/**
 * Authentication methods of flytekit by their Python names. The values of the last four are those of flytectl; the first
 * four are older names.
 *
 * Python: `flytekit.configuration.AuthType`
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
} as const satisfies Readonly<Record<string, (typeof AUTH_TYPES)[number]>>;
