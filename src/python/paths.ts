/**
 * Paths as Python's `posixpath` and `PurePosixPath` treat them, without looking at any file.
 *
 * @module
 */

/** Returns `posixpath.dirname(path)`: what precedes the last slash, without slashes at its end unless it is all slashes. */
export function dirname(path: string): string {
  const head = path.slice(0, path.lastIndexOf("/") + 1);
  let end = head.length;
  while (end > 0 && head[end - 1] === "/") end--;
  return end === 0 ? head : head.slice(0, end);
}

/** Returns `posixpath.join(base, relative)` for a relative second part. */
export function joinRelative(base: string, relative: string): string {
  return base === "" || base.endsWith("/") ? base + relative : `${base}/${relative}`;
}

/** Matches paths that `str(Path(path))` changes: doubled slashes, a slash at the end, `.` as a part. */
const NOT_PURE = /^$|\/\/|[^]\/$|^\.\/|\/\.(?:\/|$)/;

/** Returns `str(Path(path))`: without doubled slashes, slashes at the end and `.`; `..` stays. */
export function purePath(path: string): string {
  if (!NOT_PURE.test(path)) return path;
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  return rootOf(path) + parts.join("/") || ".";
}

/** Returns the root of an absolute path: two slashes are a root of their own, three are the same as one. */
function rootOf(path: string): string {
  return /^\/\/(?!\/)/.test(path) ? "//" : path.startsWith("/") ? "/" : "";
}

/** Returns `Path(path).name`: the last part; empty for `.` and roots. */
export function pathName(path: string): string {
  const pure = purePath(path);
  return pure === "." ? "" : pure.slice(pure.lastIndexOf("/") + 1);
}

/** Returns `Path(path).suffix`: the last dot of the name and what follows, unless the dot is at either end. */
export function pathSuffix(path: string): string {
  const name = pathName(path);
  const dot = name.lastIndexOf(".");
  return dot > 0 && dot < name.length - 1 ? name.slice(dot) : "";
}

/** Returns `Path(path).parent`. */
export function pathParent(path: string): string {
  const [pure, root] = [purePath(path), rootOf(path)];
  return root + pure.slice(root.length, Math.max(pure.lastIndexOf("/"), root.length)) || ".";
}

/** Returns `Path(base) / name` for the name of a file. */
export function pathBelow(base: string, name: string): string {
  return purePath(joinRelative(purePath(base), name));
}

/** Returns `Path(path).relative_to(base)`; `undefined` if Python raises an error. */
export function relativeTo(path: string, base: string): string | undefined {
  const [pure, start] = [purePath(path), purePath(base)];
  if (start === ".") return pure.startsWith("/") ? undefined : pure;
  if (pure === start) return ".";
  const above = start.endsWith("/") ? start : `${start}/`;
  const below = pure.startsWith(above) && pure.slice(above.length);
  return below && !below.startsWith("/") ? below : undefined;
}

/** Checks whether a path does not depend on the working directory. */
export function isAbsolute(path: string): boolean {
  return path.startsWith("/") || /^[A-Za-z]:[\\/]/.test(path);
}
