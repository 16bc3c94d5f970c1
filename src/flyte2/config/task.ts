/**
 * The class `TaskConfig`, whose settings are defined in `src/sections/flyte2/task.ts`.
 *
 * @module
 */
import { TASK, type task } from "../../sections/flyte2/task.ts";
import type { InferSection } from "../../settings/definition.ts";
import type { MountedSection } from "../../settings/setting.ts";
import { FlyteSection } from "./section.ts";

/** The settings of {@linkcode TaskConfig}. */
export interface TaskConfig extends InferSection<typeof task> {}

/**
 * Default project, domain and organization of tasks. Immutable.
 *
 * Python: `flyte.config.TaskConfig`
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
  /** Name of the class, also in minified code. */
  static override readonly name = "TaskConfig";
  /**
   * Definition of the section, and its path in `Config`.
   *
   * @internal
   */
  static override readonly section: MountedSection = TASK;
}
