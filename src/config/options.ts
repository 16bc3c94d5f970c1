/**
 * What configuration can be read from, and how.
 *
 * @module
 */
import type { FlyteMode, Mode } from "../config_file/open.ts";
import { FlyteConfigError } from "../errors.ts";
import type { Host } from "../host/host.ts";
import { closest, didYouMean } from "../text/closest.ts";
import type { NamedText } from "../sources/config_document.ts";
import type { DefaultPlugins, Plugin } from "./places.ts";
import type { UnknownKeys } from "./unknown.ts";

/** How to read either version of Flyte's configuration. */
export interface LoadOptions<M extends Mode | FlyteMode = Mode | FlyteMode> {
  /** How to read. Default: `strict`. */
  readonly mode?: M | undefined;
  /** What to do with keys of the file that no one reads. Default: `warn`, which leaves an entry in `issues`. */
  readonly unknownKeys?: UnknownKeys | undefined;
  /** Whether to look for variables named `FLYTE_…` that no one reads. Default: `false`. */
  readonly unknownVariables?: boolean | undefined;
}

/** What the caller has. */
export interface GivenSources {
  /** The configuration file. For flytekit, the ending of its name tells whether it is YAML. Default: none. */
  readonly file?: NamedText | undefined;
  /** The environment variables. Default: none. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** The text of files that the configuration names, by their paths: of that with the client secret. Default: none. */
  readonly files?: Readonly<Record<string, string>> | undefined;
}

/** What the machine has, where nothing else is said. */
export interface MachineSources {
  /** The configuration file: its path, or its name and text. If left out, it is looked for in the usual places. */
  readonly file?: string | NamedText | undefined;
  /** The environment variables in place of the machine's. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** The machine. Default: the one this runs on. */
  readonly host?: Host | undefined;
}

/** What `from` and `auto` both take. */
export interface ReadOptions<P extends readonly Plugin[] = DefaultPlugins> extends LoadOptions<Mode> {
  /** All storage plugins; S3, Google Cloud Storage and Azure if left out. */
  readonly plugins?: P | undefined;
}

/** What `from` reads: what the caller has. */
export interface FromOptions<P extends readonly Plugin[] = DefaultPlugins> extends ReadOptions<P>, GivenSources {}

/** What `auto` reads: what the machine has, where nothing else is said. */
export interface AutoOptions<P extends readonly Plugin[] = DefaultPlugins> extends ReadOptions<P>, MachineSources {}

/** Throws `invalid_option` for an option that is none: taken for another, it would change what is read. */
export function checkOptions(
  { mode, unknownKeys, file }: LoadOptions & Pick<MachineSources, "file">,
  library: "flytekit" | "flyte" = "flytekit",
): void {
  oneOf("mode", mode, ["strict", library]);
  oneOf("unknownKeys", unknownKeys, ["warn", "error", "ignore"]);
  if (typeof file === "object" && !(typeof file.name === "string" && typeof file.text === "string")) {
    throw new FlyteConfigError("invalid_option", "file must have a name and a text, or be a path");
  }
}

function oneOf(option: string, value: string | undefined, allowed: readonly string[]): void {
  if (value === undefined || allowed.includes(value)) return;
  const what = `${option} is ${JSON.stringify(value)}, and must be ${allowed.join(" or ")}`;
  throw new FlyteConfigError("invalid_option", what + didYouMean(closest(String(value), allowed)));
}
