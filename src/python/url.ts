/**
 * Percent-encoding as in Python's `urllib.parse`.
 *
 * @module
 */

/**
 * Returns `urllib.parse.quote(text, safe="")`, which keeps only letters, digits and `_.-~`. Throws a `URIError` for a lone
 * surrogate.
 */
export function quoteUrl(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
