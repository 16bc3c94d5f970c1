/**
 * The settings of storage: one section for each plugin, and one for storage of any kind.
 *
 * @module
 */
import { checkParts, SectionGroup } from "../../settings/group.ts";
import type { SettingIssue } from "../../settings/problem.ts";
import type { InferSection, SectionDefinition, SectionInit } from "../../settings/definition.ts";
import type { ResolvedSection } from "../../settings/section.ts";
import { FlyteSection } from "./flyte_section.ts";
import { FLYTEKIT, loadRequest } from "./dialect.ts";
import type { AutoArgument } from "../../settings/load/options.ts";
import type { AutoOptions, FromOptions } from "./options.ts";
import { checkPlugins, flytekitAutoOptions, fromOptions } from "./options.ts";
import {
  composedSections,
  dataSection,
  dataSections,
  DEFAULT_PLUGINS,
  type DefaultPlugins,
  type Plugin,
} from "./sections.ts";
import { type LoadResult, readAuto, readFrom } from "../../settings/load/read.ts";
import type { azure } from "../../../plugins/azure.ts";
import type { gcs } from "../../../plugins/gcs.ts";
import type { s3 } from "../../../plugins/s3.ts";
import type { generic } from "../../sections/flytekit/small.ts";
import type { LoadRequest } from "../../settings/load/dialect.ts";
import { AzureBlobStorageConfig, GCSConfig, GenericPersistenceConfig, S3Config } from "./storage_configs.ts";

/** A plugin's section: its properties follow from its definition. */
export type PluginSection<T extends SectionDefinition> = FlyteSection<T> & InferSection<T>;

/** The sections of plugins, by their ids; nothing where it is not known which plugins there are. */
export type PluginSections<P extends readonly Plugin[]> = string extends P[number]["id"] ? unknown : {
  readonly [T in P[number] as T["id"]]: T extends typeof s3 ? S3Config
    : T extends typeof gcs ? GCSConfig
    : T extends typeof azure ? AzureBlobStorageConfig
    : PluginSection<T>;
};

/** What {@linkcode DataConfig} can be made of: sections, or values of some of their settings. */
export type DataConfigInit<P extends readonly Plugin[]> =
  & { readonly [T in P[number] as T["id"]]?: PluginSection<T> | SectionInit<T> | undefined }
  & { readonly generic?: GenericPersistenceConfig | SectionInit<typeof generic> | undefined };

/**
 * The settings of storage. Each plugin's section is a property, and `generic` is that of storage of any kind. flytekit:
 * `DataConfig`. Immutable.
 *
 * @example
 * ```ts
 * import { DataConfig } from "@flyte-ts/config";
 *
 * const data = DataConfig.from({ env: { FLYTE_AWS_RETRIES: "5" } });
 * console.log(data.s3.retries, data.gcs.gsutilParallelism); // 5 false
 * ```
 */
export type DataConfig<P extends readonly Plugin[] = DefaultPlugins> = DataSections & PluginSections<P>;

/** How to make a {@linkcode DataConfig}. */
export interface DataConfigClass {
  /** Takes sections or values; what is left out has its defaults. Throws `SettingsError` and `unknown_setting`. */
  new <const P extends readonly Plugin[] = DefaultPlugins>(init?: DataConfigInit<P>, plugins?: P): DataConfig<P>;
  /** For `instanceof`. */
  readonly prototype: DataSections;
  /** Reads from what the caller has. Throws `SettingsError` with all that is wrong. */
  from<const P extends readonly Plugin[] = DefaultPlugins>(options?: FromOptions<P>): DataConfig<P>;
  /** Reads from the machine. Rejects with `SettingsError` or `permission_denied`. flytekit: `DataConfig.auto`. */
  auto<const P extends readonly Plugin[] = DefaultPlugins>(
    options?: AutoArgument<AutoOptions<P>>,
  ): Promise<DataConfig<P>>;
}

/** What all data configurations have. */
export class DataSections extends SectionGroup {
  /** Name of the class, also where a bundler has shortened it. */
  static override readonly name = "DataConfig";
  /** Settings of storage of any kind. */
  declare readonly generic: GenericPersistenceConfig;

  /** Takes sections or values. */
  constructor(
    init: Readonly<Record<string, unknown>> = {},
    plugins: readonly Plugin[] = DEFAULT_PLUGINS,
    issues?: readonly SettingIssue[],
  ) {
    checkPlugins("DataConfig", plugins);
    const tables = dataSections(plugins).map(({ definition }) => definition);
    // Who makes sections of tables of his own is told what is wrong with these.
    if (plugins !== DEFAULT_PLUGINS) composedSections(plugins);
    checkParts("DataConfig", init, tables.map(({ id }) => id));
    const parts = tables.map((definition) => [definition.id, section(definition, init[definition.id] ?? {})]);
    super({ parts: Object.fromEntries(parts), issues, naming: FLYTEKIT.naming });
    Object.freeze(this);
  }

  /** See {@linkcode DataConfigClass}. */
  static from(options: FromOptions<readonly Plugin[]> = {}): DataSections {
    const checked = fromOptions("DataConfig.from", options);
    return made(checked, readFrom(wantedData(checked), checked));
  }

  /** See {@linkcode DataConfigClass}. */
  static async auto(options: AutoArgument<AutoOptions<readonly Plugin[]>> = {}): Promise<DataSections> {
    const checked = flytekitAutoOptions("DataConfig.auto", options);
    return made(checked, await readAuto(wantedData(checked), checked));
  }
}

/** How to make a {@linkcode DataConfig}: with `new`, `from` or `auto`. */
export const DataConfig: DataConfigClass = DataSections as unknown as DataConfigClass;

/** The part of what was read that is about data. */
export function dataConfigOf<P extends readonly Plugin[]>(
  { sections }: Pick<LoadResult, "sections">,
  plugins: P,
  issues?: readonly SettingIssue[],
): DataConfig<P> {
  const init = dataSections(plugins).map(({ definition }) => [definition.id, sections.get(definition)]);
  return new DataSections(Object.fromEntries(init), plugins, issues) as DataConfig<P>;
}

function wantedData({ plugins = DEFAULT_PLUGINS }: { readonly plugins?: readonly Plugin[] | undefined }): LoadRequest {
  return loadRequest(dataSections(plugins), plugins);
}

function made(
  { plugins = DEFAULT_PLUGINS }: { readonly plugins?: readonly Plugin[] | undefined },
  read: LoadResult,
): DataSections {
  return dataConfigOf(read, plugins, read.issues);
}

/** The class of a plugin's section, whose definition it knows as `with` needs it. */
function pluginClass(
  definition: SectionDefinition,
): new (init: SectionInit<SectionDefinition> | ResolvedSection) => FlyteSection {
  const section = dataSection(definition);
  return class extends FlyteSection {
    static override readonly name = "PluginSection";

    constructor(init: SectionInit<SectionDefinition> | ResolvedSection) {
      super(section, init);
    }
  };
}

/** flytekit's own sections are of the classes that have their names. */
function section(definition: SectionDefinition, init: unknown): FlyteSection {
  if (init instanceof FlyteSection) return init;
  const own = [S3Config, GCSConfig, AzureBlobStorageConfig, GenericPersistenceConfig].find(({ section }) =>
    section.definition === definition
  );
  return new (own ?? pluginClass(definition))(init as ResolvedSection);
}
