/**
 * The class `TaskConfig`, whose settings are defined in `src/sections/flytekit/task.ts`.
 *
 * @module
 */
import { TASK, type task } from "../../sections/flytekit/task.ts";
import type { InferSection } from "../../settings/definition.ts";
import type { MountedSection } from "../../settings/setting.ts";
import { FlyteSection } from "./section.ts";

/** The settings of {@linkcode TaskConfig}. */
export interface TaskConfig extends InferSection<typeof task> {}

/**
 * Default project, domain and organization of tasks; as in flytekit, the default of `org` is the string `None`. Immutable.
 *
 * Python: `flytekit.configuration.TaskConfig`
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
  /** Name of the class, also in minified code. */
  static override readonly name = "TaskConfig";
  /**
   * Definition of the section, and its path in `Config`.
   *
   * @internal
   */
  static override readonly section: MountedSection = TASK;
}
