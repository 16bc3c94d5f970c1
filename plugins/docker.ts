/**
 * Builds images with docker, podman or buildah.
 *
 * @module
 */
import { FlyteConfigError } from "../src/errors.ts";
import type { Host } from "../src/host/host.ts";
import { writeContext, writerOf } from "../src/image_spec/build_context.ts";
import { BUILD_PROGRAMS, type BuildProgram, type BuildProgramName } from "../src/image_spec/build_programs.ts";
import { type BuildContext, type ImageExistence, ImageSpecBuilder } from "../src/image_spec/builder.ts";
import type { DockerfileOptions } from "../src/image_spec/dockerfile/options.ts";
import { prepareDockerfile } from "../src/image_spec/dockerfile/prepare.ts";
import type { ImageSpec } from "../src/image_spec/image_spec.ts";
import { withoutCredentials } from "../src/image/reference_grammar.ts";
import { runJob } from "../src/image_spec/run_program.ts";

/** Environment variable by which images are built and not pushed. flytekit: the same. */
export const FLYTE_PUSH_IMAGE_SPEC = "FLYTE_PUSH_IMAGE_SPEC";

/** Options of {@linkcode dockerBuilder}. */
export interface DockerBuilderOptions {
  /** The program. Default: the first of docker, podman and buildah that can build. */
  readonly command?: BuildProgramName | undefined;
  /** Whether to push images that have a registry. Default: what `FLYTE_PUSH_IMAGE_SPEC` says, or `true`. */
  readonly push?: boolean | undefined;
  /** Further arguments for building, such as `--isolation=chroot` for buildah. Default: none. */
  readonly args?: readonly string[] | undefined;
  /** Further arguments for pushing. Default: none. */
  readonly pushArgs?: readonly string[] | undefined;
  /** How the Dockerfile is written. */
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
export function dockerBuilder(options: DockerBuilderOptions = {}): ImageSpecBuilder {
  return new DockerBuilder(options);
}

class DockerBuilder extends ImageSpecBuilder {
  readonly #options: DockerBuilderOptions;

  constructor(options: DockerBuilderOptions) {
    super();
    this.#options = options;
  }

  /** An image without a registry is on this machine or nowhere. */
  override async exists(spec: ImageSpec, context: BuildContext): Promise<ImageExistence> {
    if (spec.registry) return await context.exists(context.imageName);
    const program = await this.#find(context.host);
    const { code, stdout, stderr } = await context.host.run(program.inspect(context.imageName));
    if (code === 0) return { state: "present" };
    const said = new TextDecoder().decode(stderr.length === 0 ? stdout : stderr).trim();
    if (/no such image|not known|not found/i.test(said)) return { state: "absent" };
    return { state: "unknown", message: withoutCredentials(said) };
  }

  override async buildImage(spec: ImageSpec, context: BuildContext): Promise<string> {
    const { host, imageName, imageId, onMessage, signal } = context;
    const image = await prepareDockerfile(spec, host, { ...this.#options.dockerfile, imageId });
    for (const { message } of image.warnings) onMessage({ kind: "warning", text: message, imageName });
    const program = await this.#find(host);
    const writer = writerOf(host);
    const folder = await writer.makeTempDirectory("flyte-image-");
    try {
      await writeContext(host, folder, image);
      await refuseChanges(spec, context);
      const push = !!spec.registry && this.#pushes(host);
      const request = {
        imageName,
        folder,
        push,
        platform: spec.platform ?? "linux/amd64",
        secrets: image.secrets,
        args: this.#options.args ?? [],
        pushArgs: this.#options.pushArgs ?? [],
        registryConfig: spec.registryConfig ?? undefined,
      };
      const job = { imageName, onMessage, signal };
      await runJob(host, { ...job, command: program.build(request), code: "image_build_failed" });
      const command = push ? program.push(request) : undefined;
      if (command !== undefined) await runJob(host, { ...job, command, code: "image_push_failed" });
      onMessage({ kind: "info", text: `${imageName} is built${push ? " and pushed" : ""}`, imageName });
      return imageName;
    } finally {
      // What was built is built, and what went wrong says more than this would.
      await writer.remove(folder).catch((error: unknown) => {
        const why = error instanceof Error ? error.message : String(error);
        const text = `the folder ${folder} is left behind: ${why}; in Deno, removing it takes --allow-read, too`;
        onMessage({ kind: "warning", text, imageName });
      });
    }
  }

  #pushes(host: Host): boolean {
    const { push } = this.#options;
    return push ?? ["true", "1"].includes((host.env(FLYTE_PUSH_IMAGE_SPEC) ?? "true").toLowerCase());
  }

  /** The program that is wanted, or else the first that can build. */
  async #find(host: Host): Promise<BuildProgram> {
    const { command } = this.#options;
    const names = command === undefined ? Object.keys(BUILD_PROGRAMS) as BuildProgramName[] : [command];
    const reasons: string[] = [];
    for (const name of names) {
      const reason = await whyNot(host, BUILD_PROGRAMS[name].probe);
      if (reason === undefined) return BUILD_PROGRAMS[name];
      reasons.push(`${name}: ${reason}`);
    }
    throw new FlyteConfigError(
      "image_program_missing",
      `images are built by ${names.join(", ")}, and this machine can run ${
        names.length === 1 ? "it not" : "none of them"
      } (${reasons.join("; ")}); install one, or use a base image with the builder noop`,
    );
  }
}

/** Why a program cannot build; `undefined` if it can. */
async function whyNot(host: Host, probe: readonly string[]): Promise<string | undefined> {
  try {
    const { code, stderr } = await host.run(probe);
    if (code === 0) return undefined;
    return new TextDecoder().decode(stderr).trim().split("\n").at(-1) || `exit code ${code}`;
  } catch (error) {
    if (error instanceof FlyteConfigError && error.code === "command_not_found") return "it is not installed";
    throw error;
  }
}

/** Files that changed since the image got its name would be under a name that is not theirs. */
async function refuseChanges(spec: ImageSpec, { host, imageName }: BuildContext): Promise<void> {
  const now = await spec.imageName({ host });
  if (now === imageName) return;
  throw new FlyteConfigError(
    "image_tag_changed",
    `files of ${imageName} changed while it was prepared, and it would now be ${now}: build again when they are at rest`,
  );
}
