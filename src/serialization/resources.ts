/**
 * What a task asks of its machine.
 *
 * @module
 */
import type { PythonFloat } from "../python/float.ts";
import { WireRecord } from "../wire/record.ts";
import type { Extra, WireRow } from "../wire/row.ts";
import { type WireSchema, wireSchema } from "../wire/schema.ts";

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
  /** The fields on the wire. */
  static readonly rows: readonly WireRow[] = [
    { key: "cpu", name: "cpu", kind: "quantity", presence: "optional", doc: "CPU cores." },
    { key: "mem", name: "mem", kind: "quantity", presence: "optional", doc: "Memory." },
    { key: "gpu", name: "gpu", kind: "quantity", presence: "optional", doc: "Number of GPUs." },
    {
      key: "ephemeralStorage",
      name: "ephemeral_storage",
      kind: "quantity",
      presence: "optional",
      doc: "Local disk.",
    },
  ] satisfies readonly WireRow<keyof ResourcesInit>[];

  /** CPU cores. */
  declare readonly cpu: ResourceAmount | undefined;
  /** Memory. */
  declare readonly mem: ResourceAmount | undefined;
  /** Number of GPUs. */
  declare readonly gpu: ResourceAmount | undefined;
  /** Local disk. */
  declare readonly ephemeralStorage: ResourceAmount | undefined;

  /** Makes an instance of its fields. */
  constructor(init: ResourcesInit = {}, extra?: Extra) {
    super(extra);
    this.cpu = init.cpu ?? undefined;
    this.mem = init.mem ?? undefined;
    this.gpu = init.gpu ?? undefined;
    this.ephemeralStorage = init.ephemeralStorage ?? undefined;
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
 * const spec = ResourceSpec.fromMultipleResource(new Resources({ cpu: ["1", "2"], mem: "1Gi" }));
 * console.log(spec.requests?.cpu, spec.limits?.cpu, spec.limits?.mem); // 1 2 undefined
 * ```
 */
export class ResourceSpec extends WireRecord<ResourceSpecInit> {
  /** The fields on the wire. */
  static readonly rows: readonly WireRow[] = [
    {
      key: "requests",
      name: "requests",
      kind: "record",
      of: Resources,
      presence: "nullable",
      doc: "What is set aside for the task.",
    },
    {
      key: "limits",
      name: "limits",
      kind: "record",
      of: Resources,
      presence: "nullable",
      doc: "What the task may use at most.",
    },
  ] satisfies readonly WireRow<keyof ResourceSpecInit>[];

  /** What is set aside for the task. */
  declare readonly requests: Resources | undefined;
  /** What the task may use at most. */
  declare readonly limits: Resources | undefined;

  /** Makes an instance of its fields. */
  constructor(init: ResourceSpecInit = {}, extra?: Extra) {
    super(extra);
    this.requests = init.requests ?? undefined;
    this.limits = init.limits ?? undefined;
    Object.freeze(this);
  }

  /** Schema of the wire object. flytekit: `ResourceSpec.schema()`. */
  static get schema(): WireSchema<ResourceSpec> {
    return wireSchema(ResourceSpec);
  }

  /**
   * Splits amounts that are pairs into requests and limits; a single amount is a request without limit. flytekit:
   * `ResourceSpec.from_multiple_resource`.
   */
  static fromMultipleResource(resources: Resources): ResourceSpec {
    const requests: Record<string, ResourceQuantity> = {};
    const limits: Record<string, ResourceQuantity> = {};
    for (const { key } of Resources.rows) {
      const amount = resources[key as keyof ResourcesInit];
      if (amount === undefined) continue;
      if (typeof amount !== "object" || "value" in amount) requests[key] = amount;
      else [requests[key], limits[key]] = amount;
    }
    return new ResourceSpec({ requests: new Resources(requests), limits: new Resources(limits) });
  }
}
