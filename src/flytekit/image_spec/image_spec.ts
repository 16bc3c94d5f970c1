/**
 * The class that describes how a container image is built. The entry point `.` has it with the functions that read YAML
 * files and ask Python interpreters.
 *
 * @module
 */
import {
  BOOLEAN,
  type Check,
  checkArgument,
  checkOptions,
  either,
  HOST,
  listOf,
  OBJECT,
  objectWith,
  type OptionChecks,
  recordOf,
  SIGNAL,
  STRING,
} from "../../arguments.ts";
import type { Issue } from "../../errors.ts";
import { type Existence, existsOrNull } from "../../oci/existence.ts";
import { queryExistence } from "../../oci/query_existence.ts";
import type { RegistryClient } from "../../oci/registry_client.ts";
import { lower } from "../../python/strings.ts";
import { type JsonObject, type JsonValue, orderedKeys, orderedObject, roundIntegers } from "../../python/json_value.ts";
import { redactValue } from "../../python/redact_value.ts";
import { defaultHost } from "../../runtime/default_host.ts";
import { recordEnv } from "../../runtime/env.ts";
import { hostFor } from "../../runtime/guarded_host.ts";
import type { Host, Signal } from "../../runtime/host.ts";
import { inspectable } from "../../text/inspect.ts";
import { redact } from "../../text/redact.ts";
import { type CopyFileDetection, FIELDS, type FieldValues, pathOf, readFields, SOURCE_ISSUES } from "./fields.ts";
import { dictOf, fieldsOfDict } from "./from_dict.ts";
import { issuesOf, platformIssues } from "./issues.ts";
import { checkRegistry } from "./registry_name.ts";
import { currentScalars, SCALARS, type Scalars, withoutScalars } from "./scalars.ts";
import { checkTagOptions, hashOf, imageNameOf, TAG_CHECKS, tagOf, type TagOptions } from "./tag.ts";

/** Environment variable of an image that was built from an `ImageSpec`: the `id` of that. */
export const _F_IMG_ID = "_F_IMG_ID";

/** Environment variable that Flyte sets in the containers of tasks. */
export const FLYTE_INTERNAL_EXECUTION_ID = "FLYTE_INTERNAL_EXECUTION_ID";

/** The fields of an {@linkcode ImageSpec}; all are optional. flytekit's names are the same in snake_case. */
export interface ImageSpecInit {
  /**
   * Name of the image; it is converted to lowercase.
   * @default `flytekit`
   */
  readonly name?: string | undefined;
  /**
   * Python version of the image.
   * @default the version of the base image
   */
  readonly pythonVersion?: string | null | undefined;
  /**
   * Type of the builder. Not part of the hash.
   * @default the builder with the highest priority
   */
  readonly builder?: string | null | undefined;
  /**
   * Directory of the source files.
   * @default none
   */
  readonly sourceRoot?: string | null | undefined;
  /**
   * Environment variables of the image.
   * @default none
   */
  readonly env?: Readonly<Record<string, string>> | null | undefined;
  /**
   * Registry of the image, such as `ghcr.io/acme`; it is converted to lowercase.
   * @default none
   */
  readonly registry?: string | null | undefined;
  /**
   * Python packages, as requirements for pip.
   * @default none
   */
  readonly packages?: readonly string[] | null | undefined;
  /**
   * Conda packages.
   * @default none
   */
  readonly condaPackages?: readonly string[] | null | undefined;
  /**
   * Conda channels.
   * @default none
   */
  readonly condaChannels?: readonly string[] | null | undefined;
  /**
   * Path of a `requirements.txt`, `uv.lock` or `poetry.lock`.
   * @default none
   */
  readonly requirements?: string | null | undefined;
  /**
   * Debian packages.
   * @default none
   */
  readonly aptPackages?: readonly string[] | null | undefined;
  /**
   * Version of CUDA; `dockerBuilder` rejects it.
   * @default none
   */
  readonly cuda?: string | null | undefined;
  /**
   * Version of cuDNN; `dockerBuilder` rejects it.
   * @default none
   */
  readonly cudnn?: string | null | undefined;
  /**
   * Image to start from: an image name or another specification.
   * @default the builder's
   */
  readonly baseImage?: string | ImageSpec | null | undefined;
  /**
   * Platforms to build for, separated by commas.
   * @default `linux/amd64`; for a registry at `localhost:`, that of the machine
   */
  readonly platform?: string | null | undefined;
  /**
   * URL of the Python package index.
   * @default PyPI
   */
  readonly pipIndex?: string | null | undefined;
  /**
   * URLs of additional package indexes.
   * @default none
   */
  readonly pipExtraIndexUrl?: readonly string[] | null | undefined;
  /**
   * Files with secrets for installing packages, each with the path at which the build sees it. Not part of the hash.
   * @default none
   */
  readonly pipSecretMounts?: readonly (readonly [source: string, target: string])[] | null | undefined;
  /**
   * Additional arguments for installing packages.
   * @default none
   */
  readonly pipExtraArgs?: string | null | undefined;
  /**
   * Path of a file with the credentials of registries. Not part of the tag.
   * @default none
   */
  readonly registryConfig?: string | null | undefined;
  /**
   * Entrypoint that replaces the base image's; an empty list removes that.
   * @default the base image's
   */
  readonly entrypoint?: readonly string[] | null | undefined;
  /**
   * Shell commands to run during the build.
   * @default none
   */
  readonly commands?: readonly string[] | null | undefined;
  /**
   * Format of the tag, in which `{spec_hash}` stands for the hash.
   * @default `{spec_hash}`
   */
  readonly tagFormat?: string | null | undefined;
  /**
   * Selection of the source files that are copied.
   * @default `LOADED_MODULES` if `sourceRoot` is set
   */
  readonly sourceCopyMode?: CopyFileDetection | null | undefined;
  /**
   * Files and directories to copy to `/root`.
   * @default none
   */
  readonly copy?: readonly string[] | null | undefined;
  /**
   * Path of the Python interpreter in the image.
   * @default one that the builder installs
   */
  readonly pythonExec?: string | null | undefined;
  /**
   * Python packages to install when a task starts. Not part of the hash.
   * @default none
   */
  readonly runtimePackages?: readonly string[] | null | undefined;
  /**
   * Options of the builder.
   * @default none
   */
  readonly builderOptions?: Readonly<Record<string, JsonValue>> | null | undefined;
  /**
   * Images that the builder uses, such as `uv_image`.
   * @default none
   */
  readonly builderConfig?: Readonly<Record<string, JsonValue>> | null | undefined;
}

/** Options of {@linkcode ImageSpec}, which are not fields. */
export interface ImageSpecOptions {
  /**
   * Kind of the machine, as Python's `platform.machine()` names it. On `arm64` and `aarch64`, the default platform for a
   * registry at `localhost:` is `linux/arm64`.
   * @default that of the runtime, if it is known
   */
  readonly machine?: string | undefined;
  /**
   * Whether the image is built and pushed even if it exists.
   * @default false
   */
  readonly isForcePush?: boolean | undefined;
}

/** Options of `ImageSpec.isContainer`. */
export interface IsContainerOptions {
  /**
   * Environment variables.
   * @default those of the host
   */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /**
   * Machine whose environment is read.
   * @default the runtime
   */
  readonly host?: Host | undefined;
  /**
   * Whether this is the container of a task.
   * @default whether the variable `FLYTE_INTERNAL_EXECUTION_ID` is set
   */
  readonly inExecution?: boolean | undefined;
}

/** Options of `ImageSpec.existence` and `ImageSpec.exist`. */
export interface ExistenceOptions extends TagOptions {
  /**
   * Client that asks the registry.
   * @default a new client with the credentials of the host
   */
  readonly client?: Pick<RegistryClient, "exists"> | undefined;
  /**
   * Path of a file with credentials, which take precedence over those of the host. Ignored if `client` is set.
   * @default `registryConfig` of the specification
   */
  readonly authFile?: string | undefined;
  /** Ends the query when it is aborted. */
  readonly signal?: Signal | undefined;
}

const STRINGS: Check = either(STRING, listOf(STRING));
const OPTION_CHECKS: OptionChecks<ImageSpecOptions> = { machine: STRING, isForcePush: BOOLEAN };
const EXISTENCE_CHECKS: OptionChecks<ExistenceOptions> = {
  ...TAG_CHECKS,
  client: objectWith("an object with a function exists", "exists"),
  authFile: STRING,
  signal: SIGNAL,
};
const CONTAINER_CHECKS: OptionChecks<IsContainerOptions> = {
  env: recordOf(either(STRING, { expected: "undefined", accepts: (value) => value === undefined })),
  host: HOST,
  inExecution: BOOLEAN,
};
/**
 * Describes how a container image is built: its packages, files and base image. Immutable. `id`, `tag` and `imageName`
 * equal flytekit's, byte for byte. Python: `flytekit.ImageSpec`.
 *
 * The class of `@flyte-ts/config` also has `fromYaml` and `fromEnv`; instances are the same.
 *
 * @example
 * ```ts
 * import { ImageSpec } from "@flyte-ts/config/image-spec";
 *
 * const spec = new ImageSpec({ registry: "ghcr.io/acme", packages: ["pandas"], pythonVersion: "3.12" });
 * console.log(spec.id); // LSA4FCZjQKmWIvfhRsv7NA
 * console.log(await spec.withPackages("numpy").imageName()); // ghcr.io/acme/flytekit:ZPx1_4Kfz6KGLmhNtZjUIw
 * ```
 */
export class ImageSpec {
  /** Name of the class, also after a bundler has shortened it. */
  static readonly name = "ImageSpec";
  static readonly #inspectable: void = inspectable(
    this.prototype,
    (spec) =>
      Object.fromEntries(
        FIELDS.filter(({ key }) => spec[key] !== undefined).map(({ key }) => [key, redactValue(spec[key])]),
      ),
  );

  // Fields that are not only declared, and before the private ones: V8 copies and fills such objects much faster.
  /** Name of the image, in lowercase. */
  readonly name!: string;
  /** Python version of the image. */
  readonly pythonVersion!: string | undefined;
  /** Type of the builder. */
  readonly builder!: string | undefined;
  /** Directory of the source files. */
  readonly sourceRoot!: string | undefined;
  /** Environment variables of the image, in an object without a prototype. */
  readonly env!: Readonly<Record<string, string>> | undefined;
  /** Registry of the image, in lowercase. */
  readonly registry!: string | undefined;
  /** Python packages. */
  readonly packages!: readonly string[] | undefined;
  /** Conda packages. */
  readonly condaPackages!: readonly string[] | undefined;
  /** Conda channels. */
  readonly condaChannels!: readonly string[] | undefined;
  /** Path of a `requirements.txt`, `uv.lock` or `poetry.lock`. */
  readonly requirements!: string | undefined;
  /** Debian packages. */
  readonly aptPackages!: readonly string[] | undefined;
  /** Version of CUDA. */
  readonly cuda!: string | undefined;
  /** Version of cuDNN. */
  readonly cudnn!: string | undefined;
  /** Image to start from: an image name or another specification. */
  readonly baseImage!: string | ImageSpec | undefined;
  /** Platforms to build for, separated by commas. */
  readonly platform!: string;
  /** URL of the Python package index. */
  readonly pipIndex!: string | undefined;
  /** URLs of additional package indexes. */
  readonly pipExtraIndexUrl!: readonly string[] | undefined;
  /** Files with secrets for installing packages, each with the path at which the build sees it. */
  readonly pipSecretMounts!: readonly (readonly [source: string, target: string])[] | undefined;
  /** Additional arguments for installing packages. */
  readonly pipExtraArgs!: string | undefined;
  /** Path of a file with the credentials of registries. */
  readonly registryConfig!: string | undefined;
  /** Entrypoint that replaces the base image's. */
  readonly entrypoint!: readonly string[] | undefined;
  /** Shell commands to run during the build. */
  readonly commands!: readonly string[] | undefined;
  /** Format of the tag, in which `{spec_hash}` stands for the hash. */
  readonly tagFormat!: string | undefined;
  /** Selection of the source files that are copied. */
  readonly sourceCopyMode!: CopyFileDetection | undefined;
  /** Files and directories to copy to `/root`. */
  readonly copy!: readonly string[] | undefined;
  /** Path of the Python interpreter in the image. */
  readonly pythonExec!: string | undefined;
  /** Python packages to install when a task starts. */
  readonly runtimePackages!: readonly string[] | undefined;
  /** Options of the builder, in an object without a prototype. */
  readonly builderOptions!: Readonly<Record<string, JsonValue>> | undefined;
  /** Images that the builder uses, in an object without a prototype. */
  readonly builderConfig!: Readonly<Record<string, JsonValue>> | undefined;

  readonly #isForcePush: boolean;
  // Issues of the source of the fields, which copies keep until the field changes.
  readonly #sourceIssues: readonly Issue[];
  /** An object, because the specification is frozen: compilers for React Native turn private fields into properties. */
  readonly #known: { id?: string } = {};

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
    checkOptions("ImageSpec", options, OPTION_CHECKS);
    // The fields are assigned to the instance one by one, since V8 fills it faster than it copies an object.
    const isSpec = (value: unknown): value is ImageSpec => value instanceof ImageSpec;
    const values: FieldValues & { [SCALARS]?: Scalars } = readFields(this, init, isSpec);
    values.name = lower((values.name as string | undefined) ?? "flytekit");
    const registry = typeof values.registry === "string" ? lower(values.registry) : undefined;
    if (registry) checkRegistry(registry, pathOf({ key: "registry", wire: "registry" }, init));
    values.registry = registry;
    values.platform ??= registry?.startsWith("localhost:") && isArm(options.machine ?? defaultHost().machine?.())
      ? "linux/arm64"
      : "linux/amd64";
    if (values.sourceRoot !== undefined) values.sourceCopyMode ??= "LOADED_MODULES";
    const scalars = currentScalars(init, values);
    if (scalars !== undefined) values[SCALARS] = scalars;
    this.#isForcePush = options.isForcePush ?? false;
    const { [SOURCE_ISSUES]: sourceIssues = [] } = init as { readonly [SOURCE_ISSUES]?: readonly Issue[] };
    this.#sourceIssues = [...platformIssues(this, init.platform), ...sourceIssues];
    Object.freeze(this);
  }

  /**
   * Reads flytekit's keyword arguments, which have snake_case names, as `toDict` returns them. `base_image` may be such an
   * object. Numbers, booleans and dates in string fields are read as from a YAML file.
   *
   * @param value – The object.
   * @param options – Options of the specification.
   * @returns The specification.
   * @throws {FlyteConfigError} `wrong_shape` – when the value or a field of it is wrong.
   * @throws {FlyteConfigError} `unknown_field` – when there is an unknown field.
   * @throws {FlyteConfigError} `invalid_registry` – when flytekit rejects the registry.
   * @throws {FlyteConfigError} `too_deep`, `too_many_values` – when options of the builder or base images are too large.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has a wrong value.
   */
  static fromDict(value: unknown, options?: ImageSpecOptions): ImageSpec {
    const make = (init: object) => new ImageSpec(init, options);
    return make(fieldsOfDict(value, make));
  }

  /** Whether the image is built and pushed even if it exists. Not part of the hash. */
  get isForcePush(): boolean {
    return this.#isForcePush;
  }

  /**
   * Hash of the fields except `builder`, `pipSecretMounts` and `runtimePackages`: 22 characters of the URL-safe base64
   * alphabet. Python: `ImageSpec.id`.
   */
  get id(): string {
    return this.#known.id ??= hashOf(this);
  }

  /**
   * Issues of the fields: what registries reject, what flytekit reads differently from a file, and what depends on the
   * machine. Those of a base image have paths below `base_image`.
   */
  get issues(): readonly Issue[] {
    const baseIssues = this.baseImage instanceof ImageSpec ? this.baseImage.issues : [];
    return [...this.#sourceIssues, ...issuesOf(this, this.id, baseIssues)];
  }

  /**
   * Computes the tag of the image: a hash like `id`, but with the content of files instead of their paths and without
   * `registryConfig`, in the format of `tagFormat`. Python: `ImageSpec.tag`.
   *
   * @param options – Where and how files are read.
   * @returns The tag.
   * @throws {FlyteConfigError} `missing_source_root` – when source files are copied and `sourceRoot` is not set.
   * @throws {FlyteConfigError} `loaded_modules_unknown` – when `sourceCopyMode` is `LOADED_MODULES`.
   * @throws {FlyteConfigError} `invalid_tag_format` – when `tagFormat` cannot be formatted.
   * @throws {FlyteConfigError} `git_ignore_unknown`, `ignore_pattern_invalid` – when ignore rules cannot be read.
   * @throws {FlyteConfigError} `file_not_found`, `file_unreadable`, `permission_denied`, `no_file_system` – when a file
   * cannot be read; and the other codes of reading files.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has a wrong value.
   */
  async tag(options: TagOptions = {}): Promise<string> {
    checkTagOptions("ImageSpec.tag", options, TAG_CHECKS);
    return await tagOf(this, options);
  }

  /**
   * Computes the name of the image: registry, name and tag. Python: `ImageSpec.image_name`.
   *
   * @param options – Where and how files are read.
   * @returns The name of the image.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has a wrong value; and the codes of `tag`.
   */
  async imageName(options: TagOptions = {}): Promise<string> {
    checkTagOptions("ImageSpec.imageName", options, TAG_CHECKS);
    return await imageNameOf(this, options);
  }

  /**
   * Determines whether the registry has the image, with the credentials of `registryConfig` first. Does not need Docker.
   *
   * @param options – How the registry is asked, and where files are read.
   * @returns Whether the image exists, or why that is unknown; without a registry, it is unknown.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has a wrong value; and the codes of `tag`.
   */
  async existence(options: ExistenceOptions = {}): Promise<Existence> {
    return await this.#existence("ImageSpec.existence", options);
  }

  /**
   * Determines whether the registry has the image, like `existence`. Python: `ImageSpec.exist`.
   *
   * @param options – How the registry is asked, and where files are read.
   * @returns Whether the image exists, or `null` if that is unknown.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has a wrong value; and the codes of `tag`.
   */
  async exist(options: ExistenceOptions = {}): Promise<boolean | null> {
    return existsOrNull(await this.#existence("ImageSpec.exist", options));
  }

  /**
   * Checks whether this process runs in the image. Outside of executions the result is always `true`, so that modules that
   * only the image has can be imported by the same code. Python: `ImageSpec.is_container`.
   *
   * Pass `inExecution: true` for a task that is called directly, for which flytekit returns `false` outside of the image.
   *
   * @param options – The environment.
   * @returns Whether this is the image, or not an execution.
   * @throws {FlyteConfigError} `permission_denied` – when the runtime may not read the environment.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has a wrong value.
   */
  isContainer(options: IsContainerOptions = {}): boolean {
    checkOptions("ImageSpec.isContainer", options, CONTAINER_CHECKS);
    const { env, host = env ? undefined : defaultHost() } = options;
    const valueOf = env ? recordEnv(env) : (name: string) => host?.env(name);
    const inExecution = options.inExecution ?? valueOf(FLYTE_INTERNAL_EXECUTION_ID) !== undefined;
    return !inExecution || valueOf(_F_IMG_ID) === this.id;
  }

  /**
   * Returns a copy with some fields changed.
   *
   * @param changes – The fields to change; `undefined` unsets a field.
   * @returns The new specification.
   * @throws {FlyteConfigError} `invalid_argument` – when `changes` is not an object.
   * @throws {FlyteConfigError} `wrong_shape`, `unknown_field`, `invalid_registry`, `too_deep`, `too_many_values` – when
   * the constructor rejects the fields.
   */
  with(changes: ImageSpecInit): ImageSpec {
    checkArgument("ImageSpec.with", "changes", changes, OBJECT, 'spec.with({ packages: ["pandas"] })');
    return this.#copy(changes, this.#isForcePush);
  }

  /**
   * Returns a copy with additional commands. Python: `ImageSpec.with_commands`.
   *
   * @param commands – The commands: strings, lists of strings, or both.
   * @returns The new specification.
   * @throws {FlyteConfigError} `invalid_argument` – when an argument is neither a string nor a list of strings.
   */
  withCommands(...commands: readonly (string | readonly string[])[]): ImageSpec {
    return this.with({ commands: [...this.commands ?? [], ...flatStrings("withCommands", "commands", commands)] });
  }

  /**
   * Returns a copy with additional Python packages. Python: `ImageSpec.with_packages`.
   *
   * @param packages – The Python packages: strings, lists of strings, or both.
   * @returns The new specification.
   * @throws {FlyteConfigError} `invalid_argument` – when an argument is neither a string nor a list of strings.
   */
  withPackages(...packages: readonly (string | readonly string[])[]): ImageSpec {
    return this.with({ packages: [...this.packages ?? [], ...flatStrings("withPackages", "packages", packages)] });
  }

  /**
   * Returns a copy with additional Debian packages. Python: `ImageSpec.with_apt_packages`.
   *
   * @param aptPackages – The Debian packages: strings, lists of strings, or both.
   * @returns The new specification.
   * @throws {FlyteConfigError} `invalid_argument` – when an argument is neither a string nor a list of strings.
   */
  withAptPackages(...aptPackages: readonly (string | readonly string[])[]): ImageSpec {
    return this.with({
      aptPackages: [...this.aptPackages ?? [], ...flatStrings("withAptPackages", "aptPackages", aptPackages)],
    });
  }

  /**
   * Returns a copy with additional files or directories to copy. Python: `ImageSpec.with_copy`.
   *
   * @param copy – The files or directories to copy: strings, lists of strings, or both.
   * @returns The new specification.
   * @throws {FlyteConfigError} `invalid_argument` – when an argument is neither a string nor a list of strings.
   */
  withCopy(...copy: readonly (string | readonly string[])[]): ImageSpec {
    return this.with({ copy: [...this.copy ?? [], ...flatStrings("withCopy", "copy", copy)] });
  }

  /**
   * Returns a copy with additional packages to install when a task starts. Python: `ImageSpec.with_runtime_packages`.
   *
   * @param runtimePackages – The packages to install when a task starts: strings, lists of strings, or both.
   * @returns The new specification.
   * @throws {FlyteConfigError} `invalid_argument` – when an argument is neither a string nor a list of strings.
   */
  withRuntimePackages(...runtimePackages: readonly (string | readonly string[])[]): ImageSpec {
    return this.with({
      runtimePackages: [
        ...this.runtimePackages ?? [],
        ...flatStrings("withRuntimePackages", "runtimePackages", runtimePackages),
      ],
    });
  }

  /**
   * Returns a copy with options of the builder added or replaced. Python: `ImageSpec.with_builder_options`.
   *
   * @param builderOptions – The options.
   * @returns The new specification.
   * @throws {FlyteConfigError} `invalid_argument` – when `builderOptions` is not an object.
   * @throws {FlyteConfigError} `wrong_shape`, `too_deep`, `too_many_values` – when an option is not a JSON value.
   */
  withBuilderOptions(builderOptions: Readonly<Record<string, JsonValue>>): ImageSpec {
    checkArgument("ImageSpec.withBuilderOptions", "builderOptions", builderOptions, OBJECT);
    const entries = [this.builderOptions ?? {}, builderOptions].flatMap((options) =>
      orderedKeys(options).map((key) => [key, options[key]!] as const)
    );
    return this.with({ builderOptions: orderedObject(entries, null) });
  }

  /**
   * Returns a copy that is built and pushed even if the image exists. Python: `ImageSpec.force_push`.
   *
   * @returns The new specification.
   */
  forcePush(): ImageSpec {
    return this.#copy({}, true);
  }

  /**
   * Returns the fields under flytekit's names, with `null` for what is not set.
   *
   * @returns A new object.
   */
  toDict(): JsonObject {
    return dictOf(this);
  }

  /**
   * Returns the same as `toDict`, for `JSON.stringify`. Integers beyond 2^53 are rounded, as JavaScript reads them.
   *
   * @returns A new object.
   */
  toJSON(): JsonObject {
    return roundIntegers(this.toDict()) as JsonObject;
  }

  /**
   * Returns the registry, the name and the `id`, without credentials.
   *
   * @returns A string such as `ImageSpec(ghcr.io/acme/flytekit, id LSA4FCZjQKmWIvfhRsv7NA)`.
   */
  toString(): string {
    return `ImageSpec(${redact(`${this.registry ? `${this.registry}/` : ""}${this.name}`)}, id ${this.id})`;
  }

  async #existence(call: string, options: ExistenceOptions): Promise<Existence> {
    checkTagOptions(call, options, EXISTENCE_CHECKS);
    const { cache, digests, realNames, onIssue } = options;
    const host = hostFor(options.host, options.signal);
    const name = await imageNameOf(this, { host, cache, digests, realNames, onIssue });
    const authFile = options.authFile ?? (this.registryConfig || undefined);
    return await queryExistence(name, !!this.registry, { ...options, authFile });
  }

  #copy(changes: ImageSpecInit, isForcePush: boolean): ImageSpec {
    const kept = this.#sourceIssues.filter(({ path }) =>
      !FIELDS.some(({ key, wire }) => wire === path && key in changes)
    );
    const init = { ...this, ...withoutScalars(this, changes), ...changes, [SOURCE_ISSUES]: kept };
    return new ImageSpec(init, { isForcePush });
  }
}

/** Joins strings and lists of strings. Throws `invalid_argument` for anything else, and for no argument. */
function flatStrings(
  method: string,
  name: string,
  values: readonly (string | readonly string[])[],
): readonly string[] {
  for (const value of values.length === 0 ? [undefined] : values) {
    checkArgument(`ImageSpec.${method}`, name, value, STRINGS);
  }
  return values.flat();
}

function isArm(machine: string | undefined): boolean {
  return machine !== undefined && ["arm64", "aarch64"].includes(machine.toLowerCase());
}
