/**
 * Settings of the metrics that are sent to statsd. Their INI section is `[secrets]`, as in flytekit.
 *
 * @module
 */
import type { SectionDefinition } from "../../settings/definition.ts";
import type { MountedSection } from "../../settings/setting.ts";

/**
 * Definition of the settings of {@linkcode StatsConfig}.
 *
 * Python: `flytekit.configuration.StatsConfig`
 */
export const stats = {
  id: "stats",
  doc: "Metrics that are sent to statsd",
  settings: {
    /**
     * Host of statsd. Environment variable `FLYTE_SECRETS_HOST`, INI `secrets.host`.
     * @default "localhost"
     */
    host: { type: "string", ini: "secrets.host", default: "localhost", doc: "Host of statsd" },
    /**
     * Port of statsd. Environment variable `FLYTE_SECRETS_PORT`, INI `secrets.port`.
     * @default 8125
     */
    port: { type: "integer", ini: "secrets.port", default: 8125, min: 0, max: 65535, doc: "Port of statsd" },
    /**
     * Whether to disable metrics. Environment variable `FLYTE_SECRETS_DISABLED`, INI `secrets.disabled`.
     * @default false
     */
    disabled: { type: "boolean", ini: "secrets.disabled", default: false, doc: "Whether to disable metrics" },
    /**
     * Whether to send metrics without tags. Environment variable `FLYTE_SECRETS_DISABLE_TAGS`, INI
     * `secrets.disable_tags`.
     * @default false
     */
    disabledTags: {
      type: "boolean",
      ini: "secrets.disable_tags",
      default: false,
      doc: "Whether to send metrics without tags",
    },
  },
} as const satisfies SectionDefinition;

/** The section `Config.stats`. */
export const STATS: MountedSection = { path: ["stats"], definition: stats };
