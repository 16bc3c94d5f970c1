/**
 * The sections of flyte 2 that are a few settings each.
 *
 * @module
 */
import type { SectionDefinition } from "../../settings/definition.ts";

/** Where tasks belong. flyte: `TaskConfig`. */
export const task = {
  id: "task",
  doc: "Where tasks belong if nothing else is said",
  settings: {
    /** Organization. Environment variable `FLYTE_TASK_ORG`, YAML `task.org`. */
    org: { type: "string", yaml: "task.org", doc: "Organization" },
    /** Project. Environment variable `FLYTE_TASK_PROJECT`, YAML `task.project`. */
    project: { type: "string", yaml: "task.project", doc: "Project" },
    /** Domain. Environment variable `FLYTE_TASK_DOMAIN`, YAML `task.domain`. */
    domain: { type: "string", yaml: "task.domain", doc: "Domain" },
  },
} as const satisfies SectionDefinition;

/** Images and who builds them. flyte: `ImageConfig`. */
export const image = {
  id: "image",
  doc: "Images and who builds them",
  settings: {
    /**
     * Who builds images: `local`, `local-podman`, `remote`, or a builder of a plugin; flyte takes `local` if unset.
     * Environment variable `FLYTE_IMAGE_BUILDER`, YAML `image.builder`.
     */
    builder: {
      type: "string",
      yaml: "image.builder",
      doc:
        "Who builds images: `local`, `local-podman`, `remote`, or a builder of a plugin; flyte takes `local` if unset",
    },
    /**
     * URIs of images by the names that tasks use. Environment variable `FLYTE_IMAGE_IMAGE_REFS`, YAML
     * `image.image_refs`.
     * @default {}
     */
    imageRefs: {
      type: "map",
      yaml: "image.image_refs",
      default: {},
      counterpart: "images",
      doc: "URIs of images by the names that tasks use",
    },
    /** Registry of the images that are built. Environment variable `FLYTE_IMAGE_REGISTRY`, YAML `image.registry`. */
    registry: { type: "string", yaml: "image.registry", doc: "Registry of the images that are built" },
  },
} as const satisfies SectionDefinition;

/** Local runs. flyte: `LocalConfig`. */
export const local = {
  id: "local",
  doc: "Local runs",
  settings: {
    /**
     * Whether local runs are kept. Environment variable `FLYTE_LOCAL_PERSISTENCE`, YAML `local.persistence`.
     * @default false
     */
    persistence: { type: "boolean", yaml: "local.persistence", default: false, doc: "Whether local runs are kept" },
    /**
     * Whether local runs are shown in Flyte as well. Environment variable `FLYTE_LOCAL_TRACKED`, YAML `local.tracked`.
     * @default false
     */
    tracked: {
      type: "boolean",
      yaml: "local.tracked",
      default: false,
      doc: "Whether local runs are shown in Flyte as well",
    },
    /**
     * Whether a run that cannot be shown in Flyte fails. Environment variable `FLYTE_LOCAL_TRACKED_STRICT`, YAML
     * `local.tracked_strict`.
     * @default false
     */
    trackedStrict: {
      type: "boolean",
      yaml: "local.tracked_strict",
      default: false,
      doc: "Whether a run that cannot be shown in Flyte fails",
    },
  },
} as const satisfies SectionDefinition;
