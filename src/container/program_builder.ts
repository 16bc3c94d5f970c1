/**
 * Builds rendered images, and existing Dockerfiles, with docker, podman or buildah. Nothing in this directory knows the
 * images of a product: `docker_builder.ts` of each product turns those into a {@linkcode BuildJob}.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { untilAborted } from "../runtime/cancellation.ts";
import { hostFor } from "../runtime/guarded_host.ts";
import type { Host, Signal } from "../runtime/host.ts";
import { shlexJoin } from "../python/shlex.ts";
import { errorText, oneLine } from "../text/quote.ts";
import { locateSecrets, secretValues } from "./build_secrets.ts";
import type { ImageExistence } from "./existence.ts";
import { type BuildMessage, guardedListener } from "./messages.ts";
import { BUILD_PROGRAMS, type BuildProgram, type BuildProgramName, type BuildRequest } from "./programs.ts";
import { FLYTE_PUSH_IMAGE_SPEC, type ProgramOptions } from "./program_options.ts";
import type { RenderedImage } from "./rendered_image.ts";
import { runProgram } from "./run_program.ts";
import { type ListSources, writeContext } from "./write_context.ts";
import { writerOf } from "../runtime/change_files.ts";

/** Name of the directory with the build context in commands that are not run. */
const CONTEXT = "CONTEXT";

/** Source of an image: a rendered Dockerfile, or the path of a Dockerfile. */
export type BuildSource =
  | {
    /** The rendered image. */
    readonly rendered: RenderedImage;
    /** Lists the files of a directory that belong to the image. */
    readonly listSources: ListSources;
  }
  | {
    /** Path of the Dockerfile. */
    readonly dockerfile: string;
    /** Directory of the build context. */
    readonly directory: string;
  };

/** An image to build. */
export interface BuildJob {
  /** Machine that has the files and programs. */
  readonly host: Host;
  /** Name of the image, with its tag. */
  readonly imageName: string;
  /** Platforms, separated by commas. */
  readonly platform: string;
  /** Source of the image. */
  readonly source: BuildSource;
  /** Whether to push the image. */
  readonly push: boolean;
  /** Path of a file with the credentials of registries. */
  readonly registryConfig?: string | undefined;
  /** Computes the name of the image again. The build fails if it differs, since files have changed then. */
  readonly nameNow: () => Promise<string>;
  /** Receives messages. */
  readonly onMessage: (message: BuildMessage) => void;
  /** Ends the build when it is aborted. */
  readonly signal?: Signal | undefined;
}

/** Settings of a build that only flyte 2 has. */
export interface BuildExtras extends Pick<BuildRequest, "cache" | "extraArgs"> {
  /** Name of a `docker buildx` builder, and the variable that names it, for messages. */
  readonly buildx?: { readonly builder: string; readonly variable: string } | undefined;
}

/** Builds images with a program of the machine. */
export class ProgramBuilder {
  readonly #options: ProgramOptions;

  /** Creates a builder with checked options. */
  constructor(options: ProgramOptions) {
    this.#options = options;
  }

  /** Determines whether the machine itself has an image. Rejects with `image_program_missing`. */
  async inspect(host: Host, imageName: string): Promise<ImageExistence> {
    const program = await this.#find(host);
    const { code, stdout, stderr } = await host.run(program.inspect(imageName));
    if (code === 0) return { state: "present" };
    const output = new TextDecoder().decode(stderr.length === 0 ? stdout : stderr).trim();
    if (/no such image|not known|not found/i.test(output)) return { state: "absent" };
    return { state: "unknown", message: oneLine(output, 1000) };
  }

  /**
   * Builds an image, and pushes it if the job and the options say so. Rejects with `image_program_missing`,
   * `image_build_failed`, `image_push_failed`, `image_tag_changed`; with `interrupted` when a signal asks the process to
   * end; with `callback_failed` if `onMessage` throws; with `file_not_found` for a missing secret; and as `nameNow` does.
   */
  async build(job: BuildJob, extras: BuildExtras = {}): Promise<void> {
    const ending = new AbortController();
    const directories = new Set<string>();
    const stopListening = job.host.onInterrupt?.((event) => {
      ending.abort(new FlyteConfigError("interrupted", `${job.imageName}: the build was interrupted (${event})`));
      if (event === "exit") { for (const directory of directories) job.host.writer?.removeNow?.(directory); }
    });
    const signal = job.signal === undefined ? ending.signal : AbortSignal.any([job.signal, ending.signal]);
    const onMessage = guardedListener(job.onMessage, (error) => ending.abort(error));
    const push = job.push && this.#pushes(job.host);
    try {
      await this.#build({ ...job, push, host: hostFor(job.host, signal), onMessage, signal }, extras, directories);
      signal.throwIfAborted();
    } finally {
      stopListening?.();
    }
  }

  async #build(job: BuildJob, extras: BuildExtras, directories: Set<string>): Promise<void> {
    const { source, host, imageName, onMessage } = job;
    if ("dockerfile" in source) {
      const program = await this.#find(host);
      await refuseChanges(job);
      return await this.#run(program, job, extras, { ...source, secrets: [] });
    }
    for (const { message } of source.rendered.warnings) onMessage({ kind: "warning", text: message, imageName });
    const program = await this.#find(host);
    const secrets = await locateSecrets(host, source.rendered.secrets);
    if (this.#options.dryRun) return await this.#run(program, job, extras, { directory: CONTEXT, secrets });
    const writer = writerOf(host);
    const directory = await writer.makeTempDirectory("flyte-image-");
    directories.add(directory);
    try {
      const notes = await writeContext(host, directory, source.rendered, source.listSources);
      for (const text of notes) onMessage({ kind: "warning", text, imageName });
      await refuseChanges(job);
      await this.#run(program, job, extras, { directory, secrets });
    } finally {
      // An error of the build matters more than one of removing its files.
      await writer.remove(directory).catch((error: unknown) => {
        const text = `could not remove the directory ${directory}: ${errorText(error)}; Deno also needs --allow-read`;
        onMessage({ kind: "warning", text, imageName });
      });
    }
  }

  async #run(
    program: BuildProgram,
    { host, imageName, platform, push, registryConfig, onMessage, signal }: BuildJob,
    { buildx, ...extras }: BuildExtras,
    source: Pick<BuildRequest, "directory" | "dockerfile" | "secrets">,
  ): Promise<void> {
    const { args = [], pushArgs = [] } = this.#options;
    if (buildx !== undefined && program.name !== "docker") {
      onMessage({ kind: "warning", text: `${buildx.variable} has no effect with ${program.name}`, imageName });
    }
    const names = { imageName, push, platform, args, pushArgs, registryConfig };
    const request: BuildRequest = { ...source, ...extras, ...names, buildxBuilder: buildx?.builder };
    const buildCommand = program.build(request);
    const pushCommand = push ? program.push(request) : undefined;
    if (this.#options.dryRun) {
      for (const command of [buildCommand, pushCommand]) {
        if (command !== undefined) onMessage({ kind: "command", text: shlexJoin(command), imageName });
      }
      return;
    }
    const shared = { imageName, onMessage, signal, secrets: secretValues(host, source.secrets) };
    await runProgram(host, { ...shared, command: buildCommand, code: "image_build_failed" });
    if (pushCommand !== undefined) {
      await runProgram(host, { ...shared, command: pushCommand, code: "image_push_failed" });
    }
    onMessage({ kind: "info", text: `built ${push ? "and pushed " : ""}${imageName}`, imageName });
  }

  /** Whether the options, or else the environment, allow pushing. */
  #pushes(host: Host): boolean {
    const { push } = this.#options;
    return push ?? ["true", "1"].includes((host.env(FLYTE_PUSH_IMAGE_SPEC) ?? "true").toLowerCase());
  }

  /** The requested program, or else the first that can build. */
  async #find(host: Host): Promise<BuildProgram> {
    const { command } = this.#options;
    const names = command === undefined ? Object.keys(BUILD_PROGRAMS) as BuildProgramName[] : [command];
    const reasons: string[] = [];
    for (const name of names) {
      const reason = await probeFailure(host, BUILD_PROGRAMS[name].probe);
      if (reason === undefined) return BUILD_PROGRAMS[name];
      reasons.push(`${name}: ${reason}`);
    }
    throw new FlyteConfigError(
      "image_program_missing",
      `building an image needs ${command ?? "docker, podman or buildah"}, which cannot be used on this machine ` +
        `(${reasons.join("; ")}); install ${command ?? "one of them"}, or use a base image with the builder "noop"`,
    );
  }
}

/** Rejects if files changed after the image was named, as their content would not match the tag. */
async function refuseChanges({ imageName, nameNow, signal }: BuildJob): Promise<void> {
  const now = await untilAborted(nameNow(), signal);
  if (now === imageName) return;
  throw new FlyteConfigError(
    "image_tag_changed",
    `${imageName}: files changed while the build was prepared, and the name would now be ${now}; build it again`,
  );
}

/** Why a program cannot build; `undefined` if it can. */
async function probeFailure(host: Host, probe: readonly string[]): Promise<string | undefined> {
  try {
    const { code, stderr } = await host.run(probe);
    if (code === 0) return undefined;
    const lastLine = new TextDecoder().decode(stderr).trim().split("\n").at(-1)!;
    return oneLine(lastLine, 500) || `exit code ${code}`;
  } catch (error) {
    if (error instanceof FlyteConfigError && error.code === "command_not_found") return "not installed";
    if (error instanceof FlyteConfigError && error.code === "command_failed") return error.message;
    throw error;
  }
}
