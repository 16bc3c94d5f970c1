/**
 * The class `ImageSpec` with the functions that read YAML files and ask Python interpreters. The entry point `./image-spec`
 * has the class without them, so that a program that only names images carries no YAML reader.
 *
 * @module
 */
import { ANYTHING, checkOptions, either, HOST, listOf, type OptionChecks, STRING } from "../../arguments.ts";
import { FlyteConfigError } from "../../errors.ts";
import type { NamedText } from "../../formats/config_document.ts";
import { hostFor } from "../../runtime/guarded_host.ts";
import type { Host } from "../../runtime/host.ts";
import { FIELDS } from "./fields.ts";
import { fieldsOfYaml } from "./from_yaml.ts";
import { ImageSpec as BaseImageSpec, type ImageSpecInit, type ImageSpecOptions } from "./image_spec.ts";

/** Options of `ImageSpec.fromEnv`: the fields except the Python version, and the interpreter to ask. */
export interface FromEnvOptions extends Omit<ImageSpecInit, "pythonVersion"> {
  /**
   * Packages to add in the versions that are installed.
   * @default []
   */
  readonly pinnedPackages?: readonly string[] | null | undefined;
  /**
   * Interpreter: a path or a name.
   * @default `python3`
   */
  readonly python?: string | undefined;
  /**
   * Kind of the machine, as Python's `platform.machine()` names it.
   * @default that of the interpreter
   */
  readonly machine?: string | undefined;
  /**
   * Machine that runs the interpreter.
   * @default the runtime
   */
  readonly host?: Host | undefined;
}

/** The constructor checks the fields. */
const FROM_ENV_CHECKS = {
  ...Object.fromEntries(FIELDS.map(({ key }) => [key, ANYTHING])),
  pinnedPackages: either(listOf(STRING), { expected: "null", accepts: (value) => value === null }),
  python: STRING,
  machine: STRING,
  host: HOST,
} as OptionChecks<FromEnvOptions>;

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

  /**
   * Creates a specification with the version of a Python interpreter, and with packages in the versions that are
   * installed there. Python: `ImageSpec.from_env`.
   *
   * @param options – The interpreter, the packages to pin, and the fields.
   * @returns The specification.
   * @throws {FlyteConfigError} `package_not_installed` – when a package to pin is not installed.
   * @throws {FlyteConfigError} `python_unusable` – when the interpreter does not answer as Python does.
   * @throws {FlyteConfigError} `command_not_found`, `no_processes`, `permission_denied` – when it cannot be run.
   * @throws {FlyteConfigError} `invalid_option` – when `pythonVersion` is set, or an option is unknown or wrong.
   * @throws {FlyteConfigError} `wrong_shape`, `invalid_registry` – when a field has a wrong value.
   *
   * @example
   * ```ts ignore
   * import { ImageSpec } from "@flyte-ts/config";
   *
   * const spec = await ImageSpec.fromEnv({ python: ".venv/bin/python", pinnedPackages: ["pandas"] });
   * console.log(spec.pythonVersion, spec.packages); // 3.12 [ "pandas==2.3.3" ]
   * ```
   */
  static async fromEnv(options: FromEnvOptions = {}): Promise<ImageSpec> {
    checkOptions("ImageSpec.fromEnv", options, FROM_ENV_CHECKS);
    const { pinnedPackages, python = "python3", host, machine, ...init } = options;
    if ((init as ImageSpecInit).pythonVersion != null) {
      const message = "ImageSpec.fromEnv: pythonVersion is that of the interpreter; remove it";
      throw new FlyteConfigError("invalid_option", message, { path: "python_version" });
    }
    const pins = pinnedPackages ?? [];
    const { readPythonEnvironment } = await import("./from_env.ts");
    const { pythonVersion, pinned, ...found } = await readPythonEnvironment(hostFor(host), python, pins);
    // To flytekit, packages that are left out are an empty list, and None is not set.
    const packages = init.packages === null && pins.length === 0 ? null : [...init.packages ?? [], ...pinned];
    return new ImageSpec({ ...init, packages, pythonVersion }, { machine: machine ?? found.machine });
  }
}
