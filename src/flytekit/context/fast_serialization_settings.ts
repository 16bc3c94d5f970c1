/**
 * Where the code of a fast-registered task comes from.
 *
 * @module
 */
import { fill, WireRecord } from "../../wire/record.ts";
import type { Extra, WireRow } from "../../wire/row.ts";
import { type WireSchema, wireSchema } from "../../wire/schema.ts";

/** What {@linkcode FastSerializationSettings} is made of. */
export interface FastSerializationSettingsInit {
  /** Whether code is shipped apart from the image. Default: `false`. */
  readonly enabled?: boolean | undefined;
  /** Directory in the container that the code is unpacked into. */
  readonly destinationDir?: string | null | undefined;
  /** Location of the archive that the code was uploaded to. */
  readonly distributionLocation?: string | null | undefined;
}

/**
 * Fast registration: the code travels as an archive, not in the image. flytekit: `FastSerializationSettings`. Immutable.
 *
 * @example
 * ```ts
 * import { FastSerializationSettings } from "@flyte-ts/config/serialization";
 *
 * const fast = new FastSerializationSettings({ enabled: true, distributionLocation: "s3://bucket/code.tar.gz" });
 * console.log(fast.toDict().destination_dir); // null
 * ```
 */
export class FastSerializationSettings extends WireRecord<FastSerializationSettingsInit> {
  /** Name of the class, also where a bundler has shortened it. */
  static override readonly name = "FastSerializationSettings";
  /** The fields on the wire. */
  static readonly rows: readonly WireRow[] = [
    ["enabled", "enabled", "boolean", "defaulted", { fallback: false }],
    ["destinationDir", "destination_dir", "string", "optional"],
    ["distributionLocation", "distribution_location", "string", "optional"],
  ] satisfies readonly WireRow<keyof FastSerializationSettingsInit>[];

  /** Whether code is shipped apart from the image. */
  declare readonly enabled: boolean;
  /** Directory in the container that the code is unpacked into. */
  declare readonly destinationDir: string | undefined;
  /** Location of the archive that the code was uploaded to. */
  declare readonly distributionLocation: string | undefined;

  /** Makes an instance of its fields. */
  constructor(init: FastSerializationSettingsInit = {}, extra?: Extra) {
    super(extra);
    fill(this, init, extra);
    Object.freeze(this);
  }

  /** Schema of the wire object. flytekit: `FastSerializationSettings.schema()`. */
  static get schema(): WireSchema<FastSerializationSettings> {
    return wireSchema(FastSerializationSettings);
  }
}
