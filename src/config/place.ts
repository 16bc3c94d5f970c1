/**
 * Where Flyte's sections are, and what is done with their settings once they are read.
 *
 * @module
 */
import { CONFIG_PLACE_VARIABLES } from "../config_file/places.ts";
import type { FlyteConfigError } from "../errors.ts";
import type { SettingIssue } from "../settings/problem.ts";
import type { Naming, SectionPlace } from "../settings/registry.ts";
import type { Resolved } from "../settings/resolve.ts";
import type { ReadEnv } from "../sources/env.ts";

/** What settings may name: further variables and files. */
export interface Referred {
  /** Environment variables. */
  readonly env: ReadEnv;
  /** The text of a file, or why it cannot be read. */
  readonly files: (path: string) => string | FlyteConfigError;
}

/** Changes settings of a section that depend on one another. */
export type Finish = (
  settings: Map<string, Resolved>,
  referred: Referred,
  problems: SettingIssue[],
  issues: SettingIssue[],
) => void;

/** A section of Flyte's. */
export interface FlytePlace extends SectionPlace {
  /** What follows from its settings: strictly, and as flytekit does it. */
  readonly finish?: { readonly strict: Finish; readonly flytekit: Finish };
}

/** Names of variables are as flytekit's. */
export const NAMING: Naming = { envPrefix: "FLYTE_", otherEnv: CONFIG_PLACE_VARIABLES };
