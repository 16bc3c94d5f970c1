/**
 * The settings of storage as classes whose properties follow from their tables.
 *
 * @module
 */
import type { azure } from "../../../plugins/azure.ts";
import type { gcs } from "../../../plugins/gcs.ts";
import type { s3 } from "../../../plugins/s3.ts";
import type { InferSection, SectionInit } from "../../settings/definition.ts";
import type { ResolvedSection } from "../../settings/section.ts";
import { FlyteSection } from "./flyte_section.ts";
import type { MountedSection } from "../../settings/registry.ts";
import { AZURE, GCS, GENERIC, S3 } from "./sections.ts";
import type { generic } from "../../sections/flytekit/small.ts";

/** The settings of {@linkcode S3Config}, by name. */
export interface S3Config extends InferSection<typeof s3> {}

/**
 * Settings of Amazon S3 or what speaks its protocol; `backoff` is in seconds. flytekit: `S3Config`. Immutable.
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
  /** Name of the class, also where a bundler has shortened it. */
  static override readonly name = "S3Config";
  /** Its table, and where it is. */
  static readonly section: MountedSection = S3;

  /** Takes values; those that are left out have their defaults. Throws `SettingsError` for values that do not fit. */
  constructor(init: SectionInit<typeof s3> | ResolvedSection = {}) {
    super(S3, init);
  }
}

/** The settings of {@linkcode GCSConfig}, by name. */
export interface GCSConfig extends InferSection<typeof gcs> {}

/**
 * Settings of Google Cloud Storage. flytekit: `GCSConfig`. Immutable.
 *
 * @example
 * ```ts
 * import { GCSConfig } from "@flyte-ts/config";
 *
 * console.log(new GCSConfig().gsutilParallelism); // false
 * ```
 */
export class GCSConfig extends FlyteSection<typeof gcs> {
  /** Name of the class, also where a bundler has shortened it. */
  static override readonly name = "GCSConfig";
  /** Its table, and where it is. */
  static readonly section: MountedSection = GCS;

  /** Takes values; those that are left out have their defaults. Throws `SettingsError` for values that do not fit. */
  constructor(init: SectionInit<typeof gcs> | ResolvedSection = {}) {
    super(GCS, init);
  }
}

/** The settings of {@linkcode AzureBlobStorageConfig}, by name. */
export interface AzureBlobStorageConfig extends InferSection<typeof azure> {}

/**
 * Settings of Azure Blob Storage. flytekit: `AzureBlobStorageConfig`. Immutable.
 *
 * @example
 * ```ts
 * import { AzureBlobStorageConfig } from "@flyte-ts/config";
 *
 * console.log(new AzureBlobStorageConfig({ accountName: "acme" }).accountName); // acme
 * ```
 */
export class AzureBlobStorageConfig extends FlyteSection<typeof azure> {
  /** Name of the class, also where a bundler has shortened it. */
  static override readonly name = "AzureBlobStorageConfig";
  /** Its table, and where it is. */
  static readonly section: MountedSection = AZURE;

  /** Takes values; those that are left out have their defaults. Throws `SettingsError` for values that do not fit. */
  constructor(init: SectionInit<typeof azure> | ResolvedSection = {}) {
    super(AZURE, init);
  }
}

/** The settings of {@linkcode GenericPersistenceConfig}, by name. */
export interface GenericPersistenceConfig extends InferSection<typeof generic> {}

/**
 * Settings of storage of any kind. flytekit: `GenericPersistenceConfig`. Immutable.
 *
 * @example
 * ```ts
 * import { GenericPersistenceConfig } from "@flyte-ts/config";
 *
 * console.log(new GenericPersistenceConfig().attachExecutionMetadata); // true
 * ```
 */
export class GenericPersistenceConfig extends FlyteSection<typeof generic> {
  /** Name of the class, also where a bundler has shortened it. */
  static override readonly name = "GenericPersistenceConfig";
  /** Its table, and where it is. */
  static readonly section: MountedSection = GENERIC;

  /** Takes values; those that are left out have their defaults. Throws `SettingsError` for values that do not fit. */
  constructor(init: SectionInit<typeof generic> | ResolvedSection = {}) {
    super(GENERIC, init);
  }
}
