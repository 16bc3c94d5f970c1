/**
 * What the writers of all formats have in common.
 *
 * @module
 */
import * as v from "valibot";
import { KINDS } from "./kinds.ts";
import { originText } from "./origin.ts";
import type { Setting } from "./registry.ts";
import type { Resolved } from "./resolve.ts";

/** A setting that a format cannot carry. */
export interface NotCarried {
  /** The setting, such as `data_config.s3.retries`. */
  readonly path: string;
  /** Why not. */
  readonly reason: string;
  /** The environment variable that can carry it, if there is one. */
  readonly env: string | undefined;
}

/** Settings with their values. */
export type Entries = readonly (readonly [Setting, Resolved])[];

/** Those settings that someone gave. What follows from the place of a secret is left out: the place itself is there. */
export function givenEntries(entries: Entries): Entries {
  return entries.filter(([, { value, origin: { source } }]) =>
    value !== undefined && source !== "default" && source !== "secret_file" && source !== "secret_env"
  );
}

/** The text of a value, as an environment variable or an INI option has it; nothing if reading it gives another value. */
export function textOf({ row }: Setting, value: unknown): string | undefined {
  const kind = KINDS[row.kind];
  // In mode flytekit, a value may be of another kind.
  if (!v.is(kind.schema(row), value)) return undefined;
  const text = kind.toText(value);
  return text !== "" && JSON.stringify(kind.fromText(text)) === JSON.stringify(value) ? text : undefined;
}

/** Says that a format has no name for a setting. */
export function noName({ path, env }: Setting, format: string, { origin }: Resolved): NotCarried {
  return { path, env, reason: `${format} has no name for it (it comes from ${originText(origin)})` };
}

/** Says that a format has no way to write a value. */
export function noText({ path, env }: Setting, format: string): NotCarried {
  return { path, env, reason: `${format} would be read as another value` };
}
