/**
 * Builds images of flyte 2.
 *
 * @module
 */
import { BOOLEAN, checkArgument, checkOptions, FUNCTION, OBJECT, type OptionChecks } from "../../arguments.ts";
import { decideBuild, type ImageExistence } from "../../container/existence.ts";
import { type BuildMessage, callBuilder, guardedMessages } from "../../container/messages.ts";
import type { BuildJob, BuildSource } from "../../container/program_builder.ts";
import { snapshotHost } from "../../container/snapshot_host.ts";
import { FlyteConfigError } from "../../errors.ts";
import { hostFor } from "../../runtime/guarded_host.ts";
import type { Host, Signal } from "../../runtime/host.ts";
import { queryExistence } from "../../oci/existence.ts";
import { pathParent } from "../../python/paths.ts";
import { CONFIG, EXISTENCE_CHECKS, objectThatCan } from "./checks.ts";
import { LOCALHOST_REGISTRY } from "./constants.ts";
import type { DockerfileOptions } from "./dockerfile/options.ts";
import { prepareDockerfile } from "./dockerfile/prepare.ts";
import type { ExistenceOptions } from "./existence.ts";
import type { Image } from "./image.ts";
import type { ImageSettings } from "./image_state.ts";

/** What builds an image from a Dockerfile. `dockerBuilder` makes one that runs docker, podman or buildah. */
export interface ImageBuilder {
  /** Builds, and pushes if the job says so. */
  build(job: BuildJob): Promise<void>;
  /** Whether `build` soon ends when its signal is aborted, so that its end is waited for. Default: `false`. */
  readonly endsOnAbort?: boolean | undefined;
  /** Whether the machine has an image that is in no registry. Default: nobody can tell. */
  inspect?(host: Host, imageName: string): Promise<ImageExistence>;
}

/** The configuration that {@linkcode build} needs. */
export interface BuildSettings extends ImageSettings {
  /** How to reach Flyte. */
  readonly platform?: {
    /** Where Flyte is. On this machine, images without a registry go to the one of a local cluster. */
    readonly endpoint?: string | undefined;
  } | undefined;
}

/** How {@linkcode build} builds. */
export interface BuildOptions extends ExistenceOptions {
  /** What builds. */
  readonly builder: ImageBuilder;
  /** The configuration: it names registries, and the images of names. Default: none. */
  readonly config?: BuildSettings | undefined;
  /** Whether to build an image that is there already. Default: `false`. */
  readonly force?: boolean | undefined;
  /** How the Dockerfile is written. */
  readonly dockerfile?: Omit<DockerfileOptions, "imageId"> | undefined;
  /** Gets what there is to tell. Default: nothing does. */
  readonly onMessage?: ((message: BuildMessage) => void) | undefined;
  /** Ends the build when it is aborted. */
  readonly signal?: Signal | undefined;
}

/** What {@linkcode build} gives. */
export interface ImageBuild {
  /** Name of the image. */
  readonly uri: string;
  /** Whether it was built now; else it was there, or was taken to be. */
  readonly isBuilt: boolean;
}

const USAGE = "build(image, { builder: dockerBuilder() })";
const CHECKS: OptionChecks<BuildOptions> = {
  ...EXISTENCE_CHECKS,
  builder: objectThatCan('a builder (see dockerBuilder of "@flyte-ts/config/v2")', "build"),
  config: CONFIG,
  force: BOOLEAN,
  dockerfile: OBJECT,
  onMessage: FUNCTION,
};

/**
 * Builds an image if its registry does not have it, and pushes it. An image that is not to be built, since nothing was
 * added to its base, is taken as it is. Where nobody can tell whether it is there, it is taken to be, with a warning.
 * flyte: `flyte.build`.
 *
 * Rejects as `Image.uri`, `Image.resolveRef`, `Image.validate` and `renderDockerfile` do, as the builder does, with
 * `image_registry_required` for an image that can be pushed nowhere, and with `image_tag_changed`.
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
  checkArgument("build", "image", image, objectThatCan("an Image of flyte 2", "uri", "resolveRef"), USAGE);
  checkOptions("build", options, CHECKS, USAGE);
  if (options.builder === undefined) {
    throw new FlyteConfigError("invalid_option", `build needs builder; write ${USAGE}`);
  }
  const { config, builder, rootDir } = options;
  const { onMessage, signal } = guardedMessages(options.onMessage, options.signal);
  const host = hostFor(options.host, signal);
  const target = withRegistry(config === undefined ? image : image.resolveRef(config), config);
  const imageName = await target.uri({ host, rootDir });
  if (!target.isCloned) return { uri: imageName, isBuilt: false };
  if (!options.force && await isThere(target, imageName, { ...options, host, signal, onMessage })) {
    return { uri: imageName, isBuilt: false };
  }
  if (!target.registry) throw noRegistry(imageName);
  const files = snapshotHost(host);
  const job = {
    host: files,
    imageName,
    platform: target.platform.join(","),
    source: await sourceOf(target, imageName, { ...options, host: files }),
    push: true,
    nameNow: () => target.uri({ host: files, rootDir }),
    onMessage,
    signal,
  };
  const call = { builder: "the builder", imageName, signal, untilEnded: builder.endsOnAbort };
  await callBuilder(call, () => builder.build(job));
  signal.throwIfAborted();
  return { uri: imageName, isBuilt: true };
}

/** The image with the registry that is configured, or that of a local cluster, if it has none. */
function withRegistry(image: Image, config: BuildSettings | undefined): Image {
  if (!image.isCloned || image.registry) return image;
  const endpoint: unknown = config?.platform?.endpoint;
  const isLocal = typeof endpoint === "string" && endpoint.includes("localhost");
  const registry = config?.image.registry || (isLocal ? LOCALHOST_REGISTRY : undefined);
  return registry === undefined ? image : image.clone({ registry });
}

async function isThere(
  image: Image,
  imageName: string,
  options: BuildOptions & { readonly host: Host; readonly onMessage: (message: BuildMessage) => void },
): Promise<boolean> {
  const { builder, host, signal, onMessage } = options;
  const found: ImageExistence = await callBuilder(
    { builder: "the builder or client", imageName, signal },
    async () => {
      const inspected = image.registry ? undefined : builder.inspect?.(host, imageName);
      return await (inspected ?? queryExistence(imageName, !!image.registry, options));
    },
  );
  // The registry of an image without one is unknown, and pushing it is refused later.
  if (found?.state === "unknown" && !image.registry) return false;
  return !decideBuild({ imageName, existence: found, force: false, onMessage });
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
    `${imageName} can be pushed nowhere: give the image a registry, or set image.registry in the configuration ` +
      "(FLYTE_IMAGE_REGISTRY); flyte's own registry is for reading only",
  );
}
