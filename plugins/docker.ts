/**
 * Builds images with docker, podman or buildah.
 *
 * @module
 */
import type { ImageExistence } from "../src/build/messages.ts";
import { type BuildJob, ProgramBuilder, type ProgramOptions } from "../src/build/program_builder.ts";
import { snapshotHost } from "../src/build/snapshot.ts";
import type { Issue } from "../src/errors.ts";
import type { Host } from "../src/host/host.ts";
import { type BuildContext, ImageSpecBuilder } from "../src/image_spec/builder.ts";
import type { DockerfileOptions } from "../src/image_spec/dockerfile/options.ts";
import { prepareDockerfile } from "../src/image_spec/dockerfile/prepare.ts";
import { refuseUnknown } from "../src/image_spec/git_ignore.ts";
import type { ImageSpec } from "../src/image_spec/image_spec.ts";
import { sourceFiles } from "../src/image_spec/source_files.ts";

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
 * with what `prepareDockerfile` rejects with.
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

  /** Takes what to run, and how. */
  constructor(options: DockerBuilderOptions) {
    super();
    this.#options = options;
    this.#programs = new ProgramBuilder(options);
  }

  /** An image without a registry is on this machine or nowhere. */
  override async exists(spec: ImageSpec, context: BuildContext): Promise<ImageExistence> {
    if (spec.registry) return await context.exists(context.imageName);
    return await this.#programs.inspect(context.host, context.imageName);
  }

  /** Whether the machine itself has an image. Rejects with `image_program_missing`. */
  inspect(host: Host, imageName: string): Promise<ImageExistence> {
    return this.#programs.inspect(host, imageName);
  }

  /** Builds a Dockerfile and pushes the image. Rejects as {@linkcode dockerBuilder} says. */
  async build(job: BuildJob): Promise<void> {
    await this.#programs.build({ ...job, push: job.push && this.#pushes(job.host) });
  }

  /** Writes the Dockerfile of a specification, builds it and pushes the image. */
  override async buildImage(spec: ImageSpec, context: BuildContext): Promise<string> {
    const { imageName, imageId, onMessage, signal } = context;
    const host = snapshotHost(context.host);
    const rendered = await prepareDockerfile(spec, host, { ...this.#options.dockerfile, imageId });
    const onIssue = (issue: Issue) => {
      refuseUnknown(issue);
      onMessage({ kind: "warning", text: issue.message, imageName });
    };
    await this.build({
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
