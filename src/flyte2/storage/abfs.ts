/**
 * The class `ABFS`, whose settings are defined in `src/sections/flyte2/abfs.ts`.
 *
 * @module
 */
import { ABFS as SECTION, type abfs } from "../../sections/flyte2/abfs.ts";
import type { InferSection } from "../../settings/definition.ts";
import type { MountedSection } from "../../settings/setting.ts";
import { Storage } from "./storage.ts";

/** The settings of {@linkcode ABFS}. */
export interface ABFS extends InferSection<typeof abfs> {}

/**
 * Azure Blob Storage. Unlike those of the other providers, its retries, backoff and debugging are set by no variable.
 * Immutable.
 *
 * Python: `flyte.storage.ABFS`
 *
 * @example
 * ```ts
 * import { ABFS } from "@flyte-ts/config/v2";
 *
 * const abfs = ABFS.from({ env: { AZURE_STORAGE_ACCOUNT_NAME: "acme", AZURE_STORAGE_ACCOUNT_KEY: "a2V5" } });
 * console.log(abfs.accountName, abfs.toJSON().account_key, abfs.retries); // acme *** 3
 * ```
 */
export class ABFS extends Storage<typeof abfs> {
  /** Name of the class, also in minified code. */
  static override readonly name = "ABFS";
  /**
   * Definition of the section, and its path.
   *
   * @internal
   */
  static override readonly section: MountedSection = SECTION;
}
