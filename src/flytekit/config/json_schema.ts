/**
 * JSON Schema of `config.yaml`.
 *
 * @module
 */
import { type JsonSchema, settingsJsonSchema } from "../../settings/json_schema.ts";
import { wanted } from "./dialect.ts";
import { bothVersions, otherKeys } from "../../settings/load/other_product.ts";
import type { Plugin } from "./places.ts";
import type { Wanted } from "../../settings/load/dialect.ts";

/** JSON Schema of flytekit's `config.yaml` with the settings of these plugins. */
export function configJsonSchema(plugins: readonly Plugin[]): JsonSchema {
  return versionJsonSchema(wanted([], plugins), "Flyte's config.yaml");
}

/** JSON Schema of `config.yaml` with all settings that a version has. */
export function versionJsonSchema(wanted: Wanted, title: string): JsonSchema {
  const both = bothVersions(wanted);
  return settingsJsonSchema(both.own, [...wanted.version.foreignKeys, ...otherKeys(both)], title);
}
