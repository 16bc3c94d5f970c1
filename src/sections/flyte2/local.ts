/**
 * Settings of local runs.
 *
 * @module
 */
import type { SectionDefinition } from "../../settings/definition.ts";
import type { MountedSection } from "../../settings/setting.ts";

/**
 * Definition of the settings of {@linkcode LocalConfig}.
 *
 * Python: `flyte.config.LocalConfig`
 */
export const local = {
  id: "local",
  doc: "Local runs",
  settings: {
    /**
     * Whether to persist local runs. Environment variable `FLYTE_LOCAL_PERSISTENCE`, YAML `local.persistence`.
     * @default false
     */
    persistence: { type: "boolean", yaml: "local.persistence", default: false, doc: "Whether to persist local runs" },
    /**
     * Whether to report local runs to Flyte. Environment variable `FLYTE_LOCAL_TRACKED`, YAML `local.tracked`.
     * @default false
     */
    tracked: {
      type: "boolean",
      yaml: "local.tracked",
      default: false,
      doc: "Whether to report local runs to Flyte",
    },
    /**
     * Whether a local run fails if it cannot be reported to Flyte. Environment variable `FLYTE_LOCAL_TRACKED_STRICT`,
     * YAML `local.tracked_strict`.
     * @default false
     */
    trackedStrict: {
      type: "boolean",
      yaml: "local.tracked_strict",
      default: false,
      doc: "Whether a local run fails if it cannot be reported to Flyte",
    },
  },
} as const satisfies SectionDefinition;

/** The section `Config.local`. */
export const LOCAL: MountedSection = { path: ["local"], definition: local };
