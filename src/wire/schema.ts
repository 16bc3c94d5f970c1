/**
 * A wire class as a schema that other libraries can use: Standard Schema for validating, JSON Schema for describing.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { KINDS } from "./kinds.ts";
import { fromDict } from "./read.ts";
import type { WireClass, WireObject, WireRow } from "./row.ts";

/** The result of {@linkcode WireSchema}'s `validate`: the value, or what is wrong with it. */
export type WireSchemaResult<T> =
  | { readonly value: T; readonly issues?: undefined }
  | { readonly issues: readonly { readonly message: string; readonly path?: readonly PropertyKey[] }[] };

/** The schema of a wire class: [Standard Schema](https://standardschema.dev) version 1, and JSON Schema. */
export interface WireSchema<T> {
  /** The Standard Schema interface, which form, router and RPC libraries take. */
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "flyte-ts";
    readonly validate: (value: unknown) => WireSchemaResult<T>;
    readonly types?: { readonly input: unknown; readonly output: T };
  };
  /** JSON Schema (draft 2020-12) of the wire object. */
  jsonSchema(): Record<string, unknown>;
}

/** The schema of a wire class. */
export function wireSchema<T extends WireObject>(type: WireClass<T>): WireSchema<T> {
  return {
    "~standard": { version: 1, vendor: "flyte-ts", validate: (value) => validate(type, value) },
    jsonSchema: () => ({ $schema: "https://json-schema.org/draft/2020-12/schema", ...jsonSchema(type) }),
  };
}

function validate<T>(type: WireClass<T>, value: unknown): WireSchemaResult<T> {
  try {
    return { value: fromDict(type, value) };
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    return { issues: [{ message: error.message, path: error.path?.match(/[^.[\]]+/g) ?? [] }] };
  }
}

function jsonSchema(type: WireClass<WireObject>): object {
  const required = type.rows.filter((row) => row.presence === "required" || row.presence === "nullable");
  return {
    title: type.name,
    type: "object",
    properties: Object.fromEntries(type.rows.map((row) => [row.name, propertySchema(row)])),
    required: required.map((row) => row.name),
  };
}

function propertySchema(row: WireRow): object {
  const schema = KINDS[row.kind].schema(row, jsonSchema);
  return {
    description: row.doc,
    ...(row.presence === "optional" || row.presence === "nullable" ? { anyOf: [schema, { type: "null" }] } : schema),
    ...(row.fallback === undefined ? {} : { default: row.fallback }),
  };
}
