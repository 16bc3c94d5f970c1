/**
 * The fields of serialized contexts, in wire order. The classes have them, and so has the plain data of `decodeContext`.
 *
 * @module
 */
import type { WireField, WireType } from "../wire/field.ts";
import { DEFAULT_RUNTIME_PYTHON_INTERPRETER } from "./context/constants.ts";
import type { FastSerializationSettingsInit } from "./context/fast_serialization_settings.ts";
import type { ResourcesInit, ResourceSpecInit } from "./context/resources.ts";
import type { SerializationSettingsInit } from "./context/serialization_settings.ts";
import type { ImageInit } from "./image/image.ts";
import type { ImageConfigInit } from "./image/image_config.ts";

/** The fields of an image. */
export const IMAGE_FIELDS: readonly WireField<keyof ImageInit>[] = [
  ["name", "name", "string", "required"],
  ["fqn", "fqn", "string", "required"],
  ["tag", "tag", "string", "optional"],
  ["digest", "digest", "string", "optional"],
];

/** Returns the fields of a configuration of images. */
export function imageConfigFields(image: WireType<object>): readonly WireField<keyof ImageConfigInit>[] {
  return [
    ["defaultImage", "default_image", "record", "optional", { of: image }],
    ["images", "images", "recordList", "optional", { of: image }],
  ];
}

/** The fields of resources. */
export const RESOURCES_FIELDS: readonly WireField<keyof ResourcesInit>[] = [
  ["cpu", "cpu", "quantity", "optional"],
  ["mem", "mem", "wholeQuantity", "optional"],
  ["gpu", "gpu", "wholeQuantity", "optional"],
  ["ephemeralStorage", "ephemeral_storage", "wholeQuantity", "optional"],
];

/** Returns the fields of requested resources and their limits. */
export function resourceSpecFields(resources: WireType<object>): readonly WireField<keyof ResourceSpecInit>[] {
  return [
    ["requests", "requests", "record", "nullable", { of: resources }],
    ["limits", "limits", "record", "nullable", { of: resources }],
  ];
}

/** The fields of fast registration. */
export const FAST_FIELDS: readonly WireField<keyof FastSerializationSettingsInit>[] = [
  ["enabled", "enabled", "boolean", "defaulted", { fallback: false }],
  ["destinationDir", "destination_dir", "string", "optional"],
  ["distributionLocation", "distribution_location", "string", "optional"],
];

/** Returns the fields of settings. */
export function settingsFields(
  imageConfig: WireType<object>,
  resourceSpec: WireType<object>,
  fast: WireType<object>,
): readonly WireField<keyof SerializationSettingsInit>[] {
  return [
    ["imageConfig", "image_config", "record", "required", { of: imageConfig, absent: "missing_image_config" }],
    ["project", "project", "string", "optional"],
    ["domain", "domain", "string", "optional"],
    ["version", "version", "string", "optional"],
    ["env", "env", "stringMap", "optional"],
    ["defaultResources", "default_resources", "record", "optional", { of: resourceSpec }],
    ["gitRepo", "git_repo", "string", "optional"],
    ["pythonInterpreter", "python_interpreter", "string", "defaulted", {
      fallback: DEFAULT_RUNTIME_PYTHON_INTERPRETER,
    }],
    ["flytekitVirtualenvRoot", "flytekit_virtualenv_root", "string", "optional"],
    ["fastSerializationSettings", "fast_serialization_settings", "record", "optional", { of: fast }],
    ["sourceRoot", "source_root", "string", "optional"],
  ];
}

/** Whether an image has both a tag and a digest, which no image may have. */
export function hasTagAndDigest({ tag, digest }: Pick<ImageInit, "tag" | "digest">): boolean {
  return tag !== undefined && tag !== null && digest !== undefined && digest !== null;
}
