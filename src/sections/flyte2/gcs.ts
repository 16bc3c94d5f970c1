/**
 * Settings of Google Cloud Storage, as flyte 2 has them.
 *
 * @module
 */
import type { SectionDefinition } from "../../settings/definition.ts";
import type { MountedSection } from "../../settings/setting.ts";
import { storage } from "./storage.ts";

/**
 * Definition of the settings of {@linkcode GCS}.
 *
 * Python: `flyte.storage.GCS`
 */
export const gcs = {
  id: "gcs",
  doc: "Google Cloud Storage",
  settings: { ...storage.settings },
} as const satisfies SectionDefinition;

/** The section `flyte.storage.GCS`. */
export const GCS: MountedSection = { path: ["storage", "gcs"], definition: gcs };
