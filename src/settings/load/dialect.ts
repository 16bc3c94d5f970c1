/**
 * A dialect: what is special to one product's configuration. Everything else about it follows from its definitions.
 *
 * @module
 */
import type { ConfigFileRules } from "../file/search_path.ts";
import type { MountedSection, Naming, ResolvedValue, Setting } from "../setting.ts";
import type { AnyMode } from "../file/open.ts";
import type { ReadEnv } from "../../runtime/env.ts";
import type { ReadingHost } from "../../runtime/guard.ts";
import type { RawValues } from "../sources.ts";
import type { FoundFile } from "./auto.ts";
import type { Catalog } from "./catalog.ts";
import type { ForeignKey, LegacyKey, Misnomer } from "./known_keys.ts";

/** Name of a product's Python library, in messages and as a mode. */
export type Library = "flytekit" | "flyte";

/** One product's configuration. */
export interface Dialect {
  /** Name of the Python library. */
  readonly library: Library;
  /** Naming of environment variables. */
  readonly naming: Naming;
  /** Rules for the configuration file. */
  readonly configFile: ConfigFileRules;
  /** Searches for the file, if the product has rules for that beyond the search path. */
  readonly searchFile?: SearchFile;
  /** Reads a setting as the Python library does. Throws where it raises an error. */
  readonly readSetting: (setting: Setting, raw: RawValues) => ResolvedValue;
  /** Whether the library's `Config` ignores environment variables if there is no file. */
  readonly wholeNeedsFile: boolean;
  /** Keys of files that other programs read. */
  readonly foreignKeys: readonly ForeignKey[];
  /** Settings that the Python library reads outside of its `Config`. */
  readonly readElsewhere?: () => readonly Setting[];
  /** Names that are often mistaken for those of settings. */
  readonly misnomers: readonly Misnomer[];
  /** Options of INI files that earlier releases read. */
  readonly legacyKeys?: readonly LegacyKey[];
  /** Prefixes of environment variables that other programs read. */
  readonly foreignVariables: readonly string[];
  /** The other product, whose names may be used by mistake. */
  readonly other: OtherProduct;
}

/** Searches for the configuration file. `open` opens the first one, of the search path of the product or of other rules. */
export type SearchFile = (
  open: (rules?: ConfigFileRules) => Promise<FoundFile>,
  context: {
    readonly host: ReadingHost;
    readonly env: ReadEnv;
    readonly mode: AnyMode;
    readonly catalog: Catalog;
  },
) => Promise<FoundFile>;

/** The other product, as one product knows it. */
export interface OtherProduct {
  /** Name of its Python library. */
  readonly library: Library;
  /** Its settings. */
  readonly settings: () => readonly Setting[];
}

/** A request to load sections. */
export interface LoadRequest {
  /** All settings of the product. */
  readonly catalog: Catalog;
  /** The sections to load. */
  readonly sections: readonly MountedSection[];
  /** Whether a whole `Config` is loaded, and not one of its sections. */
  readonly isWhole: boolean;
}
