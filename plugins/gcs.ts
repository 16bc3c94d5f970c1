/**
 * The storage plugin for Google Cloud Storage.
 *
 * @module
 */
import type { Plugin } from "../src/settings/plugin.ts";

/**
 * Storage plugin for Google Cloud Storage: the definition of `Config.dataConfig.gcs`.
 *
 * Python: `flytekit.configuration.GCSConfig`
 */
export const gcs = {
  id: "gcs",
  doc: "Google Cloud Storage",
  settings: {
    /**
     * Whether gsutil transfers files in parallel. Environment variable `FLYTE_GCP_GSUTIL_PARALLELISM`, INI
     * `gcp.gsutil_parallelism`.
     * @default false
     */
    gsutilParallelism: {
      type: "boolean",
      ini: "gcp.gsutil_parallelism",
      default: false,
      doc: "Whether gsutil transfers files in parallel",
    },
  },
} as const satisfies Plugin;
