/**
 * Environment variables, read by name: some runtimes grant access to each name separately.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { quoted } from "../text/quote.ts";
import type { Host } from "./host.ts";

/**
 * Returns the value of an environment variable.
 *
 * @param name – Name of the variable.
 * @returns Its value; `undefined` if it is not set.
 */
export type ReadEnv = (name: string) => string | undefined;

/** Reads variables from a record. */
export function recordEnv(record: Readonly<Record<string, string | undefined>>): ReadEnv {
  return (name) => {
    const value: unknown = Object.hasOwn(record, name) ? record[name] : undefined;
    if (value === undefined || typeof value === "string") return value;
    throw new FlyteConfigError(
      "invalid_option",
      `env: the variable ${quoted(name)} must be a string, found ${typeof value}`,
    );
  };
}

/**
 * Reads the variables of a host. Those in `names` are read at once, so that one `permission_denied` error lists all
 * that are denied; others are read on demand.
 */
export function hostEnv(host: Pick<Host, "name" | "env">, names: readonly string[]): ReadEnv {
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
      `${host.name} denied access to ${refused.length} environment variables that configuration is read from; run with ` +
        `--allow-env=${refused.join(",")}, or pass their values as env: { … }`,
      { cause },
    );
  }
  return (name) => values.has(name) ? values.get(name) : host.env(name);
}
