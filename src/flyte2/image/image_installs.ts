/**
 * Images that are others with packages installed.
 *
 * @module
 */
import { checkArgument, checkOptions, type OptionChecks, STRING } from "../../arguments.ts";
import { FlyteConfigError } from "../../errors.ts";
import { pathBelow, pathParent, pathSuffix } from "../../python/paths.ts";
import { added, invalidLayer, type ItemsThen, split } from "./add_layer.ts";
import { INSTALL_MODE, PIP_CHECKS, SECRET_CHECKS, STRING_OR_NULL, STRINGS, WHEEL_CHECKS } from "./checks.ts";
import type { Image } from "./image.ts";
import { ImageFields } from "./image_fields.ts";
import type { CloneOptions, ImageKind } from "./image_state.ts";
import type {
  LocalWheelsOptions,
  PipOptions,
  PixiProjectOptions,
  PoetryProjectOptions,
  SecretOptions,
  UvProjectOptions,
} from "./layer_options.ts";
import { layerOf } from "./layer_values.ts";
import type { Layer } from "./layers.ts";
import { pipOption } from "./pip_option.ts";
import { secretsOf } from "./secret.ts";

const UV_CHECKS: OptionChecks<UvProjectOptions> = {
  ...PIP_CHECKS,
  uvlock: STRING_OR_NULL,
  projectInstallMode: INSTALL_MODE,
};
const POETRY_CHECKS: OptionChecks<PoetryProjectOptions> = {
  ...SECRET_CHECKS,
  poetryLock: STRING,
  extraArgs: STRING,
  projectInstallMode: INSTALL_MODE,
};
const PIXI_CHECKS: OptionChecks<PixiProjectOptions> = {
  ...SECRET_CHECKS,
  pixiLock: STRING_OR_NULL,
  environment: STRING,
  extraArgs: STRING,
  projectInstallMode: INSTALL_MODE,
};

/**
 * Base of {@linkcode Image}: the methods that install packages. Each throws as `clone` does, and `invalid_argument` and
 * `invalid_option`.
 */
export abstract class ImageInstalls<K extends ImageKind> extends ImageFields<K> {
  /** The same with some fields changed. */
  abstract clone(changes?: CloneOptions<K>): Image;

  /**
   * The same with the packages of a requirements file. flyte: `Image.with_requirements`. Throws `image_layer_invalid`
   * for a file whose name does not end in `.txt`.
   */
  withRequirements(this: Image<"extendable">, file: string, options: PipOptions = {}): Image<"extendable"> {
    checkArgument("withRequirements", "file", file, STRING);
    checkOptions("withRequirements", options, PIP_CHECKS);
    const layer = layerOf("Requirements", { file, ...pipOption(options) });
    if (pathSuffix(file) === ".txt") return added(this, layer);
    throw invalidLayer(`the name of the requirements file ${JSON.stringify(file)} must end in .txt`);
  }

  /** The same with Python packages, options last. flyte: `Image.with_pip_packages`. */
  withPipPackages(this: Image<"extendable">, ...packages: ItemsThen<PipOptions>): Image<"extendable"> {
    const [items, options] = split("withPipPackages", packages);
    checkOptions("withPipPackages", options, PIP_CHECKS);
    return added(
      this,
      layerOf("PipPackages", { ...pipOption(options), packages: items.length === 0 ? undefined : items }),
    );
  }

  /** The same with a project of uv. flyte: `Image.with_uv_project`. */
  withUvProject(this: Image<"extendable">, pyprojectFile: string, options: UvProjectOptions = {}): Image<"extendable"> {
    checkArgument("withUvProject", "pyprojectFile", pyprojectFile, STRING);
    checkOptions("withUvProject", options, UV_CHECKS);
    const { uvlock, projectInstallMode, ...pip } = options;
    return added(
      this,
      layerOf("UVProject", { ...pipOption(pip), pyproject: pyprojectFile, uvlock, projectInstallMode }),
    );
  }

  /** The same with a project of Poetry. flyte: `Image.with_poetry_project`. */
  withPoetryProject(
    this: Image<"extendable">,
    pyprojectFile: string,
    options: PoetryProjectOptions = {},
  ): Image<"extendable"> {
    checkArgument("withPoetryProject", "pyprojectFile", pyprojectFile, STRING);
    checkOptions("withPoetryProject", options, POETRY_CHECKS);
    const { poetryLock, secretMounts, ...rest } = options;
    const lock = poetryLock || pathBelow(pathParent(pyprojectFile), "poetry.lock");
    const secrets = secretsOf(secretMounts);
    return added(
      this,
      layerOf("PoetryProject", { ...rest, pyproject: pyprojectFile, poetryLock: lock, secretMounts: secrets }),
    );
  }

  /** The same with a project of pixi. flyte: `Image.with_pixi_project`. */
  withPixiProject(
    this: Image<"extendable">,
    manifestFile: string,
    options: PixiProjectOptions = {},
  ): Image<"extendable"> {
    checkArgument("withPixiProject", "manifestFile", manifestFile, STRING);
    checkOptions("withPixiProject", options, PIXI_CHECKS);
    const secretMounts = secretsOf(options.secretMounts);
    return added(this, layerOf("PixiProject", { ...options, manifest: manifestFile, secretMounts }));
  }

  /** The same with Debian packages, options last. flyte: `Image.with_apt_packages`. */
  withAptPackages(this: Image<"extendable">, ...packages: ItemsThen<SecretOptions>): Image<"extendable"> {
    const [items, options] = split("withAptPackages", packages);
    checkOptions("withAptPackages", options, SECRET_CHECKS);
    return added(this, layerOf("AptPackages", { packages: items, secretMounts: secretsOf(options.secretMounts) }));
  }

  /**
   * The same with flyte from a folder of wheels, and with flyteidl2 if there is a wheel of it. flyte:
   * `Image.with_local_v2`.
   */
  withLocalV2(this: Image<"extendable">, options: LocalWheelsOptions): Image<"extendable"> {
    const distDir = distDirOf("withLocalV2", options, 'withLocalV2({ distDir: "dist" })');
    const withFlyte = added(this, wheels(distDir, "flyte"));
    return added(withFlyte, wheels(distDir, "flyteidl2", true));
  }

  /**
   * The same with plugins of flyte from a folder of wheels. flyte: `Image.with_local_v2_plugins`. Throws
   * `image_layer_invalid` for names that do not start with `flyteplugins-`.
   */
  withLocalV2Plugins(
    this: Image<"extendable">,
    plugins: string | readonly string[],
    options: LocalWheelsOptions,
  ): Image<"extendable"> {
    const usage = 'withLocalV2Plugins("flyteplugins-ray", { distDir: "dist" })';
    checkArgument("withLocalV2Plugins", "plugins", plugins, STRINGS, usage);
    const distDir = distDirOf("withLocalV2Plugins", options, usage);
    const names = typeof plugins === "string" ? [plugins] : plugins;
    return names.reduce((image, name) => {
      if (!name.startsWith("flyteplugins-")) {
        throw invalidLayer(`the name of the plugin ${JSON.stringify(name)} must start with flyteplugins-`);
      }
      return added(image, wheels(distDir, name.replaceAll("-", "_")));
    }, this);
  }

  /** The same with the controller in Rust from a folder of wheels. flyte: `Image.with_local_rs_controller`. */
  withLocalRsController(this: Image<"extendable">, options: LocalWheelsOptions): Image<"extendable"> {
    const distDir = distDirOf("withLocalRsController", options, 'withLocalRsController({ distDir: "dist" })');
    return added(this, wheels(distDir, "flyte_controller_base"));
  }
}

/** The directory of wheels, which must be given. Throws `invalid_option`. */
function distDirOf(call: string, options: unknown, usage: string): string {
  checkOptions<LocalWheelsOptions>(call, options, WHEEL_CHECKS, usage);
  if (options.distDir !== undefined) return options.distDir;
  throw new FlyteConfigError("invalid_option", `${call} needs distDir, the directory of the wheels; write ${usage}`);
}

function wheels(wheelDir: string, packageName: string, isOptional: boolean = false): Layer {
  return layerOf("PythonWheels", { wheelDir, packageName, isOptional, pre: false });
}
