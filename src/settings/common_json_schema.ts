/**
 * JSON Schema of a YAML file that several products read.
 *
 * @module
 */
import { settingJsonSchema, settingsJsonSchema } from "./json_schema.ts";
import { type Catalog, NAMES } from "./load/catalog.ts";
import type { Setting } from "./setting.ts";
import type { JsonSchema } from "./value_types.ts";

/** The schema of a setting in one product. */
interface OwnedSchema {
  readonly owner: string;
  readonly schema: JsonSchema;
}

/**
 * Returns the schema of a file that several products read: a value is valid if one of them reads it. The description of a
 * setting names the products if not all of them have it, or if it is not the same in each.
 */
export function commonJsonSchema(catalogs: readonly Catalog[], title: string): JsonSchema {
  const foreign = catalogs.flatMap(({ dialect }) => dialect.foreignKeys);
  const schemas = new Map<string, readonly OwnedSchema[]>();
  for (const { own, library } of catalogs) {
    for (const setting of own) {
      const found = { owner: NAMES[library], schema: settingJsonSchema(setting) };
      schemas.set(nameOf(setting), [...schemas.get(nameOf(setting)) ?? [], found]);
    }
  }
  return settingsJsonSchema(
    catalogs.flatMap(({ own }) => own),
    foreign,
    title,
    (setting) => common(schemas.get(nameOf(setting))!, catalogs.length),
  );
}

function nameOf({ yaml = [] }: Setting): string {
  return yaml.join(".");
}

/** Returns the schema of a setting that some of `count` products have. */
function common(schemas: readonly OwnedSchema[], count: number): JsonSchema {
  const [{ description, default: fallback, ...type }, ...others] = schemas.map(({ schema }) => schema) as [JsonSchema];
  const isEqual = (key: string, value: unknown) => others.every((other: JsonSchema) => isSame(other[key], value));
  const owners = schemas.map(({ owner }) => owner).join(" and ");
  const types = schemas.map(({ schema: { description: _, default: __, ...type } }) => type);
  return {
    description: !isEqual("description", description)
      ? schemas.map(({ owner, schema }) => `${owner}: ${schema.description}`).join(". ")
      : schemas.length === count
      ? description
      : `${description} (${owners} only)`,
    ...types.every((other) => isSame(other, type)) ? type : { anyOf: types },
    ...fallback !== undefined && isEqual("default", fallback) ? { default: fallback } : {},
  };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
