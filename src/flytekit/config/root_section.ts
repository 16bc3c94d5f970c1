/**
 * The settings of `Config` itself.
 *
 * @module
 */
import type { SectionInit } from "../../settings/definition.ts";
import type { ResolvedSection } from "../../settings/section.ts";
import { FlyteSection } from "./flyte_section.ts";
import { ROOT } from "./sections.ts";
import type { root } from "../../sections/flytekit/small.ts";

/** A section whose settings are properties of `Config`. */
export class RootSection extends FlyteSection<typeof root> {
  /** Takes values of settings. */
  constructor(init: SectionInit<typeof root> | ResolvedSection = {}) {
    super(ROOT, init);
  }
}
