/**
 * The base class of builders, and the builder for images that exist.
 *
 * @module
 */
import { checkArgument, instanceOf, objectWith } from "../../arguments.ts";
import { decideBuild, type ImageExistence } from "../../container/existence.ts";
import type { BuildMessage } from "../../container/messages.ts";
import { FlyteConfigError } from "../../errors.ts";
import type { Host, Signal } from "../../runtime/host.ts";
import { ImageSpec } from "./image_spec.ts";

/** Environment variable that makes an unknown existence of an image an error, unless it is `false`, `0`, `off` or `no`. */
export const FLYTE_IMG_FAST_FAIL = "FLYTE_IMG_FAST_FAIL";

/** The context of a build, which a builder receives with the specification. */
export interface BuildContext {
  /** Machine that has the files and programs. */
  readonly host: Host;
  /** Name of the image, with its tag. */
  readonly imageName: string;
  /** Value of `_F_IMG_ID` in the image: the `id` of the specification before its base image was resolved. */
  readonly imageId: string;
  /** Whether the image is built even if it exists. */
  readonly forcePush: boolean;
  /** Receives messages. */
  readonly onMessage: (message: BuildMessage) => void;
  /** Ends the build when it is aborted. */
  readonly signal?: Signal | undefined;
  /** Asks the registry whether an image exists. */
  readonly exists: (imageName: string) => Promise<ImageExistence>;
}

/**
 * Builds images; `ImageBuildEngine.register` accepts instances of subclasses. Python:
 * `flytekit.image_spec.image_spec.ImageSpecBuilder`.
 *
 * The `baseImage` of a specification that a builder receives is a string: the engine builds a base image that is a
 * specification first.
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
   * Whether `buildImage` ends soon after its signal is aborted, so that an aborted call of the engine waits until it has
   * cleaned up.
   * @default false
   */
  readonly endsOnAbort: boolean = false;

  /**
   * Builds the image and pushes it. Python: `ImageSpecBuilder.build_image`.
   *
   * @param spec – The specification.
   * @param context – The context of the build.
   * @returns The name of the image, or `undefined` if it is that of the specification.
   */
  abstract buildImage(spec: ImageSpec, context: BuildContext): Promise<string | undefined>;

  /**
   * Determines whether the image exists, by asking its registry.
   *
   * @param spec – The specification.
   * @param context – The context of the build.
   * @returns Whether the image exists.
   * @throws {FlyteConfigError} `invalid_argument` – when an argument has the wrong type.
   */
  async exists(spec: ImageSpec, context: BuildContext): Promise<ImageExistence> {
    checkBuildArguments("ImageSpecBuilder.exists", spec, context);
    return await context.exists(context.imageName);
  }

  /**
   * Decides whether to build: when the image does not exist, or `forcePush` is set. An image whose existence is unknown is
   * assumed to exist. Python: `ImageSpecBuilder.should_build`.
   *
   * @param spec – The specification.
   * @param context – The context of the build.
   * @returns Whether to build the image.
   * @throws {FlyteConfigError} `image_existence_unknown` – when the existence is unknown and `FLYTE_IMG_FAST_FAIL` is set.
   * @throws {FlyteConfigError} `image_builder_failed` – when `exists` returned an object without a valid state.
   * @throws {FlyteConfigError} `invalid_argument` – when an argument has the wrong type.
   */
  async shouldBuild(spec: ImageSpec, context: BuildContext): Promise<boolean> {
    checkBuildArguments("ImageSpecBuilder.shouldBuild", spec, context);
    const { imageName, forcePush, host, onMessage } = context;
    const existence = await this.exists(spec, context);
    const failFast = isSet(host.env(FLYTE_IMG_FAST_FAIL)) ? FLYTE_IMG_FAST_FAIL : undefined;
    return decideBuild({ imageName, existence, force: forcePush, failFast, onMessage });
  }
}

/**
 * Uses the base image as the image, and builds nothing. Python: `flytekit.image_spec.noop_builder.NoOpBuilder`.
 *
 * @example
 * ```ts
 * import { ImageBuildEngine, ImageSpec, memoryHost, NoOpBuilder } from "@flyte-ts/config";
 *
 * const engine = new ImageBuildEngine();
 * engine.register(NoOpBuilder.builderType, new NoOpBuilder(), 0);
 * const spec = new ImageSpec({ builder: "noop", baseImage: "ghcr.io/acme/app:v1" });
 * console.log((await engine.build(spec, { host: memoryHost() }))?.imageName); // ghcr.io/acme/app:v1
 * ```
 */
export class NoOpBuilder extends ImageSpecBuilder {
  /** Type under which flytekit registers the builder. */
  static readonly builderType = "noop";

  /**
   * Returns `true`: the image is not looked up.
   *
   * @returns `true`.
   */
  override shouldBuild(): Promise<boolean> {
    return Promise.resolve(true);
  }

  /**
   * Returns the base image.
   *
   * @param spec – The specification.
   * @param context – The context of the build.
   * @returns The base image.
   * @throws {FlyteConfigError} `image_base_required` – when there is no base image.
   * @throws {FlyteConfigError} `invalid_argument` – when an argument has the wrong type.
   */
  override async buildImage(spec: ImageSpec, context: BuildContext): Promise<string> {
    checkBuildArguments("NoOpBuilder.buildImage", spec, context);
    const { imageName, onMessage } = context;
    const { baseImage } = spec;
    if (typeof baseImage !== "string") {
      const message = 'ImageSpec: baseImage must be an image name for the builder "noop", which uses it unchanged';
      throw new FlyteConfigError("image_base_required", message, { path: "baseImage" });
    }
    onMessage({ kind: "info", text: `using ${baseImage} unchanged`, imageName });
    return await Promise.resolve(baseImage);
  }
}

const SPEC = instanceOf("an ImageSpec", ImageSpec);
const CONTEXT = objectWith(
  "a context, as ImageBuildEngine.build creates it",
  ...["host", "imageName", "imageId", "forcePush", "onMessage", "exists"],
);

/** Checks the arguments of a builder's method. Throws `invalid_argument`. */
export function checkBuildArguments(call: string, spec: unknown, context: unknown): void {
  checkArgument(call, "spec", spec, SPEC);
  checkArgument(call, "context", context, CONTEXT);
}

/** Whether a variable is set to anything but `false`, `0`, `off` and `no`, as flytekit reads variables of images. */
export function isSet(value: string | undefined): boolean {
  return value !== undefined && !["false", "0", "off", "no"].includes(value.toLowerCase());
}
