/**
 * Builds image specifications with docker, podman or buildah.
 *
 * @module
 */
import { checkOptions, OBJECT, type OptionChecks } from "../../arguments.ts";
import type { ImageExistence } from "../../container/existence.ts";
import { PROGRAM_CHECKS } from "../../container/program_options.ts";
import { type BuildContext, checkBuildArguments, ImageSpecBuilder } from "./builder.ts";
import { BUILDER_DOCKERFILE_CHECKS, type DockerfileOptions } from "./dockerfile/options.ts";
import type { ImageSpec } from "./image_spec.ts";

const CHECKS: OptionChecks<DockerBuilderOptions> = { ...PROGRAM_CHECKS, dockerfile: OBJECT };
/** Options of {@linkcode dockerBuilder}. */
export interface DockerBuilderOptions {
  /**
   * Program that builds.
   * @default the first of docker, podman and buildah that can build
   */
  readonly command?: "docker" | "podman" | "buildah" | undefined;
  /**
   * Additional arguments for building, such as `--isolation=chroot` for buildah.
   * @default []
   */
  readonly args?: readonly string[] | undefined;
  /**
   * Additional arguments for pushing.
   * @default []
   */
  readonly pushArgs?: readonly string[] | undefined;
  /**
   * Whether images that have a registry are pushed.
   * @default `true`, unless `FLYTE_PUSH_IMAGE_SPEC` says otherwise
   */
  readonly push?: boolean | undefined;
  /**
   * Whether the commands that build and push are only reported, as messages of the kind `command`, and not run. The
   * directory with the build context is then `CONTEXT` in them, and is not written.
   * @default false
   */
  readonly dryRun?: boolean | undefined;
  /** Options of the Dockerfile of an `ImageSpec`. */
  readonly dockerfile?: Omit<DockerfileOptions, "imageId" | "requirementsText"> | undefined;
}

/**
 * Creates a builder for `ImageBuildEngine.register` that writes a Dockerfile, runs docker, podman or buildah, and pushes
 * the image. The builder of flyte 2's images is `dockerBuilder` of `@flyte-ts/config/v2`. Python:
 * `flytekit.image_spec.default_builder.DefaultImageBuilder`.
 *
 * @param options – Which program to run, its arguments, and how Dockerfiles are written.
 * @returns A new builder.
 * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has a wrong value.
 *
 * @example
 * ```ts
 * import { dockerBuilder, ImageBuildEngine } from "@flyte-ts/config";
 *
 * const engine = new ImageBuildEngine();
 * engine.register("default", dockerBuilder({ command: "podman" }), 1);
 * console.log(engine.getRegistry().get("default")?.priority); // 1
 * ```
 */
export function dockerBuilder(options: DockerBuilderOptions = {}): DockerBuilder {
  return new DockerBuilder(options);
}

/**
 * Builds image specifications with docker, podman or buildah; see {@linkcode dockerBuilder}.
 *
 * @example
 * ```ts
 * import { DockerBuilder } from "@flyte-ts/config";
 *
 * console.log(new DockerBuilder({ command: "buildah" }).endsOnAbort); // true
 * ```
 */
export class DockerBuilder extends ImageSpecBuilder {
  /** Whether a build removes its files and ends soon when it is aborted: it does. */
  override readonly endsOnAbort = true;
  readonly #options: DockerBuilderOptions;

  /**
   * Creates a builder.
   *
   * @param options – Which program to run, its arguments, and how Dockerfiles are written.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has a wrong value.
   */
  constructor(options: DockerBuilderOptions = {}) {
    super();
    checkOptions("dockerBuilder", options, CHECKS, 'dockerBuilder({ command: "podman" })');
    checkOptions("dockerBuilder: dockerfile", options.dockerfile ?? {}, BUILDER_DOCKERFILE_CHECKS);
    this.#options = { ...options };
  }

  /**
   * Determines whether the image of a specification exists: in its registry, or on this machine if it has none.
   *
   * @param spec – The specification.
   * @param context – The context of the build.
   * @returns Whether the image exists.
   * @throws {FlyteConfigError} `image_program_missing` – when no program can be used to inspect the machine's images.
   * @throws {FlyteConfigError} `invalid_argument` – when an argument has the wrong type.
   */
  override async exists(spec: ImageSpec, context: BuildContext): Promise<ImageExistence> {
    checkBuildArguments("DockerBuilder.exists", spec, context);
    if (spec.registry) return await context.exists(context.imageName);
    const { ProgramBuilder } = await import("../../container/program_builder.ts");
    return await new ProgramBuilder(this.#options).inspect(context.host, context.imageName);
  }

  /**
   * Writes the Dockerfile of a specification, builds the image and pushes it.
   *
   * @param spec – The specification.
   * @param context – The context of the build.
   * @returns The name of the image.
   * @throws {FlyteConfigError} `image_program_missing` – when no program can be used.
   * @throws {FlyteConfigError} `image_build_failed`, `image_push_failed` – when the program fails.
   * @throws {FlyteConfigError} `image_tag_changed` – when files changed after the image was named.
   * @throws {FlyteConfigError} `interrupted` – when a signal asks the process to end.
   * @throws {FlyteConfigError} `invalid_argument` – when an argument has the wrong type; and the codes of
   * `prepareDockerfile`.
   */
  override async buildImage(spec: ImageSpec, context: BuildContext): Promise<string> {
    checkBuildArguments("DockerBuilder.buildImage", spec, context);
    const { buildImage } = await import("./docker_build.ts");
    return await buildImage(spec, context, this.#options);
  }
}
