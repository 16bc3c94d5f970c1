/**
 * The class `Config`: all of flytekit's configuration.
 *
 * @module
 */
import { ANYTHING, BOOLEAN, checkArgument, checkOptions, OBJECT, oneOf, STRING } from "../../arguments.ts";
import { s3 } from "../../../plugins/s3.ts";
import { AuthType } from "../../sections/flytekit/auth_type.ts";
import { configSections, type DefaultPlugins } from "../../sections/flytekit/mod.ts";
import type { generic } from "../../sections/flytekit/generic.ts";
import type { platform } from "../../sections/flytekit/platform.ts";
import { SDK, type sdk } from "../../sections/flytekit/sdk.ts";
import type { secrets } from "../../sections/flytekit/secrets.ts";
import type { stats } from "../../sections/flytekit/stats.ts";
import type { SectionInit } from "../../settings/definition.ts";
import type { TriedLocation } from "../../settings/file/search_path.ts";
import { checkMembers, SectionGroup } from "../../settings/section_group.ts";
import { productJsonSchema } from "../../settings/json_schema.ts";
import type { AutoArgument } from "../../settings/load/options.ts";
import { loadedSection, loadFrom, type LoadResult } from "../../settings/load/load.ts";
import { loadAuto } from "../../settings/load/auto.ts";
import { FlyteConfigError, makeIssue } from "../../errors.ts";
import { issueAt, type SettingIssue } from "../../settings/issues.ts";
import type { LoadRequest } from "../../settings/load/dialect.ts";
import type { Plugin } from "../../settings/plugin.ts";
import type { MountedSection } from "../../settings/setting.ts";
import type { JsonSchema } from "../../settings/value_types.ts";
import {
  type NotCarried,
  notCarriedBy,
  writeEnv,
  writeIni,
  writeYaml,
  type WrittenFormat,
} from "../../settings/write/write.ts";
import { DataConfig, dataConfigFromResult, type DataConfigInit } from "./data.ts";
import { NAMING, WRITER } from "./dialect.ts";
import { type AutoOptions, checkAutoOptions, checkFromOptions, type FromOptions } from "./options.ts";
import { PlatformConfig } from "./platform.ts";
import { type Registry, registryOf } from "./registry.ts";
import { SecretsConfig } from "./secrets.ts";
import { FlyteSection } from "./section.ts";
import { StatsConfig } from "./stats.ts";

/** Values for {@linkcode Config}: sections, or the values of some of their settings. */
export interface ConfigInit<P extends readonly Plugin[] = DefaultPlugins> {
  /** Connection to the Flyte API, and how to authenticate. */
  readonly platform?: PlatformConfig | SectionInit<typeof platform> | undefined;
  /** Location of the secrets of tasks. */
  readonly secrets?: SecretsConfig | SectionInit<typeof secrets> | undefined;
  /** Metrics that are sent to statsd. */
  readonly stats?: StatsConfig | SectionInit<typeof stats> | undefined;
  /** Settings of storage. */
  readonly dataConfig?: DataConfig<P> | DataConfigInit<P> | undefined;
  /** Directory for files of local executions. */
  readonly localSandboxPath?: string | undefined;
  /** Python packages in which pyflyte looks for workflows and tasks. */
  readonly workflowPackages?: readonly string[] | undefined;
}

/**
 * Names of the settings of {@linkcode Config}, such as `platform.endpoint`. {@linkcode Config.explain} also accepts
 * others, such as those of environment variables.
 */
export type SettingName<P extends readonly Plugin[] = DefaultPlugins> =
  | `platform.${Extract<keyof typeof platform["settings"], string>}`
  | `secrets.${Extract<keyof typeof secrets["settings"], string>}`
  | `stats.${Extract<keyof typeof stats["settings"], string>}`
  | (P[number] extends infer T
    ? T extends Plugin ? `dataConfig.${T["id"]}.${Extract<keyof T["settings"], string>}` : never
    : never)
  | `dataConfig.generic.${Extract<keyof typeof generic["settings"], string>}`
  | "localSandboxPath"
  | "workflowPackages";

/** Options of calls that only need the storage plugins. */
interface PluginOptions<P extends readonly Plugin[]> {
  /**
   * The storage plugins, all of them: a registry or a list.
   *
   * @default createRegistry(s3, gcs, azure)
   */
  readonly plugins?: P | Registry<P> | undefined;
}

const PLUGINS_OF_DATA = "Config: plugins belong to the settings of storage; write " +
  "new Config({ dataConfig: new DataConfig(values, registry) })";
const NO_S3 = "Config.forSandbox: plugins does not list s3, so the settings of the sandbox's storage are missing; " +
  "add s3";

/** The options that `forEndpoint` has in addition to those of `auto`. */
const ENDPOINT_CHECKS = { insecure: BOOLEAN, dataConfig: OBJECT };

/** The settings that are properties of `Config` itself. */
class SdkSection extends FlyteSection<typeof sdk> {
  static override readonly section: MountedSection = SDK;
}

/** Information about how a configuration was created. */
interface Context<P extends readonly Plugin[]> {
  readonly registry?: Registry<P> | undefined;
  readonly own?: SdkSection | undefined;
  readonly result?: Pick<LoadResult, "file" | "tried"> | undefined;
  readonly issues?: readonly SettingIssue[] | undefined;
}

/** The property of an init object by which this file passes the context to the constructor. */
const CONTEXT: unique symbol = /* @__PURE__ */ Symbol("context");

/**
 * All of flytekit's configuration. Its values know where they come from. Immutable.
 *
 * Python: `flytekit.configuration.Config`
 *
 * @example
 * ```ts
 * import { Config } from "@flyte-ts/config";
 *
 * const config = Config.from({
 *   file: { name: "config.yaml", text: "admin:\n  endpoint: dns:///flyte.acme.com\n  insecur: true\n" },
 *   env: { FLYTE_AWS_RETRIES: "5" },
 * });
 * console.log(config.platform.endpoint, config.dataConfig.s3.retries); // flyte.acme.com 5
 * console.log(config.issues[0]?.meant); // admin.insecure
 * console.log(String(config.explain("platform.endpoint")).split("\n")[1]); //   from config.yaml:2:13 (admin.endpoint)
 * ```
 */
export class Config<const P extends readonly Plugin[] = DefaultPlugins> extends SectionGroup<SettingName<P>> {
  /** Name of the class, also in minified code. */
  static override readonly name = "Config";
  /** Connection to the Flyte API, and how to authenticate. */
  declare readonly platform: PlatformConfig;
  /** Location of the secrets of tasks. */
  declare readonly secrets: SecretsConfig;
  /** Metrics that are sent to statsd. */
  declare readonly stats: StatsConfig;
  /** Settings of storage. */
  declare readonly dataConfig: DataConfig<P>;
  /** Directory for files of local executions; if it is not set, flytekit creates a temporary one. */
  declare readonly localSandboxPath: string | undefined;
  /** Python packages in which pyflyte looks for workflows and tasks. flytekit's `Config` does not have this field. */
  declare readonly workflowPackages: readonly string[];
  readonly #context: Context<P>;

  /**
   * Creates a configuration from sections or values; settings without a value have their defaults.
   *
   * @param init – Sections, or values of their settings.
   * @throws {SettingsError} `unknown_setting` – when a name is not a section or setting.
   * @throws {SettingsError} `not_text`, `not_boolean`, `not_integer`, `not_seconds`, `not_list`, `not_a_choice` or
   * `not_map` – when a value has the wrong type.
   * @throws {FlyteConfigError} `invalid_argument` – when `init` is not an object.
   */
  constructor(init: ConfigInit<P> = {}) {
    if (Object.hasOwn(Object(init), "plugins")) throw new FlyteConfigError("invalid_argument", PLUGINS_OF_DATA);
    checkMembers("Config", init, [
      "platform",
      "secrets",
      "stats",
      "dataConfig",
      "localSandboxPath",
      "workflowPackages",
    ]);
    const { platform, secrets, stats, dataConfig, localSandboxPath, workflowPackages } = init;
    const context = (init as { readonly [CONTEXT]?: Context<P> })[CONTEXT] ?? {};
    const { own: ownBefore = new SdkSection() } = context;
    const isSame = localSandboxPath === undefined && workflowPackages === undefined;
    const own = isSame ? ownBefore : ownBefore.with({ localSandboxPath, workflowPackages });
    super({
      members: {
        platform: platform instanceof PlatformConfig ? platform : new PlatformConfig(platform),
        secrets: secrets instanceof SecretsConfig ? secrets : new SecretsConfig(secrets),
        stats: stats instanceof StatsConfig ? stats : new StatsConfig(stats),
        dataConfig: dataConfig instanceof DataConfig
          ? dataConfig
          : new DataConfig(dataConfig as DataConfigInit<P> | undefined, context.registry),
      },
      own,
      issues: context.issues,
      naming: NAMING,
    });
    this.#context = { ...context, own };
    Object.freeze(this);
  }

  /**
   * Reads the configuration from sources that the caller provides.
   *
   * @param options – The file, the environment variables, and how to read them.
   * @returns The configuration.
   * @throws {SettingsError} `not_text`, `not_boolean`, `not_integer`, `not_seconds`, `not_list`, `not_a_choice` or
   * `not_map` – when values have the wrong type. The code is that of the first problem; `problems` has all of them.
   * @throws {SettingsError} `yaml_syntax` or `ini_parsing` – when the file is malformed; there are other codes that
   * start with `yaml_` or `ini_`.
   * @throws {SettingsError} `unknown_key` – when the file has an unknown key and `unknownKeys` is `"error"`.
   * @throws {SettingsError} `unset_secret` – when the file or variable for the client secret is empty or not set.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   * @throws {FlyteConfigError} `invalid_section`, `duplicate_section`, `duplicate_source` or `setting_without_source` –
   * when a plugin is not a valid definition.
   */
  static from<const P extends readonly Plugin[] = DefaultPlugins>(options: FromOptions<P> = {}): Config<P> {
    const { registry, ...sources } = checkFromOptions("Config.from", options);
    return configFromResult(loadFrom(wholeRequest(registry), sources), registry);
  }

  /**
   * Reads the configuration of this machine. Environment variables take precedence over the configuration file, which
   * takes precedence over defaults.
   *
   * Python: `flytekit.configuration.Config.auto`
   *
   * @param options – Options, or the path or `file:` URL of the configuration file.
   * @returns The configuration.
   * @throws {SettingsError} `not_text`, `not_boolean`, `not_integer`, `not_seconds`, `not_list`, `not_a_choice` or
   * `not_map` – when values have the wrong type. The code is that of the first problem; `problems` has all of them.
   * @throws {SettingsError} `yaml_syntax` or `ini_parsing` – when the file is malformed; there are other codes that
   * start with `yaml_` or `ini_`.
   * @throws {SettingsError} `unknown_key` – when the file has an unknown key and `unknownKeys` is `"error"`.
   * @throws {SettingsError} `unset_secret` – when the file or variable for the client secret is empty or not set.
   * @throws {FlyteConfigError} `file_not_found` – when a file was named and does not exist.
   * @throws {FlyteConfigError} `permission_denied` – when the runtime denied access to a variable or file.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   * @throws {FlyteConfigError} `invalid_section`, `duplicate_section`, `duplicate_source` or `setting_without_source` –
   * when a plugin is not a valid definition.
   */
  static async auto<const P extends readonly Plugin[] = DefaultPlugins>(
    options: AutoArgument<AutoOptions<P>> = {},
  ): Promise<Config<P>> {
    const { registry, ...sources } = checkAutoOptions<P, AutoOptions<P>>("Config.auto", options);
    return configFromResult(await loadAuto(wholeRequest(registry), sources), registry);
  }

  /**
   * Reads the configuration as `auto` does, and replaces the endpoint. As in flytekit, the other settings of `platform`
   * are kept only if `options.file` is set; otherwise they have their defaults, and `issues` lists those that are
   * dropped.
   *
   * Python: `flytekit.configuration.Config.for_endpoint`
   *
   * @param endpoint – Host and port of the Flyte API.
   * @param options – The options of `auto`, `insecure` and `dataConfig`.
   * @returns The configuration.
   * @throws {SettingsError} `not_text`, `not_boolean`, `not_integer`, `not_seconds`, `not_list`, `not_a_choice` or
   * `not_map` – when values have the wrong type. The code is that of the first problem; `problems` has all of them.
   * @throws {SettingsError} `yaml_syntax` or `ini_parsing` – when the file is malformed; there are other codes that
   * start with `yaml_` or `ini_`.
   * @throws {SettingsError} `unknown_key` – when the file has an unknown key and `unknownKeys` is `"error"`.
   * @throws {SettingsError} `unset_secret` – when the file or variable for the client secret is empty or not set.
   * @throws {FlyteConfigError} `file_not_found` – when a file was named and does not exist.
   * @throws {FlyteConfigError} `permission_denied` – when the runtime denied access to a variable or file.
   * @throws {FlyteConfigError} `invalid_argument` – when `endpoint` is not a string.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   */
  static async forEndpoint<const P extends readonly Plugin[] = DefaultPlugins>(
    endpoint: string,
    options: AutoOptions<P> & {
      /**
       * Whether to connect without TLS.
       *
       * @default false
       */
      readonly insecure?: boolean | undefined;
      /** Settings of storage that replace those that are read. */
      readonly dataConfig?: DataConfig<P> | undefined;
    } = {},
  ): Promise<Config<P>> {
    const call = "Config.forEndpoint";
    checkArgument(call, "endpoint", endpoint, STRING);
    const usage = `${call}(endpoint, { insecure: true })`;
    const { insecure = false, dataConfig, registry, ...sources } = checkAutoOptions<P, typeof options>(
      call,
      options,
      ENDPOINT_CHECKS,
      usage,
    );
    const config = configFromResult(await loadAuto(wholeRequest(registry), sources), registry);
    if (sources.file !== undefined) {
      return config.withParams({ platform: config.platform.with({ endpoint, insecure }), dataConfig });
    }
    const platform = PlatformConfig.forEndpoint(endpoint, { insecure });
    return config.#with({ platform, dataConfig }, droppedSettings(config.platform));
  }

  /**
   * Returns the configuration for the sandbox of `flytectl demo`.
   *
   * Python: `flytekit.configuration.Config.for_sandbox`
   *
   * @param options – The storage plugins; by default `createRegistry(s3, gcs, azure)`. Without `s3`, the settings of the
   * sandbox's storage are missing, which `issues` reports.
   * @returns The configuration.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   * @throws {FlyteConfigError} `invalid_section`, `duplicate_section`, `duplicate_source` or `setting_without_source` –
   * when a plugin is not a valid definition.
   */
  static forSandbox<const P extends readonly Plugin[] = DefaultPlugins>(options: PluginOptions<P> = {}): Config<P> {
    const registry = registryOption("Config.forSandbox", options);
    const hasS3 = registry.plugins.some((plugin) => plugin === s3 as Plugin);
    const storage = { endpoint: "http://localhost:30002", accessKeyId: "minio", secretAccessKey: "miniostorage" };
    return create<P>({
      platform: new PlatformConfig({ endpoint: "localhost:30080", authMode: AuthType.PKCE, insecure: true }),
      dataConfig: new DataConfig(hasS3 ? { s3: storage } as DataConfigInit<P> : {}, registry),
    }, { registry, issues: hasS3 ? [] : [makeIssue("not_used", NO_S3)] });
  }

  /**
   * Returns a JSON Schema (draft 2020-12) of `config.yaml`, for editors and other programs.
   *
   * @param options – The storage plugins whose settings it contains; by default `createRegistry(s3, gcs, azure)`.
   * @returns The schema.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   * @throws {FlyteConfigError} `invalid_section`, `duplicate_section`, `duplicate_source` or `setting_without_source` –
   * when a plugin is not a valid definition.
   */
  static jsonSchema(options: PluginOptions<readonly Plugin[]> = {}): JsonSchema {
    return productJsonSchema(registryOption("Config.jsonSchema", options).catalog, "Flyte's config.yaml");
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
   * Returns a copy with some sections or settings replaced.
   *
   * Python: `flytekit.configuration.Config.with_params`
   *
   * @param parts – The new sections, or values of their settings.
   * @returns The copy.
   * @throws {SettingsError} `unknown_setting` – when a name is not a section or setting.
   * @throws {SettingsError} `not_text`, `not_boolean`, `not_integer`, `not_seconds`, `not_list`, `not_a_choice` or
   * `not_map` – when a value has the wrong type.
   * @throws {FlyteConfigError} `invalid_argument` – when `parts` is not an object.
   */
  withParams(parts: ConfigInit<P>): Config<P> {
    checkArgument("config.withParams", "parts", parts, OBJECT);
    return this.#with(parts, []);
  }

  #with(parts: ConfigInit<P>, issues: readonly SettingIssue[]): Config<P> {
    const given = Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));
    const { platform, secrets, stats, dataConfig } = this;
    const context = { ...this.#context, issues: [...this.#context.issues ?? [], ...issues] };
    return create<P>({ platform, secrets, stats, dataConfig, ...given }, context);
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
   * Writes an INI file with all settings that differ from their defaults. Comments list the settings that INI cannot
   * represent; see {@linkcode Config.notCarried}.
   *
   * @returns The content of the file, which contains secrets.
   */
  toIni(): string {
    return writeIni(this.entries(), WRITER);
  }

  /**
   * Returns environment variables for all settings that differ from their defaults, except those that variables cannot
   * represent; see {@linkcode Config.notCarried}.
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
  notCarried(format: WrittenFormat): readonly NotCarried[] {
    checkArgument("config.notCarried", "format", format, oneOf(...WRITER.formats));
    return notCarriedBy(format, this.entries(), WRITER);
  }
}

/** Returns the registry of options that have nothing else. */
function registryOption<P extends readonly Plugin[]>(call: string, options: PluginOptions<P>): Registry<P> {
  checkOptions<PluginOptions<P>>(call, options, { plugins: ANYTHING }, `${call}({ plugins: createRegistry(s3) })`);
  return registryOf(call, options.plugins);
}

function wholeRequest({ catalog, plugins }: Registry): LoadRequest {
  return { catalog, sections: configSections(plugins), isWhole: true };
}

function configFromResult<P extends readonly Plugin[]>(result: LoadResult, registry: Registry<P>): Config<P> {
  return create<P>({
    platform: loadedSection(PlatformConfig, result),
    secrets: loadedSection(SecretsConfig, result),
    stats: loadedSection(StatsConfig, result),
    dataConfig: dataConfigFromResult(result, registry),
  }, { registry, result, issues: result.issues, own: loadedSection(SdkSection, result) });
}

function create<P extends readonly Plugin[]>(init: ConfigInit<P>, context: Context<P>): Config<P> {
  return new Config<P>(Object.assign(init, { [CONTEXT]: context }));
}

/** Reports the settings of a platform that `forEndpoint` drops. */
function droppedSettings(platform: PlatformConfig): readonly SettingIssue[] {
  return platform.entries().filter(([{ key }, { origin }]) =>
    origin.source !== "default" && key !== "endpoint" && key !== "insecure"
  ).map(([{ path }, { origin }]) => {
    const what = `${path} is ignored, since Config.forEndpoint keeps other settings only if it is called with a file`;
    return issueAt("not_used", origin, what, { path });
  });
}
