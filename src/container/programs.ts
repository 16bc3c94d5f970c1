/**
 * The programs that build images from a Dockerfile.
 *
 * @module
 */
import { invalidField } from "./quote.ts";
import type { BuildSecret } from "./rendered.ts";
import { isLoopback } from "../text/loopback.ts";

/** Name of a program that builds images. */
export type BuildProgramName = "docker" | "podman" | "buildah";

/** What is to be built. */
export interface BuildRequest {
  /** Name of the image. */
  readonly imageName: string;
  /** Platforms, separated by commas. */
  readonly platform: string;
  /** Folder with the context. */
  readonly folder: string;
  /** The Dockerfile, if it is not `Dockerfile` in the folder. */
  readonly dockerfile?: string | undefined;
  /** Secrets, each with the one place that it is in: a variable, if that is named, or else a file. */
  readonly secrets: readonly BuildSecret[];
  /** Further arguments for building. */
  readonly args: readonly string[];
  /** Further arguments for building, after all others. Default: none. */
  readonly extraArgs?: readonly string[] | undefined;
  /** Name of a builder of `docker buildx`, which pushes at once. Default: the one that is in use. */
  readonly builderName?: string | undefined;
  /** Where layers are taken from and go to. Default: the program decides. */
  readonly cache?: { readonly from: string; readonly to: string } | undefined;
  /** Further arguments for pushing. */
  readonly pushArgs: readonly string[];
  /** Whether to push the image. */
  readonly push: boolean;
  /** Path of a file with the credentials of registries. */
  readonly registryConfig: string | undefined;
}

/** How to use a program. */
export interface BuildProgram {
  /** Its name. */
  readonly name: BuildProgramName;
  /** A command that succeeds where the program can build. */
  readonly probe: readonly string[];
  /** The command that builds; docker pushes an image at once if it is for several platforms, or has a builder's name. */
  readonly build: (request: BuildRequest) => readonly string[];
  /** The command that pushes, unless there is nothing left to do. */
  readonly push: (request: BuildRequest) => readonly string[] | undefined;
  /** The command that succeeds if the machine has an image. */
  readonly inspect: (imageName: string) => readonly string[];
}

/** The programs, in the order in which they are looked for. */
export const BUILD_PROGRAMS: Readonly<Record<BuildProgramName, BuildProgram>> = {
  docker: {
    name: "docker",
    probe: ["docker", "version", "--format", "{{.Server.Version}}"],
    build: (request) => [
      ...["docker", ...dockerConfig(request), ...buildVerb(request), "--progress=plain", `--tag=${request.imageName}`],
      ...(request.push && pushesAtOnce(request) ? ["--push"] : request.builderName ? ["--load"] : []),
      ...shared(request),
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
      // An image for several platforms is a list of images, which has a name of its own.
      isMultiple(request) ? `--manifest=${request.imageName}` : `--tag=${request.imageName}`,
      ...shared(request),
    ],
    push: (request) => [
      ...[name, ...(isMultiple(request) ? ["manifest", "push", "--all"] : ["push"]), ...authFile(request)],
      ...(isLoopback(request.imageName.split("/", 1)[0]!) ? ["--tls-verify=false"] : []),
      ...[...request.pushArgs, request.imageName, `docker://${request.imageName}`],
    ],
    inspect,
  };
}

function buildVerb({ builderName }: BuildRequest): readonly string[] {
  return builderName === undefined ? ["build"] : ["buildx", "build", `--builder=${builderName}`];
}

/** What a builder of its own makes is not among the images of the machine, from where it could be pushed. */
function pushesAtOnce(request: BuildRequest): boolean {
  return isMultiple(request) || request.builderName !== undefined;
}

function shared(request: BuildRequest): readonly string[] {
  const { platform, secrets, args, extraArgs = [], cache, folder, dockerfile } = request;
  const file = dockerfile === undefined ? [] : [`--file=${dockerfile}`];
  const caches = cache === undefined ? [] : [`--cache-from=${cache.from}`, `--cache-to=${cache.to}`];
  return [`--platform=${platform}`, ...file, ...caches, ...secrets.map(secretFlag), ...args, ...extraArgs, folder];
}

function secretFlag({ id, field, env, source }: BuildSecret): string {
  // The programs do not agree on how to quote.
  if (/[,"\r\n]/.test(env ?? source)) throw invalidField(field, "has a comma, quote or line break");
  return env === undefined ? `--secret=id=${id},src=${source}` : `--secret=id=${id},env=${env}`;
}

function isMultiple({ platform }: BuildRequest): boolean {
  return platform.includes(",");
}

function authFile({ registryConfig }: BuildRequest): readonly string[] {
  return registryConfig === undefined ? [] : [`--authfile=${registryConfig}`];
}

/** Docker takes a folder, in which the file must be called `config.json`. */
function dockerConfig({ registryConfig }: BuildRequest): readonly string[] {
  if (registryConfig === undefined) return [];
  const slash = registryConfig.lastIndexOf("/");
  if (registryConfig.slice(slash + 1) !== "config.json") {
    throw invalidField("registryConfig", "must be a file called config.json for docker");
  }
  return ["--config", slash > 0 ? registryConfig.slice(0, slash) : slash === 0 ? "/" : "."];
}
