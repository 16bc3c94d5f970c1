/**
 * What configuration can be read from, and how.
 *
 * @module
 */
import { ANYTHING, BOOLEAN, checkOptions, HOST, type OptionChecks, STRING } from "../../arguments.ts";
import { FILE, fileOf, type FileUrl, isUrl, NAMED_TEXT } from "../file/given_file.ts";
import type { FlyteMode, Mode } from "../file/open.ts";
import { FlyteConfigError } from "../../errors.ts";
import type { Host } from "../../runtime/host.ts";
import { closest, didYouMean } from "../../text/closest.ts";
import { oneLine, quoted } from "../../text/quote.ts";
import type { NamedText } from "../../formats/config_document.ts";
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
  /** The configuration file: its path, its `file:` URL, or its name and text. If left out, it is searched for. */
  readonly file?: string | FileUrl | NamedText | undefined;
  /** The environment variables in place of the machine's. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** The machine. Default: the one this runs on. */
  readonly host?: Host | undefined;
}

/** The options of `auto`, or just the path or `file:` URL of the configuration file. */
export type AutoArgument<O extends object> = O | string | FileUrl;

const LOAD_CHECKS: OptionChecks<LoadOptions> = { mode: ANYTHING, unknownKeys: ANYTHING, unknownVariables: BOOLEAN };
/** The checks of what the caller has. */
export const GIVEN_CHECKS: OptionChecks<LoadOptions & GivenSources> = {
  ...LOAD_CHECKS,
  file: NAMED_TEXT,
  env: ANYTHING,
  files: ANYTHING,
};
/** The checks of what the machine has. */
export const MACHINE_CHECKS: OptionChecks<LoadOptions & MachineSources> = {
  ...LOAD_CHECKS,
  file: FILE,
  env: ANYTHING,
  host: HOST,
};

/** Names in Python, and what people write for others where no spelling would tell. */
const MISNOMERS: Readonly<Record<string, string>> = {
  config_file: "file",
  configFile: "file",
  configfile: "file",
  config: "file",
  path: "file",
  filename: "file",
  yaml: "file",
  text: "file",
  environment: "env",
  environ: "env",
};

/**
 * Throws `invalid_option` for options of `from` that are none: taken for others, they would change what is read. `call`
 * is how the caller called it, such as `Config.from`.
 */
export function checkFrom<O extends LoadOptions & GivenSources>(
  call: string,
  options: O,
  checks: OptionChecks<O>,
  library: "flytekit" | "flyte",
): O {
  checkNames(call, options, checks);
  checkOptions(call, options, checks, `${call}({ file: { name: "config.yaml", text } })`);
  checkWords(call, options, library);
  checkStrings(call, "env", options.env);
  checkStrings(call, "files", options.files);
  return options;
}

/** Options of `auto`: a path or URL is that of the file. Throws `invalid_option` as {@linkcode checkFrom} does. */
export function autoOptions<O extends LoadOptions & MachineSources>(
  call: string,
  given: AutoArgument<O>,
  checks: OptionChecks<O>,
  library: "flytekit" | "flyte",
  usage = `${call}({ file: "config.yaml" })`,
): Omit<O, "file"> & { readonly file?: string | NamedText | undefined } {
  const options = typeof given === "string" || isUrl(given) ? { file: given } as O : given;
  checkNames(call, options, checks);
  checkOptions(call, options, checks, usage);
  checkWords(call, options, library);
  checkStrings(call, "env", options.env);
  const { file } = options;
  return { ...options, file: fileOf(call, file) };
}

function checkNames(call: string, options: unknown, checks: object): void {
  if (typeof options !== "object" || options === null) return;
  const wrong = Object.keys(options).find((name) => Object.hasOwn(MISNOMERS, name) && !Object.hasOwn(checks, name));
  if (wrong === undefined) return;
  const message = `${call}: unknown option ${quoted(wrong)}; did you mean ${quoted(MISNOMERS[wrong]!)}?`;
  throw new FlyteConfigError("invalid_option", message, { path: wrong });
}

function checkWords(call: string, { mode, unknownKeys }: LoadOptions, library: "flytekit" | "flyte"): void {
  oneOf(call, "mode", mode, ["strict", library]);
  oneOf(call, "unknownKeys", unknownKeys, ["warn", "error", "ignore"]);
}

function oneOf(call: string, option: string, value: unknown, allowed: readonly string[]): void {
  if (value === undefined || allowed.includes(value as string)) return;
  const found = typeof value === "string" ? quoted(value) : `a value of type ${typeof value}`;
  const meant = typeof value === "string" ? didYouMean(closest(value, allowed)) : "";
  const what = `${call}: option ${option} must be ${allowed.join(" or ")}, found ${found}${meant}`;
  throw new FlyteConfigError("invalid_option", what, { path: option });
}

/** What has values that are no strings would be read as something else, or not at all. */
function checkStrings(call: string, option: string, values: unknown): void {
  if (values === undefined) return;
  // Not a list, and not a Map or Headers either, whose entries would be overlooked.
  if (Object.prototype.toString.call(values) !== "[object Object]") {
    const what = `${call}: option ${option} must be an object with strings by name`;
    throw new FlyteConfigError("invalid_option", what, { path: option });
  }
  const wrong = entriesOf(values as object).find(([, value]) => value !== undefined && !STRING.accepts(value));
  if (wrong === undefined) return;
  const [name, value] = wrong;
  const what = `${call}: ${option}[${quoted(name)}] must be a string, found ${value === null ? "null" : typeof value}`;
  throw new FlyteConfigError("invalid_option", what, { path: `${option}.${oneLine(name)}` });
}

/** The entries of an object; none where the runtime refuses to list them, as Deno does for the whole `process.env`. */
function entriesOf(values: object): readonly (readonly [string, unknown])[] {
  try {
    return Object.entries(values);
  } catch {
    return [];
  }
}
