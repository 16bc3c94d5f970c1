/**
 * Images that bring programs which install.
 *
 * @module
 */

/** The image that has `/uv`. An old uv refuses the lock files of a new one, which reads those of old ones. */
export const UV_IMAGE = "ghcr.io/astral-sh/uv:0.13.4";
