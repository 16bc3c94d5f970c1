/**
 * The settings that a Flyte task was serialized with, and that travel with it as `_F_SS_C`.
 *
 * @module
 */
import { BOOLEAN, checkArgument, checkOptions, FUNCTION, OBJECT, type OptionChecks, STRING } from "../../arguments.ts";
import type { Issue } from "../../errors.ts";
import { isObject, type JsonObject, orderedCopy, orderedKeys, orderedObject } from "../../python/json_value.ts";
import type { WireField } from "../../wire/field.ts";
import { DEFAULT_MAX_BYTES, JSON_LIMITS, type JsonLimits } from "../../wire/json_text.ts";
import { readJson } from "../../wire/json_reader.ts";
import { inCall } from "../../wire/problem.ts";
import { construct } from "../../wire/read.ts";
import { jsonError, wireError } from "../../wire/wire_error.ts";
import { assignFields, WireRecord } from "../../wire/record.ts";
import { type WireSchema, wireSchema } from "../../wire/schema.ts";
import { DEFAULT_IMAGE_NAME, Image } from "../image/image.ts";
import { ImageConfig } from "../image/image_config.ts";
import { settingsFields } from "../wire_fields.ts";
import { SERIALIZED_CONTEXT_ENV_VAR } from "./constants.ts";
import { contextJson } from "./context_json.ts";
import { encodeContext } from "./encode_context.ts";
import { FULL_DIAGNOSIS } from "./full_diagnosis.ts";
import { EntrypointSettings, venvRoot } from "./entrypoint_settings.ts";
import { FastSerializationSettings } from "./fast_serialization_settings.ts";
import { ResourceSpec } from "./resources.ts";

/** Fields of {@linkcode SerializationSettings}. */
export interface SerializationSettingsInit {
  /** Images that tasks run in. */
  readonly imageConfig: ImageConfig;
  /** Project to register under. */
  readonly project?: string | null | undefined;
  /** Domain to register under. */
  readonly domain?: string | null | undefined;
  /** Version to register under. */
  readonly version?: string | null | undefined;
  /** Environment variables of the task's container. */
  readonly env?: Readonly<Record<string, string>> | null | undefined;
  /** Resources of tasks that request none. */
  readonly defaultResources?: ResourceSpec | null | undefined;
  /** Git repository that the code comes from. */
  readonly gitRepo?: string | null | undefined;
  /**
   * Path of the Python interpreter in the container.
   *
   * @default "/opt/venv/bin/python3" (`DEFAULT_RUNTIME_PYTHON_INTERPRETER`)
   */
  readonly pythonInterpreter?: string | undefined;
  /**
   * Path of the virtual environment in the container.
   *
   * @default the virtual environment of the interpreter
   */
  readonly flytekitVirtualenvRoot?: string | null | undefined;
  /** Fast registration. */
  readonly fastSerializationSettings?: FastSerializationSettings | null | undefined;
  /** Root directory of the source code. */
  readonly sourceRoot?: string | null | undefined;
}

/** Options of {@linkcode SerializationSettings.serializedContext}. */
export interface SerializedContextOptions {
  /**
   * Whether the result is byte for byte what Python writes, so that Flyte sees the same task. With `false`, the runtime's
   * own compressor may be used: every reader accepts the result, but it is another string for the same settings.
   *
   * @default true
   */
  readonly reproducible?: boolean | undefined;
  /**
   * Called for each issue: when the result nears or exceeds the 128 KiB that one environment string may have on Linux,
   * for what is wrong with the images, and when `env` carries a context that differs from these settings.
   */
  readonly onIssue?: ((issue: Issue) => void) | undefined;
}

/** Options of {@linkcode SerializationSettings.forImage}. */
export interface ForImageOptions {
  /**
   * Project to register under.
   *
   * @default ""
   */
  readonly project?: string | undefined;
  /**
   * Domain to register under.
   *
   * @default ""
   */
  readonly domain?: string | undefined;
  /**
   * Path of the Python interpreter in the container.
   *
   * @default "/opt/venv/bin/python3" (`DEFAULT_RUNTIME_PYTHON_INTERPRETER`)
   */
  readonly pythonInterpreterPath?: string | undefined;
}

/**
 * The settings that a task was serialized with. Immutable: change a copy with `with`, a builder, or `retarget`.
 *
 * Python: `flytekit.configuration.SerializationSettings`.
 *
 * @example
 * ```ts
 * import { ImageConfig, SerializationSettings } from "@flyte-ts/config";
 *
 * const settings = new SerializationSettings({
 *   imageConfig: ImageConfig.fromImages("ghcr.io/acme/app:v1"),
 *   project: "flytesnacks",
 * });
 * const context = await settings.serializedContext(); // the value of _F_SS_C, as flytekit writes it
 * const decoded = await SerializationSettings.fromTransport(context);
 * console.log(decoded.imageConfig.defaultImage?.full); // ghcr.io/acme/app:v1
 * ```
 */
export class SerializationSettings extends WireRecord<SerializationSettingsInit> {
  /** Name of the class, also in minified code. */
  static override readonly name = "SerializationSettings";
  private static readonly fields: readonly WireField[] = /* @__PURE__ */ settingsFields(
    ImageConfig,
    ResourceSpec,
    FastSerializationSettings,
  );

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
  /** Resources of tasks that request none. */
  declare readonly defaultResources: ResourceSpec | undefined;
  /** Git repository that the code comes from. */
  declare readonly gitRepo: string | undefined;
  /** Path of the Python interpreter in the container. */
  declare readonly pythonInterpreter: string;
  /** Path of the virtual environment in the container. */
  declare readonly flytekitVirtualenvRoot: string;
  /** Fast registration. */
  declare readonly fastSerializationSettings: FastSerializationSettings | undefined;
  /** Root directory of the source code. */
  declare readonly sourceRoot: string | undefined;

  /**
   * Creates settings.
   *
   * @param init – The fields.
   * @param unknownFields – Fields that came over the wire and that this version does not know.
   * @throws {FlyteConfigError} `missing_image_config` – when `imageConfig` is missing.
   * @throws {FlyteConfigError} `wrong_shape` – when a value has the wrong type.
   * @throws {FlyteConfigError} `invalid_option` – when there is no field of a name.
   */
  constructor(init: SerializationSettingsInit, unknownFields?: JsonObject) {
    super(unknownFields);
    assignFields(this, init, unknownFields);
    this.flytekitVirtualenvRoot ??= venvRoot(this.pythonInterpreter);
    Object.freeze(this);
  }

  /** Builder of settings. Python: `SerializationSettings.Builder`. */
  static get Builder(): typeof SerializationSettingsBuilder {
    return SerializationSettingsBuilder;
  }

  /** Standard Schema of the wire object. Python: `SerializationSettings.schema()`. */
  static get schema(): WireSchema<SerializationSettings> {
    return wireSchema(SerializationSettings);
  }

  /**
   * Decodes a serialized context, the value of `_F_SS_C`.
   *
   * Python: `SerializationSettings.from_transport`.
   *
   * @param text – The serialized context: base64 of gzip of JSON.
   * @param options – How much JSON a context may have.
   * @returns The settings.
   * @throws {FlyteConfigError} `not_base64` – when the string is not base64; the message says what it looks like instead.
   * @throws {FlyteConfigError} `empty_context` – when the string is empty.
   * @throws {FlyteConfigError} `not_gzip`, `corrupt_gzip`, `cut_short`, `checksum_mismatch`, `trailing_bytes` – when the
   *   bytes are not exactly one piece of intact gzip data.
   * @throws {FlyteConfigError} `too_large`, `too_many_values` – when the context exceeds a limit.
   * @throws {FlyteConfigError} `not_utf8`, `not_json`, `too_deep` – when the data is not JSON that Python reads.
   * @throws {FlyteConfigError} `wrong_shape`, `missing_image_config`, `tag_and_digest` – when `fromDict` throws them.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   *
   * @example
   * ```ts
   * import { FlyteConfigError, SerializationSettings } from "@flyte-ts/config/serialization";
   *
   * try {
   *   await SerializationSettings.fromTransport("H4sIAAAAAAAC/w==");
   * } catch (error) {
   *   if (error instanceof FlyteConfigError) console.log(error.code); // cut_short
   * }
   * ```
   */
  static async fromTransport(text: string, options: JsonLimits = {}): Promise<SerializationSettings> {
    const call = "SerializationSettings.fromTransport";
    checkOptions(call, options, JSON_LIMITS, "fromTransport(text, { maxBytes })");
    // Not by `decodeSettings`: waiting for it would take a tenth of the time of a small context.
    try {
      const json = contextJson(text, options.maxBytes ?? DEFAULT_MAX_BYTES, FULL_DIAGNOSIS);
      return readJson(SerializationSettings, construct, typeof json === "string" ? json : await json, options);
    } catch (error) {
      throw decodingError(call, error);
    }
  }

  /**
   * Creates settings whose default image is the given one. As in flytekit, the image is not listed in `images`.
   *
   * Python: `SerializationSettings.for_image`.
   *
   * @param image – The image name, with a tag or digest.
   * @param version – Version to register under.
   * @param options – Project, domain and interpreter.
   * @returns The settings.
   * @throws {FlyteConfigError} `missing_tag_or_digest` – when the image name has neither a tag nor a digest.
   * @throws {FlyteConfigError} `invalid_argument`, `invalid_option` – when an argument or option has the wrong type.
   */
  static forImage(image: string, version: string, options: ForImageOptions = {}): SerializationSettings {
    const usage = "SerializationSettings.forImage(imageName, version, { project, domain })";
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
   * Returns the root of an interpreter's virtual environment.
   *
   * Python: `SerializationSettings.venv_root_from_interpreter`.
   *
   * @param interpreterPath – Path of the interpreter, such as `/opt/venv/bin/python3`.
   * @returns The parent of the directory that the interpreter is in.
   * @throws {FlyteConfigError} `invalid_argument` – when the path is not a string.
   */
  static venvRootFromInterpreter(interpreterPath: string): string {
    return venvRoot(interpreterPath);
  }

  /**
   * Returns the entrypoint in the virtual environment of an interpreter.
   *
   * Python: `SerializationSettings.default_entrypoint_settings`.
   *
   * @param interpreterPath – Path of the interpreter, such as `/opt/venv/bin/python3`.
   * @returns The entrypoint.
   * @throws {FlyteConfigError} `invalid_argument` – when the path is not a string.
   */
  static defaultEntrypointSettings(interpreterPath: string): EntrypointSettings {
    return EntrypointSettings.forInterpreter(interpreterPath);
  }

  /** Entrypoint in the virtual environment of the interpreter. Python: `entrypoint_settings`. */
  get entrypointSettings(): EntrypointSettings {
    return EntrypointSettings.forInterpreter(this.pythonInterpreter);
  }

  /**
   * Reports whether code is shipped separately from the image.
   *
   * Python: `should_fast_serialize`.
   *
   * @returns Whether fast registration is enabled.
   */
  shouldFastSerialize(): boolean {
    return this.fastSerializationSettings?.enabled ?? false;
  }

  /**
   * Creates a builder that starts with these settings.
   *
   * Python: `new_builder`.
   *
   * @returns The builder.
   */
  newBuilder(): SerializationSettingsBuilder {
    return new SerializationSettingsBuilder(this, this.unknownFields);
  }

  /**
   * Returns the serialized context of these settings, the value of `_F_SS_C`. If `env` carries a context, that one is
   * returned whatever it contains, as in flytekit (see {@linkcode retarget}).
   *
   * Python: `serialized_context`.
   *
   * @param options – Whether to write the bytes that Python writes, and where to report issues.
   * @returns The serialized context.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   * @throws {FlyteConfigError} `callback_failed` – when `onIssue` throws.
   */
  async serializedContext(options: SerializedContextOptions = {}): Promise<string> {
    checkOptions(
      "SerializationSettings.serializedContext",
      options,
      CONTEXT_CHECKS,
      "serializedContext({ reproducible, onIssue })",
    );
    const context = this.env?.[SERIALIZED_CONTEXT_ENV_VAR] ??
      await encodeContext(this.toJsonString(), options.reproducible ?? true);
    if (options.onIssue !== undefined) {
      const { reportIssues } = await import("./context_issues.ts");
      const decode = (text: string) => SerializationSettings.fromTransport(text);
      await reportIssues(this, context, decode, options.onIssue);
    }
    return context;
  }

  /**
   * Returns settings whose `env` carries their own serialized context. If it carries one already, returns these settings.
   *
   * Python: `with_serialized_context`.
   *
   * @param options – The options of {@linkcode SerializationSettings.serializedContext}.
   * @returns The settings with a context in `env`.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   * @throws {FlyteConfigError} `callback_failed` – when `onIssue` throws.
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

/** Decodes a serialized context. Messages of errors start with `where`. Rejects with the codes of `fromTransport`. */
export async function decodeSettings(where: string, text: string): Promise<SerializationSettings> {
  try {
    return readJson(SerializationSettings, construct, await contextJson(text, DEFAULT_MAX_BYTES, FULL_DIAGNOSIS), {});
  } catch (error) {
    throw decodingError(where, error);
  }
}

function decodingError(where: string, error: unknown): unknown {
  const remedy = `pass the value of ${SERIALIZED_CONTEXT_ENV_VAR} as flytekit wrote it`;
  return inCall(where, jsonError(SerializationSettings.name, error), remedy);
}

const FOR_IMAGE_CHECKS: OptionChecks<ForImageOptions> = {
  project: STRING,
  domain: STRING,
  pythonInterpreterPath: STRING,
};
const CONTEXT_CHECKS: OptionChecks<SerializedContextOptions> = { reproducible: BOOLEAN, onIssue: FUNCTION };

/**
 * Builds {@linkcode SerializationSettings} step by step: assign its fields, then call `build`.
 *
 * Python: `flytekit.configuration.SerializationSettings.Builder`.
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
  /** Images that tasks run in. */
  declare imageConfig: ImageConfig;
  /** Project to register under. */
  declare project: string | null | undefined;
  /** Domain to register under. */
  declare domain: string | null | undefined;
  /** Version to register under. */
  declare version: string | null | undefined;
  /** Environment variables of the task's container. */
  declare env: Record<string, string> | null | undefined;
  /** Resources of tasks that request none. */
  declare defaultResources: ResourceSpec | null | undefined;
  /** Git repository that the code comes from. */
  declare gitRepo: string | null | undefined;
  /** Path of the Python interpreter in the container. */
  declare pythonInterpreter: string | undefined;
  /** Path of the virtual environment in the container. */
  declare flytekitVirtualenvRoot: string | null | undefined;
  /** Fast registration. */
  declare fastSerializationSettings: FastSerializationSettings | null | undefined;
  /** Root directory of the source code. */
  declare sourceRoot: string | null | undefined;

  readonly #unknownFields: JsonObject | undefined;
  /** The `env` that callers may change; an empty one is left out of the settings. */
  readonly #env: Readonly<Record<string, string>> | undefined;

  /**
   * Creates a builder.
   *
   * @param init – The fields that it starts with.
   * @param unknownFields – Fields that came over the wire and that this version does not know.
   * @throws {FlyteConfigError} `invalid_argument` – when `init` is not an object.
   * @throws {FlyteConfigError} `wrong_shape` – when a property of `init` cannot be read.
   */
  constructor(init: SerializationSettingsInit, unknownFields?: JsonObject) {
    checkArgument("SerializationSettings.Builder", "init", init, OBJECT, "settings.newBuilder()");
    try {
      Object.assign(this, init);
    } catch (error) {
      throw wireError("SerializationSettings.Builder", error);
    }
    const { env } = this;
    // As in flytekit: a copy that can be changed, and no env instead of an empty one.
    if (env === undefined || env === null || isObject(env)) {
      this.#env = env === undefined || env === null ? Object.create(null) : orderedCopy(env, null);
      this.env = this.#env;
    }
    this.#unknownFields = unknownFields;
  }

  /**
   * Sets fast registration.
   *
   * Python: `with_fast_serialization_settings`.
   *
   * @param settings – The settings of fast registration; `undefined` for none.
   * @returns This builder.
   */
  withFastSerializationSettings(settings: FastSerializationSettings | undefined): this {
    this.fastSerializationSettings = settings;
    return this;
  }

  /**
   * Creates the settings.
   *
   * Python: `build`.
   *
   * @returns The settings.
   * @throws {FlyteConfigError} `missing_image_config` – when `imageConfig` is missing.
   * @throws {FlyteConfigError} `wrong_shape` – when a value has the wrong type.
   * @throws {FlyteConfigError} `invalid_option` – when a property was assigned that is not a field.
   */
  build(): SerializationSettings {
    const isUnchanged = this.env === this.#env && orderedKeys(this.#env ?? {}).length === 0;
    return new SerializationSettings(isUnchanged ? { ...this, env: undefined } : this, this.#unknownFields);
  }
}
