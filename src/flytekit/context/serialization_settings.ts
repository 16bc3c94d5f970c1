/**
 * The settings that a Flyte task was serialized with, and that travel with it as `_F_SS_C`.
 *
 * @module
 */
import { BOOLEAN, checkArgument, checkOptions, FUNCTION, OBJECT, type OptionChecks, STRING } from "../../arguments.ts";
import { DEFAULT_IMAGE_NAME, Image } from "../image/image.ts";
import { ImageConfig } from "../image/image_config.ts";
import { isObject, orderedCopy, orderedKeys, orderedObject } from "../../python/json_value.ts";
import { DEFAULT_MAX_BYTES, JSON_LIMITS } from "../../wire/json_text.ts";
import { wireError } from "../../wire/fault.ts";
import { readJson } from "../../wire/read.ts";
import { fill, WireRecord } from "../../wire/record.ts";
import type { Extra, WireRow } from "../../wire/row.ts";
import { type WireSchema, wireSchema } from "../../wire/schema.ts";
import { DEFAULT_RUNTIME_PYTHON_INTERPRETER, SERIALIZED_CONTEXT_ENV_VAR } from "./constants.ts";
import { EntrypointSettings, venvRoot } from "./entrypoint_settings.ts";
import { FastSerializationSettings } from "./fast_serialization_settings.ts";
import { ResourceSpec } from "./resources.ts";
import type {
  ForImageOptions,
  FromTransportOptions,
  SerializationSettingsInit,
  SerializedContextOptions,
} from "./serialization_settings_init.ts";
import { decodeTransport } from "./decode_transport.ts";

/**
 * The settings of a serialized task. flytekit: `SerializationSettings`. Immutable; change a copy with `with` or with a
 * builder.
 *
 * @example
 * ```ts
 * import { ImageConfig, SerializationSettings } from "@flyte-ts/config";
 *
 * const settings = new SerializationSettings({
 *   imageConfig: ImageConfig.fromImages("ghcr.io/acme/app:v1"),
 *   project: "flytesnacks",
 * });
 * const context = await settings.serializedContext(); // what flytekit puts into _F_SS_C
 * const decoded = await SerializationSettings.fromTransport(context);
 * console.log(decoded.imageConfig.defaultImage?.full); // ghcr.io/acme/app:v1
 * ```
 */
export class SerializationSettings extends WireRecord<SerializationSettingsInit> {
  /** Name of the class, also where a bundler has shortened it. */
  static override readonly name = "SerializationSettings";
  /** The fields on the wire. */
  static readonly rows: readonly WireRow[] = [
    ["imageConfig", "image_config", "record", "required", { of: ImageConfig, absent: "missing_image_config" }],
    ["project", "project", "string", "optional"],
    ["domain", "domain", "string", "optional"],
    ["version", "version", "string", "optional"],
    ["env", "env", "stringMap", "optional"],
    ["defaultResources", "default_resources", "record", "optional", { of: ResourceSpec }],
    ["gitRepo", "git_repo", "string", "optional"],
    ["pythonInterpreter", "python_interpreter", "string", "defaulted", {
      fallback: DEFAULT_RUNTIME_PYTHON_INTERPRETER,
    }],
    ["flytekitVirtualenvRoot", "flytekit_virtualenv_root", "string", "optional"],
    ["fastSerializationSettings", "fast_serialization_settings", "record", "optional", {
      of: FastSerializationSettings,
    }],
    ["sourceRoot", "source_root", "string", "optional"],
  ] satisfies readonly WireRow<keyof SerializationSettingsInit>[];

  /** Images that tasks run in. */
  declare readonly imageConfig: ImageConfig;
  /** Project to register under. */
  declare readonly project: string | undefined;
  /** Domain to register under. */
  declare readonly domain: string | undefined;
  /** Version to register under. */
  declare readonly version: string | undefined;
  /** Environment variables of the task's container. */
  declare readonly env: Readonly<Record<string, string>> | undefined;
  /** Resources of tasks that ask for none. */
  declare readonly defaultResources: ResourceSpec | undefined;
  /** Git repository that the code comes from. */
  declare readonly gitRepo: string | undefined;
  /** Python interpreter in the container. */
  declare readonly pythonInterpreter: string;
  /** Virtual environment in the container. */
  declare readonly flytekitVirtualenvRoot: string;
  /** Fast registration. */
  declare readonly fastSerializationSettings: FastSerializationSettings | undefined;
  /** Root directory of the source code. */
  declare readonly sourceRoot: string | undefined;

  /** Makes settings of their fields. Throws `missing_image_config`. */
  constructor(init: SerializationSettingsInit, extra?: Extra) {
    super(extra);
    fill(this, init, extra);
    this.flytekitVirtualenvRoot ??= venvRoot(this.pythonInterpreter);
    Object.freeze(this);
  }

  /** Builds settings step by step. flytekit: `SerializationSettings.Builder`. */
  static get Builder(): typeof SerializationSettingsBuilder {
    return SerializationSettingsBuilder;
  }

  /** Schema of the wire object. flytekit: `SerializationSettings.schema()`. */
  static get schema(): WireSchema<SerializationSettings> {
    return wireSchema(SerializationSettings);
  }

  /**
   * Decodes the value of `_F_SS_C`. flytekit: `SerializationSettings.from_transport`.
   *
   * Throws `FlyteConfigError`: `not_base64`, `not_gzip`, `corrupt_gzip`, `cut_short`, `checksum_mismatch`,
   * `empty_context`, `trailing_bytes`, `too_large`, `too_many_values`, `not_utf8`, `not_json`, `too_deep`, `wrong_shape`, `missing_image_config`,
   * `tag_and_digest`, `invalid_option`.
   */
  static async fromTransport(text: string, options: FromTransportOptions = {}): Promise<SerializationSettings> {
    checkOptions("fromTransport", options, JSON_LIMITS, "fromTransport(text, { maxBytes })");
    const json = decodeTransport(text, options.maxBytes ?? DEFAULT_MAX_BYTES);
    return readJson(SerializationSettings, typeof json === "string" ? json : await json, options);
  }

  /**
   * Settings with one image as the default one; it is not listed in `images`. flytekit:
   * `SerializationSettings.for_image`. Throws `missing_tag_or_digest`.
   */
  static forImage(image: string, version: string, options: ForImageOptions = {}): SerializationSettings {
    const usage = "SerializationSettings.forImage(identifier, version, { project, domain })";
    checkArgument("SerializationSettings.forImage", "image", image, STRING, usage);
    checkArgument("SerializationSettings.forImage", "version", version, STRING, usage);
    checkOptions("SerializationSettings.forImage", options, FOR_IMAGE_CHECKS, usage);
    return new SerializationSettings({
      imageConfig: new ImageConfig({ defaultImage: Image.lookUpImageInfo(DEFAULT_IMAGE_NAME, image) }),
      project: options.project ?? "",
      domain: options.domain ?? "",
      version,
      pythonInterpreter: options.pythonInterpreterPath,
    });
  }

  /**
   * Root of the virtual environment that an interpreter belongs to. flytekit:
   * `SerializationSettings.venv_root_from_interpreter`.
   */
  static venvRootFromInterpreter(interpreterPath: string): string {
    return venvRoot(interpreterPath);
  }

  /**
   * The entrypoint in the virtual environment of an interpreter. flytekit:
   * `SerializationSettings.default_entrypoint_settings`.
   */
  static defaultEntrypointSettings(interpreterPath: string): EntrypointSettings {
    return EntrypointSettings.forInterpreter(interpreterPath);
  }

  /** The entrypoint in the virtual environment of the interpreter. flytekit: `entrypoint_settings`. */
  get entrypointSettings(): EntrypointSettings {
    return EntrypointSettings.forInterpreter(this.pythonInterpreter);
  }

  /** Whether tasks are registered with their code apart from the image. flytekit: `should_fast_serialize`. */
  shouldFastSerialize(): boolean {
    return this.fastSerializationSettings?.enabled ?? false;
  }

  /** A builder that starts from these settings. flytekit: `new_builder`. */
  newBuilder(): SerializationSettingsBuilder {
    return new SerializationSettingsBuilder(this, this.extra);
  }

  /**
   * The value of `_F_SS_C` for these settings; the one in `env` when there is one, whatever it says (see
   * {@linkcode retarget}). flytekit: `serialized_context`. Rejects with `invalid_option`.
   */
  async serializedContext(options: SerializedContextOptions = {}): Promise<string> {
    checkOptions("serializedContext", options, CONTEXT_CHECKS, "serializedContext({ reproducible, onIssue })");
    const context = this.env?.[SERIALIZED_CONTEXT_ENV_VAR] ??
      await encode(this.toJsonString(), options.reproducible ?? true);
    if (options.onIssue !== undefined) {
      const { tellIssues } = await import("./context_issues.ts");
      const decode = (text: string) => SerializationSettings.fromTransport(text);
      await tellIssues(this, context, decode, options.onIssue);
    }
    return context;
  }

  /**
   * Settings whose `env` carries their own context; these settings when it does already. flytekit:
   * `with_serialized_context`. Rejects with `invalid_option`.
   */
  async withSerializedContext(options: SerializedContextOptions = {}): Promise<SerializationSettings> {
    const context = await this.serializedContext(options);
    const env = this.env ?? {};
    if (env[SERIALIZED_CONTEXT_ENV_VAR] !== undefined) return this;
    const entries = orderedKeys(env).map((key): [string, string] => [key, env[key]!]);
    entries.push([SERIALIZED_CONTEXT_ENV_VAR, context]);
    return this.with({ env: orderedObject(entries, null) });
  }
}

const FOR_IMAGE_CHECKS: OptionChecks<ForImageOptions> = {
  project: STRING,
  domain: STRING,
  pythonInterpreterPath: STRING,
};
const CONTEXT_CHECKS: OptionChecks<SerializedContextOptions> = { reproducible: BOOLEAN, onIssue: FUNCTION };

/** The fields of a {@linkcode SerializationSettingsBuilder}: those of the settings, each to be assigned at will. */
export type SerializationSettingsDraft = {
  -readonly [Key in keyof SerializationSettingsInit]: Key extends "env" ? Record<string, string> | null | undefined
    : SerializationSettingsInit[Key];
};

/** The fields of the builder. */
export interface SerializationSettingsBuilder extends SerializationSettingsDraft {}

/**
 * Settings in the making. flytekit: `SerializationSettings.Builder`.
 *
 * @example
 * ```ts
 * import { SerializationSettings } from "@flyte-ts/config/serialization";
 *
 * const builder = SerializationSettings.forImage("ghcr.io/acme/app:v1", "v1").newBuilder();
 * builder.env = { LOG_LEVEL: "debug" };
 * console.log(builder.build().env?.LOG_LEVEL); // debug
 * ```
 */
export class SerializationSettingsBuilder {
  readonly #extra: Extra | undefined;
  /** An `env` to be changed; while it is empty, there is none. */
  readonly #env: Readonly<Record<string, string>> | undefined;

  /** Starts from these fields. */
  constructor(init: SerializationSettingsInit, extra?: Extra) {
    checkArgument("SerializationSettings.Builder", "init", init, OBJECT, "settings.newBuilder()");
    try {
      Object.assign(this, init);
    } catch (error) {
      throw wireError("SerializationSettings.Builder", error);
    }
    const { env } = this;
    // As flytekit does: a copy that can be changed, and none of an empty one.
    if (env === undefined || env === null || isObject(env)) {
      this.#env = env === undefined || env === null ? Object.create(null) : orderedCopy(env, null);
      this.env = this.#env;
    }
    this.#extra = extra;
  }

  /** Sets the fast registration. flytekit: `with_fast_serialization_settings`. */
  withFastSerializationSettings(settings: FastSerializationSettings | undefined): this {
    this.fastSerializationSettings = settings;
    return this;
  }

  /** The settings as they stand. Throws what the constructor of the settings throws. */
  build(): SerializationSettings {
    const isUnchanged = this.env === this.#env && orderedKeys(this.#env ?? {}).length === 0;
    return new SerializationSettings(isUnchanged ? { ...this, env: undefined } : this, this.#extra);
  }
}

async function encode(json: string, reproducible: boolean): Promise<string> {
  const { encodeTransport } = await import("./encode_transport.ts");
  return await encodeTransport(json, reproducible);
}
