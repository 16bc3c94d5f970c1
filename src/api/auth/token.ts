/**
 * Tokens, and the headers that they are sent in.
 *
 * @module
 */

/** The header with the token of a proxy in front of Flyte. */
export const PROXY_HEADER = "proxy-authorization";

/** A header with a token. */
export interface Token {
  /** Name of the header. */
  readonly header: string;
  /** Value of the header, such as `Bearer …`. */
  readonly value: string;
  /** Time from which it is no longer used, as returned by `Date.now()`. */
  readonly expires: number;
}

/** Maximum length of a token: servers accept headers of some kilobytes. */
const MAX_TOKEN = 64 * 1024;

/** Describes why a string cannot be sent as a token. Runtimes quote invalid headers in their errors. */
export function tokenProblem(token: string): string | undefined {
  if (token === "") return "is empty";
  if (token.length > MAX_TOKEN) return "is too long for a header";
  return /^[\x21-\x7e]+$/.test(token) ? undefined : "contains spaces or other characters that no token has";
}
