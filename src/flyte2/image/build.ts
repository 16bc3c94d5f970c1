/**
 * Building an image, unless its registry has it.
 *
 * @module
 */
import {
  BOOLEAN,
  checkArgument,
  checkOptions,
  FUNCTION,
  OBJECT,
  objectWithMethods,
  type OptionChecks,
} from "../../arguments.ts";
import { decideBuild, type ImageExistence } from "../../container/existence.ts";
import { type BuildMessage, callBuilder, guardedMessages } from "../../container/messages.ts";
import type { BuildJob, BuildSource } from "../../container/program_builder.ts";
import { snapshotHost } from "../../container/snapshot_host.ts";
import { FlyteConfigError } from "../../errors.ts";
import { queryExistence } from "../../oci/query_existence.ts";
import { pathParent } from "../../python/paths.ts";
import { hostFor } from "../../runtime/guarded_host.ts";
import type { Host, Signal } from "../../runtime/host.ts";
import { prepareDockerfile } from "./dockerfile/prepare.ts";
import type { DockerfileOptions } from "./dockerfile/render.ts";
import { CONFIG, type ImageSettings } from "./image_state.ts";
import { EXISTENCE_CHECKS, type ExistenceOptions, type Image } from "./registry_image.ts";

/** Registry of a local cluster. Images without a registry go there if the endpoint of Flyte is on this machine. */
export const LOCALHOST_REGISTRY = "localhost:30000";

/**
 * A program that builds an image from a Dockerfile. `dockerBuilder` returns one that runs docker, podman or buildah.
 */
export interface ImageBuilder {
  /**
   * Builds an image, and pushes it if the job says so.
   *
   * @param job – The image, its Dockerfile and build context.
   */
  build(job: BuildJob): Promise<void>;
  /**
   * Whether `build` ends soon after its signal is aborted. Then the caller waits for it to end.
   *
   * @default false
   */
  readonly endsOnAbort?: boolean | undefined;
  /**
   * Returns whether this machine has an image that has no registry. Optional.
   *
   * @param host – Where programs run.
   * @param imageName – Name of the image.
   * @returns Whether the image exists.
   */
  inspect?(host: Host, imageName: string): Promise<ImageExistence>;
}

/** The part of a configuration that {@linkcode build} uses. `Config` has it. */
export interface BuildSettings extends ImageSettings {
  /** Settings of the section `platform`. */
  readonly platform?: {
    /** Endpoint of Flyte. If it is on this machine, images without a registry go to that of a local cluster. */
    readonly endpoint?: string | undefined;
  } | undefined;
}

/** Options of {@linkcode build}. */
export interface BuildOptions extends ExistenceOptions {
  /** The builder, such as `dockerBuilder()`. */
  readonly builder: ImageBuilder;
  /**
   * Configuration with the registry of images that have none, and the names of `Image.fromRefName`.
   *
   * @default none
   */
  readonly config?: BuildSettings | undefined;
  /**
   * Whether to build an image that already exists.
   *
   * @default false
   */
  readonly force?: boolean | undefined;
  /**
   * Whether the image is pushed, if the builder allows it. An image that is not pushed needs no registry.
   *
   * @default true
   */
  readonly push?: boolean | undefined;
  /** Options for writing the Dockerfile. */
  readonly dockerfile?: Omit<DockerfileOptions, "imageId"> | undefined;
  /** Receives progress messages and warnings. */
  readonly onMessage?: ((message: BuildMessage) => void) | undefined;
  /** Cancels the build when it is aborted. */
  readonly signal?: Signal | undefined;
}

/** The result of {@linkcode build}. */
export interface ImageBuild {
  /** Name of the image. */
  readonly uri: string;
  /** Whether it was built now. Otherwise it existed already, or was assumed to. */
  readonly isBuilt: boolean;
}

const USAGE = "build(image, { builder: dockerBuilder() })";
const CHECKS: OptionChecks<BuildOptions> = {
  ...EXISTENCE_CHECKS,
  builder: objectWithMethods('a builder (see dockerBuilder of "@flyte-ts/config/v2")', "build"),
  config: CONFIG,
  force: BOOLEAN,
  push: BOOLEAN,
  dockerfile: OBJECT,
  onMessage: FUNCTION,
};

/**
 * Builds an image and pushes it, unless its registry has it. An image without layers is its base image, and is not
 * built. If it cannot be determined whether the image exists, it is assumed to, with a warning.
 *
 * Python: `flyte.build`.
 *
 * @param image – The image.
 * @param options – The builder, configuration, and how the registry is asked.
 * @returns The name of the image, and whether it was built.
 * @throws {FlyteConfigError} `invalid_argument`, `invalid_option` – when `image` is not an image, or an option is
 * missing or not valid.
 * @throws {FlyteConfigError} `image_registry_required` – when an image to push has no registry.
 * @throws {FlyteConfigError} `image_ref_unknown` – when the configuration does not have the name of the base image.
 * @throws {FlyteConfigError} `image_tag_changed` – when files change while the image is prepared.
 * @throws {FlyteConfigError} `image_builder_failed` – when the builder throws an error of its own; other codes as for
 * `Image.uri`, `prepareDockerfile` and the builder.
 * @throws {FlyteConfigError} `callback_failed` – when `onMessage` throws.
 *
 * @example
 * ```ts
 * import { build, Image } from "@flyte-ts/config/v2";
 *
 * const image = Image.fromBase("debian:12").clone({ registry: "ghcr.io/acme", name: "app", extendable: true })
 *   .withCommands(["true"]);
 * const builder = { build: () => Promise.resolve() }; // dockerBuilder() really builds
 * const client = { exists: () => Promise.resolve({ state: "absent", reason: "manifest_unknown" } as const) };
 * console.log((await build(image, { builder, client })).isBuilt); // true
 * ```
 */
export async function build(image: Image, options: BuildOptions): Promise<ImageBuild> {
  checkArgument("build", "image", image, objectWithMethods("a flyte 2 Image", "uri", "resolveRef"), USAGE);
  checkOptions("build", options, CHECKS, USAGE);
  if (options.builder === undefined) {
    throw new FlyteConfigError("invalid_option", `build: option builder is required; write ${USAGE}`, {
      path: "builder",
    });
  }
  const { config, builder, rootDir, cache, push = true } = options;
  const { onMessage, signal } = guardedMessages(options.onMessage, options.signal);
  const host = hostFor(options.host, signal);
  const target = buildTarget(image, config);
  const imageName = await target.uri({ host, rootDir, cache });
  if (!target.isCloned) return { uri: imageName, isBuilt: false };
  if (!options.force && await exists(target, imageName, { ...options, host, signal, onMessage })) {
    return { uri: imageName, isBuilt: false };
  }
  if (push && !target.registry) throw noRegistry(imageName);
  const files = snapshotHost(host);
  const job = {
    host: files,
    imageName,
    platform: target.platform.join(","),
    source: await sourceOf(target, imageName, { ...options, host: files }),
    push,
    nameNow: () => target.uri({ host: files, rootDir }),
    onMessage,
    signal,
  };
  const call = { builder: "the builder", imageName, signal, untilEnded: builder.endsOnAbort };
  await callBuilder(call, () => builder.build(job));
  signal.throwIfAborted();
  return { uri: imageName, isBuilt: true };
}

/** Returns an image as a configuration completes it: a base image by name, a registry, or that of a local cluster. */
export function buildTarget(unresolved: Image, config: BuildSettings | undefined): Image {
  const image = config === undefined ? unresolved : unresolved.resolveRef(config);
  if (!image.isCloned || image.registry) return image;
  const endpoint: unknown = config?.platform?.endpoint;
  const isLocal = typeof endpoint === "string" && endpoint.includes("localhost");
  const registry = config?.image.registry || (isLocal ? LOCALHOST_REGISTRY : undefined);
  return registry === undefined ? image : image.clone({ registry });
}

/** Resolves to whether an image exists, or is assumed to. */
async function exists(
  image: Image,
  imageName: string,
  options: BuildOptions & { readonly host: Host; readonly onMessage: (message: BuildMessage) => void },
): Promise<boolean> {
  const { builder, host, signal, onMessage } = options;
  const existence: ImageExistence = await callBuilder(
    { builder: "the builder or client", imageName, signal },
    async () => {
      const inspected = image.registry ? undefined : builder.inspect?.(host, imageName);
      return await (inspected ?? queryExistence(imageName, !!image.registry, options));
    },
  );
  // Continues to the error that the image has no registry to push to.
  if (existence?.state === "unknown" && !image.registry) return false;
  return !decideBuild({ imageName, existence, force: false, onMessage });
}

async function sourceOf(
  image: Image,
  imageId: string,
  { host, rootDir, dockerfile }: BuildOptions & { readonly host: Host },
): Promise<BuildSource> {
  if (image.dockerfile !== undefined) return { dockerfile: image.dockerfile, directory: pathParent(image.dockerfile) };
  return await prepareDockerfile(image, { ...dockerfile, host, rootDir, imageId });
}

function noRegistry(imageName: string): FlyteConfigError {
  return new FlyteConfigError(
    "image_registry_required",
    `${imageName} has no registry to push to; set registry on the image, or image.registry in the configuration ` +
      "(FLYTE_IMAGE_REGISTRY)",
  );
}
