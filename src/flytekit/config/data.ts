/**
 * The class `DataConfig`: the sections of all storage plugins, and the section `generic`.
 *
 * @module
 */
import type { azure } from "../../../plugins/azure.ts";
import type { gcs } from "../../../plugins/gcs.ts";
import type { s3 } from "../../../plugins/s3.ts";
import { checkArgument, STRING } from "../../arguments.ts";
import type { generic } from "../../sections/flytekit/generic.ts";
import { dataSections, type DefaultPlugins, pluginSection } from "../../sections/flytekit/mod.ts";
import type { InferSection, SectionInit } from "../../settings/definition.ts";
import { checkMembers, SectionGroup } from "../../settings/section_group.ts";
import type { LoadRequest } from "../../settings/load/dialect.ts";
import type { AutoArgument } from "../../settings/load/options.ts";
import { loadFrom, type LoadResult } from "../../settings/load/load.ts";
import { loadAuto } from "../../settings/load/auto.ts";
import type { SettingIssue } from "../../settings/issues.ts";
import type { Plugin } from "../../settings/plugin.ts";
import type { MountedSection } from "../../settings/setting.ts";
import { AzureBlobStorageConfig } from "./azure.ts";
import { NAMING } from "./dialect.ts";
import { GCSConfig } from "./gcs.ts";
import { GenericPersistenceConfig } from "./generic.ts";
import { type AutoOptions, checkAutoOptions, checkFromOptions, type FromOptions } from "./options.ts";
import { type Registry, registryOf, unknownPlugin } from "./registry.ts";
import { S3Config } from "./s3.ts";
import { FlyteSection } from "./section.ts";

/** The sections of storage that have a class of their own. */
const CLASSES = [S3Config, GCSConfig, AzureBlobStorageConfig, GenericPersistenceConfig];

/**
 * The section of a storage plugin: `S3Config` for `s3`, and so on; for other plugins, a section whose properties follow
 * from the definition.
 */
export type PluginSection<P extends Plugin> = [P, typeof s3] extends [typeof s3, P] ? S3Config
  : [P, typeof gcs] extends [typeof gcs, P] ? GCSConfig
  : [P, typeof azure] extends [typeof azure, P] ? AzureBlobStorageConfig
  : FlyteSection<P> & InferSection<P>;

/** The section with an id; if its plugin is only known when the program runs, one with properties of any names. */
export type SectionById<P extends readonly Plugin[], I extends string> = I extends "generic" ? GenericPersistenceConfig
  : [Extract<P[number], { readonly id: I }>] extends [never]
    ? string extends P[number]["id"] ? FlyteSection & Readonly<Record<string, unknown>> : never
  : PluginSection<Extract<P[number], { readonly id: I }>>;

/** Values for {@linkcode DataConfig}: sections, or the values of some of their settings. */
export type DataConfigInit<P extends readonly Plugin[]> =
  & { readonly [T in P[number] as T["id"]]?: PluginSection<T> | SectionInit<T> | undefined }
  & {
    readonly generic?: GenericPersistenceConfig | SectionInit<typeof generic> | undefined;
  };

/**
 * Settings of storage: one property for the section of each storage plugin, and `generic`. Immutable.
 *
 * Python: `flytekit.configuration.DataConfig`
 *
 * @example
 * ```ts
 * import { DataConfig } from "@flyte-ts/config";
 *
 * const data = DataConfig.from({ env: { FLYTE_AWS_RETRIES: "5" } });
 * console.log(data.s3.retries, data.gcs.gsutilParallelism); // 5 false
 * ```
 */
export type DataConfig<P extends readonly Plugin[] = DefaultPlugins> =
  & SectionGroup
  & {
    /** Settings of storage, whatever its provider. */
    readonly generic: GenericPersistenceConfig;
    /**
     * Returns a section by its id, for plugins that are only known when the program runs.
     *
     * @param id – Id of the plugin, or `generic`.
     * @returns The section.
     * @throws {FlyteConfigError} `unknown_plugin` – when no plugin has the id.
     * @throws {FlyteConfigError} `invalid_argument` – when `id` is not a string.
     */
    section<const I extends string>(id: I): SectionById<P, I>;
  }
  // Without those of plugins that are only known when the program runs.
  & { readonly [T in P[number] as string extends T["id"] ? never : T["id"]]: PluginSection<T> };

/** The class of {@linkcode DataConfig}, without the properties that depend on the plugins. */
class DataSections extends SectionGroup {
  static override readonly name = "DataConfig";
  declare readonly generic: GenericPersistenceConfig;

  constructor(
    init: Readonly<Record<string, unknown>> = {},
    plugins?: readonly Plugin[] | Registry<readonly Plugin[]>,
    issues?: readonly SettingIssue[],
  ) {
    const definitions = definitionsOf(registryOf("DataConfig", plugins));
    checkMembers("DataConfig", init, definitions.map(({ id }) => id));
    const parts = definitions.map((
      definition,
    ) => [definition.id, createSection(definition, init[definition.id] ?? {})]);
    super({ members: Object.fromEntries(parts), issues, naming: NAMING });
    Object.freeze(this);
  }

  static from(options: FromOptions<readonly Plugin[]> = {}): DataSections {
    const { registry, ...sources } = checkFromOptions("DataConfig.from", options);
    const result = loadFrom(dataRequest(registry), sources);
    return dataConfigFromResult(result, registry, result.issues);
  }

  static async auto(options: AutoArgument<AutoOptions<readonly Plugin[]>> = {}): Promise<DataSections> {
    const { registry, ...sources } = checkAutoOptions("DataConfig.auto", options);
    const result = await loadAuto(dataRequest(registry), sources);
    return dataConfigFromResult(result, registry, result.issues);
  }

  section(id: string): FlyteSection {
    checkArgument("dataConfig.section", "id", id, STRING);
    if (Object.hasOwn(this, id)) return (this as unknown as Readonly<Record<string, FlyteSection>>)[id]!;
    throw unknownPlugin("dataConfig.section", id, Object.keys(this));
  }
}

/** The class of {@linkcode DataConfig}. A class declaration cannot have properties that depend on a type parameter. */
export const DataConfig: {
  /**
   * Creates a configuration from sections or values; settings without a value have their defaults.
   *
   * @param init – Sections, or values of their settings.
   * @param plugins – The storage plugins, all of them: a registry or a list; by default `createRegistry(s3, gcs, azure)`.
   * @throws {SettingsError} `unknown_setting` – when a name is not a section or setting.
   * @throws {SettingsError} `not_text`, `not_boolean`, `not_integer`, `not_seconds`, `not_list`, `not_a_choice` or
   * `not_map` – when a value has the wrong type.
   * @throws {FlyteConfigError} `invalid_argument` – when `init` is not an object.
   * @throws {FlyteConfigError} `invalid_section`, `duplicate_section`, `duplicate_source` or `setting_without_source` –
   * when a plugin is not a valid definition.
   */
  new <const P extends readonly Plugin[] = DefaultPlugins>(
    init?: DataConfigInit<P>,
    plugins?: P | Registry<P>,
  ): DataConfig<P>;
  /** The type of instances, for `instanceof`. */
  readonly prototype: DataConfig<readonly Plugin[]>;
  /**
   * Reads the settings of storage from sources that the caller provides.
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
   */
  from<const P extends readonly Plugin[] = DefaultPlugins>(options?: FromOptions<P>): DataConfig<P>;
  /**
   * Reads the settings of storage from environment variables and the configuration file of this machine.
   *
   * Python: `flytekit.configuration.DataConfig.auto`
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
   */
  auto<const P extends readonly Plugin[] = DefaultPlugins>(
    options?: AutoArgument<AutoOptions<P>>,
  ): Promise<DataConfig<P>>;
} = DataSections as unknown as typeof DataConfig;

/** Creates a data configuration from settings that were read. */
export function dataConfigFromResult<P extends readonly Plugin[]>(
  { sections }: Pick<LoadResult, "sections">,
  registry: Registry<P>,
  issues?: readonly SettingIssue[],
): DataConfig<P> {
  const init = definitionsOf(registry).map((definition) => [definition.id, sections.get(definition)]);
  return new DataSections(Object.fromEntries(init), registry, issues) as DataConfig<P>;
}

function dataRequest({ catalog, plugins }: Registry): LoadRequest {
  return { catalog, sections: dataSections(plugins), isWhole: false };
}

function definitionsOf({ plugins }: Registry): readonly Plugin[] {
  return dataSections(plugins).map(({ definition }) => definition);
}

/** Creates the section of a storage plugin: of its own class if it has one. */
function createSection(definition: Plugin, init: object): FlyteSection {
  if (init instanceof FlyteSection && idOf(init) === definition.id) return init;
  const own = CLASSES.find(({ section }) => section.definition === definition);
  return new (own ?? pluginClass(definition))(init);
}

/** The same plugin may have been composed twice, so that its definitions differ. */
function idOf({ constructor }: FlyteSection): string {
  return (constructor as typeof FlyteSection).section.definition.id;
}

/** Creates the class of sections of a plugin. Its instances need it, since `with` calls the constructor. */
function pluginClass(definition: Plugin): new (init: object) => FlyteSection {
  return class extends FlyteSection {
    static override readonly name = "PluginSection";
    static override readonly section: MountedSection = pluginSection(definition);
  };
}
