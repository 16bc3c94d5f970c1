/**
 * Images that are others with packages installed.
 *
 * @module
 */
import { pathBelow, pathParent, pathSuffix } from "../python/pure_path.ts";
import { added, invalidLayer, type ItemsThen, pathArgument, split } from "./add_layer.ts";
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
import { checkOptions, layerOf } from "./layer_values.ts";
import type { Layer } from "./layers.ts";
import { pipOption } from "./pip_option.ts";
import { secretsOf } from "./secret.ts";

/** Base of {@linkcode Image}: the methods that install packages. Each throws as `clone` does, and `wrong_shape`. */
export abstract class ImageInstalls<K extends ImageKind> extends ImageFields<K> {
  /** The same with some fields changed. */
  abstract clone(changes?: CloneOptions<K>): Image;

  /**
   * The same with the packages of a requirements file. flyte: `Image.with_requirements`. Throws `image_layer_invalid`
   * for a file whose name does not end in `.txt`.
   */
  withRequirements(this: Image<"extendable">, file: string, options: PipOptions = {}): Image<"extendable"> {
    const layer = layerOf("Requirements", { file, ...pipOption(options) });
    if (pathSuffix(file) === ".txt") return added(this, layer);
    throw invalidLayer(`the name of the requirements file ${JSON.stringify(file)} must end in .txt`);
  }

  /** The same with Python packages, options last. flyte: `Image.with_pip_packages`. */
  withPipPackages(this: Image<"extendable">, ...packages: ItemsThen<PipOptions>): Image<"extendable"> {
    const [items, options] = split(packages);
    return added(
      this,
      layerOf("PipPackages", { ...pipOption(options), packages: items.length === 0 ? undefined : items }),
    );
  }

  /** The same with a project of uv. flyte: `Image.with_uv_project`. */
  withUvProject(this: Image<"extendable">, pyprojectFile: string, options: UvProjectOptions = {}): Image<"extendable"> {
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
    const { poetryLock, secretMounts, ...rest } = options;
    const lock = poetryLock ||
      pathBelow(pathParent(pathArgument("PoetryProject", "pyproject", pyprojectFile)), "poetry.lock");
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
    const secretMounts = secretsOf(options.secretMounts);
    return added(this, layerOf("PixiProject", { ...options, manifest: manifestFile, secretMounts }));
  }

  /** The same with Debian packages, options last. flyte: `Image.with_apt_packages`. */
  withAptPackages(this: Image<"extendable">, ...packages: ItemsThen<SecretOptions>): Image<"extendable"> {
    const [items, options] = split(packages);
    checkOptions("withAptPackages", options, ["secretMounts"]);
    return added(this, layerOf("AptPackages", { packages: items, secretMounts: secretsOf(options.secretMounts) }));
  }

  /**
   * The same with flyte from a folder of wheels, and with flyteidl2 if there is a wheel of it. flyte:
   * `Image.with_local_v2`.
   */
  withLocalV2(this: Image<"extendable">, { distDir }: LocalWheelsOptions): Image<"extendable"> {
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
    { distDir }: LocalWheelsOptions,
  ): Image<"extendable"> {
    const names = typeof plugins === "string" ? [plugins] : plugins;
    return names.reduce((image, name) => {
      if (!name.startsWith("flyteplugins-")) {
        throw invalidLayer(`the name of the plugin ${JSON.stringify(name)} must start with flyteplugins-`);
      }
      return added(image, wheels(distDir, name.replaceAll("-", "_")));
    }, this);
  }

  /** The same with the controller in Rust from a folder of wheels. flyte: `Image.with_local_rs_controller`. */
  withLocalRsController(this: Image<"extendable">, { distDir }: LocalWheelsOptions): Image<"extendable"> {
    return added(this, wheels(distDir, "flyte_controller_base"));
  }
}

function wheels(wheelDir: string, packageName: string, isOptional: boolean = false): Layer {
  return layerOf("PythonWheels", { wheelDir, packageName, isOptional, pre: false });
}
