/**
 * What all sections of flyte 2 have in common.
 *
 * @module
 */
import type { SectionDefinition, SectionInit } from "../../settings/definition.ts";
import { type ResolvedSection, Section } from "../../settings/section.ts";
import type { MountedSection } from "../../settings/registry.ts";
import { readAuto, readFrom } from "../../settings/load/read.ts";
import { checkSectionClass, type SectionClass, sectionFromResult } from "../../settings/load/section_class.ts";
import { loadRequest, NAMING } from "./dialect.ts";
import { type AutoOptions, flyteAutoOptions, type FromOptions, fromOptions } from "./options.ts";
import type { AutoArgument } from "../../settings/load/options.ts";

/** A section of flyte 2's configuration. */
export abstract class FlyteSection<T extends SectionDefinition = SectionDefinition> extends Section<T> {
  /** Takes values of settings; those that are left out have their defaults. Throws `SettingsError`. */
  constructor(section: MountedSection, init: SectionInit<T> | ResolvedSection) {
    super(section, NAMING, init);
  }

  /** Reads the section from what the caller has. Throws `SettingsError` with all that is wrong. */
  static from<S>(this: SectionClass<S>, options: FromOptions = {}): S {
    checkSectionClass(this, "from");
    return sectionFromResult(this, readFrom(loadRequest([this.section]), fromOptions(`${this.name}.from`, options)));
  }

  /**
   * Reads the section from the machine: environment variables first, then the configuration file, then the defaults.
   * Takes options, or just the path or `file:` URL of the file. Rejects with `SettingsError`, which has all that is
   * wrong, or `permission_denied`. flyte: `auto`.
   */
  static async auto<S>(this: SectionClass<S>, options: AutoArgument<AutoOptions> = {}): Promise<S> {
    checkSectionClass(this, "auto");
    return sectionFromResult(
      this,
      await readAuto(loadRequest([this.section]), flyteAutoOptions(`${this.name}.auto`, options)),
    );
  }
}
