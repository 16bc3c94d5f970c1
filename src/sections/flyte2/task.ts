/**
 * Settings of the project, domain and organization of tasks.
 *
 * @module
 */
import type { SectionDefinition } from "../../settings/definition.ts";
import type { MountedSection } from "../../settings/setting.ts";

/**
 * Definition of the settings of {@linkcode TaskConfig}.
 *
 * Python: `flyte.config.TaskConfig`
 */
export const task = {
  id: "task",
  doc: "Default project, domain and organization of tasks",
  settings: {
    /** Default organization. Environment variable `FLYTE_TASK_ORG`, YAML `task.org`. */
    org: { type: "string", yaml: "task.org", doc: "Default organization" },
    /** Default project. Environment variable `FLYTE_TASK_PROJECT`, YAML `task.project`. */
    project: { type: "string", yaml: "task.project", doc: "Default project" },
    /** Default domain. Environment variable `FLYTE_TASK_DOMAIN`, YAML `task.domain`. */
    domain: { type: "string", yaml: "task.domain", doc: "Default domain" },
  },
} as const satisfies SectionDefinition;

/** The section `Config.task`. */
export const TASK: MountedSection = { path: ["task"], definition: task };
