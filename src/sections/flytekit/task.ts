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
 * Python: `flytekit.configuration.TaskConfig`
 */
export const task = {
  id: "task",
  doc: "Default project, domain and organization of tasks",
  settings: {
    /**
     * Default project. Environment variable `FLYTE_LOCAL_PROJECT`, INI `local.project`, YAML `task.project`.
     * @default "flytesnacks"
     */
    project: {
      type: "string",
      ini: "local.project",
      yaml: "task.project",
      default: "flytesnacks",
      doc: "Default project",
    },
    /**
     * Default domain. Environment variable `FLYTE_LOCAL_DOMAIN`, INI `local.domain`, YAML `task.domain`.
     * @default "development"
     */
    domain: { type: "string", ini: "local.domain", yaml: "task.domain", default: "development", doc: "Default domain" },
    /**
     * Default organization. Environment variable `FLYTE_LOCAL_ORG`, INI `local.org`, YAML `task.org`.
     * @default "None"
     */
    // flytekit's default is the string "None".
    org: { type: "string", ini: "local.org", yaml: "task.org", default: "None", doc: "Default organization" },
  },
} as const satisfies SectionDefinition;

/** The section of `TaskConfig`. */
export const TASK: MountedSection = { path: ["task"], definition: task };
