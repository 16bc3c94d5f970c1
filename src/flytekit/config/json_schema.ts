/**
 * JSON Schema of `config.yaml`.
 *
 * @module
 */
import { type JsonSchema, settingsJsonSchema } from "../../settings/json_schema.ts";
import { loadRequest } from "./dialect.ts";
import { bothProducts, otherKeys } from "../../settings/load/other_product.ts";
import type { Plugin } from "./sections.ts";
import type { LoadRequest } from "../../settings/load/dialect.ts";

/** JSON Schema of flytekit's `config.yaml` with the settings of these plugins. */
export function configJsonSchema(plugins: readonly Plugin[]): JsonSchema {
  return productJsonSchema(loadRequest([], plugins), "Flyte's config.yaml");
}

/** JSON Schema of `config.yaml` with all settings that a version has. */
export function productJsonSchema(wanted: LoadRequest, title: string): JsonSchema {
  const both = bothProducts(wanted);
  return settingsJsonSchema(both.own, [...wanted.dialect.foreignKeys, ...otherKeys(both)], title);
}
