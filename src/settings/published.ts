/**
 * Address of the published files of the package.
 *
 * @module
 */

/** Address of the newest version of the package; the addresses of schemas and of pages about errors start with it. */
export const PUBLISHED = "https://unpkg.com/@flyte-ts/config/";
