/**
 * Flyte's small sections as classes whose properties follow from their tables.
 *
 * @module
 */
import type { InferSection, SectionInit } from "../../settings/definition.ts";
import type { ResolvedSection } from "../../settings/section.ts";
import { FlyteSection } from "./flyte_section.ts";
import type { MountedSection } from "../../settings/registry.ts";
import { LOCAL, SECRETS, STATS, TASK } from "./sections.ts";
import type { local, secrets, stats, task } from "../../sections/flytekit/small.ts";

/** The settings of {@linkcode SecretsConfig}, by name. */
export interface SecretsConfig extends InferSection<typeof secrets> {}

/**
 * Where tasks find their secrets. flytekit: `SecretsConfig`. Immutable.
 *
 * @example
 * ```ts
 * import { SecretsConfig } from "@flyte-ts/config";
 *
 * console.log(new SecretsConfig().defaultDir); // /etc/secrets
 * ```
 */
export class SecretsConfig extends FlyteSection<typeof secrets> {
  /** Name of the class, also where a bundler has shortened it. */
  static override readonly name = "SecretsConfig";
  /** Its table, and where it is. */
  static readonly section: MountedSection = SECRETS;

  /** Takes values; those that are left out have their defaults. Throws `SettingsError` for values that do not fit. */
  constructor(init: SectionInit<typeof secrets> | ResolvedSection = {}) {
    super(SECRETS, init);
  }
}

/** The settings of {@linkcode StatsConfig}, by name. */
export interface StatsConfig extends InferSection<typeof stats> {}

/**
 * How to send statistics to statsd; its INI section is `[secrets]`. flytekit: `StatsConfig`. Immutable.
 *
 * @example
 * ```ts
 * import { StatsConfig } from "@flyte-ts/config";
 *
 * console.log(StatsConfig.from({ env: { FLYTE_SECRETS_PORT: "9125" } }).port); // 9125
 * ```
 */
export class StatsConfig extends FlyteSection<typeof stats> {
  /** Name of the class, also where a bundler has shortened it. */
  static override readonly name = "StatsConfig";
  /** Its table, and where it is. */
  static readonly section: MountedSection = STATS;

  /** Takes values; those that are left out have their defaults. Throws `SettingsError` for values that do not fit. */
  constructor(init: SectionInit<typeof stats> | ResolvedSection = {}) {
    super(STATS, init);
  }
}

/** The settings of {@linkcode LocalConfig}, by name. */
export interface LocalConfig extends InferSection<typeof local> {}

/**
 * Settings of local runs. flytekit: `LocalConfig`. Immutable.
 *
 * @example
 * ```ts
 * import { LocalConfig } from "@flyte-ts/config";
 *
 * console.log(LocalConfig.from({ env: { FLYTE_LOCAL_CACHE_ENABLED: "no" } }).cacheEnabled); // false
 * ```
 */
export class LocalConfig extends FlyteSection<typeof local> {
  /** Name of the class, also where a bundler has shortened it. */
  static override readonly name = "LocalConfig";
  /** Its table, and where it is. */
  static readonly section: MountedSection = LOCAL;

  /** Takes values; those that are left out have their defaults. Throws `SettingsError` for values that do not fit. */
  constructor(init: SectionInit<typeof local> | ResolvedSection = {}) {
    super(LOCAL, init);
  }
}

/** The settings of {@linkcode TaskConfig}, by name. */
export interface TaskConfig extends InferSection<typeof task> {}

/**
 * Where tasks belong if nothing else is said; `org` is the text `None` by default, as in flytekit. flytekit: `TaskConfig`. Immutable.
 *
 * @example
 * ```ts
 * import { TaskConfig } from "@flyte-ts/config";
 *
 * const task = TaskConfig.from({ file: { name: "config.yaml", text: "task:\n  project: billing" } });
 * console.log(task.project, task.domain); // billing development
 * ```
 */
export class TaskConfig extends FlyteSection<typeof task> {
  /** Name of the class, also where a bundler has shortened it. */
  static override readonly name = "TaskConfig";
  /** Its table, and where it is. */
  static readonly section: MountedSection = TASK;

  /** Takes values; those that are left out have their defaults. Throws `SettingsError` for values that do not fit. */
  constructor(init: SectionInit<typeof task> | ResolvedSection = {}) {
    super(TASK, init);
  }
}
