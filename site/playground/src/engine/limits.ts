/**
 * Limits of what the playground reads and shows, so that hostile input costs little.
 *
 * @module
 */

/** Linux' limit for `NAME=value` with its final NUL, in bytes. */
export const MAX_ENV_STRING = 128 * 1024;
/** Maximum number of characters of a string that is read. */
export const MAX_TEXT = 2_000_000;
/** Maximum number of bytes of a context's JSON. */
export const MAX_JSON = 4 * 1024 * 1024;
/** Maximum number of values of a context. */
export const MAX_VALUES = 50_000;
/** Maximum number of items of a list that is shown. */
export const MAX_ITEMS = 200;
/** Maximum number of characters of a value that is shown. */
export const MAX_SHOWN = 2000;
/** Maximum number of characters of JSON, a Dockerfile or a file that is shown. */
export const MAX_SHOWN_FILE = 100_000;

/** Throws an error for people if a string is too long. */
export function checkLength(text: string): void {
  if (text.length <= MAX_TEXT) return;
  throw new Error(`The text has ${text.length.toLocaleString("en")} characters; the playground reads up to 2,000,000.`);
}

/** Returns a value as it is shown. */
export function cut(text: string, length: number = MAX_SHOWN): string {
  return text.length <= length ? text : `${text.slice(0, length)}… (${text.length.toLocaleString("en")} characters)`;
}
