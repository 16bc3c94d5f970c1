/**
 * The class `ImageSpec` with the function that reads YAML files. The entry point `./image-spec` has the class without it,
 * so that a program that only names images carries no YAML reader.
 *
 * @module
 */
import type { NamedText } from "../../formats/config_document.ts";
import { fieldsOfYaml } from "./from_yaml.ts";
import { ImageSpec as BaseImageSpec, type ImageSpecInit, type ImageSpecOptions } from "./image_spec.ts";

/**
 * Describes how a container image is built: its packages, files and base image. Immutable. `id`, `tag` and `imageName`
 * equal flytekit's, byte for byte. Python: `flytekit.ImageSpec`.
 *
 * @example
 * ```ts
 * import { ImageSpec } from "@flyte-ts/config";
 *
 * const spec = new ImageSpec({ registry: "ghcr.io/acme", packages: ["pandas"], pythonVersion: "3.12" });
 * console.log(spec.id); // LSA4FCZjQKmWIvfhRsv7NA
 * console.log(await spec.withPackages("numpy").imageName()); // ghcr.io/acme/flytekit:ZPx1_4Kfz6KGLmhNtZjUIw
 * ```
 */
export class ImageSpec extends BaseImageSpec {
  /** Name of the class, also after a bundler has shortened it. */
  static override readonly name = "ImageSpec";

  /**
   * Creates a specification. Fields that are not set are `undefined`.
   *
   * @param init – The fields.
   * @param options – Options that are not fields.
   * @throws {FlyteConfigError} `invalid_registry` – when flytekit rejects the registry.
   * @throws {FlyteConfigError} `wrong_shape` – when a field has a wrong value.
   * @throws {FlyteConfigError} `unknown_field` – when there is an unknown field.
   * @throws {FlyteConfigError} `too_deep`, `too_many_values` – when options of the builder or base images are too large.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has a wrong value.
   */
  constructor(init: ImageSpecInit = {}, options: ImageSpecOptions = {}) {
    // Instances are the same, whichever entry point has created them.
    if (new.target === ImageSpec) return new BaseImageSpec(init, options) as ImageSpec;
    super(init, options);
  }

  /**
   * Checks whether a value is a specification, whichever entry point has created it.
   *
   * @param value – Any value.
   * @returns Whether it is one.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    const type = this === ImageSpec ? BaseImageSpec : this;
    return Function.prototype[Symbol.hasInstance].call(type, value);
  }

  /**
   * Reads the YAML file of a specification, which flytekit accepts in place of an image. A number, boolean or date in a
   * string field counts as such in the hash, as in flytekit, and is an issue (`scalar_for_string`). A number that Python
   * writes differently from the file, such as 3.10, is an error.
   *
   * @param file – Text of the file, or its name and text.
   * @param options – Options of the specification.
   * @returns The specification.
   * @throws {YamlError} `yaml_syntax` – when the text is not YAML; and the other codes that start with `yaml_`.
   * @throws {FlyteConfigError} `wrong_shape` – when the document or a field of it is wrong.
   * @throws {FlyteConfigError} `unknown_field` – when there is an unknown field.
   * @throws {FlyteConfigError} `invalid_registry` – when flytekit rejects the registry.
   * @throws {FlyteConfigError} `too_deep`, `too_many_values` – when options of the builder or base images are too large.
   * @throws {FlyteConfigError} `invalid_argument` – when `file` is neither a string nor `{ name, text }`.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has a wrong value.
   *
   * @example
   * ```ts
   * import { ImageSpec } from "@flyte-ts/config";
   *
   * const spec = ImageSpec.fromYaml('python_version: "3.10"\npackages: [pandas]\n');
   * console.log(spec.pythonVersion, spec.packages); // 3.10 [ "pandas" ]
   * ```
   */
  static fromYaml(file: string | NamedText, options?: ImageSpecOptions): ImageSpec {
    const make = (init: object) => new BaseImageSpec(init, options);
    return make(fieldsOfYaml(file, make)) as ImageSpec;
  }
}
