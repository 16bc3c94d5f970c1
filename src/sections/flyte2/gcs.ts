/**
 * Settings of Google Cloud Storage, as flyte 2 has them.
 *
 * @module
 */
import type { MountedSection } from "../../settings/setting.ts";
import { storage } from "./storage.ts";

/**
 * Definition of the settings of {@linkcode GCS}.
 *
 * Python: `flyte.storage.GCS`
 */
export const gcs: {
  readonly id: "gcs";
  readonly doc: string;
  readonly settings: typeof storage.settings;
} = { id: "gcs", doc: "Google Cloud Storage", settings: storage.settings };

/** The section `flyte.storage.GCS`. */
export const GCS: MountedSection = { path: ["storage", "gcs"], definition: gcs };
