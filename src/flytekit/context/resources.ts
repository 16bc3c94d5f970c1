/**
 * What a task asks of its machine.
 *
 * @module
 */
import type { PythonFloat } from "../../python/numbers.ts";
import { fill, WireRecord } from "../../wire/record.ts";
import type { Extra, WireRow } from "../../wire/row.ts";
import { type WireSchema, wireSchema } from "../../wire/schema.ts";

/** One amount of a resource: a Kubernetes quantity such as `"500m"` or `"2Gi"`, or a number of units. */
export type ResourceQuantity = string | number | bigint | PythonFloat;

/** An amount, or a pair of the amount requested and its limit. */
export type ResourceAmount = ResourceQuantity | readonly [request: ResourceQuantity, limit: ResourceQuantity];

/** What {@linkcode Resources} is made of. */
export interface ResourcesInit {
  /** CPU cores, such as `"500m"` or `2`. */
  readonly cpu?: ResourceAmount | null | undefined;
  /** Memory, such as `"2Gi"`, or bytes. */
  readonly mem?: ResourceAmount | null | undefined;
  /** Number of GPUs. */
  readonly gpu?: ResourceAmount | null | undefined;
  /** Local disk for scratch space, caches and logs, such as `"1Gi"`, or bytes. */
  readonly ephemeralStorage?: ResourceAmount | null | undefined;
}

/**
 * Amounts of each resource. flytekit: `Resources`. Immutable.
 *
 * @example
 * ```ts
 * import { Resources } from "@flyte-ts/config/serialization";
 *
 * console.log(new Resources({ cpu: "500m", mem: "2Gi" }).mem); // 2Gi
 * ```
 */
export class Resources extends WireRecord<ResourcesInit> {
  /** Name of the class, also where a bundler has shortened it. */
  static override readonly name = "Resources";
  /** The fields on the wire. */
  static readonly rows: readonly WireRow[] = [
    ["cpu", "cpu", "quantity", "optional"],
    ["mem", "mem", "wholeQuantity", "optional"],
    ["gpu", "gpu", "wholeQuantity", "optional"],
    ["ephemeralStorage", "ephemeral_storage", "wholeQuantity", "optional"],
  ] satisfies readonly WireRow<keyof ResourcesInit>[];

  /** CPU cores. */
  declare readonly cpu: ResourceAmount | undefined;
  /** Memory. */
  declare readonly mem: ResourceAmount | undefined;
  /** Number of GPUs. */
  declare readonly gpu: ResourceAmount | undefined;
  /** Local disk. */
  declare readonly ephemeralStorage: ResourceAmount | undefined;

  /** Makes an instance of its fields. Throws `wrong_shape` for a fraction of anything but CPUs. */
  constructor(init: ResourcesInit = {}, extra?: Extra) {
    super(extra);
    fill(this, init, extra);
    Object.freeze(this);
  }

  /** Schema of the wire object. flytekit: `Resources.schema()`. */
  static get schema(): WireSchema<Resources> {
    return wireSchema(Resources);
  }
}

/** What {@linkcode ResourceSpec} is made of. */
export interface ResourceSpecInit {
  /** What is set aside for the task. */
  readonly requests?: Resources | null | undefined;
  /** What the task may use at most. */
  readonly limits?: Resources | null | undefined;
}

/**
 * Requested resources and their limits. flytekit: `ResourceSpec`. Immutable.
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
  /** Name of the class, also where a bundler has shortened it. */
  static override readonly name = "ResourceSpec";
  /** The fields on the wire. */
  static readonly rows: readonly WireRow[] = [
    ["requests", "requests", "record", "nullable", { of: Resources }],
    ["limits", "limits", "record", "nullable", { of: Resources }],
  ] satisfies readonly WireRow<keyof ResourceSpecInit>[];

  /** What is set aside for the task. */
  declare readonly requests: Resources | undefined;
  /** What the task may use at most. */
  declare readonly limits: Resources | undefined;

  /** Makes an instance of its fields. */
  constructor(init: ResourceSpecInit = {}, extra?: Extra) {
    super(extra);
    fill(this, init, extra);
    Object.freeze(this);
  }

  /** Schema of the wire object. flytekit: `ResourceSpec.schema()`. */
  static get schema(): WireSchema<ResourceSpec> {
    return wireSchema(ResourceSpec);
  }
}
