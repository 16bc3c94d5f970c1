/**
 * All of Flyte's configuration.
 *
 * @module
 */
import { ANYTHING, BOOLEAN, checkArgument, checkOptions, OBJECT, oneOf, STRING } from "../../arguments.ts";
import { checkParts, SectionGroup } from "../../settings/group.ts";
import type { SettingIssue } from "../../settings/problem.ts";
import type { JsonSchema } from "../../settings/value_types.ts";
import type { SearchedLocation } from "../../settings/file/search_path.ts";
import { AuthType } from "../../sections/flytekit/auth_type.ts";
import type { ConfigInit, EndpointOptions, SettingName } from "./config_init.ts";
import { type DataConfig, dataConfigOf, DataSections } from "./data_config.ts";
import { droppedSettings } from "./dropped_settings.ts";
import { FLYTEKIT, loadRequest, WRITER } from "./dialect.ts";
import { configJsonSchema } from "./json_schema.ts";
import type { AutoArgument } from "../../settings/load/options.ts";
import type { AutoOptions, FromOptions } from "./options.ts";
import { checkPlugins, flytekitAutoOptions, fromOptions } from "./options.ts";
import type { MountedSection } from "../../settings/registry.ts";
import {
  configSections,
  DEFAULT_PLUGINS,
  type DefaultPlugins,
  PLATFORM,
  type Plugin,
  ROOT,
  SECRETS,
  STATS,
} from "./sections.ts";
import { PlatformConfig } from "./platform_config.ts";
import { type LoadResult, readAuto, readFrom } from "../../settings/load/read.ts";
import { RootSection } from "./root_section.ts";
import { SecretsConfig, StatsConfig } from "./small_configs.ts";
import { writeEnv } from "../../settings/write/env.ts";
import { writeIni } from "../../settings/write/ini.ts";
import { writeYaml } from "../../settings/write/yaml.ts";
import { type NotCarried, notCarriedBy, type WrittenFormat } from "../../settings/write/written.ts";

/** What `forEndpoint` takes besides the options of `auto`. */
const MORE = { insecure: BOOLEAN, dataConfig: OBJECT };

/** How a configuration came about. */
interface Context<P> {
  readonly plugins?: P | undefined;
  readonly root?: RootSection | undefined;
  readonly read?: Pick<LoadResult, "file" | "searched"> | undefined;
  readonly issues?: readonly SettingIssue[] | undefined;
}

/**
 * All of Flyte's configuration: values that know where they come from. flytekit: `Config`. Immutable.
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
  /** Name of the class, also where a bundler has shortened it. */
  static override readonly name = "Config";
  /** How to reach Flyte, and who you are to it. */
  declare readonly platform: PlatformConfig;
  /** Where tasks find their secrets. */
  declare readonly secrets: SecretsConfig;
  /** How to send statistics. */
  declare readonly stats: StatsConfig;
  /** Settings of storage. */
  declare readonly dataConfig: DataConfig<P>;
  /** Folder for files of local runs. Default: none, where flytekit makes a temporary one. */
  declare readonly localSandboxPath: string | undefined;
  /** Python packages in which pyflyte looks for workflows and tasks; no field of flytekit's `Config`. */
  declare readonly workflowPackages: readonly string[];
  readonly #context: Context<P>;

  /** Takes sections or values; what is left out has its defaults. Throws `SettingsError` for values that do not fit. */
  constructor(init: ConfigInit<P> = {}, context: Context<P> = {}) {
    checkParts("Config", init, ["platform", "secrets", "stats", "dataConfig", "localSandboxPath", "workflowPackages"]);
    const { platform, secrets, stats, dataConfig, ...settings } = init;
    const { plugins, issues, root = new RootSection() } = context;
    const own = Object.values(settings).every((value) => value === undefined) ? root : root.with(settings);
    const isSection = dataConfig instanceof DataSections;
    super({
      parts: {
        platform: platform instanceof PlatformConfig ? platform : new PlatformConfig(platform),
        secrets: secrets instanceof SecretsConfig ? secrets : new SecretsConfig(secrets),
        stats: stats instanceof StatsConfig ? stats : new StatsConfig(stats),
        dataConfig: isSection ? dataConfig : new DataSections(dataConfig, plugins),
      },
      own,
      issues,
      naming: FLYTEKIT.naming,
    });
    this.#context = { ...context, root: own };
    Object.freeze(this);
  }

  /** Reads from what the caller has. Throws `SettingsError` with all that is wrong. */
  static from<const P extends readonly Plugin[] = DefaultPlugins>(options: FromOptions<P> = {}): Config<P> {
    const checked = fromOptions("Config.from", options);
    const plugins = pluginsOf<P>(checked);
    return made(plugins, readFrom(loadRequest(configSections(plugins), plugins, true), checked));
  }

  /**
   * Reads from the machine: environment variables first, then the configuration file, then the defaults. Rejects with
   * `SettingsError`, which has all that is wrong, or `permission_denied`. Takes options, or just the path or `file:` URL
   * of the file. flytekit: `Config.auto`.
   */
  static async auto<const P extends readonly Plugin[] = DefaultPlugins>(
    options: AutoArgument<AutoOptions<P>> = {},
  ): Promise<Config<P>> {
    return await autoConfig<P>(flytekitAutoOptions("Config.auto", options));
  }

  /**
   * What `auto` reads, with another endpoint. As in flytekit, the platform's other settings are kept only if a file is
   * named, and are the defaults otherwise; `issues` names each that is dropped so. flytekit: `Config.for_endpoint`.
   */
  static async forEndpoint<const P extends readonly Plugin[] = DefaultPlugins>(
    endpoint: string,
    options: EndpointOptions<P> = {},
  ): Promise<Config<P>> {
    checkArgument("Config.forEndpoint", "endpoint", endpoint, STRING);
    const checked = flytekitAutoOptions(
      "Config.forEndpoint",
      options,
      MORE,
      "Config.forEndpoint(endpoint, { insecure: true })",
    );
    const { insecure = false, dataConfig, ...load } = checked;
    const config = await autoConfig<P>(load);
    if (load.file !== undefined) {
      return config.withParams({ platform: config.platform.with({ endpoint, insecure }), dataConfig });
    }
    const platform = PlatformConfig.forEndpoint(endpoint, { insecure });
    return config.withParams({ platform, dataConfig }, droppedSettings(config.platform));
  }

  /** What the sandbox of `flytectl demo` needs. flytekit: `Config.for_sandbox`. */
  static forSandbox(): Config {
    return new Config({
      platform: { endpoint: "localhost:30080", authMode: AuthType.PKCE, insecure: true },
      dataConfig: {
        s3: { endpoint: "http://localhost:30002", accessKeyId: "minio", secretAccessKey: "miniostorage" },
      },
    });
  }

  /** JSON Schema (draft 2020-12) of `config.yaml`, for editors and other programs. */
  static jsonSchema(options: { readonly plugins?: readonly Plugin[] | undefined } = {}): JsonSchema {
    checkOptions("Config.jsonSchema", options, { plugins: ANYTHING });
    const { plugins = DEFAULT_PLUGINS } = options;
    checkPlugins("Config.jsonSchema", plugins);
    return configJsonSchema(plugins);
  }

  /** Name of the file that was read, if one was. */
  get file(): string | undefined {
    return this.#context.read?.file;
  }

  /** The search path, in order; empty if the file was given. */
  get searched(): readonly SearchedLocation[] {
    return this.#context.read?.searched ?? [];
  }

  /** The same configuration with `parts` in place of its own, and `issues` added. flytekit: `Config.with_params`. */
  withParams(parts: ConfigInit<P>, issues: readonly SettingIssue[] = []): Config<P> {
    checkArgument("config.withParams", "parts", parts, OBJECT);
    const given = Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));
    const { platform, secrets, stats, dataConfig } = this;
    const context = { ...this.#context, issues: [...this.#context.issues ?? [], ...issues] };
    return new Config<P>({ platform, secrets, stats, dataConfig, ...given }, context);
  }

  /** `config.yaml` with all settings that are not left at their defaults; comments name those that it cannot carry. */
  toYaml(): string {
    return writeYaml(this.entries(), WRITER);
  }

  /** An INI file with all settings that are not left at their defaults; comments name those that it cannot carry. */
  toIni(): string {
    return writeIni(this.entries(), WRITER);
  }

  /** Environment variables of all settings that are not left at their defaults; see {@linkcode Config.notCarried}. */
  toEnv(): Record<string, string> {
    return writeEnv(this.entries(), WRITER);
  }

  /** The settings that a format cannot carry, each with a reason and with the name that can carry it elsewhere. */
  notCarried(format: WrittenFormat): readonly NotCarried[] {
    checkArgument("config.notCarried", "format", format, oneOf(...WRITER.formats));
    return notCarriedBy(format, this.entries(), WRITER);
  }
}

async function autoConfig<P extends readonly Plugin[]>(
  options: ReturnType<typeof flytekitAutoOptions<AutoOptions<P>>>,
): Promise<Config<P>> {
  const plugins = pluginsOf<P>(options);
  return made(plugins, await readAuto(loadRequest(configSections(plugins), plugins, true), options));
}

function pluginsOf<P extends readonly Plugin[]>({ plugins }: { readonly plugins?: P | undefined }): P {
  return plugins ?? (DEFAULT_PLUGINS as readonly Plugin[] as P);
}

function made<P extends readonly Plugin[]>(plugins: P, read: LoadResult): Config<P> {
  const { sections, issues } = read;
  const of = (section: MountedSection) => sections.get(section.definition)!;
  return new Config<P>({
    platform: new PlatformConfig(of(PLATFORM)),
    secrets: new SecretsConfig(of(SECRETS)),
    stats: new StatsConfig(of(STATS)),
    dataConfig: dataConfigOf(read, plugins),
  }, { plugins, read, issues, root: new RootSection(of(ROOT)) });
}
