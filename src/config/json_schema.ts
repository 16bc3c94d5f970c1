/**
 * JSON Schema of `config.yaml`.
 *
 * @module
 */
import { type JsonSchema, settingsJsonSchema } from "../settings/json_schema.ts";
import { FOREIGN_KEYS } from "./foreign_names.ts";
import { composedPlaces, type Plugin } from "./places.ts";

/** JSON Schema of `config.yaml` with the settings of these plugins. */
export function configJsonSchema(plugins: readonly Plugin[]): JsonSchema {
  const settings = composedPlaces(plugins).flatMap(({ settings }) => settings);
  return settingsJsonSchema(settings, FOREIGN_KEYS, "Flyte's config.yaml");
}
