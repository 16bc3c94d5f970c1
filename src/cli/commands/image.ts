/**
 * Definitions of `image name`, `image exists`, `image explain`, `image dockerfile` and `image build`.
 *
 * @module
 */
import { buildCommand, buildRouteMap } from "@stricli/core";
import type { RouteMap } from "@stricli/core";
import { files } from "../candidates.ts";
import { EXIT } from "../exit_codes.ts";
import { flag, JSON_OUTPUT, QUIET, repeated, text, valued } from "../options.ts";
import { described } from "../output/help.ts";
import type { Session } from "../session.ts";

/** Options with which images are read. */
export interface ReadImageOptions {
  readonly flytekit?: boolean;
  readonly flyte2?: boolean;
  readonly sourceRoot?: string;
  readonly config?: string;
  readonly quiet?: boolean;
}

/** Options of `image name` and `image explain`. */
export interface ImageOptions extends ReadImageOptions {
  readonly json?: boolean;
}

/** Programs that install Python packages in an image. */
const INSTALLERS = ["uv", "pip"] as const;

/** Options of `image dockerfile`. */
export interface ImageDockerfileOptions extends ReadImageOptions {
  readonly installer?: typeof INSTALLERS[number];
  readonly raw?: boolean;
}

/** Options of `image exists`. */
export interface ImageExistsOptions extends ImageOptions {
  readonly insecureRegistry?: readonly string[];
}

/** Programs that build images. */
const BUILDERS = ["docker", "podman", "buildah"] as const;

/** Options of `image build`. */
export interface ImageBuildOptions extends ImageExistsOptions {
  readonly builder?: typeof BUILDERS[number];
  readonly installer?: typeof INSTALLERS[number];
  readonly builderArg?: readonly string[];
  readonly push?: boolean;
  readonly force?: boolean;
  readonly dryRun?: boolean;
  readonly verbose?: boolean;
}

const READ_FLAGS = {
  flytekit: flag("Read the file as an ImageSpec, whatever it looks like"),
  flyte2: flag("Read the file as an image of flyte 2, whatever it looks like"),
  sourceRoot: valued("directory", "Directory where relative paths start"),
  config: valued("path", "Configuration of flyte 2, instead of the one found"),
  quiet: QUIET,
};
const INSECURE = repeated("host", "Registry that may be asked without TLS");
const INSTALLER = {
  kind: "enum",
  values: INSTALLERS,
  optional: true,
  brief: "Program that installs Python packages; uv needs its own image",
} as const;
const IMAGE = {
  parse: text,
  proposeCompletions: files,
  placeholder: "image",
  brief: "ImageSpec as YAML or JSON, or an image of flyte 2 as JSON; - is standard input",
};
const ONE_IMAGE = { kind: "tuple", parameters: [IMAGE] } as const;

const READING =
  "The file has the arguments of flytekit's ImageSpec, as YAML or JSON, or is what toDict of a flyte 2 image returns, as " +
  "JSON; its content tells which. Relative paths in it start in the working directory, as in flytekit and flyte 2.";

const name = buildCommand<ImageOptions, [string], Session>({
  loader: async () => (await import("../run/image/name.ts")).name,
  parameters: { flags: { ...READ_FLAGS, json: JSON_OUTPUT }, positional: ONE_IMAGE },
  docs: {
    brief: "Print the name of an image, which is computed from its description and its files",
    customUsage: ["[options] image"],
    fullDescription: described({
      text: [
        "Prints the name that flytekit or flyte 2 gives the image on this machine. Reads the files that the image " +
        "contains, and needs neither Python nor a registry.",
        READING,
      ],
      examples: [
        ["image name image.yaml", "the name of an ImageSpec"],
        ["image name --json image.yaml", "its parts: registry, name, tag"],
        ["image name --source-root ../app image.json", "a project in another directory"],
        ["image name - < image.json", "an image that another program describes"],
      ],
      exits: { [EXIT.ok]: "the name was printed" },
    }),
  },
});

const exists = buildCommand<ImageExistsOptions, [string], Session>({
  loader: async () => (await import("../run/image/exists.ts")).exists,
  parameters: { flags: { ...READ_FLAGS, insecureRegistry: INSECURE, json: JSON_OUTPUT }, positional: ONE_IMAGE },
  docs: {
    brief: "Ask the registry whether it has an image",
    customUsage: ["[options] image"],
    fullDescription: described({
      text: [
        "Computes the name of the image and asks its registry, with the credentials of docker login, podman login and " +
        "their helpers. Needs neither Docker nor Python.",
        READING,
      ],
      examples: [
        ["image exists image.yaml || flyte-config image build --push image.yaml", "in CI: build what is missing"],
        ["image exists --json image.yaml", "the digest, or the reason why it is unknown"],
        ["image exists --insecure-registry registry.local:5000 image.yaml", "a registry without TLS"],
      ],
      exits: {
        [EXIT.ok]: "the image exists",
        [EXIT.no]: "the image does not exist",
        [EXIT.unknown]: "unknown: the registry cannot be reached, or does not answer the question",
      },
    }),
  },
});

const explain = buildCommand<ImageOptions, [string, string?], Session>({
  loader: async () => (await import("../run/image/explain.ts")).explain,
  parameters: {
    flags: { ...READ_FLAGS, json: JSON_OUTPUT },
    positional: {
      kind: "tuple",
      parameters: [IMAGE, { ...IMAGE, placeholder: "other", brief: "Image to compare with", optional: true }],
    },
  },
  docs: {
    brief: "Print what the name of an image is computed from, or why two images have different names",
    customUsage: ["[options] image [other]"],
    fullDescription: described({
      text: [
        "With one image, prints its fields, and its files with the SHA-256 of their content. With two, prints what " +
        "differs: fields, files with other content, files that only one has or that one ignores. Secrets are printed " +
        "as ***.",
        READING,
      ],
      examples: [
        ["image explain image.yaml", "what is part of the name"],
        ["image explain image.yaml other.yaml", "why two names differ"],
        ["image explain --json mine.json theirs.json", "the same for a program"],
      ],
      exits: {
        [EXIT.ok]: "one image was explained, or both have the same name",
        [EXIT.no]: "the images have different names",
      },
    }),
  },
});

const dockerfile = buildCommand<ImageDockerfileOptions, [string], Session>({
  loader: async () => (await import("../run/image/dockerfile.ts")).dockerfile,
  parameters: {
    flags: { ...READ_FLAGS, installer: INSTALLER, raw: flag("Print credentials instead of ***") },
    positional: ONE_IMAGE,
  },
  docs: {
    brief: "Print the Dockerfile that an image is built from",
    customUsage: ["[options] image"],
    fullDescription: described({
      text: [
        "Prints the Dockerfile that image build uses. Its COPY instructions refer to a build context that image build " +
        "writes.",
        READING,
      ],
      examples: [
        ["image dockerfile image.yaml", "the Dockerfile of an ImageSpec"],
        ["image dockerfile --raw image.yaml > Dockerfile", "exactly as it is built"],
      ],
      exits: { [EXIT.ok]: "the Dockerfile was printed" },
    }),
  },
});

const build = buildCommand<ImageBuildOptions, [string], Session>({
  loader: async () => (await import("../run/image/build.ts")).build,
  parameters: {
    flags: {
      ...READ_FLAGS,
      builder: {
        kind: "enum",
        values: BUILDERS,
        optional: true,
        brief: "Program that builds, if not the first that works",
      },
      builderArg: repeated(
        "argument",
        "Argument for the program that builds",
      ),
      installer: INSTALLER,
      push: flag("Push the image to its registry"),
      force: flag("Build an image that exists, too"),
      dryRun: flag("Print the commands, and do not run them"),
      verbose: flag("Print the output of the program that builds"),
      insecureRegistry: INSECURE,
      json: JSON_OUTPUT,
    },
    positional: ONE_IMAGE,
  },
  docs: {
    brief: "Build an image, unless it exists",
    customUsage: ["[options] image"],
    fullDescription: described({
      text: [
        "Builds the image under the name that flytekit or flyte 2 gives it, with docker, podman or buildah, and prints " +
        "that name. An image that its registry has is not built again; of an image without a registry, this machine is " +
        "asked. Ctrl-C ends the build and removes its temporary files.",
        READING,
      ],
      examples: [
        ["image build image.yaml", "build it for this machine"],
        ["image build --push --builder buildah image.yaml", "build and push, with buildah"],
        ["image build --builder-arg=--isolation=chroot image.yaml", "pass an argument on"],
        ["image build --dry-run --push image.yaml", "the commands, in which CONTEXT is the build context"],
      ],
      exits: { [EXIT.ok]: "the image was built, or exists" },
    }),
  },
});

export const image: RouteMap<Session> = buildRouteMap({
  routes: { name, exists, explain, dockerfile, build },
  docs: {
    brief: "Name, find, compare and build the images of flytekit and flyte 2",
    fullDescription: "Names, finds, compares and builds the images of flytekit and flyte 2.",
  },
});
