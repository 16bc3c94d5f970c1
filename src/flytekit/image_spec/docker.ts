/**
 * Builds images with docker, podman or buildah.
 *
 * @module
 */
import {
  BOOLEAN,
  checkArgument,
  checkOptions,
  either,
  FUNCTION,
  HOST,
  listOf,
  OBJECT,
  objectWith,
  oneOf,
  type OptionChecks,
  recordOf,
  SIGNAL,
  STRING,
} from "../../arguments.ts";
import { type FlyteVariables, readFlyteVariables } from "../../container/flyte_variables.ts";
import type { ImageExistence } from "../../container/messages.ts";
import { type BuildJob, ProgramBuilder, type ProgramOptions } from "../../container/program_builder.ts";
import { snapshotHost } from "../../container/snapshot.ts";
import type { Issue } from "../../errors.ts";
import { hostFor } from "../../runtime/guarded_host.ts";
import type { Host } from "../../runtime/host.ts";
import { type BuildContext, checkBuildArguments, ImageSpecBuilder } from "./builder.ts";
import type { DockerfileOptions } from "./dockerfile/options.ts";
import { prepareDockerfile } from "./dockerfile/prepare.ts";
import { refuseUnknown } from "./git_ignore.ts";
import type { ImageSpec } from "./image_spec.ts";
import { sourceFiles } from "./source_files.ts";

const ARGS = listOf(STRING);
const CHECKS: OptionChecks<DockerBuilderOptions> = {
  command: oneOf("docker", "podman", "buildah"),
  args: ARGS,
  pushArgs: ARGS,
  push: BOOLEAN,
  dockerfile: OBJECT,
};
const DOCKERFILE_CHECKS: OptionChecks<NonNullable<DockerBuilderOptions["dockerfile"]>> = {
  installer: oneOf("uv", "pip"),
  flytekit: either(STRING, { expected: "null", accepts: (value) => value === null }),
  pythonVersion: STRING,
  uvImage: STRING,
  micromambaImage: STRING,
  labels: recordOf(STRING),
  literalEnv: BOOLEAN,
};
const JOB = objectWith(
  "an object with host, imageName, platform, source, push, nameNow and onMessage",
  ...["host", "imageName", "platform", "source", "push", "nameNow", "onMessage"],
);
const JOB_CHECKS: OptionChecks<BuildJob> = {
  host: HOST,
  imageName: STRING,
  platform: STRING,
  source: either(
    objectWith("an object with rendered and listSources", "rendered", "listSources"),
    objectWith("one with dockerfile and folder", "dockerfile", "folder"),
  ),
  push: BOOLEAN,
  registryConfig: STRING,
  nameNow: FUNCTION,
  onMessage: FUNCTION,
  signal: SIGNAL,
};

/** Environment variable by which images are built and not pushed. flytekit: the same. */
export const FLYTE_PUSH_IMAGE_SPEC = "FLYTE_PUSH_IMAGE_SPEC";

/** Options of {@linkcode dockerBuilder}. */
export interface DockerBuilderOptions extends ProgramOptions {
  /** Whether to push images that have a registry. Default: what `FLYTE_PUSH_IMAGE_SPEC` says, or `true`. */
  readonly push?: boolean | undefined;
  /** How the Dockerfile of an `ImageSpec` is written. */
  readonly dockerfile?: Omit<DockerfileOptions, "imageId" | "requirementsText"> | undefined;
}

/**
 * A builder for `ImageBuildEngine.register` that writes a Dockerfile, builds it and pushes the image. flytekit:
 * `DefaultImageBuilder`, whose type is `default`.
 *
 * Its builds reject with `image_program_missing`, `image_build_failed`, `image_push_failed`, `image_tag_changed`, and
 * with what `prepareDockerfile` rejects with; with `interrupted` after Ctrl-C. Throws `invalid_option`.
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

/** What {@linkcode dockerBuilder} makes. It builds images of flyte 2 as well. */
export class DockerBuilder extends ImageSpecBuilder {
  /** A build removes its files when it is aborted. */
  override readonly endsOnAbort = true;
  readonly #options: DockerBuilderOptions;
  readonly #programs: ProgramBuilder;

  /** Takes what to run, and how. Throws `invalid_option`. */
  constructor(options: DockerBuilderOptions = {}) {
    super();
    checkOptions("dockerBuilder", options, CHECKS, 'dockerBuilder({ command: "podman" })');
    checkOptions("dockerBuilder: dockerfile", options.dockerfile ?? {}, DOCKERFILE_CHECKS);
    this.#options = options;
    this.#programs = new ProgramBuilder(options);
  }

  /** An image without a registry is on this machine or nowhere. */
  override async exists(spec: ImageSpec, context: BuildContext): Promise<ImageExistence> {
    checkBuildArguments("DockerBuilder.exists", spec, context);
    if (spec.registry) return await context.exists(context.imageName);
    return await this.#programs.inspect(context.host, context.imageName);
  }

  /** Whether the machine itself has an image. Rejects with `image_program_missing`. */
  async inspect(host: Host, imageName: string): Promise<ImageExistence> {
    checkArgument("DockerBuilder.inspect", "host", host, HOST);
    checkArgument("DockerBuilder.inspect", "imageName", imageName, STRING);
    return await this.#programs.inspect(hostFor(host), imageName);
  }

  /**
   * Builds a Dockerfile and pushes the image, as flyte 2 does: with what `FLYTE_DOCKER_BUILD_EXTRA_ARGS`,
   * `FLYTE_DOCKER_BUILDKIT_BUILDER_NAME`, `FLYTE_DOCKER_BUILDER_CACHE_FROM` and `…_TO` say. Rejects as
   * {@linkcode dockerBuilder} says, and with `image_option_invalid`.
   */
  async build(job: BuildJob): Promise<void> {
    checkArgument("DockerBuilder.build", "job", job, JOB);
    checkOptions("DockerBuilder.build", job, JOB_CHECKS);
    const { imageName, onMessage } = job;
    const host = hostFor(job.host, job.signal);
    const tell = (text: string) => onMessage({ kind: "warning", text, imageName });
    const variables = readFlyteVariables(host, { isWritten: "rendered" in job.source, tell });
    await this.#build({ ...job, host }, variables);
  }

  async #build(job: BuildJob, variables?: FlyteVariables): Promise<void> {
    await this.#programs.build({ ...job, push: job.push && this.#pushes(job.host) }, variables);
  }

  /** Writes the Dockerfile of a specification, builds it and pushes the image. */
  override async buildImage(spec: ImageSpec, context: BuildContext): Promise<string> {
    checkBuildArguments("DockerBuilder.buildImage", spec, context);
    const { imageName, imageId, onMessage, signal } = context;
    const host = snapshotHost(context.host);
    const rendered = await prepareDockerfile(spec, host, { ...this.#options.dockerfile, imageId });
    const onIssue = (issue: Issue) => {
      refuseUnknown(issue);
      onMessage({ kind: "warning", text: issue.message, imageName });
    };
    await this.#build({
      host,
      imageName,
      platform: spec.platform ?? "linux/amd64",
      source: { rendered, listSources: (host, { source }) => sourceFiles(host, source, onIssue) },
      push: !!spec.registry,
      registryConfig: spec.registryConfig ?? undefined,
      nameNow: () => spec.imageName({ host }),
      onMessage,
      signal,
    });
    return imageName;
  }

  #pushes(host: Host): boolean {
    const { push } = this.#options;
    return push ?? ["true", "1"].includes((host.env(FLYTE_PUSH_IMAGE_SPEC) ?? "true").toLowerCase());
  }
}
