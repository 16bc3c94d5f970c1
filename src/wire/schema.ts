/**
 * A wire class as a schema that form, router and RPC libraries can use.
 *
 * @module
 */
import { Fault, wireError } from "./fault.ts";
import { Reader } from "./read.ts";
import type { WireClass } from "./row.ts";

/** The result of {@linkcode WireSchema}'s `validate`: the value, or what is wrong with it. */
export type WireSchemaResult<T> =
  | { readonly value: T; readonly issues?: undefined }
  | { readonly issues: readonly { readonly message: string; readonly path: readonly PropertyKey[] }[] };

/** The schema of a wire class: [Standard Schema](https://standardschema.dev) version 1. */
export interface WireSchema<T> {
  /** The Standard Schema interface. */
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "flyte-ts";
    readonly validate: (value: unknown) => WireSchemaResult<T>;
    readonly types?: { readonly input: unknown; readonly output: T };
  };
}

/** The schema of a wire class. */
export function wireSchema<T>(type: WireClass<T>): WireSchema<T> {
  return { "~standard": { version: 1, vendor: "flyte-ts", validate: (value) => validate(type, value) } };
}

function validate<T>(type: WireClass<T>, value: unknown): WireSchemaResult<T> {
  try {
    return { value: new Reader("caller").record(type, value) };
  } catch (error) {
    const fault = Fault.within(error);
    const path = fault instanceof Fault ? fault.path : [];
    return { issues: [{ message: wireError(type.name, fault).message, path }] };
  }
}
