/**
 * The small sections of flyte 2 as classes whose properties follow from their tables.
 *
 * @module
 */
import type { InferSection, SectionInit } from "../../settings/definition.ts";
import type { ResolvedSection } from "../../settings/section.ts";
import type { MountedSection } from "../../settings/registry.ts";
import { IMAGE, LOCAL, TASK } from "../../sections/flyte2/sections.ts";
import { FlyteSection } from "./section.ts";
import type { image, local, task } from "../../sections/flyte2/small.ts";

/** The settings of {@linkcode TaskConfig}, by name. */
export interface TaskConfig extends InferSection<typeof task> {}

/**
 * Where tasks belong if nothing else is said; nowhere by default. flyte: `TaskConfig`. Immutable.
 *
 * @example
 * ```ts
 * import { TaskConfig } from "@flyte-ts/config/v2";
 *
 * const task = TaskConfig.from({ env: { FLYTE_TASK_PROJECT: "billing" } });
 * console.log(task.project, task.domain); // billing undefined
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

/** The settings of {@linkcode ImageConfig}, by name. */
export interface ImageConfig extends InferSection<typeof image> {}

/**
 * Images and who builds them; `imageRefs` has no prototype. flyte: `ImageConfig`. Immutable.
 *
 * @example
 * ```ts
 * import { ImageConfig } from "@flyte-ts/config/v2";
 *
 * const text = "image:\n  registry: ghcr.io/acme\n  image_refs:\n    gpu: ghcr.io/acme/gpu:v1\n";
 * const image = ImageConfig.from({ file: { name: "config.yaml", text } });
 * console.log(image.registry, image.imageRefs.gpu); // ghcr.io/acme ghcr.io/acme/gpu:v1
 * ```
 */
export class ImageConfig extends FlyteSection<typeof image> {
  /** Name of the class, also where a bundler has shortened it. */
  static override readonly name = "ImageConfig";
  /** Its table, and where it is. */
  static readonly section: MountedSection = IMAGE;

  /** Takes values; those that are left out have their defaults. Throws `SettingsError` for values that do not fit. */
  constructor(init: SectionInit<typeof image> | ResolvedSection = {}) {
    super(IMAGE, init);
  }
}

/** The settings of {@linkcode LocalConfig}, by name. */
export interface LocalConfig extends InferSection<typeof local> {}

/**
 * Settings of local runs. flyte: `LocalConfig`. Immutable.
 *
 * @example
 * ```ts
 * import { LocalConfig } from "@flyte-ts/config/v2";
 *
 * const file = { name: "config.yaml", text: "local:\n  persistence: true\n" };
 * console.log(LocalConfig.from({ file }).persistence); // true
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
