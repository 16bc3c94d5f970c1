/**
 * Makes a section that stands for itself of what was read.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { ResolvedSection } from "../section.ts";
import type { MountedSection } from "../registry.ts";
import type { LoadResult } from "./read.ts";

/** A class of sections that stand for themselves. */
export interface SectionClass<S> {
  /** Its name. */
  readonly name: string;
  /** Where the section is. */
  readonly section: MountedSection;
  /** Makes one of what was read. */
  new (init: ResolvedSection): S;
}

/** Throws `invalid_argument` where a method of sections is called on none: on its own, or on the abstract class. */
export function checkSectionClass(type: unknown, method: "from" | "auto"): void {
  if (typeof type === "function" && "section" in type && type.section !== undefined) return;
  const what = `${method} belongs to a class of sections; write PlatformConfig.${method}(…)`;
  throw new FlyteConfigError("invalid_argument", what);
}

/** A section that was read alone tells what is wrong with the file as well. */
export function sectionFromResult<S>(type: SectionClass<S>, { sections, issues }: LoadResult): S {
  const { settings, values, issues: own } = sections.get(type.section.definition)!;
  return new type(new ResolvedSection(settings, values, [...own, ...issues]));
}
