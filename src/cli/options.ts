/**
 * Options that several commands have.
 *
 * @module
 */

import { FlyteConfigError } from "../errors.ts";
import { closest, didYouMean } from "../text/closest.ts";
import { quoted } from "../text/quote.ts";
import type { FlyteVersion } from "../diagnostics/options.ts";
import { files } from "./candidates.ts";

/** Parses an argument that is any string. */
export const text = (value: string): string => value;

/** Returns a parser of an argument that is one of some words, which is shown as `<name>`. */
export function choice<Word extends string>(name: string, words: readonly Word[]): (value: string) => Word {
  return (value) => {
    const word = words.find((one) => one === value);
    if (word !== undefined) return word;
    const allowed = words.map((one) => `"${one}"`).join(" or ");
    const meant = didYouMean(closest(value, words));
    throw new FlyteConfigError("invalid_argument", `<${name}> must be ${allowed}, found ${quoted(value)}${meant}`);
  };
}

/** Returns an option that takes no value. */
export function flag(brief: string): { kind: "boolean"; optional: true; withNegated: false; brief: string } {
  return { kind: "boolean", optional: true, withNegated: false, brief };
}

/** Returns an option with a value. Shells complete the placeholders `path` and `directory` as names of files. */
export function valued(placeholder: string, brief: string): {
  kind: "parsed";
  parse: typeof text;
  proposeCompletions: (partial: string) => string[];
  optional: true;
  placeholder: string;
  brief: string;
} {
  const proposeCompletions = ["path", "directory"].includes(placeholder) ? files : () => [];
  return { kind: "parsed", parse: text, proposeCompletions, optional: true, placeholder, brief };
}

/** Returns an option with a value that can be given several times. */
export function repeated(placeholder: string, brief: string): {
  kind: "parsed";
  parse: typeof text;
  optional: true;
  variadic: true;
  placeholder: string;
  brief: string;
} {
  return { kind: "parsed", parse: text, optional: true, variadic: true, placeholder, brief };
}

/** Options that several commands have. */
export const FILE = valued("path", "Configuration file (- is standard input) instead of the one found");
export const FROM_ENV_FILE = valued("path", "Variables from a file of NAME=value lines, instead of mine");
/** The usual name of it. Node looks at it as well, wherever it is, and ends if there is no such file, not even for `-`. */
export const ENV_FILE = { ...FROM_ENV_FILE, hidden: true } as const;
export const FLYTE2 = flag("Read as flyte 2 does, not as flytekit");
/** Options that choose one version where both are the default. */
export const VERSION_FLAGS = { flytekit: flag("Only for flytekit"), flyte2: flag("Only for flyte 2") };

/** Values of {@linkcode VERSION_FLAGS}. */
export interface VersionOptions {
  readonly flytekit?: boolean | undefined;
  readonly flyte2?: boolean | undefined;
}

/** Returns the versions that the options choose; `undefined` for those that are the default. */
export function versionsOf({ flytekit, flyte2 }: VersionOptions): readonly FlyteVersion[] | undefined {
  if (flytekit === flyte2) return undefined;
  return flytekit ? ["flytekit"] : ["flyte2"];
}

export const JSON_OUTPUT = flag("Print JSON");
export const QUIET = flag("Print only the result, no warnings and hints");
