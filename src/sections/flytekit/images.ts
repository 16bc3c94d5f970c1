/**
 * The setting with the named images of a configuration file, which `ImageConfig` reads.
 *
 * @module
 */
import type { SectionDefinition } from "../../settings/definition.ts";
import type { MountedSection } from "../../settings/setting.ts";

/** Definition of the named images. */
const images = {
  id: "images",
  doc: "Named images",
  settings: {
    images: { type: "map", ini: "images", yaml: "images", doc: "Images by the names that tasks use" },
  },
} as const satisfies SectionDefinition;

/** The named images. */
export const IMAGES: MountedSection = { path: [], definition: images };
