/**
 * What an image specification is made of.
 *
 * @module
 */
import type { PythonFloat } from "../../python/numbers.ts";
import type { Host } from "../../runtime/host.ts";
import type { YamlTimestamp } from "../../formats/yaml/timestamp.ts";
import type { ImageSpec } from "./image_spec.ts";

/**
 * Which source files are copied into an image. `LOADED_MODULES` are those that a running Python has loaded, so it has
 * no meaning here but for the hash. flytekit: `CopyFileDetection`.
 */
export type CopyFileDetection = "LOADED_MODULES" | "ALL" | "NO_COPY";

/** A value for options of builders, as JSON and YAML have them; see `PythonFloat` for numbers. */
export type BuilderValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | PythonFloat
  | YamlTimestamp
  | readonly BuilderValue[]
  | { readonly [key: string]: BuilderValue };

/** What an {@linkcode ImageSpec} takes beside its fields. */
export interface ImageSpecOptions {
  /**
   * The machine's kind as Python's `platform.machine()` says it, such as `aarch64`: on `arm64` and `aarch64`, the
   * default platform for a registry at `localhost:` is `linux/arm64`. Default: what the runtime says; `linux/amd64`
   * is the platform where it says nothing, as in browsers.
   */
  readonly machine?: string | undefined;
  /** Whether the image is to be built and pushed also where it exists. Default: `false`. */
  readonly isForcePush?: boolean | undefined;
}

/** What {@linkcode ImageSpec} takes; all of it may be left out. flytekit's names are the same in snake_case. */
export interface ImageSpecInit {
  /** Name of the image, in small letters. Default: `flytekit`. */
  readonly name?: string | undefined;
  /** Python version of the image; that of the base image if left out. */
  readonly pythonVersion?: string | null | undefined;
  /** Type of the builder; that with the highest priority if left out. */
  readonly builder?: string | null | undefined;
  /** Folder of the source files. */
  readonly sourceRoot?: string | null | undefined;
  /** Environment variables of the image. */
  readonly env?: Readonly<Record<string, string>> | null | undefined;
  /** Registry of the image, such as `ghcr.io/acme`. */
  readonly registry?: string | null | undefined;
  /** Python packages. */
  readonly packages?: readonly string[] | null | undefined;
  /** Conda packages. */
  readonly condaPackages?: readonly string[] | null | undefined;
  /** Conda channels. */
  readonly condaChannels?: readonly string[] | null | undefined;
  /** Path of a `requirements.txt`, `uv.lock` or `poetry.lock`. */
  readonly requirements?: string | null | undefined;
  /** Debian packages. */
  readonly aptPackages?: readonly string[] | null | undefined;
  /** Version of CUDA; builders refuse it. */
  readonly cuda?: string | null | undefined;
  /** Version of cuDNN; builders refuse it. */
  readonly cudnn?: string | null | undefined;
  /** Image to start from: an identifier or another specification. */
  readonly baseImage?: string | ImageSpec | null | undefined;
  /** Platforms to build for. Default: `linux/amd64`; for a registry at `localhost:`, that of the machine. */
  readonly platform?: string | null | undefined;
  /** URL of the Python package index. */
  readonly pipIndex?: string | null | undefined;
  /** URLs of further package indexes. */
  readonly pipExtraIndexUrl?: readonly string[] | null | undefined;
  /** Files with secrets for installing packages, each with the path where it is to be. Not part of the hash. */
  readonly pipSecretMounts?: readonly (readonly [source: string, target: string])[] | null | undefined;
  /** Further arguments for installing packages. */
  readonly pipExtraArgs?: string | null | undefined;
  /** Path of a registry's configuration. Not part of the tag. */
  readonly registryConfig?: string | null | undefined;
  /** Entrypoint in place of the base image's; an empty list for none. */
  readonly entrypoint?: readonly string[] | null | undefined;
  /** Commands to run while building. */
  readonly commands?: readonly string[] | null | undefined;
  /** Format of the tag, in which `{spec_hash}` stands for the hash. */
  readonly tagFormat?: string | null | undefined;
  /** Which source files are copied. */
  readonly sourceCopyMode?: CopyFileDetection | null | undefined;
  /** Files and folders to copy to `/root`. */
  readonly copy?: readonly string[] | null | undefined;
  /** Path of the Python in the image. */
  readonly pythonExec?: string | null | undefined;
  /** Packages to install when a task runs. Not part of the hash. */
  readonly runtimePackages?: readonly string[] | null | undefined;
  /** Options of the builder. */
  readonly builderOptions?: Readonly<Record<string, BuilderValue>> | null | undefined;
  /** Images that the builder uses, such as `uv_image`. */
  readonly builderConfig?: Readonly<Record<string, BuilderValue>> | null | undefined;
}

/** Options of `ImageSpec.isContainer`. */
export interface IsContainerOptions {
  /** Environment variables. Default: the host's. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Whose environment is read. Default: the machine. */
  readonly host?: Host | undefined;
  /** Whether this is in a task's container. Default: whether the variable `FLYTE_INTERNAL_EXECUTION_ID` is set. */
  readonly inExecution?: boolean | undefined;
}
