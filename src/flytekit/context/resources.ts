/**
 * Resources that a task requests, and their limits.
 *
 * @module
 */
import type { JsonObject } from "../../python/json_value.ts";
import type { PythonFloat } from "../../python/numbers.ts";
import type { WireField } from "../../wire/field.ts";
import { assignFields, WireRecord } from "../../wire/record.ts";
import { type WireSchema, wireSchema } from "../../wire/schema.ts";
import { RESOURCES_FIELDS, resourceSpecFields } from "../wire_fields.ts";

/** One amount of a resource: a Kubernetes quantity such as `"500m"` or `"2Gi"`, or a number of units. */
export type ResourceQuantity = string | number | bigint | PythonFloat;

/** An amount, or a pair of the amount requested and its limit. */
export type ResourceAmount = ResourceQuantity | readonly [request: ResourceQuantity, limit: ResourceQuantity];

/** Fields of {@linkcode Resources}. */
export interface ResourcesInit {
  /** CPU cores, such as `"500m"` or `2`. */
  readonly cpu?: ResourceAmount | null | undefined;
  /** Memory, such as `"2Gi"`, or a number of bytes. */
  readonly mem?: ResourceAmount | null | undefined;
  /** Number of GPUs. */
  readonly gpu?: ResourceAmount | null | undefined;
  /** Local disk for scratch space, caches and logs, such as `"1Gi"`, or a number of bytes. */
  readonly ephemeralStorage?: ResourceAmount | null | undefined;
}

/**
 * Amounts of CPU, memory, GPUs and local disk. Immutable.
 *
 * Python: `flytekit.core.resources.Resources`.
 *
 * @example
 * ```ts
 * import { Resources } from "@flyte-ts/config/serialization";
 *
 * console.log(new Resources({ cpu: "500m", mem: "2Gi" }).mem); // 2Gi
 * ```
 */
export class Resources extends WireRecord<ResourcesInit> {
  /** Name of the class, also in minified code. */
  static override readonly name = "Resources";
  private static readonly fields: readonly WireField[] = RESOURCES_FIELDS;

  /** CPU cores, such as `"500m"` or `2`. */
  declare readonly cpu: ResourceAmount | undefined;
  /** Memory, such as `"2Gi"`, or a number of bytes. */
  declare readonly mem: ResourceAmount | undefined;
  /** Number of GPUs. */
  declare readonly gpu: ResourceAmount | undefined;
  /** Local disk for scratch space, caches and logs, such as `"1Gi"`, or a number of bytes. */
  declare readonly ephemeralStorage: ResourceAmount | undefined;

  /**
   * Creates resources.
   *
   * @param init – The amounts; what is left out is not requested.
   * @param unknownFields – Fields that came over the wire and that this version does not know.
   * @throws {FlyteConfigError} `wrong_shape` – when an amount has the wrong type, or is a fraction of anything but CPUs.
   * @throws {FlyteConfigError} `invalid_option` – when there is no field of a name.
   */
  constructor(init: ResourcesInit = {}, unknownFields?: JsonObject) {
    super(unknownFields);
    assignFields(this, init, unknownFields);
    Object.freeze(this);
  }

  /** Standard Schema of the wire object. Python: `Resources.schema()`. */
  static get schema(): WireSchema<Resources> {
    return wireSchema(Resources);
  }
}

/** Fields of {@linkcode ResourceSpec}. */
export interface ResourceSpecInit {
  /** Resources that are reserved for the task. */
  readonly requests?: Resources | null | undefined;
  /** Resources that the task may use at most. */
  readonly limits?: Resources | null | undefined;
}

/**
 * Requested resources and their limits. Immutable.
 *
 * Python: `flytekit.core.resources.ResourceSpec`.
 *
 * @example
 * ```ts
 * import { Resources, ResourceSpec } from "@flyte-ts/config/serialization";
 *
 * const spec = new ResourceSpec({ requests: new Resources({ cpu: "1" }), limits: new Resources({ cpu: "2" }) });
 * console.log(spec.limits?.cpu); // 2
 * ```
 */
export class ResourceSpec extends WireRecord<ResourceSpecInit> {
  /** Name of the class, also in minified code. */
  static override readonly name = "ResourceSpec";
  private static readonly fields: readonly WireField[] = /* @__PURE__ */ resourceSpecFields(Resources);

  /** Resources that are reserved for the task. */
  declare readonly requests: Resources | undefined;
  /** Resources that the task may use at most. */
  declare readonly limits: Resources | undefined;

  /**
   * Creates a specification of resources.
   *
   * @param init – Requests and limits.
   * @param unknownFields – Fields that came over the wire and that this version does not know.
   * @throws {FlyteConfigError} `wrong_shape` – when a value is not an instance of {@linkcode Resources}.
   * @throws {FlyteConfigError} `invalid_option` – when there is no field of a name.
   */
  constructor(init: ResourceSpecInit = {}, unknownFields?: JsonObject) {
    super(unknownFields);
    assignFields(this, init, unknownFields);
    Object.freeze(this);
  }

  /** Standard Schema of the wire object. Python: `ResourceSpec.schema()`. */
  static get schema(): WireSchema<ResourceSpec> {
    return wireSchema(ResourceSpec);
  }
}
