/**
 * What all of flytekit's sections have in common.
 *
 * @module
 */
import type { SectionDefinition, SectionInit } from "../../settings/definition.ts";
import { type ResolvedSection, Section } from "../../settings/section.ts";
import { FLYTEKIT, loadRequest } from "./dialect.ts";
import type { AutoArgument } from "../../settings/load/options.ts";
import type { AutoOptions, FromOptions } from "./options.ts";
import { flytekitAutoOptions, fromOptions } from "./options.ts";
import type { MountedSection } from "../../settings/registry.ts";
import { DEFAULT_PLUGINS, type Plugin } from "./sections.ts";
import { readAuto, readFrom } from "../../settings/load/read.ts";
import { checkSectionClass, type SectionClass, sectionFromResult } from "../../settings/load/section_class.ts";

/** A section of Flyte's configuration. */
export abstract class FlyteSection<T extends SectionDefinition = SectionDefinition> extends Section<T> {
  /** Takes values of settings; those that are left out have their defaults. Throws `SettingsError`. */
  constructor(section: MountedSection, init: SectionInit<T> | ResolvedSection) {
    super(section, FLYTEKIT.naming, init);
  }

  /** Reads the section from what the caller has. Throws `SettingsError` with all that is wrong. */
  static from<S>(this: SectionClass<S>, options: FromOptions<readonly Plugin[]> = {}): S {
    checkSectionClass(this, "from");
    const checked = fromOptions(`${this.name}.from`, options);
    return sectionFromResult(this, readFrom(loadRequest([this.section], checked.plugins ?? DEFAULT_PLUGINS), checked));
  }

  /**
   * Reads the section from the machine: environment variables first, then the configuration file, then the defaults.
   * Takes options, or just the path or `file:` URL of the file. Rejects with `SettingsError`, which has all that is
   * wrong, or `permission_denied`. flytekit: `auto`.
   */
  static async auto<S>(
    this: SectionClass<S>,
    options: AutoArgument<AutoOptions<readonly Plugin[]>> = {},
  ): Promise<S> {
    checkSectionClass(this, "auto");
    const checked = flytekitAutoOptions(`${this.name}.auto`, options);
    return sectionFromResult(
      this,
      await readAuto(loadRequest([this.section], checked.plugins ?? DEFAULT_PLUGINS), checked),
    );
  }
}
