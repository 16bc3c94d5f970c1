/**
 * The secrets in a configuration file.
 *
 * @module
 */
import { DEFAULT_REGISTRY } from "../flytekit/config/registry.ts";
import { type NamedText, parseConfig } from "../formats/config_document.ts";
import { lookupIn } from "../settings/sources.ts";
import { VALUE_TYPES } from "../settings/value_types.ts";
import type { FlyteVersion } from "./options.ts";
import { productOf } from "./products.ts";

/** Returns the paths of the settings whose value in a file is secret. Throws if the file is malformed. */
export function secretsIn(file: NamedText, version: FlyteVersion): readonly string[] {
  const lookup = lookupIn(() => undefined, parseConfig(file));
  return productOf(version, DEFAULT_REGISTRY).request.catalog.own
    .filter((setting) => VALUE_TYPES[setting.definition.type].isSecret && lookup(setting).file !== undefined)
    .map(({ path }) => path);
}
