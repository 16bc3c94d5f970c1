/**
 * The class `S3Config`, whose settings are defined in `plugins/s3.ts`.
 *
 * @module
 */
import type { InferSection } from "../../settings/definition.ts";
import type { MountedSection } from "../../settings/setting.ts";
import { s3 } from "../../../plugins/s3.ts";
import { pluginSection } from "../../sections/flytekit/mod.ts";
import { FlyteSection } from "./section.ts";

/** The settings of {@linkcode S3Config}. */
export interface S3Config extends InferSection<typeof s3> {}

/**
 * Amazon S3 and compatible services. Immutable.
 *
 * Python: `flytekit.configuration.S3Config`
 *
 * @example
 * ```ts
 * import { S3Config } from "@flyte-ts/config";
 *
 * const s3 = new S3Config({ endpoint: "http://localhost:30002", secretAccessKey: "miniostorage" });
 * console.log(s3.toJSON().secret_access_key); // ***
 * ```
 */
export class S3Config extends FlyteSection<typeof s3> {
  /** Name of the class, also in minified code. */
  static override readonly name = "S3Config";
  /**
   * Definition of the section, and its path in `Config`.
   *
   * @internal
   */
  static override readonly section: MountedSection = pluginSection(s3);
}
