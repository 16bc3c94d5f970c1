/**
 * Image specifications that are others with something added.
 *
 * @module
 */
import { checkArgument, OBJECT } from "../../arguments.ts";
import { orderedKeys, orderedObject } from "../../python/json_value.ts";
import { STRINGS } from "./checks.ts";
import type { ImageSpec } from "./image_spec.ts";
import { ImageSpecFields } from "./image_spec_fields.ts";
import type { BuilderValue, ImageSpecInit } from "./image_spec_init.ts";

/** Base of {@linkcode ImageSpec}: its fields, and methods that add to them, which take strings, lists of them, or both. */
export abstract class ImageSpecChanges extends ImageSpecFields {
  /** The same with some fields changed. */
  abstract with(changes: ImageSpecInit): ImageSpec;

  /** The same with further commands. flytekit: `ImageSpec.with_commands`. */
  withCommands(...commands: readonly (string | readonly string[])[]): ImageSpec {
    return this.with({ commands: [...this.commands ?? [], ...stringsOf("withCommands", "commands", commands)] });
  }

  /** The same with further Python packages. flytekit: `ImageSpec.with_packages`. */
  withPackages(...packages: readonly (string | readonly string[])[]): ImageSpec {
    return this.with({ packages: [...this.packages ?? [], ...stringsOf("withPackages", "packages", packages)] });
  }

  /** The same with further Debian packages. flytekit: `ImageSpec.with_apt_packages`. */
  withAptPackages(...aptPackages: readonly (string | readonly string[])[]): ImageSpec {
    return this.with({
      aptPackages: [...this.aptPackages ?? [], ...stringsOf("withAptPackages", "aptPackages", aptPackages)],
    });
  }

  /** The same with further files or folders to copy. flytekit: `ImageSpec.with_copy`. */
  withCopy(...copy: readonly (string | readonly string[])[]): ImageSpec {
    return this.with({ copy: [...this.copy ?? [], ...stringsOf("withCopy", "copy", copy)] });
  }

  /** The same with further packages to install when a task runs. flytekit: `ImageSpec.with_runtime_packages`. */
  withRuntimePackages(...runtimePackages: readonly (string | readonly string[])[]): ImageSpec {
    return this.with({
      runtimePackages: [
        ...this.runtimePackages ?? [],
        ...stringsOf("withRuntimePackages", "runtimePackages", runtimePackages),
      ],
    });
  }

  /** The same with options of the builder added or replaced. flytekit: `ImageSpec.with_builder_options`. */
  withBuilderOptions(builderOptions: Readonly<Record<string, BuilderValue>>): ImageSpec {
    checkArgument("ImageSpec.withBuilderOptions", "builderOptions", builderOptions, OBJECT);
    const entries = [this.builderOptions ?? {}, builderOptions].flatMap((options) =>
      orderedKeys(options).map((key) => [key, options[key]!] as const)
    );
    return this.with({ builderOptions: orderedObject(entries, null) });
  }
}

/** What is given one by one, in a list, or in several. */
function stringsOf(method: string, name: string, values: readonly (string | readonly string[])[]): readonly string[] {
  for (const value of values.length === 0 ? [undefined] : values) {
    checkArgument(`ImageSpec.${method}`, name, value, STRINGS);
  }
  return values.flat();
}
