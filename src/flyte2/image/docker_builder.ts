/**
 * Builds flyte 2's images with docker, podman or buildah, as the variables of flyte 2's own builder say.
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
  objectWith,
  type OptionChecks,
  SIGNAL,
  STRING,
} from "../../arguments.ts";
import type { ImageExistence } from "../../container/existence.ts";
import type { BuildExtras, BuildJob } from "../../container/program_builder.ts";
import { PROGRAM_CHECKS, type ProgramOptions as DockerBuilderOptions } from "../../container/program_options.ts";
import { FlyteConfigError } from "../../errors.ts";
import { shlexSplit } from "../../python/shlex.ts";
import { hostFor } from "../../runtime/guarded_host.ts";
import type { Host } from "../../runtime/host.ts";

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
    objectWith("one with dockerfile and directory", "dockerfile", "directory"),
  ),
  push: BOOLEAN,
  registryConfig: STRING,
  nameNow: FUNCTION,
  onMessage: FUNCTION,
  signal: SIGNAL,
};

/** Name of a `docker buildx` builder. */
const BUILDKIT_BUILDER_NAME = "FLYTE_DOCKER_BUILDKIT_BUILDER_NAME";
/** Additional arguments for building, split as a shell does. */
const BUILD_EXTRA_ARGS = "FLYTE_DOCKER_BUILD_EXTRA_ARGS";
/** Source of cached layers. */
const CACHE_FROM = "FLYTE_DOCKER_BUILDER_CACHE_FROM";
/** Destination of cached layers. */
const CACHE_TO = "FLYTE_DOCKER_BUILDER_CACHE_TO";

/**
 * Creates a builder for `build`, which runs docker, podman or buildah, and pushes the image. Python:
 * `flyte._internal.imagebuild.docker_builder.DockerImageBuilder`.
 *
 * @param options – Which program to run, and its arguments.
 * @returns A new builder.
 * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has a wrong value.
 *
 * @example
 * ```ts
 * import { dockerBuilder } from "@flyte-ts/config/v2";
 *
 * console.log(typeof dockerBuilder({ command: "podman" }).build); // function
 * ```
 */
export function dockerBuilder(options: DockerBuilderOptions = {}): DockerBuilder {
  return new DockerBuilder(options);
}

/**
 * Builds flyte 2's images with docker, podman or buildah; see {@linkcode dockerBuilder}. Python:
 * `flyte._internal.imagebuild.docker_builder.DockerImageBuilder`.
 *
 * @example
 * ```ts
 * import { DockerBuilder } from "@flyte-ts/config/v2";
 *
 * console.log(new DockerBuilder({ command: "buildah" }).endsOnAbort); // true
 * ```
 */
export class DockerBuilder {
  /** Whether a build removes its files and ends soon after it is aborted; always `true`. */
  readonly endsOnAbort = true;
  readonly #options: DockerBuilderOptions;

  /**
   * Creates a builder.
   *
   * @param options – Which program to run, and its arguments.
   * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has a wrong value.
   */
  constructor(options: DockerBuilderOptions = {}) {
    checkOptions("dockerBuilder", options, PROGRAM_CHECKS, 'dockerBuilder({ command: "podman" })');
    this.#options = options;
  }

  /**
   * Determines whether the machine itself has an image.
   *
   * @param host – Machine that runs the program.
   * @param imageName – Name of the image.
   * @returns Whether the image exists.
   * @throws {FlyteConfigError} `image_program_missing` – when no program can be used.
   * @throws {FlyteConfigError} `invalid_argument` – when an argument has the wrong type.
   */
  async inspect(host: Host, imageName: string): Promise<ImageExistence> {
    checkArgument("DockerBuilder.inspect", "host", host, HOST);
    checkArgument("DockerBuilder.inspect", "imageName", imageName, STRING);
    const { ProgramBuilder } = await import("../../container/program_builder.ts");
    return await new ProgramBuilder(this.#options).inspect(hostFor(host), imageName);
  }

  /**
   * Builds an image and pushes it, with the settings of the variables `FLYTE_DOCKER_BUILD_EXTRA_ARGS`,
   * `FLYTE_DOCKER_BUILDKIT_BUILDER_NAME`, `FLYTE_DOCKER_BUILDER_CACHE_FROM` and `FLYTE_DOCKER_BUILDER_CACHE_TO`.
   *
   * @param job – The image, and where to build it.
   * @throws {FlyteConfigError} `image_program_missing` – when no program can be used.
   * @throws {FlyteConfigError} `image_build_failed`, `image_push_failed` – when the program fails.
   * @throws {FlyteConfigError} `image_tag_changed` – when files changed after the image was named.
   * @throws {FlyteConfigError} `file_not_found` – when a secret is missing.
   * @throws {FlyteConfigError} `interrupted` – when a signal asks the process to end.
   * @throws {FlyteConfigError} `callback_failed` – when `onMessage` throws.
   * @throws {FlyteConfigError} `invalid_option` – when a variable cannot be split into arguments, or a property of the
   * job is unknown or has a wrong value.
   * @throws {FlyteConfigError} `invalid_argument` – when `job` is not a job.
   */
  async build(job: BuildJob): Promise<void> {
    checkArgument("DockerBuilder.build", "job", job, JOB);
    checkOptions("DockerBuilder.build", job, JOB_CHECKS);
    const { imageName, onMessage, source } = job;
    const host = hostFor(job.host, job.signal);
    const warn = (text: string) => onMessage({ kind: "warning", text, imageName });
    const extras = readVariables(host, "rendered" in source, warn);
    const { ProgramBuilder } = await import("../../container/program_builder.ts");
    await new ProgramBuilder(this.#options).build({ ...job, host }, extras);
  }
}

/**
 * Reads the variables; an empty one is treated as unset. Those of the cache have an effect together, and on a rendered
 * Dockerfile; `warn` receives a message if they have none. Throws `invalid_option`.
 */
function readVariables(host: Host, isRendered: boolean, warn: (text: string) => void): BuildExtras {
  const read = (name: string) => host.env(name) || undefined;
  const [from, to] = [read(CACHE_FROM), read(CACHE_TO)];
  if (!isRendered && (from ?? to) !== undefined) {
    warn(`${CACHE_FROM} and ${CACHE_TO} have no effect on an image with a Dockerfile of its own`);
  } else if ((from === undefined) !== (to === undefined)) {
    warn(
      `${CACHE_FROM} and ${CACHE_TO} only have an effect together; ${
        from === undefined ? CACHE_FROM : CACHE_TO
      } is unset`,
    );
  }
  const builder = read(BUILDKIT_BUILDER_NAME);
  return {
    buildx: builder === undefined ? undefined : { builder, variable: BUILDKIT_BUILDER_NAME },
    cache: isRendered && from !== undefined && to !== undefined ? { from, to } : undefined,
    extraArgs: splitArgs(read(BUILD_EXTRA_ARGS) ?? ""),
  };
}

function splitArgs(text: string): readonly string[] {
  const args = shlexSplit(text);
  if (args !== undefined) return args;
  const message = `${BUILD_EXTRA_ARGS}: unclosed quote, or a backslash at the end`;
  throw new FlyteConfigError("invalid_option", message, { path: BUILD_EXTRA_ARGS });
}
