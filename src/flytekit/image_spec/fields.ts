/**
 * The fields of an image specification: their names, what they hold, and whether they count in the hash.
 *
 * @module
 */
import type { ImageSpecInit } from "./image_spec_init.ts";

/** What a field holds. */
export type FieldKind = "text" | "texts" | "textMap" | "mounts" | "options" | "copyMode" | "baseImage";

/** A field: its name in TypeScript and on the wire, its kind, and whether `id` is without it. */
export interface Field {
  /** Name in TypeScript. */
  readonly key: keyof ImageSpecInit;
  /** Name in flytekit. */
  readonly wire: string;
  /** What it holds. */
  readonly kind: FieldKind;
  /** Whether it does not count in the hash. */
  readonly isUnhashed?: boolean;
}

/** The fields in the order of flytekit's declaration, which the hash depends on. */
export const FIELDS: readonly Field[] = [
  { key: "name", wire: "name", kind: "text" },
  { key: "pythonVersion", wire: "python_version", kind: "text" },
  { key: "builder", wire: "builder", kind: "text", isUnhashed: true },
  { key: "sourceRoot", wire: "source_root", kind: "text" },
  { key: "env", wire: "env", kind: "textMap" },
  { key: "registry", wire: "registry", kind: "text" },
  { key: "packages", wire: "packages", kind: "texts" },
  { key: "condaPackages", wire: "conda_packages", kind: "texts" },
  { key: "condaChannels", wire: "conda_channels", kind: "texts" },
  { key: "requirements", wire: "requirements", kind: "text" },
  { key: "aptPackages", wire: "apt_packages", kind: "texts" },
  { key: "cuda", wire: "cuda", kind: "text" },
  { key: "cudnn", wire: "cudnn", kind: "text" },
  { key: "baseImage", wire: "base_image", kind: "baseImage" },
  { key: "platform", wire: "platform", kind: "text" },
  { key: "pipIndex", wire: "pip_index", kind: "text" },
  { key: "pipExtraIndexUrl", wire: "pip_extra_index_url", kind: "texts" },
  { key: "pipSecretMounts", wire: "pip_secret_mounts", kind: "mounts", isUnhashed: true },
  { key: "pipExtraArgs", wire: "pip_extra_args", kind: "text" },
  { key: "registryConfig", wire: "registry_config", kind: "text" },
  { key: "entrypoint", wire: "entrypoint", kind: "texts" },
  { key: "commands", wire: "commands", kind: "texts" },
  { key: "tagFormat", wire: "tag_format", kind: "text" },
  { key: "sourceCopyMode", wire: "source_copy_mode", kind: "copyMode" },
  { key: "copy", wire: "copy", kind: "texts" },
  { key: "pythonExec", wire: "python_exec", kind: "text" },
  { key: "runtimePackages", wire: "runtime_packages", kind: "texts", isUnhashed: true },
  { key: "builderOptions", wire: "builder_options", kind: "options" },
  { key: "builderConfig", wire: "builder_config", kind: "options" },
];

/** The values of flytekit's `CopyFileDetection`. */
export const COPY_MODES = { LOADED_MODULES: 1, ALL: 2, NO_COPY: 3 } as const;
