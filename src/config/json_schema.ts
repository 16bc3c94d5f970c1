/**
 * JSON Schema of `config.yaml`.
 *
 * @module
 */
import { type JsonSchema, settingsJsonSchema } from "../settings/json_schema.ts";
import { composeSections } from "../settings/registry.ts";
import { FOREIGN_KEYS } from "./foreign_names.ts";
import { NAMING } from "./place.ts";
import { allPlaces, type Plugin } from "./places.ts";

/** JSON Schema of `config.yaml` with the settings of these plugins. */
export function configJsonSchema(plugins: readonly Plugin[]): JsonSchema {
  const settings = composeSections(allPlaces(plugins), NAMING).flatMap(({ settings }) => settings);
  return settingsJsonSchema(settings, FOREIGN_KEYS, "Flyte's config.yaml");
}
