/**
 * The class `AzureBlobStorageConfig`, whose settings are defined in `plugins/azure.ts`.
 *
 * @module
 */
import type { InferSection } from "../../settings/definition.ts";
import type { MountedSection } from "../../settings/setting.ts";
import { azure } from "../../../plugins/azure.ts";
import { pluginSection } from "../../sections/flytekit/mod.ts";
import { FlyteSection } from "./section.ts";

/** The settings of {@linkcode AzureBlobStorageConfig}. */
export interface AzureBlobStorageConfig extends InferSection<typeof azure> {}

/**
 * Azure Blob Storage. Immutable.
 *
 * Python: `flytekit.configuration.AzureBlobStorageConfig`
 *
 * @example
 * ```ts
 * import { AzureBlobStorageConfig } from "@flyte-ts/config";
 *
 * console.log(new AzureBlobStorageConfig({ accountName: "acme" }).accountName); // acme
 * ```
 */
export class AzureBlobStorageConfig extends FlyteSection<typeof azure> {
  /** Name of the class, also in minified code. */
  static override readonly name = "AzureBlobStorageConfig";
  /**
   * Definition of the section, and its path in `Config`.
   *
   * @internal
   */
  static override readonly section: MountedSection = pluginSection(azure);
}
