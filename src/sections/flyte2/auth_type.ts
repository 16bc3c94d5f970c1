/**
 * The ways to sign in to Flyte that flyte 2 has.
 *
 * @module
 */

/** All ways to sign in. */
export const AUTH_TYPES = ["ClientSecret", "Pkce", "ExternalCommand", "DeviceFlow", "Passthrough"] as const;

/** One of the ways to sign in. flyte: `AuthType`. */
export type AuthType = (typeof AUTH_TYPES)[number];
