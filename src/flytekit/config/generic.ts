/**
 * The class `GenericPersistenceConfig`, whose settings are defined in `src/sections/flytekit/generic.ts`.
 *
 * @module
 */
import { GENERIC, type generic } from "../../sections/flytekit/generic.ts";
import type { InferSection } from "../../settings/definition.ts";
import type { MountedSection } from "../../settings/setting.ts";
import { FlyteSection } from "./section.ts";

/** The settings of {@linkcode GenericPersistenceConfig}. */
export interface GenericPersistenceConfig extends InferSection<typeof generic> {}

/**
 * Storage, whatever its provider. Immutable.
 *
 * Python: `flytekit.configuration.GenericPersistenceConfig`
 *
 * @example
 * ```ts
 * import { GenericPersistenceConfig } from "@flyte-ts/config";
 *
 * console.log(new GenericPersistenceConfig().attachExecutionMetadata); // true
 * ```
 */
export class GenericPersistenceConfig extends FlyteSection<typeof generic> {
  /** Name of the class, also in minified code. */
  static override readonly name = "GenericPersistenceConfig";
  /**
   * Definition of the section, and its path in `Config`.
   *
   * @internal
   */
  static override readonly section: MountedSection = GENERIC;
}
