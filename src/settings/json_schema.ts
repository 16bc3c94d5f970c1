/**
 * JSON Schema of a YAML file of settings, draft 2020-12.
 *
 * @module
 */
import { type JsonSchema, VALUE_TYPES } from "./value_types.ts";
import type { Catalog } from "./load/catalog.ts";
import type { ForeignKey } from "./load/known_keys.ts";
import type { Setting } from "./setting.ts";

type Node = { readonly properties: Map<string, Node | JsonSchema> };

/** Returns the schema of a product's configuration file, with all settings and the keys of other programs. */
export function productJsonSchema(catalog: Catalog, title: string): JsonSchema {
  return settingsJsonSchema(catalog.own, [...catalog.dialect.foreignKeys, ...catalog.otherKeys()], title);
}

/** Returns the schema of a file with these settings and the keys of other programs. */
export function settingsJsonSchema(
  settings: readonly Setting[],
  foreign: readonly ForeignKey[],
  title: string,
  schemaOf: (setting: Setting) => JsonSchema = settingJsonSchema,
): JsonSchema {
  const root: Node = { properties: new Map() };
  for (const setting of settings) if (setting.yaml !== undefined) add(root, setting.yaml, schemaOf(setting));
  const own = new Set(settings.map(({ yaml }) => yaml?.join(".")));
  for (const { yaml, owner } of foreign) {
    if (yaml === undefined || own.has(yaml)) continue;
    add(root, yaml.split("."), { description: `read by other programs: ${owner}` });
  }
  return { $schema: "https://json-schema.org/draft/2020-12/schema", title, ...objectSchema(root) };
}

/** Returns the schema of the value of a setting. */
export function settingJsonSchema({ definition }: Setting): JsonSchema {
  const fallback = definition.default === undefined ? {} : { default: definition.default };
  // The values of other programs are not checked.
  const type = definition.otherProgram === undefined ? VALUE_TYPES[definition.type].json(definition) : {};
  return { description: definition.doc, ...type, ...fallback };
}

function add(node: Node, [first, ...rest]: readonly string[], schema: JsonSchema): void {
  if (rest.length === 0) {
    node.properties.set(first!, schema);
    return;
  }
  const found = node.properties.get(first!);
  const below: Node = found !== undefined && "properties" in found && found.properties instanceof Map
    ? found as Node
    : { properties: new Map() };
  node.properties.set(first!, below);
  add(below, rest, schema);
}

function objectSchema({ properties }: Node): JsonSchema {
  const schemas = [...properties].map(([key, value]) =>
    [key, "properties" in value && value.properties instanceof Map ? objectSchema(value as Node) : value] as const
  );
  return { type: ["object", "null"], properties: Object.fromEntries(schemas), additionalProperties: false };
}
