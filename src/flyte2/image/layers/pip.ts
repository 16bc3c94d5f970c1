/**
 * Layers that install Python packages by name, from a requirements file or from wheels; and the options of all layers
 * that install Python packages.
 *
 * @module
 */
import { BOOLEAN, checkArgument, checkOptions, type OptionChecks, STRING } from "../../../arguments.ts";
import { FlyteConfigError } from "../../../errors.ts";
import { hashContent } from "../../../files/hash_files.ts";
import { contentInfo, directoryExists, type FoundFile } from "../../../files/walk.ts";
import { pathBelow, pathSuffix } from "../../../python/paths.ts";
import type { Host } from "../../../runtime/host.ts";
import { quoted } from "../../../text/quote.ts";
import { BOOLEAN_KIND, type Fields, PATH_KIND, SECRETS_KIND, STRING_KIND, STRINGS_KIND } from "../fields.ts";
import { type Secret, SECRET_CHECKS, type SecretOptions, secretsOf } from "../secret.ts";
import { requireFile } from "./files.ts";
import {
  invalidLayer,
  type ItemsThen,
  joined,
  type LayerDefinition,
  type LayerInit,
  makeLayer,
  splitItems,
  STRINGS,
} from "./layer.ts";

/** The fields of every layer that installs Python packages. Python: `flyte._image.PipOption`. */
export interface PipFields {
  /** URL of the package index. */
  readonly indexUrl?: string | undefined;
  /** URLs of further package indexes. */
  readonly extraIndexUrls?: readonly string[] | undefined;
  /** Whether pre-releases may be installed. */
  readonly pre: boolean;
  /** Further arguments of the installer. */
  readonly extraArgs?: string | undefined;
  /** Secrets available to the installer; a string is the key of one. */
  readonly secretMounts?: readonly (string | Secret)[] | undefined;
}

/** Python packages. Python: `flyte._image.PipPackages`. */
export interface PipPackages extends PipFields {
  /** The type of the layer. */
  readonly type: "PipPackages";
  /** The packages, as pip takes them. */
  readonly packages?: readonly string[] | undefined;
}

/** The Python packages of a requirements file. Python: `flyte._image.Requirements`. */
export interface Requirements extends PipFields {
  /** The type of the layer. */
  readonly type: "Requirements";
  /** Path of the file. */
  readonly file: string;
}

/** A Python package from a directory of wheels. Python: `flyte._image.PythonWheels`. */
export interface PythonWheels extends PipFields {
  /** The type of the layer. */
  readonly type: "PythonWheels";
  /** Path of the directory; all of its wheels are part of the hash. */
  readonly wheelDir: string;
  /** Name of the package to install. */
  readonly packageName: string;
  /** Whether the layer is omitted if the directory has no wheel of the package; then several wheels are an error. */
  readonly isOptional: boolean;
}

/** Options of the methods that install Python packages. */
export interface PipOptions extends SecretOptions {
  /**
   * URL of the package index.
   *
   * @default PyPI
   */
  readonly indexUrl?: string | undefined;
  /**
   * URLs of further package indexes.
   *
   * @default none
   */
  readonly extraIndexUrls?: string | readonly string[] | undefined;
  /**
   * Whether pre-releases may be installed.
   *
   * @default `false`
   */
  readonly pre?: boolean | undefined;
  /**
   * Further arguments of the installer.
   *
   * @default none
   */
  readonly extraArgs?: string | undefined;
}

/** Options of the methods that install flyte from wheels. */
export interface LocalWheelsOptions {
  /** Directory of the wheels. Required: Python uses the `dist` directory of flyte's own source tree. */
  readonly distDir: string;
}

/** Checks of {@linkcode PipOptions}. */
export const PIP_CHECKS: OptionChecks<PipOptions> = {
  ...SECRET_CHECKS,
  indexUrl: STRING,
  extraIndexUrls: STRINGS,
  pre: BOOLEAN,
  extraArgs: STRING,
};

const WHEELS_CHECKS: OptionChecks<LocalWheelsOptions> = { distDir: STRING };

/** Fields of {@linkcode PipFields}. */
export const PIP_FIELDS: Fields<PipFields> = {
  indexUrl: { kind: STRING_KIND },
  extraIndexUrls: { kind: STRINGS_KIND },
  pre: { kind: BOOLEAN_KIND, default: false },
  extraArgs: { kind: STRING_KIND },
  secretMounts: { kind: SECRETS_KIND },
};

/** See {@linkcode PipPackages}. */
export const pipPackages: LayerDefinition<PipPackages> = {
  type: "PipPackages",
  fields: { ...PIP_FIELDS, packages: { kind: STRINGS_KIND } },
  text: (layer) => pipHash(layer) + joined(layer.packages ?? []),
};

/** See {@linkcode Requirements}. */
export const requirements: LayerDefinition<Requirements> = {
  type: "Requirements",
  fields: { ...PIP_FIELDS, file: { kind: PATH_KIND, isRequired: true, isUnhashed: true } },
  hash: async (layer, context) => {
    context.hasher.text(pipHash(layer));
    await hashContent(context.hasher, context.host, layer.file);
  },
  validate: ({ file }, host) => requireFile(host, file),
};

/** See {@linkcode PythonWheels}. */
export const pythonWheels: LayerDefinition<PythonWheels> = {
  type: "PythonWheels",
  fields: {
    ...PIP_FIELDS,
    wheelDir: { kind: PATH_KIND, isRequired: true, isUnhashed: true },
    packageName: { kind: STRING_KIND, isRequired: true, isUnhashed: true },
    isOptional: { kind: BOOLEAN_KIND, default: false, isUnhashed: true },
  },
  complete: async (layer, host) => !layer.isOptional || await hasOneWheel(host, layer) ? layer : undefined,
  hash: async (layer, context) => {
    const { hasher, host } = context;
    hasher.text(pipHash(layer));
    if (!await directoryExists(host, layer.wheelDir)) return;
    for (const { path } of await wheelsIn(host, layer.wheelDir)) await hashContent(hasher, host, path);
  },
};

/** The layer of `Image.withPipPackages`. */
export function pipPackagesLayer(values: ItemsThen<PipOptions>): PipPackages {
  const [packages, options] = splitItems("Image.withPipPackages", values);
  checkOptions("Image.withPipPackages", options, PIP_CHECKS);
  return makeLayer(pipPackages, { packages: packages.length === 0 ? undefined : packages, ...pipFields(options) });
}

/** The layer of `Image.withRequirements`. */
export function requirementsLayer(file: string, options: PipOptions): Requirements {
  checkArgument("Image.withRequirements", "file", file, STRING);
  checkOptions("Image.withRequirements", options, PIP_CHECKS);
  const layer = makeLayer(requirements, { file, ...pipFields(options) });
  if (pathSuffix(file) === ".txt") return layer;
  throw invalidLayer(`Image.withRequirements: the name of the requirements file ${quoted(file)} must end in .txt`);
}

/** The layers of `Image.withLocalV2`. */
export function localFlyteLayers(options: LocalWheelsOptions): readonly PythonWheels[] {
  const wheelDir = distDirOf("Image.withLocalV2", options, 'withLocalV2({ distDir: "dist" })');
  return [
    makeLayer(pythonWheels, { wheelDir, packageName: "flyte" }),
    makeLayer(pythonWheels, { wheelDir, packageName: "flyteidl2", isOptional: true }),
  ];
}

/** The layers of `Image.withLocalV2Plugins`. */
export function localPluginLayers(
  plugins: string | readonly string[],
  options: LocalWheelsOptions,
): readonly PythonWheels[] {
  const usage = 'withLocalV2Plugins("flyteplugins-ray", { distDir: "dist" })';
  checkArgument("Image.withLocalV2Plugins", "plugins", plugins, STRINGS, usage);
  const wheelDir = distDirOf("Image.withLocalV2Plugins", options, usage);
  return (typeof plugins === "string" ? [plugins] : plugins).map((name) => {
    if (!name.startsWith("flyteplugins-")) {
      throw invalidLayer(
        `Image.withLocalV2Plugins: the name of the plugin ${quoted(name)} must start with "flyteplugins-"`,
      );
    }
    return makeLayer(pythonWheels, { wheelDir, packageName: name.replaceAll("-", "_") });
  });
}

/** The layer of `Image.withLocalRsController`. */
export function localControllerLayer(options: LocalWheelsOptions): PythonWheels {
  const wheelDir = distDirOf("Image.withLocalRsController", options, 'withLocalRsController({ distDir: "dist" })');
  return makeLayer(pythonWheels, { wheelDir, packageName: "flyte_controller_base" });
}

/** The fields of a layer for checked options. Empty strings and lists become `undefined`, as in flyte 2. */
export function pipFields(options: PipOptions): LayerInit<PipFields> {
  const { indexUrl, extraIndexUrls, pre, extraArgs, secretMounts } = options;
  const urls = typeof extraIndexUrls === "string" ? [extraIndexUrls].filter((url) => url !== "") : extraIndexUrls ?? [];
  return {
    indexUrl,
    extraIndexUrls: urls.length === 0 ? undefined : urls,
    pre,
    extraArgs,
    secretMounts: secretsOf(secretMounts),
  };
}

/** The string that the fields of {@linkcode PipFields} add to a hash. */
export function pipHash({ indexUrl = "", extraIndexUrls = [], pre, extraArgs = "", secretMounts }: PipFields): string {
  return indexUrl + joined(extraIndexUrls) + (pre ? "True" : "") + extraArgs + secretsHash(secretMounts);
}

/** The string that secrets add to a hash. */
export function secretsHash(secrets: readonly (string | Secret)[] = []): string {
  return joined(secrets);
}

/** The wheels in a directory, in the order in which the system lists them. Rejects as {@linkcode Host.readDir} does. */
export async function wheelsIn(host: Host, directory: string): Promise<readonly FoundFile[]> {
  const wheels: FoundFile[] = [];
  for (const { name, isFile } of await (host.readDirAsListed ?? host.readDir)(directory)) {
    if (!name.endsWith(".whl")) continue;
    const path = pathBelow(directory, name);
    if ((await contentInfo(host, path))?.isFile) wheels.push({ path, below: name, isFile });
  }
  return wheels;
}

/** Whether a directory has the wheel of an optional layer. Rejects with `image_layer_invalid` for several. */
async function hasOneWheel(host: Host, { wheelDir, packageName }: PythonWheels): Promise<boolean> {
  if (!await directoryExists(host, wheelDir)) return false;
  const wheels = (await host.readDir(wheelDir)).map(({ name }) => name).filter((name) =>
    name.startsWith(`${packageName}-`) && name.endsWith(".whl")
  );
  if (wheels.length <= 1) return wheels.length === 1;
  const where = `${quoted(wheelDir)} has ${wheels.length} wheels of ${packageName}`;
  throw invalidLayer(`${where}: ${wheels.join(", ")}; keep only the one to install`);
}

/** The directory of wheels, which is required. Throws `invalid_option`. */
function distDirOf(call: string, options: unknown, usage: string): string {
  checkOptions<LocalWheelsOptions>(call, options, WHEELS_CHECKS, usage);
  if (options.distDir !== undefined) return options.distDir;
  throw new FlyteConfigError("invalid_option", `${call}: option distDir is required; write ${usage}`, {
    path: "distDir",
  });
}
