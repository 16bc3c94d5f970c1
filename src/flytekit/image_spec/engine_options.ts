/**
 * What an engine that builds images takes and gives.
 *
 * @module
 */
import { BOOLEAN, type Check, FUNCTION, HOST, objectWith, type OptionChecks, SIGNAL } from "../../arguments.ts";
import type { ImageExistence } from "../../container/existence.ts";
import type { Host, Signal } from "../../runtime/host.ts";
import type { LookUpImageOptions } from "../image/image.ts";
import type { BuildContext, ImageSpecBuilder } from "./builder.ts";

/** What knows whether an image is in its registry. */
export interface ImageRegistry {
  /** Whether it is there. */
  exists(imageName: string, options?: { readonly signal?: Signal | undefined }): Promise<ImageExistence>;
}

/** What an `ImageBuildEngine` is made with. */
export interface ImageBuildEngineOptions {
  /** What knows whether registries have images. Default: a `RegistryClient` of the host. */
  readonly registry?: ImageRegistry | undefined;
}

/** A builder of an engine. */
export interface RegisteredBuilder {
  /** Name by which specifications ask for it. */
  readonly type: string;
  /** The builder. */
  readonly builder: ImageSpecBuilder;
  /** The highest is that of specifications that ask for none. */
  readonly priority: number;
}

/** How `ImageBuildEngine.build` builds. */
export interface BuildOptions {
  /** Where files and programs are. Default: the runtime. */
  readonly host?: Host | undefined;
  /** Whether this is an execution of Flyte, where nothing is built. Default: whether Flyte has named one. */
  readonly inExecution?: boolean | undefined;
  /** Gets what builders have to tell; of calls that wait for the same build, the first one's does. If it throws, the call rejects with `callback_failed`. Default: nothing does. */
  readonly onMessage?: BuildContext["onMessage"] | undefined;
  /**
   * Rejects with its reason when it is aborted. The build itself ends unless another call waits for the same one; its
   * end is waited for if the builder says {@linkcode ImageSpecBuilder.endsOnAbort}.
   */
  readonly signal?: Signal | undefined;
}

/** How `ImageBuildEngine.lookUpImageInfo` looks. */
export interface LookUpOrBuildOptions extends LookUpImageOptions, BuildOptions {}

/** An image that is there after `ImageBuildEngine.build`. */
export interface BuiltImage {
  /** Its name, as the builder gave it. */
  readonly imageName: string;
  /** Whether it was built now; else it was there, or was taken to be. */
  readonly isBuilt: boolean;
}

/** A builder. */
export const BUILDER: Check = objectWith("a builder (see ImageSpecBuilder)", "buildImage", "shouldBuild");

/** The options of `new ImageBuildEngine`. */
export const ENGINE_CHECKS: OptionChecks<ImageBuildEngineOptions> = {
  registry: objectWith("an object with a function exists", "exists"),
};

/** The options of `ImageBuildEngine.build` and `ImageBuildEngine.imageName`. */
export const BUILD_CHECKS: OptionChecks<BuildOptions> = {
  host: HOST,
  inExecution: BOOLEAN,
  onMessage: FUNCTION,
  signal: SIGNAL,
};

/** The options of `ImageBuildEngine.lookUpImageInfo`. */
export const LOOK_UP_CHECKS: OptionChecks<LookUpOrBuildOptions> = { ...BUILD_CHECKS, allowNoTagOrDigest: BOOLEAN };
