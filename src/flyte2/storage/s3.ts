/**
 * The class `S3`, whose settings are defined in `src/sections/flyte2/s3.ts`.
 *
 * @module
 */
import { type OptionChecks, STRING } from "../../arguments.ts";
import { S3 as SECTION, type s3 } from "../../sections/flyte2/s3.ts";
import { storage } from "../../sections/flyte2/storage.ts";
import type { InferSection } from "../../settings/definition.ts";
import type { Catalog } from "../../settings/load/catalog.ts";
import { loadAuto } from "../../settings/load/auto.ts";
import {
  loadFrom,
  type LoadResult,
  mountedSection,
  type SectionClass,
  sectionFromResult,
} from "../../settings/load/load.ts";
import type { MountedSection } from "../../settings/setting.ts";
import {
  checkStorage,
  STORAGE_AUTO_CHECKS,
  STORAGE_FROM_CHECKS,
  type StorageAutoOptions,
  type StorageFromOptions,
} from "./options.ts";
import { Storage, storageCatalog, storageRequest } from "./storage.ts";

/** Options of {@linkcode S3.from}. */
export interface S3FromOptions extends StorageFromOptions {
  /** Region of the service, which flyte 2 reads from no variable. */
  readonly region?: string | undefined;
}

/** Options of {@linkcode S3.auto}. */
export interface S3AutoOptions extends StorageAutoOptions {
  /** Region of the service, which flyte 2 reads from no variable. */
  readonly region?: string | undefined;
}

const FROM_CHECKS: OptionChecks<S3FromOptions> = { ...STORAGE_FROM_CHECKS, region: STRING };
const AUTO_CHECKS: OptionChecks<S3AutoOptions> = { ...STORAGE_AUTO_CHECKS, region: STRING };

/** The catalog for the sandbox, for which no variable sets the settings that only S3 has. */
const SANDBOX_CATALOG: Catalog = /* @__PURE__ */ storageCatalog(
  SECTION,
  (setting) => setting.key in storage.settings ? setting : { ...setting, envs: [] },
);

/** The settings of {@linkcode S3}. */
export interface S3 extends InferSection<typeof s3> {}

/**
 * Amazon S3 and compatible services. Immutable.
 *
 * Python: `flyte.storage.S3`
 *
 * @example
 * ```ts
 * import { S3 } from "@flyte-ts/config/v2";
 *
 * const env = { FLYTE_AWS_ENDPOINT: "http://localhost:9000", FLYTE_AWS_SECRET_ACCESS_KEY: "miniostorage" };
 * const s3 = S3.from({ env, region: "eu-west-1" });
 * console.log(s3.endpoint, s3.region, s3.toJSON().secret_access_key); // http://localhost:9000 eu-west-1 ***
 * console.log(s3.issues[0]?.code); // storage_credentials_incomplete
 * ```
 */
export class S3 extends Storage<typeof s3> {
  /** Name of the class, also in minified code. */
  static override readonly name = "S3";
  /**
   * Definition of the section, and its path.
   *
   * @internal
   */
  static override readonly section: MountedSection = SECTION;

  /**
   * Reads the section from environment variables that the caller provides.
   *
   * @param options – The region, the environment variables, and how to read them.
   * @returns The section.
   * @throws {SettingsError} `not_boolean`, `not_integer` or `not_seconds` – when values have the wrong type. The code is
   * that of the first problem; `problems` has all of them.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   */
  static override from<S>(this: SectionClass<S>, options: S3FromOptions = {}): S {
    const section = mountedSection(this, "from");
    const { region, ...sources } = checkStorage(`${this.name}.from`, options, FROM_CHECKS);
    return withRegion(this, loadFrom(storageRequest(section), sources), region);
  }

  /**
   * Reads the section from the environment variables of this machine.
   *
   * Python: `flyte.storage.S3.auto`
   *
   * @param options – The region, what replaces the environment, and how to read it.
   * @returns The section.
   * @throws {SettingsError} `not_boolean`, `not_integer` or `not_seconds` – when values have the wrong type. The code is
   * that of the first problem; `problems` has all of them.
   * @throws {FlyteConfigError} `permission_denied` – when the runtime denied access to a variable.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   */
  static override async auto<S>(this: SectionClass<S>, options: S3AutoOptions = {}): Promise<S> {
    const section = mountedSection(this, "auto");
    const { region, ...sources } = checkStorage(`${this.name}.auto`, options, AUTO_CHECKS);
    return withRegion(this, await loadAuto(storageRequest(section), sources), region);
  }

  /**
   * Returns the settings of the sandbox, a local Flyte cluster. The variables of all providers (retries, backoff and
   * debugging) are read; those of S3 are not.
   *
   * Python: `flyte.storage.S3.for_sandbox`
   *
   * @param options – The environment variables, and how to read them.
   * @returns The section.
   * @throws {SettingsError} `not_boolean`, `not_integer` or `not_seconds` – when values have the wrong type. The code is
   * that of the first problem; `problems` has all of them.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
   */
  static forSandbox(options: StorageFromOptions = {}): S3 {
    const sources = checkStorage("S3.forSandbox", options, STORAGE_FROM_CHECKS);
    const request = { catalog: SANDBOX_CATALOG, sections: [SECTION], isWhole: false };
    return sectionFromResult(S3, loadFrom(request, sources)).with({
      endpoint: "http://localhost:4566",
      accessKeyId: "minio",
      secretAccessKey: "miniostorage",
    });
  }
}

/** Creates a section. As in Python, an empty region means not set. */
function withRegion<S>(type: SectionClass<S>, result: LoadResult, region: string | undefined): S {
  const section = sectionFromResult(type, result);
  return region ? (section as unknown as S3).with({ region }) as unknown as S : section;
}
