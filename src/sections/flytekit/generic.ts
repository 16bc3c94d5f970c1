/**
 * Settings of storage that apply to all providers.
 *
 * @module
 */
import type { SectionDefinition } from "../../settings/definition.ts";
import type { MountedSection } from "../../settings/setting.ts";

/**
 * Definition of the settings of {@linkcode GenericPersistenceConfig}.
 *
 * Python: `flytekit.configuration.GenericPersistenceConfig`
 */
export const generic = {
  id: "generic",
  doc: "Storage, whatever its provider",
  settings: {
    /**
     * Whether to attach metadata of the execution to the files that it writes. Environment variable
     * `FLYTE_PERSISTENCE_ATTACH_EXECUTION_METADATA`, INI `persistence.attach_execution_metadata`.
     * @default true
     */
    attachExecutionMetadata: {
      type: "boolean",
      ini: "persistence.attach_execution_metadata",
      default: true,
      doc: "Whether to attach metadata of the execution to the files that it writes",
    },
    /** Storage provider, such as s3, minio, gcs or local. YAML `storage.type`. */
    type: {
      type: "string",
      yaml: "storage.type",
      otherProgram: "flytectl",
      doc: "Storage provider, such as s3, minio, gcs or local",
    },
    /** Default bucket. YAML `storage.container`. */
    container: {
      type: "string",
      yaml: "storage.container",
      otherProgram: "flytectl",
      doc: "Default bucket",
    },
  },
} as const satisfies SectionDefinition;

/** The section `Config.dataConfig.generic`. */
export const GENERIC: MountedSection = { path: ["data_config", "generic"], definition: generic };
