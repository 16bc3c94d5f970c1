/**
 * The files that a Dockerfile is built with.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import type { DockerfileSpec } from "./options.ts";
import { checkMountPath, checkNoNul } from "./quote.ts";

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
    /** A copy of a file or a folder, links followed. */
    readonly kind: "copy";
    /** Path in the context. */
    readonly path: string;
    /** Path on the machine, relative to the working directory unless absolute. */
    readonly source: string;
  }
  | {
    /** A copy of the files of a folder that are sources: those that no rule ignores. */
    readonly kind: "sources";
    /** Path in the context. */
    readonly path: string;
    /** Path of the folder on the machine. */
    readonly source: string;
  };

/** A file that a build may read while packages are installed, and that does not become part of the image. */
export interface BuildSecret {
  /** Identifier in the Dockerfile. */
  readonly id: string;
  /** Path on the machine. */
  readonly source: string;
  /** Path while packages are installed. */
  readonly target: string;
}

/** Folder of the context that holds what `copy` names, in the places that it gets below `/root`. */
export const COPIED = "files";

/** Folder of the context that holds the source files. */
export const SOURCES = "sources";

/** What `copy` names. Throws `image_copy_path` for paths that are absolute or have `..`. */
export function copiedEntries(spec: DockerfileSpec): readonly ContextEntry[] {
  return (spec.copy ?? []).map((source, index) => {
    const path = checkNoNul(`copy[${index}]`, source);
    const parts = path.split("/").filter((part) => part !== "" && part !== ".");
    if (/^([/\\]|[A-Za-z]:[/\\])/.test(path) || path.split(/[/\\]/).includes("..")) {
      throw new FlyteConfigError(
        "image_copy_path",
        `copy: ${JSON.stringify(path)} is absolute or has ".."; name files below the working directory`,
        { path: `copy[${index}]` },
      );
    }
    return { kind: "copy", path: [COPIED, ...parts].join("/"), source: path };
  });
}

/** The source files, if they are to be copied. Throws `missing_source_root`. */
export function sourceEntries(spec: DockerfileSpec): readonly ContextEntry[] {
  const mode = spec.sourceCopyMode ?? (spec.sourceRoot ? "LOADED_MODULES" : "NO_COPY");
  if (mode === "NO_COPY") return [];
  if (!spec.sourceRoot) {
    throw new FlyteConfigError(
      "missing_source_root",
      `sourceCopyMode is ${mode}, so sourceRoot must name the folder whose files are copied`,
      { path: "sourceRoot" },
    );
  }
  return [{ kind: "sources", path: SOURCES, source: spec.sourceRoot }];
}

/** The files with secrets for installing packages. */
export function buildSecrets(spec: DockerfileSpec): readonly BuildSecret[] {
  return (spec.pipSecretMounts ?? []).map(([source, target], index) => ({
    id: `secret_${index}`,
    source: checkNoNul(`pipSecretMounts[${index}][0]`, source),
    target: checkMountPath(`pipSecretMounts[${index}][1]`, target),
  }));
}

/** How a `RUN` sees a secret. */
export function mountSecret({ id, target }: BuildSecret): string {
  return `type=secret,id=${id},target=${target}`;
}
