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
    org: { type: "string", yaml: "task.org", doc: "Organization" },
    project: { type: "string", yaml: "task.project", doc: "Project" },
    domain: { type: "string", yaml: "task.domain", doc: "Domain" },
  },
} as const satisfies SectionDefinition;

/** Images and who builds them. flyte: `ImageConfig`. */
export const image = {
  id: "image",
  doc: "Images and who builds them",
  settings: {
    builder: {
      type: "string",
      yaml: "image.builder",
      doc:
        "Who builds images: `local`, `local-podman`, `remote`, or a builder of a plugin; flyte takes `local` if unset",
    },
    imageRefs: {
      type: "map",
      yaml: "image.image_refs",
      default: {},
      counterpart: "images",
      doc: "URIs of images by the names that tasks use",
    },
    registry: { type: "string", yaml: "image.registry", doc: "Registry of the images that are built" },
  },
} as const satisfies SectionDefinition;

/** Local runs. flyte: `LocalConfig`. */
export const local = {
  id: "local",
  doc: "Local runs",
  settings: {
    persistence: { type: "boolean", yaml: "local.persistence", default: false, doc: "Whether local runs are kept" },
    tracked: {
      type: "boolean",
      yaml: "local.tracked",
      default: false,
      doc: "Whether local runs are shown in Flyte as well",
    },
    trackedStrict: {
      type: "boolean",
      yaml: "local.tracked_strict",
      default: false,
      doc: "Whether a run that cannot be shown in Flyte fails",
    },
  },
} as const satisfies SectionDefinition;
