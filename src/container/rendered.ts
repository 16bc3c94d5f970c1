/**
 * A Dockerfile with what it is built with.
 *
 * @module
 */
import type { Issue } from "../errors.ts";

/** A file or folder that has to be in the folder given to the build. */
export type ContextEntry =
  | {
    /** A file with this text. */
    readonly kind: "text";
    /** Path in the context. */
    readonly path: string;
    /** The text. */
    readonly text: string;
  }
  | {
    /** A copy of a file or a directory. */
    readonly kind: "copy";
    /** Path in the context. */
    readonly path: string;
    /** Path on the machine, relative to the working directory unless absolute. */
    readonly source: string;
    /** The directory that symbolic links must not lead out of. Default: the source, if it is a directory. */
    readonly within?: string;
  }
  | {
    /** A copy of the files of a directory that no rule ignores. */
    readonly kind: "sources";
    /** Path in the context. */
    readonly path: string;
    /** Path of the directory on the machine. */
    readonly source: string;
    /**
     * Which rules: of the `.dockerignore` in the directory, none, those for packages that a project names by path, or
     * wheels only. Rules for the whole image replace the first two. Default: `own`.
     */
    readonly rules?: "own" | "none" | "package" | "wheels";
    /** The directory that symbolic links must not lead out of. Default: the source. */
    readonly within?: string;
  };

/** The files of a directory that no rule ignores. */
export type SourcesEntry = Extract<ContextEntry, { readonly kind: "sources" }>;

/** A secret that a build may read while it runs commands, and that does not become part of the image. */
export interface BuildSecret {
  /** Identifier in the Dockerfile. */
  readonly id: string;
  /** Where the image's definition names it, for messages, such as `pipSecretMounts[0][0]`. */
  readonly field: string;
  /** Environment variable of the machine that has it; `source` counts where it is not set, or set to nothing. */
  readonly env?: string | undefined;
  /** Path of a file on the machine that has it. */
  readonly source: string;
  /** Path while commands run. */
  readonly target: string;
}

/** What an image is built of. */
export interface RenderedImage {
  /** Text of the Dockerfile. */
  readonly dockerfile: string;
  /** The files that belong in the folder given to the build, beside the Dockerfile. */
  readonly context: readonly ContextEntry[];
  /** The secrets that the build needs. */
  readonly secrets: readonly BuildSecret[];
  /** What is likely not meant so. */
  readonly warnings: readonly Issue[];
}
