/**
 * Images that are others with files, commands or variables added.
 *
 * @module
 */
import { orderedKeys } from "../python/json_value.ts";
import { pathName } from "../python/pure_path.ts";
import { added, invalidLayer, pathArgument } from "./add_layer.ts";
import type { Image } from "./image.ts";
import { ImageInstalls } from "./image_installs.ts";
import type { ImageKind } from "./image_state.ts";
import type { CodeBundleOptions, SecretOptions, SourceFolderOptions } from "./layer_options.ts";
import { checkOptions, layerOf, wrongValue } from "./layer_values.ts";
import { secretsOf } from "./secret.ts";

/** Base of {@linkcode Image}: the other methods that add layers. Each throws as `clone` does, and `wrong_shape`. */
export abstract class ImageChanges<K extends ImageKind> extends ImageInstalls<K> {
  /** The same with another working directory. flyte: `Image.with_workdir`. */
  withWorkdir(this: Image<"extendable">, workdir: string): Image<"extendable"> {
    return added(this, layerOf("WorkDir", { workdir }));
  }

  /** The same with environment variables. flyte: `Image.with_env_vars`. */
  withEnvVars(this: Image<"extendable">, envVars: Readonly<Record<string, string>>): Image<"extendable"> {
    if (typeof envVars !== "object" || envVars === null || Array.isArray(envVars)) {
      throw wrongValue("Env", "envVars", "texts by name", envVars);
    }
    return added(this, layerOf("Env", { envVars: orderedKeys(envVars).map((name) => [name, envVars[name]!]) }));
  }

  /** The same with a folder of the machine. flyte: `Image.with_source_folder`. */
  withSourceFolder(this: Image<"extendable">, src: string, options: SourceFolderOptions = {}): Image<"extendable"> {
    checkOptions("withSourceFolder", options, ["dst", "copyContentsOnly"]);
    const { dst = ".", copyContentsOnly = false } = options;
    const target = !copyContentsOnly && dst === "." ? `./${pathName(pathArgument("CopyConfig", "src", src))}` : dst;
    return added(this, layerOf("CopyConfig", { pathType: 1, src, dst: target }));
  }

  /**
   * The same with files of the machine. flyte: `Image.with_source_file`. Throws `image_layer_invalid` for files of the
   * same name.
   */
  withSourceFile(
    this: Image<"extendable">,
    src: string | readonly string[],
    options: { readonly dst?: string | undefined } = {},
  ): Image<"extendable"> {
    checkOptions("withSourceFile", options, ["dst"]);
    const { dst = "." } = options;
    const names = typeof src === "string" ? [] : src.map((path) => pathName(pathArgument("CopyConfig", "src", path)));
    const twice = names.filter((name, index) => names.indexOf(name) < index);
    if (twice.length > 0) {
      throw invalidLayer(
        `files of the same name would replace one another in ${JSON.stringify(dst)}: ${twice.join(", ")}`,
      );
    }
    const paths = typeof src === "string" ? [src] : src;
    return paths.reduce((image, path) => added(image, layerOf("CopyConfig", { pathType: 0, src: path, dst })), this);
  }

  /** The same with the source code of what runs, see `resolveCodeBundle`. flyte: `Image.with_code_bundle`. */
  withCodeBundle(
    this: Image<"extendable">,
    options: CodeBundleOptions = {},
  ): Image<"extendable"> {
    checkOptions("withCodeBundle", options, ["copyStyle", "dst"]);
    return added(this, layerOf("CodeBundleLayer", { copyStyle: "loaded_modules", ...options }));
  }

  /** The same with a `.dockerignore`, which counts for all layers. flyte: `Image.with_dockerignore`. */
  withDockerignore(this: Image<"extendable">, path: string): Image<"extendable"> {
    return added(this, layerOf("DockerIgnore", { path }));
  }

  /** The same with commands that run while it is built. flyte: `Image.with_commands`. */
  withCommands(
    this: Image<"extendable">,
    commands: string | readonly string[],
    options: SecretOptions = {},
  ): Image<"extendable"> {
    checkOptions("withCommands", options, ["secretMounts"]);
    const all = typeof commands === "string" ? [commands] : commands;
    return added(this, layerOf("Commands", { commands: all, secretMounts: secretsOf(options.secretMounts) }));
  }
}
