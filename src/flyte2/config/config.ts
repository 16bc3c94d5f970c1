/**
 * The class `Config`: all of flyte 2's configuration.
 *
 * @module
 */
import { BOOLEAN, checkArgument, checkOptions, OBJECT, oneOf } from "../../arguments.ts";
import type { image } from "../../sections/flyte2/image.ts";
import type { local } from "../../sections/flyte2/local.ts";
import { SECTIONS } from "../../sections/flyte2/mod.ts";
import type { platform } from "../../sections/flyte2/platform.ts";
import type { task } from "../../sections/flyte2/task.ts";
import type { SectionInit } from "../../settings/definition.ts";
import type { TriedLocation } from "../../settings/file/search_path.ts";
import { checkMembers, SectionGroup } from "../../settings/section_group.ts";
import { productJsonSchema } from "../../settings/json_schema.ts";
import type { AutoArgument } from "../../settings/load/options.ts";
import { loadedSection, loadFrom, type LoadResult } from "../../settings/load/load.ts";
import { loadAuto } from "../../settings/load/auto.ts";
import type { SettingIssue } from "../../settings/issues.ts";
import type { JsonSchema } from "../../settings/value_types.ts";
import { type NotCarried, notCarriedBy, writeEnv, writeYaml, type WrittenFormat } from "../../settings/write/write.ts";
import { CATALOG, loadRequest, NAMING, WRITER } from "./dialect.ts";
import { ImageConfig } from "./image.ts";
import { LocalConfig } from "./local.ts";
import { type AutoOptions, checkAutoOptions, checkFromOptions, type FromOptions } from "./options.ts";
import { PlatformConfig } from "./platform.ts";
import { TaskConfig } from "./task.ts";

/** Values for {@linkcode Config}: sections, or the values of some of their settings. */
export interface ConfigInit {
  /** Connection to the Flyte API, and how to authenticate. */
  readonly platform?: PlatformConfig | SectionInit<typeof platform> | undefined;
  /** Default project, domain and organization of tasks. */
  readonly task?: TaskConfig | SectionInit<typeof task> | undefined;
  /** Image names, and the image builder. */
  readonly image?: ImageConfig | SectionInit<typeof image> | undefined;
  /** Local runs. */
  readonly local?: LocalConfig | SectionInit<typeof local> | undefined;
}

/**
 * Names of the settings of {@linkcode Config}, such as `platform.endpoint`. {@linkcode Config.explain} also accepts
 * others, such as those of environment variables.
 */
export type SettingName =
  | `platform.${Extract<keyof typeof platform["settings"], string>}`
  | `task.${Extract<keyof typeof task["settings"], string>}`
  | `image.${Extract<keyof typeof image["settings"], string>}`
  | `local.${Extract<keyof typeof local["settings"], string>}`;

/** Information about how a configuration was created. */
interface Context {
  readonly result?: Pick<LoadResult, "file" | "tried"> | undefined;
  readonly issues?: readonly SettingIssue[] | undefined;
}

/** The property of an init object by which this file passes the context to the constructor. */
const CONTEXT: unique symbol = /* @__PURE__ */ Symbol("context");

/**
 * All of flyte 2's configuration. Its values know where they come from. Immutable.
 *
 * Python: `flyte.config.Config`
 *
 * @example
 * ```ts
 * import { Config } from "@flyte-ts/config/v2";
 *
 * const config = Config.from({
 *   file: { name: "config.yaml", text: "admin:\n  endpoint: dns:///flyte.acme.com\nimages:\n  gpu: acme/gpu:v1\n" },
 *   env: { FLYTE_IMAGE_REGISTRY: "ghcr.io/acme" },
 * });
 * console.log(config.platform.endpoint, config.image.registry); // dns:///flyte.acme.com ghcr.io/acme
 * console.log(config.issues[0]?.meant); // image.image_refs
 * ```
 */
export class Config extends SectionGroup<SettingName> {
  /** Name of the class, also in minified code. */
  static override readonly name = "Config";
  /** Connection to the Flyte API, and how to authenticate. */
  declare readonly platform: PlatformConfig;
  /** Default project, domain and organization of tasks. */
  declare readonly task: TaskConfig;
  /** Image names, and the image builder. */
  declare readonly image: ImageConfig;
  /** Local runs. */
  declare readonly local: LocalConfig;
  readonly #context: Context;

  /**
   * Creates a configuration from sections or values; settings without a value have their defaults.
   *
   * @param init – Sections, or values of their settings.
   * @throws {SettingsError} `unknown_setting` – when a name is not a section or setting.
   * @throws {SettingsError} `not_text`, `not_boolean`, `not_integer`, `not_list`, `not_a_choice` or `not_map` – when a
   * value has the wrong type.
   * @throws {FlyteConfigError} `invalid_argument` – when `init` is not an object.
   */
  constructor(init: ConfigInit = {}) {
    checkMembers("Config", init, ["platform", "task", "image", "local"]);
    const { platform, task, image, local } = init;
    const context = (init as { readonly [CONTEXT]?: Context })[CONTEXT] ?? {};
    super({
      members: {
        platform: platform instanceof PlatformConfig ? platform : new PlatformConfig(platform),
        task: task instanceof TaskConfig ? task : new TaskConfig(task),
        image: image instanceof ImageConfig ? image : new ImageConfig(image),
        local: local instanceof LocalConfig ? local : new LocalConfig(local),
      },
      issues: context.issues,
      naming: NAMING,
    });
    this.#context = context;
    Object.freeze(this);
  }

  /**
   * Reads the configuration from sources that the caller provides.
   *
   * @param options – The file, the environment variables, and how to read them.
   * @returns The configuration.
   * @throws {SettingsError} `not_text`, `not_boolean`, `not_integer`, `not_list`, `not_a_choice` or `not_map` – when
   * values have the wrong type. The code is that of the first problem; `problems` has all of them.
   * @throws {SettingsError} `yaml_syntax` – when the file is malformed; there are other codes that start with `yaml_`.
   * @throws {SettingsError} `unknown_key` – when the file has an unknown key and `unknownKeys` is `"error"`.
   * @throws {SettingsError} `unset_secret` – when the file or variable for the client secret is empty or not set.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   */
  static from(options: FromOptions = {}): Config {
    return configFromResult(loadFrom(loadRequest(SECTIONS), checkFromOptions("Config.from", options)));
  }

  /**
   * Reads the configuration of this machine. Environment variables take precedence over the configuration file, which
   * takes precedence over defaults. flyte 2 ignores environment variables if there is no configuration file; in mode
   * `strict`, they are used and `issues` reports the difference.
   *
   * Python: `flyte.config.Config.auto`
   *
   * @param options – Options, or the path or `file:` URL of the configuration file.
   * @returns The configuration.
   * @throws {SettingsError} `not_text`, `not_boolean`, `not_integer`, `not_list`, `not_a_choice` or `not_map` – when
   * values have the wrong type. The code is that of the first problem; `problems` has all of them.
   * @throws {SettingsError} `yaml_syntax` – when the file is malformed; there are other codes that start with `yaml_`.
   * @throws {SettingsError} `unknown_key` – when the file has an unknown key and `unknownKeys` is `"error"`.
   * @throws {SettingsError} `unset_secret` – when the file or variable for the client secret is empty or not set.
   * @throws {FlyteConfigError} `file_not_found` – when a file was named and does not exist.
   * @throws {FlyteConfigError} `permission_denied` – when the runtime denied access to a variable or file.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   */
  static async auto(options: AutoArgument<AutoOptions> = {}): Promise<Config> {
    return configFromResult(await loadAuto(loadRequest(SECTIONS), checkAutoOptions("Config.auto", options)));
  }

  /**
   * Returns a JSON Schema (draft 2020-12) of flyte 2's `config.yaml`, for editors and other programs.
   *
   * @returns The schema.
   */
  static jsonSchema(): JsonSchema {
    return productJsonSchema(CATALOG, "flyte 2's config.yaml");
  }

  /** Name of the file that was read, if any. */
  get file(): string | undefined {
    return this.#context.result?.file;
  }

  /** The search path, in order; empty if the caller provided the file. */
  get tried(): readonly TriedLocation[] {
    return this.#context.result?.tried ?? [];
  }

  /**
   * Returns a copy with some sections replaced.
   *
   * Python: `flyte.config.Config.with_params`
   *
   * @param parts – The new sections, or values of their settings.
   * @returns The copy.
   * @throws {SettingsError} `unknown_setting` – when a name is not a section or setting.
   * @throws {SettingsError} `not_text`, `not_boolean`, `not_integer`, `not_list`, `not_a_choice` or `not_map` – when a
   * value has the wrong type.
   * @throws {FlyteConfigError} `invalid_argument` – when `parts` is not an object.
   */
  withParams(parts: ConfigInit): Config {
    checkArgument("config.withParams", "parts", parts, OBJECT);
    const given = Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));
    const { platform, task, image, local } = this;
    return create({ platform, task, image, local, ...given }, this.#context);
  }

  /**
   * Returns the values by their wire names, including secrets; `source` is the name of the file.
   *
   * @returns The values; `null` for those that are not set.
   */
  override toDict(): Record<string, unknown> {
    return { ...super.toDict(), source: this.file ?? null };
  }

  /**
   * Returns the values by their wire names, with secrets masked; `source` is the name of the file.
   *
   * @returns The values; `null` for those that are not set.
   */
  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), source: this.file ?? null };
  }

  /**
   * Writes a `config.yaml` with all settings that differ from their defaults. Comments list the settings that YAML cannot
   * represent; see {@linkcode Config.notCarried}.
   *
   * @param options – Whether the first line is a comment with the schema of the file, which editors understand.
   * @returns The content of the file, which contains secrets.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   */
  toYaml(options: {
    /**
     * Whether to start with `# yaml-language-server: $schema=…`.
     *
     * @default false
     */
    readonly schema?: boolean | undefined;
  } = {}): string {
    checkOptions("config.toYaml", options, { schema: BOOLEAN }, "config.toYaml({ schema: true })");
    return writeYaml(this.entries(), WRITER, options);
  }

  /**
   * Returns environment variables for all settings that differ from their defaults, except those that variables cannot
   * represent; see {@linkcode Config.notCarried}. One of them is `false`: flyte 2 reads every string in a variable as
   * true.
   *
   * @returns The values by the names of the variables, including secrets.
   */
  toEnv(): Record<string, string> {
    return writeEnv(this.entries(), WRITER);
  }

  /**
   * Returns the settings that a format cannot represent, with the reason and the names that other formats have for them.
   *
   * @param format – The format.
   * @returns The settings.
   * @throws {FlyteConfigError} `invalid_argument` – when the format is unknown.
   */
  notCarried(format: Exclude<WrittenFormat, "ini">): readonly NotCarried[] {
    checkArgument("config.notCarried", "format", format, oneOf(...WRITER.formats));
    return notCarriedBy(format, this.entries(), WRITER);
  }
}

function configFromResult(result: LoadResult): Config {
  return create({
    platform: loadedSection(PlatformConfig, result),
    task: loadedSection(TaskConfig, result),
    image: loadedSection(ImageConfig, result),
    local: loadedSection(LocalConfig, result),
  }, { result, issues: result.issues });
}

function create(init: ConfigInit, context: Context): Config {
  return new Config(Object.assign(init, { [CONTEXT]: context }));
}
