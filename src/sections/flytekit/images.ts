/**
 * The images that a configuration file names, as a setting.
 *
 * @module
 */
import type { SectionDefinition } from "../../settings/definition.ts";

/** The images of a configuration file. */
export const images = {
  id: "images",
  doc: "Images that tasks can name",
  settings: {
    /** Identifiers of images by the names that tasks use. INI `images`, YAML `images`. */
    images: { type: "map", ini: "images", yaml: "images", doc: "Identifiers of images by the names that tasks use" },
  },
} as const satisfies SectionDefinition;
