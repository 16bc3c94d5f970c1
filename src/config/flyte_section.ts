/**
 * What all of Flyte's sections have in common.
 *
 * @module
 */
import type { SectionInit, SectionTable } from "../settings/row.ts";
import { ResolvedSection, Section } from "../settings/section.ts";
import type { AutoOptions, FromOptions } from "./options.ts";
import { type FlytePlace, NAMING } from "./place.ts";
import type { Plugin } from "./places.ts";
import { type Read, readAuto, readFrom } from "./read.ts";

/** A class of sections that stand for themselves. */
export interface SectionClass<S> {
  /** Where the section is. */
  readonly place: FlytePlace;
  /** Makes one of what was read. */
  new (init: ResolvedSection): S;
}

/** A section of Flyte's configuration. */
export abstract class FlyteSection<T extends SectionTable = SectionTable> extends Section<T> {
  /** Takes values of settings; those that are left out have their defaults. Throws `SettingsError`. */
  constructor(place: FlytePlace, init: SectionInit<T> | ResolvedSection) {
    super(place, NAMING, init);
  }

  /** Reads the section from what the caller has. Throws `SettingsError` with all that is wrong. */
  static from<S>(this: SectionClass<S>, options: FromOptions<readonly Plugin[]> = {}): S {
    return made(this, readFrom([this.place], options));
  }

  /**
   * Reads the section from the machine: environment variables first, then the configuration file, then the defaults.
   * Rejects with `SettingsError`, which has all that is wrong, or `permission_denied`. flytekit: `auto`.
   */
  static auto<S>(this: SectionClass<S>, options: AutoOptions<readonly Plugin[]> = {}): Promise<S> {
    return readAuto([this.place], options).then((read) => made(this, read));
  }
}

/** A section that was read alone tells what is wrong with the file as well. */
function made<S>(type: SectionClass<S>, { sections, issues }: Read): S {
  const { settings, values, issues: own } = sections.get(type.place.table)!;
  return new type(new ResolvedSection(settings, values, [...own, ...issues]));
}
