/**
 * The environment variables that flyte 2's builders read.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import type { Host } from "../runtime/host.ts";
import { shlexSplit } from "../python/shlex.ts";
import type { BuildRequest } from "./programs.ts";

/** Name of a builder of `docker buildx`. */
export const FLYTE_DOCKER_BUILDKIT_BUILDER_NAME = "FLYTE_DOCKER_BUILDKIT_BUILDER_NAME";
/** Further arguments for building, as a shell splits them. */
export const FLYTE_DOCKER_BUILD_EXTRA_ARGS = "FLYTE_DOCKER_BUILD_EXTRA_ARGS";
/** Where layers may be from that need not be built. */
export const FLYTE_DOCKER_BUILDER_CACHE_FROM = "FLYTE_DOCKER_BUILDER_CACHE_FROM";
/** Where layers go for later builds. */
export const FLYTE_DOCKER_BUILDER_CACHE_TO = "FLYTE_DOCKER_BUILDER_CACHE_TO";

/** What the variables say of a build. */
export type FlyteVariables = Pick<BuildRequest, "builderName" | "cache" | "extraArgs">;

/**
 * What the variables say; an empty one says nothing, and the two of the cache only count together, for images whose
 * Dockerfile is written. Throws `image_option_invalid`. What has no effect is told.
 */
export function readFlyteVariables(
  host: Host,
  { isWritten, tell }: { readonly isWritten: boolean; readonly tell: (warning: string) => void },
): FlyteVariables {
  const read = (name: string) => host.env(name) || undefined;
  const [from, to] = [read(FLYTE_DOCKER_BUILDER_CACHE_FROM), read(FLYTE_DOCKER_BUILDER_CACHE_TO)];
  const both = `${FLYTE_DOCKER_BUILDER_CACHE_FROM} and ${FLYTE_DOCKER_BUILDER_CACHE_TO}`;
  if (!isWritten && (from ?? to) !== undefined) tell(`${both} have no effect on an image with a Dockerfile of its own`);
  else if ((from === undefined) !== (to === undefined)) tell(`${both} only have an effect together; one is not set`);
  return {
    builderName: read(FLYTE_DOCKER_BUILDKIT_BUILDER_NAME),
    cache: isWritten && from !== undefined && to !== undefined ? { from, to } : undefined,
    extraArgs: splitArgs(read(FLYTE_DOCKER_BUILD_EXTRA_ARGS) ?? ""),
  };
}

function splitArgs(text: string): readonly string[] {
  const args = shlexSplit(text);
  if (args !== undefined) return args;
  const what = `${FLYTE_DOCKER_BUILD_EXTRA_ARGS}: a quote is not closed, or nothing follows the last backslash`;
  throw new FlyteConfigError("image_option_invalid", what, { path: FLYTE_DOCKER_BUILD_EXTRA_ARGS });
}
