/**
 * Settings of Google Cloud Storage.
 *
 * @module
 */
import type { SectionDefinition } from "../src/settings/definition.ts";

/** The settings of Google Cloud Storage. flytekit: `GCSConfig`. */
export const gcs = {
  id: "gcs",
  doc: "Google Cloud Storage",
  settings: {
    /**
     * Whether gsutil transfers several files at once. Environment variable `FLYTE_GCP_GSUTIL_PARALLELISM`, INI
     * `gcp.gsutil_parallelism`.
     * @default false
     */
    gsutilParallelism: {
      type: "boolean",
      ini: "gcp.gsutil_parallelism",
      default: false,
      doc: "Whether gsutil transfers several files at once",
    },
  },
} as const satisfies SectionDefinition;
