/**
 * Settings that are properties of `Config` itself.
 *
 * @module
 */
import type { SectionDefinition } from "../../settings/definition.ts";
import type { MountedSection } from "../../settings/setting.ts";

/** Definition of the settings that are properties of {@linkcode Config}. */
export const sdk = {
  id: "sdk",
  doc: "Properties of `Config` itself",
  settings: {
    /**
     * Directory for files of local executions; flytekit creates a temporary one by default. Environment variable
     * `FLYTE_SDK_LOCAL_SANDBOX`, INI `sdk.local_sandbox`.
     */
    localSandboxPath: {
      type: "path",
      ini: "sdk.local_sandbox",
      doc: "Directory for files of local executions; flytekit creates a temporary one by default",
    },
    /**
     * Python packages in which pyflyte looks for workflows and tasks. Environment variable
     * `FLYTE_SDK_WORKFLOW_PACKAGES`, INI `sdk.workflow_packages`.
     * @default []
     */
    workflowPackages: {
      type: "commaList",
      ini: "sdk.workflow_packages",
      default: [],
      notInDict: true,
      doc: "Python packages in which pyflyte looks for workflows and tasks",
    },
  },
} as const satisfies SectionDefinition;

/** The properties of `Config` that are settings. */
export const SDK: MountedSection = { path: [], definition: sdk };
