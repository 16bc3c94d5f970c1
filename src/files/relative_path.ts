/**
 * Paths in a folder whose own path may be absolute or relative.
 *
 * @module
 */

/** Whether a path does not depend on the working directory. */
export function isAbsolute(path: string): boolean {
  return path.startsWith("/") || /^[A-Za-z]:[\\/]/.test(path);
}
