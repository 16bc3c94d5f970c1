/**
 * The two functions of Python's `posixpath` that Flyte's paths need, which differ from Node's in their corners.
 *
 * @module
 */

/** `posixpath.dirname`: everything before the last slash, without the slashes that end it unless it is only slashes. */
export function dirname(path: string): string {
  const head = path.slice(0, path.lastIndexOf("/") + 1);
  let end = head.length;
  while (end > 0 && head[end - 1] === "/") end--;
  return end === 0 ? head : head.slice(0, end);
}

/** `posixpath.join` for a relative second part. */
export function joinRelative(base: string, relative: string): string {
  return base === "" || base.endsWith("/") ? base + relative : `${base}/${relative}`;
}
