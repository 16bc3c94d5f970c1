/**
 * Options of builders that run docker, podman or buildah.
 *
 * @module
 */
import { BOOLEAN, listOf, oneOf, type OptionChecks, STRING } from "../arguments.ts";

/** Environment variable that keeps images from being pushed, unless it is `true` or `1`. flytekit: the same name. */
export const FLYTE_PUSH_IMAGE_SPEC = "FLYTE_PUSH_IMAGE_SPEC";

/** Options of builders that run docker, podman or buildah. */
export interface ProgramOptions {
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
}

/** Checks of {@linkcode ProgramOptions}. */
export const PROGRAM_CHECKS: OptionChecks<ProgramOptions> = {
  command: oneOf("docker", "podman", "buildah"),
  args: listOf(STRING),
  pushArgs: listOf(STRING),
  push: BOOLEAN,
  dryRun: BOOLEAN,
};
