/**
 * What a version of Flyte's configuration is: flytekit's, or that of flyte 2. All else about it is in its tables.
 *
 * @module
 */
import type { ConfigFileRules } from "../file/file_rules.ts";
import type { ForeignKey, LegacyKey, Misnomer } from "./known_names.ts";
import type { Sources } from "../raw.ts";
import type { ComposedSection, Naming, Setting } from "../registry.ts";
import type { Resolved } from "../resolve.ts";
import type { LeftOut } from "./left_out.ts";
import type { MountedSection } from "../registry.ts";

/** A version of Flyte's configuration. */
export interface Dialect {
  /** What it is called in Python: in messages, and as the mode that reads as it does. */
  readonly library: "flytekit" | "flyte";
  /** How its variables are called. */
  readonly naming: Naming;
  /** How its file is found. */
  readonly configFile: ConfigFileRules;
  /** Reads a setting as the Python library does. Throws where that raises an error. */
  readonly readSetting: (setting: Setting, sources: Sources) => Resolved;
  /** Whether its `Config` reads no variables where there is no file. */
  readonly wholeNeedsFile: boolean;
  /** Keys of files that other programs read. */
  readonly foreignKeys: readonly ForeignKey[];
  /** Settings that the Python library reads outside of its `Config`. */
  readonly readElsewhere?: () => readonly Setting[];
  /** Names that people take for those of settings. */
  readonly misnomers: readonly Misnomer[];
  /** Options of INI files that earlier releases read. */
  readonly legacyKeys?: readonly LegacyKey[];
  /** Variables that other programs read, as starts of names. */
  readonly foreignVariables: readonly string[];
  /** The other product, whose names people may use by mistake. */
  readonly other: OtherProduct;
}

/** What one version knows of the other. */
export interface OtherProduct {
  /** What it is called in Python. */
  readonly library: "flytekit" | "flyte";
  /** All its settings. */
  readonly settings: () => readonly Setting[];
}

/** What is to be read. */
export interface LoadRequest {
  /** The dialect. */
  readonly dialect: Dialect;
  /** The sections to read. */
  readonly sections: readonly MountedSection[];
  /** All sections that a file may have settings of, with their names. */
  readonly composed: readonly ComposedSection[];
  /** What the caller left out of flytekit's own plugins. */
  readonly leftOut?: LeftOut | undefined;
  /** Whether it is `Config` that is read. */
  readonly isWhole: boolean;
}
