/**
 * Images that are others with files, commands or variables added.
 *
 * @module
 */
import { BOOLEAN, checkArgument, checkOptions, OBJECT, oneOf, type OptionChecks, STRING } from "../../arguments.ts";
import { orderedKeys } from "../../python/json_value.ts";
import { pathName } from "../../python/paths.ts";
import { oneLine } from "../../text/quote.ts";
import { added, invalidLayer } from "./add_layer.ts";
import { SECRET_CHECKS, STRINGS } from "./checks.ts";
import type { Image } from "./image.ts";
import { ImageInstalls } from "./image_installs.ts";
import type { ImageKind } from "./image_state.ts";
import type { CodeBundleOptions, SecretOptions, SourceFileOptions, SourceFolderOptions } from "./layer_options.ts";
import { layerOf } from "./layer_values.ts";
import { secretsOf } from "./secret.ts";

const FOLDER_CHECKS: OptionChecks<SourceFolderOptions> = { dst: STRING, copyContentsOnly: BOOLEAN };
const FILE_CHECKS: OptionChecks<SourceFileOptions> = { dst: STRING };
const BUNDLE_CHECKS: OptionChecks<CodeBundleOptions> = { copyStyle: oneOf("loaded_modules", "all"), dst: STRING };

/**
 * Base of {@linkcode Image}: the other methods that add layers. Each throws as `clone` does, and `invalid_argument` and
 * `invalid_option`.
 */
export abstract class ImageChanges<K extends ImageKind> extends ImageInstalls<K> {
  /** The same with another working directory. flyte: `Image.with_workdir`. */
  withWorkdir(this: Image<"extendable">, workdir: string): Image<"extendable"> {
    checkArgument("withWorkdir", "workdir", workdir, STRING);
    return added(this, layerOf("WorkDir", { workdir }));
  }

  /** The same with environment variables. flyte: `Image.with_env_vars`. */
  withEnvVars(this: Image<"extendable">, envVars: Readonly<Record<string, string>>): Image<"extendable"> {
    checkArgument("withEnvVars", "envVars", envVars, OBJECT, 'withEnvVars({ NAME: "value" })');
    for (const [name, value] of Object.entries(envVars)) {
      checkArgument("withEnvVars", oneLine(name), value, STRING, `withEnvVars({ ${oneLine(name)}: "…" })`);
    }
    return added(this, layerOf("Env", { envVars: orderedKeys(envVars).map((name) => [name, envVars[name]!]) }));
  }

  /** The same with a folder of the machine. flyte: `Image.with_source_folder`. */
  withSourceFolder(this: Image<"extendable">, src: string, options: SourceFolderOptions = {}): Image<"extendable"> {
    checkArgument("withSourceFolder", "src", src, STRING);
    checkOptions("withSourceFolder", options, FOLDER_CHECKS);
    const { dst = ".", copyContentsOnly = false } = options;
    const target = !copyContentsOnly && dst === "." ? `./${pathName(src)}` : dst;
    return added(this, layerOf("CopyConfig", { pathType: 1, src, dst: target }));
  }

  /**
   * The same with files of the machine. flyte: `Image.with_source_file`. Throws `image_layer_invalid` for files of the
   * same name.
   */
  withSourceFile(
    this: Image<"extendable">,
    src: string | readonly string[],
    options: SourceFileOptions = {},
  ): Image<"extendable"> {
    checkArgument("withSourceFile", "src", src, STRINGS);
    checkOptions("withSourceFile", options, FILE_CHECKS);
    const { dst = "." } = options;
    const names = typeof src === "string" ? [] : src.map(pathName);
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
    checkOptions("withCodeBundle", options, BUNDLE_CHECKS);
    return added(this, layerOf("CodeBundleLayer", { copyStyle: "loaded_modules", ...options }));
  }

  /** The same with a `.dockerignore`, which counts for all layers. flyte: `Image.with_dockerignore`. */
  withDockerignore(this: Image<"extendable">, path: string): Image<"extendable"> {
    checkArgument("withDockerignore", "path", path, STRING);
    return added(this, layerOf("DockerIgnore", { path }));
  }

  /** The same with commands that run while it is built. flyte: `Image.with_commands`. */
  withCommands(
    this: Image<"extendable">,
    commands: string | readonly string[],
    options: SecretOptions = {},
  ): Image<"extendable"> {
    checkArgument("withCommands", "commands", commands, STRINGS);
    checkOptions("withCommands", options, SECRET_CHECKS);
    const all = typeof commands === "string" ? [commands] : commands;
    return added(this, layerOf("Commands", { commands: all, secretMounts: secretsOf(options.secretMounts) }));
  }
}
