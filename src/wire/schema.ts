/**
 * Schemas of wire classes: Standard Schema, for libraries of forms, routes and RPC, and JSON Schema.
 *
 * @module
 */
import { type Check, checkArgument } from "../arguments.ts";
import type { JsonObject } from "../python/json_value.ts";
import {
  type FieldDetails,
  fieldsOf,
  type FieldTypeName,
  type WireClass,
  type WireField,
  type WireType,
} from "./field.ts";
import { WireProblem } from "./problem.ts";
import { CallerReader } from "./read.ts";
import type { WireRecord } from "./record.ts";
import { wireError } from "./wire_error.ts";

/** The schema of a wire class: [Standard Schema](https://standardschema.dev) version 1. */
export interface WireSchema<T> {
  /** The Standard Schema interface. `validate` returns the value, or what is wrong with it. */
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "flyte-ts";
    readonly validate: (value: unknown) =>
      | { readonly value: T; readonly issues?: undefined }
      | { readonly issues: readonly { readonly message: string; readonly path: readonly PropertyKey[] }[] };
    readonly types?: { readonly input: unknown; readonly output: T };
  };
}

/** Returns the Standard Schema of a wire class. */
export function wireSchema<T>(type: WireClass<T>): WireSchema<T> {
  return { "~standard": { version: 1, vendor: "flyte-ts", validate: (value) => validate(type, value) } };
}

function validate<T>(type: WireClass<T>, value: unknown): ReturnType<WireSchema<T>["~standard"]["validate"]> {
  try {
    return { value: new CallerReader().record(type, value) };
  } catch (error) {
    const problem = WireProblem.within(error);
    const path = problem instanceof WireProblem ? problem.path : [];
    return { issues: [{ message: wireError(type.name, problem).message, path }] };
  }
}

const WIRE_CLASS: Check = {
  expected: "a class of this library, such as SerializationSettings",
  accepts: (value) => typeof value === "function" && Array.isArray(fieldsOf(value as WireClass<unknown>)),
};

type JsonSchema = Readonly<Record<string, unknown>>;

const TYPE_SCHEMAS: Readonly<Record<FieldTypeName, (details: FieldDetails) => JsonSchema>> = {
  string: () => ({ type: "string" }),
  boolean: () => ({ type: "boolean" }),
  stringMap: () => ({ type: "object", additionalProperties: { type: "string" } }),
  quantity: () => oneOrTwo({ type: ["string", "number"] }),
  wholeQuantity: () => oneOrTwo({ type: ["string", "integer"] }),
  record: (details) => recordSchema(details.of!),
  recordList: (details) => ({ type: "array", items: recordSchema(details.of!) }),
};

/**
 * Returns the JSON Schema (draft 2020-12) of a class's wire object.
 *
 * @param type – The class, such as `SerializationSettings` or `Image`.
 * @returns The schema, a plain object.
 * @throws {FlyteConfigError} `invalid_argument` – when `type` is not one of the classes that travel as JSON.
 *
 * @example
 * ```ts
 * import { SerializationSettings, wireJsonSchema } from "@flyte-ts/config";
 *
 * console.log(wireJsonSchema(SerializationSettings).required); // [ "image_config" ]
 * ```
 */
export function wireJsonSchema(
  type: new (init: never, unknownFields?: JsonObject) => WireRecord<object>,
): Readonly<Record<string, unknown>> {
  checkArgument("wireJsonSchema", "type", type, WIRE_CLASS, "wireJsonSchema(SerializationSettings)");
  return { $schema: "https://json-schema.org/draft/2020-12/schema", ...recordSchema(type) };
}

function recordSchema(type: WireType<object>): JsonSchema {
  const fields = fieldsOf(type);
  const required = fields.filter(([, , , presence]) => presence === "required" || presence === "nullable");
  return {
    title: type.name,
    type: "object",
    properties: Object.fromEntries(fields.map((field) => [field[1], fieldSchema(field)])),
    required: required.map(([, name]) => name),
  };
}

function oneOrTwo(schema: JsonSchema): JsonSchema {
  return { anyOf: [schema, { type: "array", items: schema, minItems: 2, maxItems: 2 }] };
}

function fieldSchema([, , type, presence, details = {}]: WireField): JsonSchema {
  const schema = TYPE_SCHEMAS[type](details);
  if (presence === "nullable" || presence === "optional") return { anyOf: [schema, { type: "null" }] };
  return details.fallback === undefined ? schema : { ...schema, default: details.fallback };
}
