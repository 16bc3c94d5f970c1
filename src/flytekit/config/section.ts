/**
 * The base class of flytekit's sections.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import type { SectionDefinition, SectionInit } from "../../settings/definition.ts";
import type { AutoArgument } from "../../settings/load/options.ts";
import { loadAuto } from "../../settings/load/auto.ts";
import type { LoadRequest } from "../../settings/load/dialect.ts";
import { loadFrom, mountedSection, type SectionClass, sectionFromResult } from "../../settings/load/load.ts";
import type { Plugin } from "../../settings/plugin.ts";
import type { MountedSection } from "../../settings/setting.ts";
import { Section } from "../../settings/section.ts";
import { NAMING } from "./dialect.ts";
import type { Registry } from "./registry.ts";
import { type AutoOptions, checkAutoOptions, checkFromOptions, type FromOptions } from "./options.ts";

/**
 * Base class of flytekit's sections: an immutable value whose properties are its settings.
 *
 * @example
 * ```ts
 * import { type FlyteSection, PlatformConfig, StatsConfig } from "@flyte-ts/config";
 *
 * const env = { FLYTE_PLATFORM_INSECURE: "true", FLYTE_SECRETS_PORT: "9125" };
 * const sections: readonly FlyteSection[] = [PlatformConfig.from({ env }), StatsConfig.from({ env })];
 * console.log(sections.map((section) => section.explain().settings.length)); // [ 16, 4 ]
 * ```
 */
export abstract class FlyteSection<T extends SectionDefinition = SectionDefinition> extends Section<T> {
  /**
   * Definition of the section, and its path in `Config`.
   *
   * @internal
   */
  declare static readonly section: MountedSection;

  /**
   * Creates a section from values; settings without a value have their defaults.
   *
   * @param init – Values by the names of the properties.
   * @throws {SettingsError} `unknown_setting` – when a name is not a setting.
   * @throws {SettingsError} `not_text`, `not_boolean`, `not_integer`, `not_seconds`, `not_list`, `not_a_choice` or
   * `not_map` – when a value has the wrong type.
   * @throws {FlyteConfigError} `invalid_argument` – when `init` is not an object.
   */
  constructor(init: SectionInit<T> = {} as SectionInit<T>) {
    super(mountedSection(new.target, "new"), NAMING, init);
  }

  /**
   * Reads the section from sources that the caller provides.
   *
   * @param options – The file, the environment variables, and how to read them.
   * @returns The section.
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
  static from<S>(this: SectionClass<S>, options: FromOptions<readonly Plugin[]> = {}): S {
    const section = mountedSection(this, "from");
    const call = `${this.name}.from`;
    const { registry, ...sources } = checkFromOptions(call, options);
    return sectionFromResult(this, loadFrom(requestOf(call, section, registry), sources));
  }

  /**
   * Reads the section from environment variables and the configuration file of this machine.
   *
   * Python: `flytekit.configuration.PlatformConfig.auto` and its equivalents
   *
   * @param options – Options, or the path or `file:` URL of the configuration file.
   * @returns The section.
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
  static async auto<S>(
    this: SectionClass<S>,
    options: AutoArgument<AutoOptions<readonly Plugin[]>> = {},
  ): Promise<S> {
    const section = mountedSection(this, "auto");
    const call = `${this.name}.auto`;
    const { registry, ...sources } = checkAutoOptions(call, options);
    return sectionFromResult(this, await loadAuto(requestOf(call, section, registry), sources));
  }
}

/** Returns a request to load one section. Throws `invalid_option` if it is that of a plugin that is not listed. */
function requestOf(call: string, section: MountedSection, { catalog }: Registry): LoadRequest {
  const { definition } = section;
  if (catalog.sections.some((listed) => listed.definition === definition)) {
    return { catalog, sections: [section], isWhole: false };
  }
  const what = `option plugins does not list ${definition.id}`;
  const usage = "add it; for a plugin of your own, add what definePlugin returned";
  throw new FlyteConfigError("invalid_option", `${call}: ${what}; ${usage}`, { path: "plugins" });
}
