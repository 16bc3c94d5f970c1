/**
 * Fast registration: where the code of a task comes from when it is not in the image.
 *
 * @module
 */
import type { JsonObject } from "../../python/json_value.ts";
import type { WireField } from "../../wire/field.ts";
import { assignFields, WireRecord } from "../../wire/record.ts";
import { type WireSchema, wireSchema } from "../../wire/schema.ts";
import { FAST_FIELDS } from "../wire_fields.ts";

/** Fields of {@linkcode FastSerializationSettings}. */
export interface FastSerializationSettingsInit {
  /**
   * Whether code is shipped separately from the image.
   *
   * @default false
   */
  readonly enabled?: boolean | undefined;
  /** Directory in the container that the code is unpacked into. */
  readonly destinationDir?: string | null | undefined;
  /** Location of the archive that the code was uploaded to. */
  readonly distributionLocation?: string | null | undefined;
}

/**
 * Fast registration: the code travels as an archive, not in the image. Immutable.
 *
 * Python: `flytekit.configuration.FastSerializationSettings`.
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
  /** Name of the class, also in minified code. */
  static override readonly name = "FastSerializationSettings";
  private static readonly fields: readonly WireField[] = FAST_FIELDS;

  /** Whether code is shipped separately from the image. */
  declare readonly enabled: boolean;
  /** Directory in the container that the code is unpacked into. */
  declare readonly destinationDir: string | undefined;
  /** Location of the archive that the code was uploaded to. */
  declare readonly distributionLocation: string | undefined;

  /**
   * Creates settings of fast registration.
   *
   * @param init – The fields.
   * @param unknownFields – Fields that came over the wire and that this version does not know.
   * @throws {FlyteConfigError} `wrong_shape` – when a value has the wrong type.
   * @throws {FlyteConfigError} `invalid_option` – when there is no field of a name.
   */
  constructor(init: FastSerializationSettingsInit = {}, unknownFields?: JsonObject) {
    super(unknownFields);
    assignFields(this, init, unknownFields);
    Object.freeze(this);
  }

  /** Standard Schema of the wire object. Python: `FastSerializationSettings.schema()`. */
  static get schema(): WireSchema<FastSerializationSettings> {
    return wireSchema(FastSerializationSettings);
  }
}
