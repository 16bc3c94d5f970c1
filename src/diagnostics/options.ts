/**
 * Options of `diagnose` and `describe`, and their checks.
 *
 * @module
 */
import { ANYTHING, type Check, checkArgument, checkOptions, type OptionChecks, STRING } from "../arguments.ts";
import { registryOf } from "../flytekit/config/registry.ts";
import type { Registry } from "../flytekit/config/registry.ts";
import { formatOf } from "../formats/config_document.ts";
import type { Plugin } from "../settings/plugin.ts";
import { type Product, productOf } from "./products.ts";

/** A version of Flyte's Python library: flytekit, or flyte 2. */
export type FlyteVersion = "flytekit" | "flyte2";

/** All versions. */
export const VERSIONS: readonly FlyteVersion[] = ["flytekit", "flyte2"];

/** Names of the versions in messages. */
export const VERSION_NAMES: Readonly<Record<FlyteVersion, string>> = { flytekit: "flytekit", flyte2: "flyte 2" };

/** Options of {@linkcode diagnose} and {@linkcode describe}. */
export interface DiagnosticOptions {
  /**
   * Name of the file. As in flytekit, one that ends in `yaml` or `yml` is YAML, any other is INI.
   *
   * @default "config.yaml"
   */
  readonly name?: string | undefined;
  /**
   * The versions that read the file.
   *
   * @default both for YAML; flytekit for INI, which flyte 2 does not read
   */
  readonly versions?: readonly FlyteVersion[] | undefined;
  /**
   * The storage plugins of flytekit, all of them: a registry or a list.
   *
   * @default createRegistry(s3, gcs, azure)
   */
  readonly plugins?: Registry | readonly Plugin[] | undefined;
}

/** Checks a list of versions. */
export const VERSION_LIST: Check = {
  expected: 'a list of "flytekit" and "flyte2" with at least one item',
  accepts: (value) =>
    Array.isArray(value) && value.length > 0 && Array.from(value).every((item) => VERSIONS.includes(item)),
};

const CHECKS: OptionChecks<DiagnosticOptions> = { name: STRING, versions: VERSION_LIST, plugins: ANYTHING };

/** The request of a call. */
export interface DiagnosticRequest {
  /** Name of the file. */
  readonly name: string;
  /** The products whose files have this text. */
  readonly products: readonly Product[];
}

/** Checks arguments. Throws `invalid_argument` and `invalid_option`, and for plugins as `createRegistry` does. */
export function diagnosticRequest(
  call: string,
  text: string,
  options: DiagnosticOptions,
  usage: string,
): DiagnosticRequest {
  checkArgument(call, "text", text, STRING, usage);
  checkOptions(call, options, CHECKS, usage);
  const { name = "config.yaml", versions = formatOf(name) === "ini" ? ["flytekit"] : VERSIONS, plugins } = options;
  const registry: Registry = registryOf(call, plugins);
  const asked = VERSIONS.filter((version) => versions.includes(version));
  return { name, products: asked.map((version) => productOf(version, registry)) };
}
