/**
 * The command lines of docker, podman and buildah.
 *
 * @module
 */
import { isLoopback } from "../text/loopback.ts";
import { invalidField } from "./escape.ts";
import type { BuildSecret } from "./rendered_image.ts";

/** Name of a program that builds images. */
export type BuildProgramName = "docker" | "podman" | "buildah";

/** An image to build, and how. */
export interface BuildRequest {
  /** Name of the image. */
  readonly imageName: string;
  /** Platforms, separated by commas. */
  readonly platform: string;
  /** Directory of the build context. */
  readonly directory: string;
  /** Path of the Dockerfile, unless it is `Dockerfile` in the directory. */
  readonly dockerfile?: string | undefined;
  /** Secrets. Each is read from its variable if that is named, or else from its file. */
  readonly secrets: readonly BuildSecret[];
  /** Additional arguments for building. */
  readonly args: readonly string[];
  /** Additional arguments for building, after all others. Default: none. */
  readonly extraArgs?: readonly string[] | undefined;
  /** Name of the `docker buildx` builder, which also pushes. Default: docker's current one. */
  readonly buildxBuilder?: string | undefined;
  /** Sources and destinations of cached layers. Default: the program decides. */
  readonly cache?: { readonly from: string; readonly to: string } | undefined;
  /** Additional arguments for pushing. */
  readonly pushArgs: readonly string[];
  /** Whether to push the image. */
  readonly push: boolean;
  /** Path of a file with the credentials of registries. */
  readonly registryConfig: string | undefined;
}

/** The commands of a program. */
export interface BuildProgram {
  /** Name of the program. */
  readonly name: BuildProgramName;
  /** Command that succeeds if the program can build. */
  readonly probe: readonly string[];
  /** Returns the command that builds. Docker also pushes with it if there are several platforms or a buildx builder. */
  readonly build: (request: BuildRequest) => readonly string[];
  /** Returns the command that pushes, or `undefined` if building has pushed. */
  readonly push: (request: BuildRequest) => readonly string[] | undefined;
  /** Returns the command that succeeds if the machine has an image. */
  readonly inspect: (imageName: string) => readonly string[];
}

/** The programs in the order in which they are tried. */
export const BUILD_PROGRAMS: Readonly<Record<BuildProgramName, BuildProgram>> = {
  docker: {
    name: "docker",
    probe: ["docker", "version", "--format", "{{.Server.Version}}"],
    build: (request) => [
      ...["docker", ...dockerConfig(request), ...buildVerb(request), "--progress=plain", `--tag=${request.imageName}`],
      ...(request.push && pushesAtOnce(request) ? ["--push"] : request.buildxBuilder ? ["--load"] : []),
      ...sharedArgs(request),
    ],
    push: (request) => {
      if (pushesAtOnce(request)) return undefined;
      return ["docker", ...dockerConfig(request), "push", ...request.pushArgs, request.imageName];
    },
    inspect: (imageName) => ["docker", "image", "inspect", "--format", "{{.Id}}", imageName],
  },
  podman: likeBuildah("podman", (imageName) => ["podman", "image", "inspect", "--format", "{{.Id}}", imageName]),
  buildah: likeBuildah("buildah", (imageName) => {
    return ["buildah", "inspect", "--type", "image", "--format", "{{.FromImageID}}", imageName];
  }),
};

function likeBuildah(name: "podman" | "buildah", inspect: BuildProgram["inspect"]): BuildProgram {
  return {
    name,
    probe: [name, "--version"],
    build: (request) => [
      ...[name, "build", ...authFile(request)],
      // An image for several platforms is a manifest list.
      isMultiPlatform(request) ? `--manifest=${request.imageName}` : `--tag=${request.imageName}`,
      ...sharedArgs(request),
    ],
    push: (request) => [
      ...[name, ...(isMultiPlatform(request) ? ["manifest", "push", "--all"] : ["push"]), ...authFile(request)],
      ...(isLoopback(request.imageName.split("/", 1)[0]!) ? ["--tls-verify=false"] : []),
      ...[...request.pushArgs, request.imageName, `docker://${request.imageName}`],
    ],
    inspect,
  };
}

function buildVerb({ buildxBuilder }: BuildRequest): readonly string[] {
  return buildxBuilder === undefined ? ["build"] : ["buildx", "build", `--builder=${buildxBuilder}`];
}

/** Images of a separate builder are not among those of the machine, from where `docker push` would take them. */
function pushesAtOnce(request: BuildRequest): boolean {
  return isMultiPlatform(request) || request.buildxBuilder !== undefined;
}

function sharedArgs(request: BuildRequest): readonly string[] {
  const { platform, secrets, args, extraArgs = [], cache, directory, dockerfile } = request;
  const file = dockerfile === undefined ? [] : [`--file=${dockerfile}`];
  const caches = cache === undefined ? [] : [`--cache-from=${cache.from}`, `--cache-to=${cache.to}`];
  return [`--platform=${platform}`, ...file, ...caches, ...secrets.map(secretFlag), ...args, ...extraArgs, directory];
}

function secretFlag({ id, field, env, source }: BuildSecret): string {
  // The programs differ in how they read quotes.
  if (/[,"\r\n]/.test(env ?? source)) throw invalidField(field, "contains a comma, double quote or line break");
  return env === undefined ? `--secret=id=${id},src=${source}` : `--secret=id=${id},env=${env}`;
}

function isMultiPlatform({ platform }: BuildRequest): boolean {
  return platform.includes(",");
}

function authFile({ registryConfig }: BuildRequest): readonly string[] {
  return registryConfig === undefined ? [] : [`--authfile=${registryConfig}`];
}

/** Docker takes the directory of its `config.json`. */
function dockerConfig({ registryConfig }: BuildRequest): readonly string[] {
  if (registryConfig === undefined) return [];
  const slash = registryConfig.lastIndexOf("/");
  if (registryConfig.slice(slash + 1) !== "config.json") {
    throw invalidField("registryConfig", 'must name a file called "config.json", which is what docker reads');
  }
  return ["--config", slash > 0 ? registryConfig.slice(0, slash) : slash === 0 ? "/" : "."];
}
