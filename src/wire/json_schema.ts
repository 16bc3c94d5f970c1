/**
 * JSON Schema of the wire classes.
 *
 * @module
 */
import { type Check, checkArgument } from "../arguments.ts";
import type { WireClass, WireDetails, WireKind, WireObject, WireRow } from "./row.ts";

const WIRE_CLASS: Check = {
  expected: "a class of this library, such as SerializationSettings",
  accepts: (value) =>
    typeof value === "function" && Array.isArray((value as unknown as { readonly rows: unknown }).rows),
};

type Schema = Readonly<Record<string, unknown>>;

const KIND_SCHEMAS: Readonly<Record<WireKind, (details: WireDetails) => Schema>> = {
  string: () => ({ type: "string" }),
  boolean: () => ({ type: "boolean" }),
  stringMap: () => ({ type: "object", additionalProperties: { type: "string" } }),
  quantity: () => oneOrTwo({ type: ["string", "number"] }),
  wholeQuantity: () => oneOrTwo({ type: ["string", "integer"] }),
  record: (details) => recordSchema(details.of!),
  recordList: (details) => ({ type: "array", items: recordSchema(details.of!) }),
};

/**
 * The JSON Schema (draft 2020-12) of a class's wire object.
 *
 * @example
 * ```ts
 * import { SerializationSettings, wireJsonSchema } from "@flyte-ts/config";
 *
 * console.log(wireJsonSchema(SerializationSettings).required); // [ "image_config" ]
 * ```
 */
export function wireJsonSchema(type: WireClass<WireObject>): Readonly<Record<string, unknown>> {
  checkArgument("wireJsonSchema", "type", type, WIRE_CLASS, "wireJsonSchema(SerializationSettings)");
  return { $schema: "https://json-schema.org/draft/2020-12/schema", ...recordSchema(type) };
}

function recordSchema(type: WireClass<WireObject>): Schema {
  const required = type.rows.filter(([, , , presence]) => presence === "required" || presence === "nullable");
  return {
    title: type.name,
    type: "object",
    properties: Object.fromEntries(type.rows.map((row) => [row[1], fieldSchema(row)])),
    required: required.map(([, name]) => name),
  };
}

function oneOrTwo(schema: Schema): Schema {
  return { anyOf: [schema, { type: "array", items: schema, minItems: 2, maxItems: 2 }] };
}

function fieldSchema([, , kind, presence, details = {}]: WireRow): Schema {
  const schema = KIND_SCHEMAS[kind](details);
  if (presence === "nullable" || presence === "optional") return { anyOf: [schema, { type: "null" }] };
  return details.fallback === undefined ? schema : { ...schema, default: details.fallback };
}
