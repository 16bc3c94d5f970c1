/**
 * Writes settings as environment variables.
 *
 * @module
 */
import { type Entries, givenEntries, obstacle, textOf, type WriterRules } from "./written.ts";

/** The variables of all settings that are not left at their defaults, and that variables can carry. */
export function writeEnv(entries: Entries, rules: WriterRules): Record<string, string> {
  const carried = givenEntries(entries).filter(([setting, resolved]) =>
    obstacle("env", setting, resolved, rules) === undefined
  );
  return Object.fromEntries(carried.map(([setting, { value }]) => [setting.env!, textOf(setting, value)!]));
}
