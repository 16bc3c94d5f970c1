/**
 * Environment variables, read by their names only: some runtimes grant each name on its own.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { quoted } from "../text/quote.ts";
import type { Host } from "./host.ts";

/** Gives the value of a variable. */
export type ReadEnv = (name: string) => string | undefined;

/** The variables of a record. */
export function recordEnv(record: Readonly<Record<string, string | undefined>>): ReadEnv {
  return (name) => {
    const value: unknown = Object.hasOwn(record, name) ? record[name] : undefined;
    if (value === undefined || typeof value === "string") return value;
    throw new FlyteConfigError(
      "invalid_option",
      `the variable ${quoted(name)} must be a string, found ${typeof value}`,
    );
  };
}

/**
 * The variables of a host: those of `names` are read now, so that all that are refused are named at once, others when
 * they are asked for. Throws `permission_denied`.
 */
export function hostEnv(host: Host, names: readonly string[]): ReadEnv {
  const values = new Map<string, string | undefined>();
  const refused: string[] = [];
  let cause: unknown;
  for (const name of names) {
    try {
      values.set(name, host.env(name));
    } catch (error) {
      if (!(error instanceof FlyteConfigError && error.code === "permission_denied")) throw error;
      refused.push(name);
      cause ??= error;
    }
  }
  if (refused.length > 0) {
    throw new FlyteConfigError(
      "permission_denied",
      `${host.name} lets nobody read ${refused.length} environment variables that configuration may come from; allow ` +
        `them with --allow-env=${refused.join(",")}, or pass what you have as env: { … }`,
      { cause },
    );
  }
  return (name) => values.has(name) ? values.get(name) : host.env(name);
}
