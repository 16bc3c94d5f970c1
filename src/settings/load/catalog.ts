/**
 * A catalog: all settings that a product reads, and what follows from them. It is derived once, however often
 * configurations are loaded.
 *
 * @module
 */
import type { SectionDefinition } from "../definition.ts";
import type { ComposedSection, Setting } from "../setting.ts";
import type { Dialect, Library } from "./dialect.ts";
import { type ForeignKey, KnownKeys } from "./known_keys.ts";
import type { MissingPlugins } from "./missing_plugins.ts";

/** Format of a configuration file. */
type Format = "yaml" | "ini";

/** The settings of one product, and those of the other one, whose names may be used by mistake. */
export class Catalog {
  /** The product's dialect. */
  readonly dialect: Dialect;
  readonly #compose: () => readonly ComposedSection[];
  readonly #findMissing: ((sections: readonly ComposedSection[]) => MissingPlugins) | undefined;
  readonly #known = new Map<string, KnownKeys>();
  #sections: readonly ComposedSection[] | undefined;
  #settings: ReadonlyMap<SectionDefinition, readonly Setting[]> | undefined;
  #own: readonly Setting[] | undefined;
  #theirs: readonly Setting[] | undefined;
  #variables: ReadonlySet<string> | undefined;
  #missing: MissingPlugins | undefined;

  /**
   * Accepts the dialect, a function that composes all sections that a file may have, and one that finds the plugins that
   * are missing from them. Both are called on first use.
   */
  constructor(
    dialect: Dialect,
    compose: () => readonly ComposedSection[],
    findMissing?: (sections: readonly ComposedSection[]) => MissingPlugins,
  ) {
    this.dialect = dialect;
    this.#compose = compose;
    this.#findMissing = findMissing;
  }

  /** All sections that a file may have. */
  get sections(): readonly ComposedSection[] {
    return this.#sections ??= this.#compose();
  }

  /** flytekit's own plugins that the caller did not list; `undefined` if it listed none. */
  get missing(): MissingPlugins | undefined {
    return this.#missing ??= this.#findMissing?.(this.sections);
  }

  /** The Python library of this product. */
  get library(): Library {
    return this.dialect.library;
  }

  /** The settings of this product, also those that its library reads outside of its `Config`. */
  get own(): readonly Setting[] {
    return this.#own ??= [
      ...this.sections.flatMap(({ settings }) => settings),
      ...this.dialect.readElsewhere?.() ?? [],
    ];
  }

  /** The settings of the other product. */
  get theirs(): readonly Setting[] {
    return this.#theirs ??= this.dialect.other.settings().filter(({ definition }) =>
      definition.otherProgram === undefined
    );
  }

  /** The environment variables of {@linkcode Catalog.own}. */
  get variables(): ReadonlySet<string> {
    return this.#variables ??= new Set(this.own.flatMap(({ envs }) => envs));
  }

  /** Returns the settings of a section, which must be one of {@linkcode Catalog.sections}. */
  settingsOf(definition: SectionDefinition): readonly Setting[] {
    this.#settings ??= new Map(this.sections.map((section) => [section.definition, section.settings]));
    return this.#settings.get(definition)!;
  }

  /** Returns the keys that a file may have; with `others`, those of the other product too. */
  keys(format: Format, others: boolean): KnownKeys {
    const name = `${format} ${others}`;
    let known = this.#known.get(name);
    if (known === undefined) {
      const { foreignKeys, misnomers, legacyKeys } = this.dialect;
      // The settings of missing plugins are reported on their own.
      const settings = [...this.own, ...this.missing?.settings ?? []];
      const foreign = [...foreignKeys, ...others ? this.otherKeys() : []];
      known = new KnownKeys(format, settings, foreign, misnomers, legacyKeys);
      this.#known.set(name, known);
    }
    return known;
  }

  /** Returns the keys of the other product: the outermost ones that are not keys of this product. */
  otherKeys(): readonly ForeignKey[] {
    const known = new Set(this.own.flatMap(({ yaml = [] }) => prefixes(yaml)));
    const outermost = this.theirs.flatMap(({ yaml = [] }) => prefixes(yaml).find((path) => !known.has(path)) ?? []);
    return [...new Set(outermost)].map((yaml) => ({ yaml, owner: NAMES[this.dialect.other.library] }));
  }
}

/** Names of the products in messages. */
export const NAMES: Readonly<Record<Library, string>> = { flytekit: "flytekit", flyte: "flyte 2" };

function prefixes(path: readonly string[]): readonly string[] {
  return path.map((_, index) => path.slice(0, index + 1).join("."));
}
