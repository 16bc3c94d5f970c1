/**
 * Writes settings as environment variables.
 *
 * @module
 */
import { type Entries, givenEntries, noName, type NotCarried, noText, textOf } from "./written.ts";

/** Variables, and the settings that they cannot carry. */
export interface WrittenEnv {
  /** The variables by their names. */
  readonly env: Record<string, string>;
  /** What is missing in them. */
  readonly notCarried: readonly NotCarried[];
}

/** The variables of all settings that are not left at their defaults; `carries` tells which values a variable cannot hold. */
export function writeEnv(entries: Entries, carries: (value: unknown) => boolean = () => true): WrittenEnv {
  const env: Record<string, string> = {};
  const notCarried: NotCarried[] = [];
  for (const [setting, resolved] of givenEntries(entries)) {
    if (setting.env === undefined) notCarried.push(noName(setting, "the environment", resolved));
    else {
      const text = carries(resolved.value) ? textOf(setting, resolved.value) : undefined;
      if (text === undefined || text.includes("\0")) {
        notCarried.push({ ...noText(setting, "a variable"), env: undefined });
      } else env[setting.env] = text;
    }
  }
  return { env, notCarried };
}
