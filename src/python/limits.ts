/**
 * Limits of CPython that its readers share.
 *
 * @module
 */

/** Nesting that CPython's JSON reader still manages with its default recursion limit, with room to spare. */
export const MAX_JSON_DEPTH = 900;

/** CPython refuses to convert longer integers, since that takes quadratic time. */
export const MAX_INTEGER_DIGITS = 4300;
