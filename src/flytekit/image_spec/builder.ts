/**
 * What makes an image out of a specification.
 *
 * @module
 */
import { checkArgument, instanceOf, objectWith } from "../../arguments.ts";
import { decideBuild, type ImageExistence } from "../../container/existence.ts";
import type { BuildMessage } from "../../container/messages.ts";
import type { Host, Signal } from "../../runtime/host.ts";
import { FLYTE_IMG_FAST_FAIL } from "./constants.ts";
import { ImageSpec } from "./image_spec.ts";

/** What a builder gets beside the specification. */
export interface BuildContext {
  /** Where files and programs are. */
  readonly host: Host;
  /** Name of the image, with its tag. */
  readonly imageName: string;
  /** What the image is to carry as `_F_IMG_ID`: the identifier of the specification as its author wrote it. */
  readonly imageId: string;
  /** Whether to build an image that is there already. */
  readonly forcePush: boolean;
  /** Gets what the builder has to tell. */
  readonly onMessage: (message: BuildMessage) => void;
  /** Ends the build when it is aborted. */
  readonly signal?: Signal | undefined;
  /** Asks the registry whether it has an image. */
  readonly exists: (imageName: string) => Promise<ImageExistence>;
}

/**
 * Makes images; `ImageBuildEngine.register` takes it. flytekit: `ImageSpecBuilder`.
 *
 * The specifications that it gets have the name of an image as their `baseImage`, for the engine has built what was a
 * specification there.
 *
 * @example
 * ```ts
 * import { ImageSpecBuilder } from "@flyte-ts/config";
 *
 * class Prebuilt extends ImageSpecBuilder {
 *   override buildImage(): Promise<string> {
 *     return Promise.resolve("ghcr.io/acme/prebuilt:v1");
 *   }
 * }
 * console.log(await new Prebuilt().buildImage()); // ghcr.io/acme/prebuilt:v1
 * ```
 */
export abstract class ImageSpecBuilder {
  /**
   * Whether `buildImage` soon ends when its signal is aborted, so that a call of the engine that is aborted can wait for
   * it to clean up. Others are not waited for. Default: `false`.
   */
  readonly endsOnAbort: boolean = false;

  /** Builds the image and pushes it. The name that it has got, or `undefined` for that of the specification. */
  abstract buildImage(spec: ImageSpec, context: BuildContext): Promise<string | undefined>;

  /** Whether the image is there. Asks the registry unless a builder knows better. */
  async exists(spec: ImageSpec, context: BuildContext): Promise<ImageExistence> {
    checkBuildArguments("ImageSpecBuilder.exists", spec, context);
    return await context.exists(context.imageName);
  }

  /**
   * Whether to build: if the image is not there, or is to be replaced. Where nobody can tell whether it is there, it is
   * taken to be; with `FLYTE_IMG_FAST_FAIL` this rejects with `image_existence_unknown` then.
   */
  async shouldBuild(spec: ImageSpec, context: BuildContext): Promise<boolean> {
    checkBuildArguments("ImageSpecBuilder.shouldBuild", spec, context);
    const { imageName, forcePush, host, onMessage } = context;
    const existence = await this.exists(spec, context);
    const failFast = isSet(host.env(FLYTE_IMG_FAST_FAIL)) ? FLYTE_IMG_FAST_FAIL : undefined;
    return decideBuild({ imageName, existence, force: forcePush, failFast, onMessage });
  }
}

const SPEC = instanceOf("an ImageSpec", ImageSpec);
const CONTEXT = objectWith(
  "a context, as ImageBuildEngine.build makes it",
  ...["host", "imageName", "imageId", "forcePush", "onMessage", "exists"],
);

/** Throws `invalid_argument` for what a builder cannot build from. */
export function checkBuildArguments(call: string, spec: unknown, context: unknown): void {
  checkArgument(call, "spec", spec, SPEC);
  checkArgument(call, "context", context, CONTEXT);
}

/** Whether a variable says yes, as flytekit reads those of images: by everything but `false`, `0`, `off` and `no`. */
export function isSet(value: string | undefined): boolean {
  return value !== undefined && !["false", "0", "off", "no"].includes(value.toLowerCase());
}
