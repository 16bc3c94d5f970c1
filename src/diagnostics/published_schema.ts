/**
 * The JSON Schemas that the package publishes, and the files that they are for.
 *
 * @module
 */
import { CATALOG } from "../flyte2/config/dialect.ts";
import { Config as Flyte2Config } from "../flyte2/config/config.ts";
import { Config } from "../flytekit/config/config.ts";
import { DEFAULT_REGISTRY } from "../flytekit/config/registry.ts";
import { CONFIG_FILE as FLYTE2_FILE } from "../sections/flyte2/search_path.ts";
import { CONFIG_FILE } from "../sections/flytekit/search_path.ts";
import { commonJsonSchema } from "../settings/common_json_schema.ts";
import type { ConfigFileRules } from "../settings/file/search_path.ts";
import { SCHEMAS } from "../settings/published.ts";
import type { JsonSchema } from "../settings/value_types.ts";

/** A published schema: of one version, or of a file that both read. */
export type SchemaName = keyof typeof SCHEMAS;

const BOTH = "config.yaml of Flyte, for flytekit and flyte 2";

/** Returns a schema with the address at which it is published. */
export function publishedSchema(name: SchemaName): JsonSchema {
  const { $schema, ...schema } = schemaOf(name);
  return { $schema, $id: SCHEMAS[name], ...schema };
}

function schemaOf(name: SchemaName): JsonSchema {
  if (name === "flytekit") return Config.jsonSchema();
  if (name === "flyte") return Flyte2Config.jsonSchema();
  return commonJsonSchema([DEFAULT_REGISTRY.catalog, CATALOG], BOTH);
}

/**
 * Returns patterns of the YAML files on the search path, for editors. Those with a name that other programs use as well,
 * such as `config.yaml` in any directory, are left out.
 */
export function schemaFiles(name: SchemaName): readonly string[] {
  const rules = { flytekit: [CONFIG_FILE], flyte: [FLYTE2_FILE], all: [CONFIG_FILE, FLYTE2_FILE] }[name];
  return [...new Set(rules.flatMap(patterns))];
}

function patterns({ searchPath, lookalikes }: ConfigFileRules): string[] {
  const paths = searchPath.flatMap((location) =>
    "home" in location ? [location.home] : "path" in location ? [location.path] : []
  );
  const isSpecific = (path: string) => path.startsWith(".") && path.includes("/") && /\.ya?ml$/.test(path);
  return [...paths, ...lookalikes].filter(isSpecific).map((path) => `**/${path}`);
}
