/**
 * Addresses of the repository and of the published files of the package.
 *
 * @module
 */

/** Address of the repository. Files that cannot import this repeat it; a test compares them. */
export const REPOSITORY = "https://github.com/flyte-ts/config";

/** Address of the newest version of the package; the addresses of schemas and of pages about errors start with it. */
export const PUBLISHED = "https://unpkg.com/@flyte-ts/config/";

/** Addresses of the JSON Schemas of `config.yaml`: of each product, and of a file that both read. */
export const SCHEMAS = {
  flytekit: `${PUBLISHED}schema/config.json`,
  flyte: `${PUBLISHED}schema/config.v2.json`,
  all: `${PUBLISHED}schema/config.all.json`,
} as const;
