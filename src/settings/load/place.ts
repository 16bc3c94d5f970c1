/**
 * Where Flyte's sections are, and what is done with their settings once they are read.
 *
 * @module
 */
import type { FlyteConfigError } from "../../errors.ts";
import type { SettingIssue } from "../problem.ts";
import type { SectionPlace } from "../registry.ts";
import type { Resolved } from "../resolve.ts";
import type { ReadEnv } from "../../runtime/env.ts";

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
  /** What follows from its settings: strictly, and as the Python library does it. */
  readonly finish?: { readonly strict: Finish; readonly python: Finish };
  /** The setting that names a file whose text `finish` needs. */
  readonly file?: string;
}
