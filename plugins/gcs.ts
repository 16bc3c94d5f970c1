/**
 * Settings of Google Cloud Storage.
 *
 * @module
 */
import type { SectionTable } from "../src/settings/definition.ts";

/** The settings of Google Cloud Storage. flytekit: `GCSConfig`. */
export const gcs = {
  id: "gcs",
  doc: "Google Cloud Storage",
  rows: {
    gsutilParallelism: {
      kind: "boolean",
      ini: "gcp.gsutil_parallelism",
      default: false,
      doc: "Whether gsutil transfers several files at once",
    },
  },
} as const satisfies SectionTable;
