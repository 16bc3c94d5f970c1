/**
 * Builds what was rendered with docker, podman or buildah.
 *
 * @module
 */
import type { BuildSecret, RenderedImage } from "./rendered.ts";
import { FlyteConfigError } from "../errors.ts";
import { untilAborted } from "../runtime/cancellation.ts";
import { hostFor } from "../runtime/guarded_host.ts";
import type { Host, Signal } from "../runtime/host.ts";
import { errorText, oneLine } from "../text/quote.ts";
import { FLYTE_DOCKER_BUILDKIT_BUILDER_NAME, type FlyteVariables } from "./flyte_variables.ts";
import { type BuildMessage, guardedListener, type ImageExistence } from "./messages.ts";
import { BUILD_PROGRAMS, type BuildProgram, type BuildProgramName } from "./programs.ts";
import { runJob } from "./run_job.ts";
import { locateSecrets, secretValues } from "./secrets.ts";
import { type ListSources, writeContext, writerOf } from "./write_context.ts";

/** How a {@linkcode ProgramBuilder} builds. */
export interface ProgramOptions {
  /** The program. Default: the first of docker, podman and buildah that can build. */
  readonly command?: BuildProgramName | undefined;
  /** Further arguments for building, such as `--isolation=chroot` for buildah. Default: none. */
  readonly args?: readonly string[] | undefined;
  /** Further arguments for pushing. Default: none. */
  readonly pushArgs?: readonly string[] | undefined;
}

/** What an image is made of: a Dockerfile that was written for it, or one that is there, in the folder of its context. */
export type BuildSource =
  | {
    /** What was written. */
    readonly rendered: RenderedImage;
    /** Lists the files of a folder that are sources. */
    readonly listSources: ListSources;
  }
  | {
    /** Path of a Dockerfile. */
    readonly dockerfile: string;
    /** Path of the folder. */
    readonly folder: string;
  };

/** An image that is to be built. */
export interface BuildJob {
  /** Where files and programs are. */
  readonly host: Host;
  /** Name of the image, with its tag. */
  readonly imageName: string;
  /** Platforms, separated by commas. */
  readonly platform: string;
  /** What it is made of. */
  readonly source: BuildSource;
  /** Whether to push it. */
  readonly push: boolean;
  /** Path of a file with the credentials of registries. */
  readonly registryConfig?: string | undefined;
  /** The name that the image would get now: another one if what it is made of has changed since. */
  readonly nameNow: () => Promise<string>;
  /** Gets what there is to tell. */
  readonly onMessage: (message: BuildMessage) => void;
  /** Ends the build when it is aborted. */
  readonly signal?: Signal | undefined;
}

/** Builds images with a program of the machine. */
export class ProgramBuilder {
  readonly #options: ProgramOptions;

  /** Takes what to run, and how. */
  constructor(options: ProgramOptions) {
    this.#options = options;
  }

  /** Whether the machine itself has an image. Rejects with `image_program_missing`. */
  async inspect(host: Host, imageName: string): Promise<ImageExistence> {
    const program = await this.#find(host);
    const { code, stdout, stderr } = await host.run(program.inspect(imageName));
    if (code === 0) return { state: "present" };
    const said = new TextDecoder().decode(stderr.length === 0 ? stdout : stderr).trim();
    if (/no such image|not known|not found/i.test(said)) return { state: "absent" };
    return { state: "unknown", message: oneLine(said, 1000) };
  }

  /**
   * Builds an image and pushes it if that is wanted. Rejects with `image_program_missing`, `image_build_failed`,
   * `image_push_failed`, `image_tag_changed`, with `interrupted` when the process is asked to end, with `callback_failed`
   * if `onMessage` throws, for a secret that is nowhere with `file_not_found`, and as `nameNow` does.
   */
  async build(job: BuildJob, variables: FlyteVariables = {}): Promise<void> {
    const ending = new AbortController();
    const folders = new Set<string>();
    const stopListening = job.host.onInterrupt?.((event) => {
      ending.abort(new FlyteConfigError("interrupted", `${job.imageName}: the build was ended by ${event}`));
      if (event === "exit") { for (const folder of folders) job.host.writer?.removeNow?.(folder); }
    });
    const signal = job.signal === undefined ? ending.signal : AbortSignal.any([job.signal, ending.signal]);
    const onMessage = guardedListener(job.onMessage, (error) => ending.abort(error));
    try {
      await this.#build({ ...job, host: hostFor(job.host, signal), onMessage, signal }, variables, folders);
      signal.throwIfAborted();
    } finally {
      stopListening?.();
    }
  }

  async #build(job: BuildJob, variables: FlyteVariables, folders: Set<string>): Promise<void> {
    const { source, host, imageName, onMessage } = job;
    if ("dockerfile" in source) {
      const program = await this.#find(host);
      await refuseChanges(job);
      return await this.#run(program, job, source, { ...variables, secrets: [] });
    }
    for (const { message } of source.rendered.warnings) onMessage({ kind: "warning", text: message, imageName });
    const program = await this.#find(host);
    const secrets = await locateSecrets(host, source.rendered.secrets);
    const writer = writerOf(host);
    const folder = await writer.makeTempDirectory("flyte-image-");
    folders.add(folder);
    try {
      const notes = await writeContext(host, folder, source.rendered, source.listSources);
      for (const text of notes) onMessage({ kind: "warning", text, imageName });
      await refuseChanges(job);
      await this.#run(program, job, { folder }, { ...variables, secrets });
    } finally {
      // What was built is built, and what went wrong says more than this would.
      await writer.remove(folder).catch((error: unknown) => {
        const why = errorText(error);
        const text = `the folder ${folder} is left behind: ${why}; in Deno, removing it takes --allow-read, too`;
        onMessage({ kind: "warning", text, imageName });
      });
    }
  }

  async #run(
    program: BuildProgram,
    { host, imageName, platform, push, registryConfig, onMessage, signal }: BuildJob,
    place: { readonly folder: string; readonly dockerfile?: string },
    further: FlyteVariables & { readonly secrets: readonly BuildSecret[] },
  ): Promise<void> {
    const { args = [], pushArgs = [] } = this.#options;
    if (further.builderName !== undefined && program.name !== "docker") {
      const text = `${FLYTE_DOCKER_BUILDKIT_BUILDER_NAME} has no effect with ${program.name}`;
      onMessage({ kind: "warning", text, imageName });
    }
    const request = { ...place, ...further, imageName, push, platform, args, pushArgs, registryConfig };
    const shared = { imageName, onMessage, signal, secrets: secretValues(host, further.secrets) };
    await runJob(host, { ...shared, command: program.build(request), code: "image_build_failed" });
    const command = push ? program.push(request) : undefined;
    if (command !== undefined) await runJob(host, { ...shared, command, code: "image_push_failed" });
    onMessage({ kind: "info", text: `${imageName} is built${push ? " and pushed" : ""}`, imageName });
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

/** Files that changed since the image got its name would be under a name that is not theirs. */
async function refuseChanges({ imageName, nameNow, signal }: BuildJob): Promise<void> {
  const now = await untilAborted(nameNow(), signal);
  if (now === imageName) return;
  throw new FlyteConfigError(
    "image_tag_changed",
    `files of ${imageName} changed while it was prepared, and it would now be ${now}: build again when they are at rest`,
  );
}

/** Why a program cannot build; `undefined` if it can. */
async function whyNot(host: Host, probe: readonly string[]): Promise<string | undefined> {
  try {
    const { code, stderr } = await host.run(probe);
    if (code === 0) return undefined;
    const said = new TextDecoder().decode(stderr).trim().split("\n").at(-1)!;
    return oneLine(said, 500) || `exit code ${code}`;
  } catch (error) {
    if (error instanceof FlyteConfigError && error.code === "command_not_found") return "it is not installed";
    if (error instanceof FlyteConfigError && error.code === "command_failed") return error.message;
    throw error;
  }
}
