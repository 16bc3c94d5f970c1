/**
 * What images of flyte 2 are made of.
 *
 * @module
 */
import type { Architecture, Layer, PythonVersion } from "./layers.ts";
import type { PythonVersionInput } from "./python_version.ts";
import type { Secret } from "./secret.ts";

/**
 * What may be done with an image: layers can be added to an `extendable` one, and to a `sealed` one after
 * `clone({ extendable: true })`. A `dockerfile` is built as it is.
 */
export type ImageKind = "extendable" | "sealed" | "dockerfile";

/** The fields of an image. */
export interface ImageState {
  /** The image that it starts from. */
  readonly baseImage?: string | undefined;
  /** Path of the Dockerfile that it is built from instead. */
  readonly dockerfile?: string | undefined;
  /** Registry, with a path if it has one. */
  readonly registry?: string | undefined;
  /** Name in the registry. */
  readonly name?: string | undefined;
  /** Platforms that it is built for. */
  readonly platform: readonly Architecture[];
  /** Version of Python in it, where that is known. */
  readonly pythonVersion?: PythonVersion | undefined;
  /** Whether layers can be added. */
  readonly extendable: boolean;
  /** Whether it is to be built; else it is the base image itself. */
  readonly isCloned: boolean;
  /** Name in a configuration that stands for the base image. */
  readonly refName?: string | undefined;
  /** Its layers. */
  readonly layers: readonly Layer[];
  /** Its tag, if that is no hash. */
  readonly tag?: string | undefined;
  /** Secret for its registry. */
  readonly imageRegistrySecret?: Secret | undefined;
}

/** The part of a configuration that images need. `Config.image` of `@flyte-ts/config/v2` has it. */
export interface ImageSettings {
  /** What is configured about images. */
  readonly image: {
    /** Registry of images that name none. */
    readonly registry?: string | undefined;
    /** Images by their names for `Image.fromRefName`. */
    readonly imageRefs?: Readonly<Record<string, string>> | undefined;
  };
}

/** What `Image.clone` takes; what is left out stays as it is. */
export interface CloneOptions<K extends ImageKind = ImageKind> {
  /** Registry to push to. */
  readonly registry?: string | undefined;
  /** Secret for the registry. */
  readonly registrySecret?: string | Secret | undefined;
  /** Name of the image. */
  readonly name?: string | undefined;
  /** The image to start from. */
  readonly baseImage?: string | undefined;
  /** Version of Python in it. */
  readonly pythonVersion?: PythonVersionInput | undefined;
  /** A layer to add. */
  readonly addlLayer?: (K extends "extendable" ? Layer : never) | undefined;
  /** Whether layers can be added to the copy. */
  readonly extendable?: boolean | undefined;
  /** Platforms. */
  readonly platform?: Architecture | readonly Architecture[] | undefined;
}
