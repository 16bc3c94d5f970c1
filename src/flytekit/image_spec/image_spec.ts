/**
 * What a container image is to be built of.
 *
 * @module
 */
import { checkArgument, checkOptions, OBJECT } from "../../arguments.ts";
import type { Issue } from "../../errors.ts";
import type { JsonObject } from "../../python/json_value.ts";
import { redactValue } from "../../python/redact_value.ts";
import { inspectable } from "../../text/inspect.ts";
import { redact } from "../../text/redact.ts";
import type { NamedText } from "../../formats/config_document.ts";
import { type Existence, existsOrNull } from "../../oci/existence.ts";
import { SPEC_CHECKS } from "./checks.ts";
import { existenceOf, type ExistenceOptions } from "./existence.ts";
import { FIELDS } from "./fields.ts";
import { dictOf, initOf, initOfYaml, roundedIntegers } from "./from_dict.ts";
import { type FromEnvOptions, initFromEnv } from "./from_env.ts";
import { hashOf } from "./hash.ts";
import { ImageSpecChanges } from "./image_spec_changes.ts";
import type { ImageSpecInit, ImageSpecOptions, IsContainerOptions } from "./image_spec_init.ts";
import { isContainerOf } from "./is_container.ts";
import { issuesOf, platformIssues } from "./issues.ts";
import { withoutScalars } from "./scalars.ts";
import { tagOf, type TagOptions } from "./tag.ts";

/**
 * What a container image is to be built of: packages, files, a base image. flytekit: `ImageSpec`. Immutable. `id`, `tag`
 * and `imageName` are those of flytekit, byte for byte.
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
export class ImageSpec extends ImageSpecChanges {
  /** Name of the class, also where a bundler has shortened it. */
  static override readonly name = "ImageSpec";

  readonly #isForcePush: boolean;
  // Issues of what it was made of, which copies have until they change the field.
  #originIssues: readonly Issue[];
  #id: string | undefined;

  /**
   * Makes a specification. Throws `invalid_registry` for a registry that flytekit refuses, `wrong_shape` for a field that
   * holds something else than it must, `unknown_field`, and `too_deep`.
   */
  constructor(init: ImageSpecInit = {}, options: ImageSpecOptions = {}) {
    checkOptions("ImageSpec", options, SPEC_CHECKS);
    super(init, options);
    this.#isForcePush = options.isForcePush ?? false;
    this.#originIssues = platformIssues(init, this);
    Object.freeze(this);
  }

  /**
   * Reads flytekit's keyword arguments: snake_case names, as `toDict` gives them; `base_image` may be such an object
   * itself. Scalars in fields of text are read as by `fromYaml`. Throws as the constructor does.
   */
  static fromDict(value: unknown, options?: ImageSpecOptions): ImageSpec {
    const make = (init: ImageSpecInit) => new ImageSpec(init, options);
    return make(initOf(value, make));
  }

  /**
   * Reads the YAML file of a specification, such as flytekit takes for an image. Throws as `fromDict`, and `YamlError`.
   * A number, a boolean or a date in a field of text counts as such in the hash, as in flytekit, and is an issue
   * (`scalar_for_string`); a number that Python writes in another way than the file, such as 3.10, is refused.
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
    const make = (init: ImageSpecInit) => new ImageSpec(init, options);
    const [init, issues] = initOfYaml(file, make);
    const spec = make(init);
    spec.#originIssues = [...spec.#originIssues, ...issues];
    return spec;
  }

  /**
   * A specification with the version of the named Python, and with packages in the versions that are installed there.
   * flytekit: `ImageSpec.from_env`. Rejects with `invalid_option` for a `pythonVersion`, `package_not_installed`,
   * `python_unusable`, as `Host.run` does, and as the constructor throws.
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
    const [init, machine] = await initFromEnv(options);
    return new ImageSpec(init, { machine });
  }

  /** Whether the image is to be built and pushed also where it exists. Not part of the hash. */
  get isForcePush(): boolean {
    return this.#isForcePush;
  }

  /** Hash of the fields but `builder`, `pipSecretMounts` and `runtimePackages`. flytekit: `ImageSpec.id`. */
  get id(): string {
    return this.#id ??= hashOf(this);
  }

  /**
   * The tag of the image: a hash as `id`, with the content of files in place of their paths, and without
   * `registryConfig`; in the format of `tagFormat`. flytekit: `ImageSpec.tag`. Rejects with `missing_source_root`,
   * `loaded_modules_unknown`, `invalid_tag_format`, and as reading files does.
   */
  tag(options: TagOptions = {}): Promise<string> {
    return tagOf("ImageSpec.tag", this, options);
  }

  /** The registry, the name and the tag. flytekit: `ImageSpec.image_name`. Rejects as `tag` does. */
  async imageName(options: TagOptions = {}): Promise<string> {
    const name = `${this.name}:${await tagOf("ImageSpec.imageName", this, options)}`;
    return this.registry ? `${this.registry}/${name}` : name;
  }

  /** Whether the registry has the image, or why that is unknown. Docker is not needed. Rejects as `tag` does. */
  existence(options: ExistenceOptions = {}): Promise<Existence> {
    return existenceOf("ImageSpec.existence", this, options);
  }

  /** `existence` as flytekit has it; `null` where nobody can tell. flytekit: `ImageSpec.exist`. Rejects as `tag` does. */
  async exist(options: ExistenceOptions = {}): Promise<boolean | null> {
    return existsOrNull(await existenceOf("ImageSpec.exist", this, options));
  }

  /**
   * Whether this runs in the image of the specification; outside of executions always `true`, so that the modules of an
   * image can be imported there. Pass `inExecution: true` for a task that is called directly, of which flytekit says
   * `false` outside of an image, too. Python: `ImageSpec.is_container`. Throws `permission_denied`, `invalid_option`.
   */
  isContainer(options: IsContainerOptions = {}): boolean {
    return isContainerOf(this.id, options);
  }

  /** The same with some fields changed; an explicit `undefined` unsets one. Throws as the constructor does. */
  override with(changes: ImageSpecInit): ImageSpec {
    checkArgument("ImageSpec.with", "changes", changes, OBJECT, 'spec.with({ packages: ["pandas"] })');
    return this.#copy(changes, this.#isForcePush);
  }

  /** The same, to be built and pushed also where the image exists. flytekit: `ImageSpec.force_push`. */
  forcePush(): ImageSpec {
    return this.#copy({}, true);
  }

  /** What registries refuse, what flytekit reads otherwise of a file, and what depends on the machine. */
  get issues(): readonly Issue[] {
    return [...this.#originIssues, ...issuesOf(this)];
  }

  /** The fields under flytekit's names, `null` for what is not set. A fresh copy. */
  toDict(): JsonObject {
    return dictOf(this);
  }

  /** The same for `JSON.stringify`: integers beyond 2^53 are rounded, as JavaScript does when it reads them. */
  toJSON(): JsonObject {
    return roundedIntegers(this.toDict()) as JsonObject;
  }

  /** Registry, name and `id`. */
  override toString(): string {
    return `ImageSpec(${redact(`${this.registry ? `${this.registry}/` : ""}${this.name}`)}, id ${this.id})`;
  }

  #copy(changes: ImageSpecInit, isForcePush: boolean): ImageSpec {
    const copy = new ImageSpec({ ...this, ...withoutScalars(this, changes), ...changes }, { isForcePush });
    copy.#originIssues = this.#originIssues.filter(({ path }) =>
      !FIELDS.some(({ key, wire }) => wire === path && key in changes)
    );
    return copy;
  }
}

inspectable(ImageSpec.prototype, (spec) =>
  Object.fromEntries(
    FIELDS.filter(({ key }) => spec[key] !== undefined).map(({ key }) => [key, redactValue(spec[key])]),
  ));
