/**
 * The options of `from` and `auto` in both products, and their checks.
 *
 * @module
 */
import { ANYTHING, BOOLEAN, checkOptions, HOST, type OptionChecks, STRING } from "../../arguments.ts";
import { FILE, fileOf, type FileUrl, isUrl, NAMED_TEXT } from "../file/file_option.ts";
import { FlyteConfigError } from "../../errors.ts";
import type { Host } from "../../runtime/host.ts";
import { closest, didYouMean } from "../../text/closest.ts";
import { mustBe, shortValue } from "../../text/expected.ts";
import { oneLine, quoted } from "../../text/quote.ts";
import type { NamedText } from "../../formats/config_document.ts";
import type { Library } from "./dialect.ts";
import type { UnknownKeys } from "./unknown_names.ts";

/** Options of reading the configuration of either product. */
export interface LoadOptions<M extends string = string> {
  /**
   * Mode of reading.
   *
   * @default "strict"
   */
  readonly mode?: M | undefined;
  /**
   * Treatment of unknown keys of the file: `warn` reports them in `issues`, `error` refuses the file, `ignore` ignores
   * them.
   *
   * @default "warn"
   */
  readonly unknownKeys?: UnknownKeys | undefined;
  /**
   * Whether to report unknown environment variables that start with `FLYTE_`.
   *
   * @default false
   */
  readonly unknownVariables?: boolean | undefined;
}

/** Sources that the caller has. */
export interface GivenSources {
  /** The configuration file, if any. In flytekit, a name that ends in `yaml` or `yml` is YAML, any other INI. */
  readonly file?: NamedText | undefined;
  /**
   * Environment variables.
   *
   * @default {}
   */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /**
   * Contents of the files that the configuration names, by their paths.
   *
   * @default {}
   */
  readonly files?: Readonly<Record<string, string>> | undefined;
}

/** Sources of the machine, and what replaces them. */
export interface MachineSources {
  /** Path, `file:` URL, or name and text of the configuration file. If absent, the first file on the search path. */
  readonly file?: string | FileUrl | NamedText | undefined;
  /** Environment variables. If absent, those of the machine. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** The machine. If absent, the one this program runs on. */
  readonly host?: Host | undefined;
}

/** The options of `auto`, or the path or `file:` URL of the configuration file. */
export type AutoArgument<O extends object> = O | string | FileUrl;

const LOAD_CHECKS: OptionChecks<LoadOptions> = { mode: ANYTHING, unknownKeys: ANYTHING, unknownVariables: BOOLEAN };
/** The checks of the options of `from`. */
export const GIVEN_CHECKS: OptionChecks<LoadOptions & GivenSources> = {
  ...LOAD_CHECKS,
  file: NAMED_TEXT,
  env: ANYTHING,
  files: ANYTHING,
};
/** The checks of the options of `auto`. */
export const MACHINE_CHECKS: OptionChecks<LoadOptions & MachineSources> = {
  ...LOAD_CHECKS,
  file: FILE,
  env: ANYTHING,
  host: HOST,
};

/** Names of options in Python, and others that are often written. */
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
  registry: "plugins",
};

/** Checks the options of `from`. Throws `invalid_option`; `call` is the call in its message, such as `Config.from`. */
export function checkFrom<O extends LoadOptions & GivenSources>(
  call: string,
  options: O,
  checks: OptionChecks<O>,
  library: Library,
): O {
  checkLoad(call, options, checks, library, `${call}({ file: { name: "config.yaml", text } })`);
  checkStrings(call, "files", options.files);
  return options;
}

/** Checks the options of `auto`; a path or URL is that of the file. Throws as {@linkcode checkFrom} does. */
export function autoOptions<O extends LoadOptions & MachineSources>(
  call: string,
  given: AutoArgument<O>,
  checks: OptionChecks<O>,
  library: Library,
  usage = `${call}({ file: "config.yaml" })`,
): Omit<O, "file"> & { readonly file?: string | NamedText | undefined } {
  const options = typeof given === "string" || isUrl(given) ? { file: given } as O : given;
  checkLoad(call, options, checks, library, usage);
  const { file } = options;
  return { ...options, file: fileOf(call, file) };
}

/** Checks the options that all calls have. Throws `invalid_option`; `usage` shows the right call. */
export function checkLoad<O extends LoadOptions & Pick<GivenSources, "env">>(
  call: string,
  options: O,
  checks: OptionChecks<O>,
  library: Library,
  usage: string,
): void {
  checkNames(call, options, checks);
  checkOptions(call, options, checks, usage);
  checkWords(call, options, library);
  checkStrings(call, "env", options.env);
}

function checkNames(call: string, options: unknown, checks: object): void {
  if (typeof options !== "object" || options === null) return;
  const wrong = Object.keys(options).find((name) =>
    Object.hasOwn(MISNOMERS, name) && !Object.hasOwn(checks, name) && Object.hasOwn(checks, MISNOMERS[name]!)
  );
  if (wrong === undefined) return;
  const message = `${call}: unknown option ${quoted(wrong)}; did you mean ${quoted(MISNOMERS[wrong]!)}?`;
  throw new FlyteConfigError("invalid_option", message, { path: wrong });
}

function checkWords(call: string, { mode, unknownKeys }: LoadOptions, library: Library): void {
  oneOf(call, "mode", mode, ["strict", library]);
  oneOf(call, "unknownKeys", unknownKeys, ["warn", "error", "ignore"]);
}

function oneOf(call: string, option: string, value: unknown, allowed: readonly string[]): void {
  if (value === undefined || allowed.includes(value as string)) return;
  const meant = typeof value === "string" ? didYouMean(closest(value, allowed)) : "";
  const what = `${call}: option ${option} ${
    mustBe(allowed.map((word) => quoted(word)).join(" or "), value, shortValue)
  }${meant}`;
  throw new FlyteConfigError("invalid_option", what, { path: option });
}

/** Throws `invalid_option` unless `values` is an object whose values are strings. */
function checkStrings(call: string, option: string, values: unknown): void {
  if (values === undefined) return;
  // A list, a Map or Headers would have no entries.
  if (Object.prototype.toString.call(values) !== "[object Object]") {
    const what = `${call}: option ${option} ${mustBe("an object of strings", values)}`;
    throw new FlyteConfigError("invalid_option", what, { path: option });
  }
  const wrong = entriesOf(values as object).find(([, value]) => value !== undefined && !STRING.accepts(value));
  if (wrong === undefined) return;
  const [name, value] = wrong;
  const what = `${call}: ${option}[${quoted(name)}] ${mustBe("a string", value)}`;
  throw new FlyteConfigError("invalid_option", what, { path: `${option}.${oneLine(name)}` });
}

/** Returns the entries of an object; none if the runtime refuses to list them, as Deno does for `process.env`. */
function entriesOf(values: object): readonly (readonly [string, unknown])[] {
  try {
    return Object.entries(values);
  } catch {
    return [];
  }
}
