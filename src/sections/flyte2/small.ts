/**
 * The sections of flyte 2 that are a few settings each.
 *
 * @module
 */
import type { SectionTable } from "../../settings/definition.ts";

/** Where tasks belong. flyte: `TaskConfig`. */
export const task = {
  id: "task",
  doc: "Where tasks belong if nothing else is said",
  rows: {
    org: { kind: "string", yaml: "task.org", doc: "Organization" },
    project: { kind: "string", yaml: "task.project", doc: "Project" },
    domain: { kind: "string", yaml: "task.domain", doc: "Domain" },
  },
} as const satisfies SectionTable;

/** Images and who builds them. flyte: `ImageConfig`. */
export const image = {
  id: "image",
  doc: "Images and who builds them",
  rows: {
    builder: {
      kind: "string",
      yaml: "image.builder",
      doc:
        "Who builds images: `local`, `local-podman`, `remote`, or a builder of a plugin; flyte takes `local` if unset",
    },
    imageRefs: {
      kind: "map",
      yaml: "image.image_refs",
      default: {},
      elsewhere: "images",
      doc: "URIs of images by the names that tasks use",
    },
    registry: { kind: "string", yaml: "image.registry", doc: "Registry of the images that are built" },
  },
} as const satisfies SectionTable;

/** Local runs. flyte: `LocalConfig`. */
export const local = {
  id: "local",
  doc: "Local runs",
  rows: {
    persistence: { kind: "boolean", yaml: "local.persistence", default: false, doc: "Whether local runs are kept" },
    tracked: {
      kind: "boolean",
      yaml: "local.tracked",
      default: false,
      doc: "Whether local runs are shown in Flyte as well",
    },
    trackedStrict: {
      kind: "boolean",
      yaml: "local.tracked_strict",
      default: false,
      doc: "Whether a run that cannot be shown in Flyte fails",
    },
  },
} as const satisfies SectionTable;
