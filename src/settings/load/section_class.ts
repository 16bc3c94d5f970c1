/**
 * Creates sections from what was loaded.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import type { MountedSection } from "../registry.ts";
import { ResolvedSection } from "../section.ts";
import type { LoadResult } from "./read.ts";

/** A class of sections. */
export interface SectionClass<S> {
  /** Its name. */
  readonly name: string;
  /** Definition and path of the section. */
  readonly section: MountedSection;
  /** Creates a section. The constructor also accepts a `ResolvedSection`, which its public type does not mention. */
  new (init: never): S;
}

/** Returns the section of a class. Throws `invalid_argument` if `type` is not a class of sections. */
export function mountedSection(type: unknown, method: "new" | "from" | "auto"): MountedSection {
  if (typeof type === "function" && "section" in type && type.section !== undefined) {
    return type.section as MountedSection;
  }
  const call = method === "new" ? "new PlatformConfig(…)" : `PlatformConfig.${method}(…)`;
  throw new FlyteConfigError("invalid_argument", `${method} must be called on the class of a section; write ${call}`);
}

/** Creates one section of several that were loaded. */
export function loadedSection<S>(type: SectionClass<S>, { sections }: Pick<LoadResult, "sections">): S {
  return new type(sections.get(type.section.definition)! as never);
}

/** Creates a section that was loaded alone, so that its issues include those of the file. */
export function sectionFromResult<S>(type: SectionClass<S>, { sections, issues }: LoadResult): S {
  const { settings, values, issues: own } = sections.get(type.section.definition)!;
  return new type(new ResolvedSection(settings, values, [...own, ...issues]) as never);
}
