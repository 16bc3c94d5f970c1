/**
 * The files that the Dockerfile of a specification is built with.
 *
 * @module
 */
import { FlyteConfigError } from "../../../errors.ts";
import { checkMountPath, checkNoNul } from "../../../container/escape.ts";
import type { BuildSecret, ContextEntry } from "../../../container/rendered_image.ts";
import type { DockerfileSpec } from "./options.ts";

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
    return { kind: "copy", path: [COPIED, ...parts].join("/"), source: path, within: "." };
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
    field: `pipSecretMounts[${index}][0]`,
    source: checkNoNul(`pipSecretMounts[${index}][0]`, source),
    target: checkMountPath(`pipSecretMounts[${index}][1]`, target),
  }));
}
