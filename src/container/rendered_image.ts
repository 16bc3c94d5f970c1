/**
 * The result of rendering an image: a Dockerfile, and the files and secrets that it is built with.
 *
 * @module
 */
import type { Issue } from "../errors.ts";

/** A Dockerfile, and what it is built with. */
export interface RenderedImage {
  /** Text of the Dockerfile. */
  readonly dockerfile: string;
  /** Files and directories of the build context, apart from the Dockerfile. */
  readonly context: readonly (
    | {
      /** A file with the given text. */
      readonly kind: "text";
      /** Path in the build context. */
      readonly path: string;
      /** Content of the file. */
      readonly text: string;
    }
    | {
      /** A copy of a file or directory. */
      readonly kind: "copy";
      /** Path in the build context. */
      readonly path: string;
      /** Path on the machine, relative to the working directory unless it is absolute. */
      readonly source: string;
      /** Directory that symbolic links must not leave. Default: the source, if it is a directory. */
      readonly within?: string;
    }
    | {
      /** A copy of the files of a directory that no ignore rule excludes. */
      readonly kind: "sources";
      /** Path in the build context. */
      readonly path: string;
      /** Path of the directory on the machine. */
      readonly source: string;
      /**
       * Ignore rules that apply: those of the directory's `.dockerignore`, none, those for packages that a project names
       * by path, or those that leave wheels only. Rules for the whole image replace the first two. Default: `own`.
       */
      readonly rules?: "own" | "none" | "package" | "wheels";
      /** Directory that symbolic links must not leave. Default: the source. */
      readonly within?: string;
    }
  )[];
  /** Secrets that commands of the build can read, and that do not become part of the image. */
  readonly secrets: readonly {
    /** Identifier in the Dockerfile. */
    readonly id: string;
    /** Field of the image that names the secret, for messages, such as `pipSecretMounts[0][0]`. */
    readonly field: string;
    /** Environment variable of the machine that holds the secret. `source` is used if it is unset or empty. */
    readonly env?: string | undefined;
    /** Path of the file on the machine that holds the secret. */
    readonly source: string;
    /** Path at which commands of the build see it. */
    readonly target: string;
  }[];
  /** Issues of the image that do not prevent the build. */
  readonly warnings: readonly Issue[];
}

/** A file or directory of a build context. */
export type ContextEntry = RenderedImage["context"][number];

/** A directory of a build context whose files are chosen by ignore rules. */
export type SourcesEntry = Extract<RenderedImage["context"][number], { readonly kind: "sources" }>;

/** A secret that commands of a build can read, and that does not become part of the image. */
export type BuildSecret = RenderedImage["secrets"][number];
