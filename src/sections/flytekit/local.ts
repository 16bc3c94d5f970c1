/**
 * Settings of local executions.
 *
 * @module
 */
import type { SectionDefinition } from "../../settings/definition.ts";
import type { MountedSection } from "../../settings/setting.ts";

/**
 * Definition of the settings of {@linkcode LocalConfig}.
 *
 * Python: `flytekit.configuration.LocalConfig`
 */
export const local = {
  id: "local",
  doc: "Local executions",
  settings: {
    /**
     * Whether to cache results. Environment variable `FLYTE_LOCAL_CACHE_ENABLED`, INI `local.cache_enabled`.
     * @default true
     */
    cacheEnabled: { type: "boolean", ini: "local.cache_enabled", default: true, doc: "Whether to cache results" },
    /**
     * Whether to overwrite cached results. Environment variable `FLYTE_LOCAL_CACHE_OVERWRITE`, INI
     * `local.cache_overwrite`.
     * @default false
     */
    cacheOverwrite: {
      type: "boolean",
      ini: "local.cache_overwrite",
      default: false,
      doc: "Whether to overwrite cached results",
    },
  },
} as const satisfies SectionDefinition;

/** The section of `LocalConfig`. */
export const LOCAL: MountedSection = { path: ["local"], definition: local };
