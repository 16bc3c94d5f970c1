/**
 * Settings of image names and of the image builder.
 *
 * @module
 */
import type { SectionDefinition } from "../../settings/definition.ts";
import type { MountedSection } from "../../settings/setting.ts";

/**
 * Definition of the settings of {@linkcode ImageConfig}.
 *
 * Python: `flyte.config.ImageConfig`
 */
export const image = {
  id: "image",
  doc: "Image names, and the image builder",
  settings: {
    /**
     * Image builder: `local`, `local-podman`, `remote` or a builder of a plugin; flyte 2 uses `local` if unset.
     * Environment variable `FLYTE_IMAGE_BUILDER`, YAML `image.builder`.
     */
    builder: {
      type: "string",
      yaml: "image.builder",
      doc: "Image builder: `local`, `local-podman`, `remote` or a builder of a plugin; flyte 2 uses `local` if unset",
    },
    /**
     * Image URIs by the names that tasks use. Environment variable `FLYTE_IMAGE_IMAGE_REFS`, YAML `image.image_refs`.
     * @default {}
     */
    imageRefs: {
      type: "map",
      yaml: "image.image_refs",
      default: {},
      counterpart: "images",
      doc: "Image URIs by the names that tasks use",
    },
    /** Registry for built images. Environment variable `FLYTE_IMAGE_REGISTRY`, YAML `image.registry`. */
    registry: { type: "string", yaml: "image.registry", doc: "Registry for built images" },
  },
} as const satisfies SectionDefinition;

/** The section `Config.image`. */
export const IMAGE: MountedSection = { path: ["image"], definition: image };
