/**
 * The class `Storage`, whose settings are defined in `src/sections/flyte2/storage.ts`: the base of all providers.
 *
 * @module
 */
import { flyteSettings, NAMING as SECTION_NAMING, STORAGE_SECTIONS } from "../../sections/flyte2/mod.ts";
import { STORAGE, type storage } from "../../sections/flyte2/storage.ts";
import type { InferSection, SectionDefinition, SectionInit } from "../../settings/definition.ts";
import { loadAuto } from "../../settings/load/auto.ts";
import { Catalog } from "../../settings/load/catalog.ts";
import type { Dialect, LoadRequest } from "../../settings/load/dialect.ts";
import { loadFrom, mountedSection, type SectionClass, sectionFromResult } from "../../settings/load/load.ts";
import { settingNames, settingsOf } from "../../settings/compose.ts";
import { Section } from "../../settings/section.ts";
import type { MountedSection, Naming, Setting } from "../../settings/setting.ts";
import { DIALECT, NAMING } from "../config/dialect.ts";
import {
  checkStorage,
  STORAGE_AUTO_CHECKS,
  STORAGE_FROM_CHECKS,
  type StorageAutoOptions,
  type StorageFromOptions,
} from "./options.ts";

/** Names of environment variables, and hints for those of other sections. Variables that name a file are not read. */
const STORAGE_NAMING: Naming = {
  ...NAMING,
  otherEnv: [],
  whereIs: (name) =>
    flyteSettings().some((setting) => settingNames(setting).includes(name))
      ? "flyte 2 reads it for another section"
      : NAMING.whereIs!(name),
};

/** The dialect of flyte 2 without its configuration file, which has no settings of storage. */
const STORAGE_DIALECT: Dialect = {
  ...DIALECT,
  naming: STORAGE_NAMING,
  configFile: { ...DIALECT.configFile, searchPath: [], lookalikes: [], variables: [] },
  readElsewhere: flyteSettings,
};

/** Returns the catalog of a section: its settings, which may be changed, come before those of the other sections. */
export function storageCatalog(section: MountedSection, change?: (setting: Setting) => Setting): Catalog {
  return new Catalog(STORAGE_DIALECT, () => {
    const settings = settingsOf(section, SECTION_NAMING);
    return [{ ...section, settings: change === undefined ? settings : settings.map(change) }];
  });
}

const CATALOGS: ReadonlyMap<MountedSection, Catalog> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ STORAGE_SECTIONS.map((section) => [section, storageCatalog(section)]),
);

/** Returns a request to load a section. */
export function storageRequest(section: MountedSection): LoadRequest {
  return { catalog: CATALOGS.get(section) ?? storageCatalog(section), sections: [section], isWhole: false };
}

/** The settings of {@linkcode Storage}. */
export interface Storage<T extends SectionDefinition = typeof storage> extends InferSection<typeof storage> {}

/**
 * Storage, whatever its provider: base of {@linkcode S3}, {@linkcode GCS} and {@linkcode ABFS}. flyte 2 reads the settings
 * of storage from environment variables only. Immutable.
 *
 * Python: `flyte.storage.Storage`
 *
 * @example
 * ```ts
 * import { GCS, S3, Storage } from "@flyte-ts/config/v2";
 *
 * const env = { FLYTE_STORAGE_RETRIES: "7" };
 * const sections: readonly Storage[] = [Storage.from({ env }), S3.from({ env }), GCS.from({ env })];
 * console.log(sections.map(({ retries, backoff }) => [retries, backoff])); // [ [ 7, 5 ], [ 7, 5 ], [ 7, 5 ] ]
 * ```
 */
export class Storage<T extends SectionDefinition = typeof storage> extends Section<T> {
  /** Name of the class, also in minified code. */
  static override readonly name: string = "Storage";
  /**
   * Definition of the section, and its path.
   *
   * @internal
   */
  static readonly section: MountedSection = STORAGE;

  /**
   * Creates a section from values; settings without a value have their defaults.
   *
   * @param init – Values by the names of the properties.
   * @throws {SettingsError} `unknown_setting` – when a name is not a setting.
   * @throws {SettingsError} `not_text`, `not_boolean`, `not_integer` or `not_seconds` – when a value has the wrong type.
   * @throws {FlyteConfigError} `invalid_argument` – when `init` is not an object.
   */
  constructor(init: SectionInit<T> = {} as SectionInit<T>) {
    super(mountedSection(new.target, "new"), STORAGE_NAMING, init);
  }

  /**
   * Reads the section from environment variables that the caller provides.
   *
   * @param options – The environment variables, and how to read them.
   * @returns The section.
   * @throws {SettingsError} `not_boolean`, `not_integer` or `not_seconds` – when values have the wrong type. The code is
   * that of the first problem; `problems` has all of them.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   */
  static from<S>(this: SectionClass<S>, options: StorageFromOptions = {}): S {
    const section = mountedSection(this, "from");
    const sources = checkStorage(`${this.name}.from`, options, STORAGE_FROM_CHECKS);
    return sectionFromResult(this, loadFrom(storageRequest(section), sources));
  }

  /**
   * Reads the section from the environment variables of this machine.
   *
   * Python: `flyte.storage.Storage.auto`
   *
   * @param options – What replaces the environment, and how to read it.
   * @returns The section.
   * @throws {SettingsError} `not_boolean`, `not_integer` or `not_seconds` – when values have the wrong type. The code is
   * that of the first problem; `problems` has all of them.
   * @throws {FlyteConfigError} `permission_denied` – when the runtime denied access to a variable.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   */
  static async auto<S>(this: SectionClass<S>, options: StorageAutoOptions = {}): Promise<S> {
    const section = mountedSection(this, "auto");
    const sources = checkStorage(`${this.name}.auto`, options, STORAGE_AUTO_CHECKS);
    return sectionFromResult(this, await loadAuto(storageRequest(section), sources));
  }
}
