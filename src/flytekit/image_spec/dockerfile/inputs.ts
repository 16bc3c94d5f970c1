/**
 * The inputs of a Dockerfile: requirements, files of the build context, and secrets.
 *
 * @module
 */
import { checkMountPath, checkNoNul, checkText, splitWords } from "../../../container/escape.ts";
import type { BuildSecret, ContextEntry } from "../../../container/rendered_image.ts";
import { FlyteConfigError } from "../../../errors.ts";
import { quoted } from "../../../text/quote.ts";
import type { DockerfileSpec, ResolvedOptions } from "./options.ts";

/** Directory of the build context with the files of `copy`, at their paths below `/root`. */
export const COPIED = "files";

/** Directory of the build context with the source files. */
export const SOURCES = "sources";

/** Name of a lock file, which pins the versions of all packages. */
export type LockFile = "uv.lock" | "poetry.lock";

/** Packages to install: those of a lock file, or lines of a requirements file. */
export interface Requirements {
  /** Name of the lock file, if there is one. */
  readonly lock: LockFile | undefined;
  /** The lines, if there is no lock file. */
  readonly lines: readonly string[];
}

/** Returns the name of the lock file that `requirements` names, if it does. */
export function lockFileOf(spec: DockerfileSpec): LockFile | undefined {
  const name = spec.requirements?.slice(spec.requirements.lastIndexOf("/") + 1);
  return name === "uv.lock" || name === "poetry.lock" ? name : undefined;
}

/** Returns the path of the `pyproject.toml` of a lock file. */
export function pyprojectOf(spec: DockerfileSpec): string {
  const path = spec.requirements ?? "";
  return `${path.slice(0, path.lastIndexOf("/") + 1)}pyproject.toml`;
}

/**
 * Returns the packages to install. Throws `image_lock_with_packages`, `image_lock_needs_uv`, and
 * `image_requirements_missing` if the text of the requirements file is missing.
 */
export function requirementsOf(spec: DockerfileSpec, options: ResolvedOptions): Requirements {
  const lock = lockFileOf(spec);
  if (lock !== undefined) {
    if (spec.packages) {
      throw new FlyteConfigError(
        "image_lock_with_packages",
        `packages: cannot be combined with ${lock}; add the packages to that, or use a requirements.txt`,
        { path: "packages" },
      );
    }
    if (options.installer !== "uv") {
      throw new FlyteConfigError(
        "image_lock_needs_uv",
        `requirements: ${options.installer} cannot install ${lock}; set installer to "uv"`,
        { path: "requirements" },
      );
    }
    return { lock, lines: [] };
  }
  let lines: string[] = [];
  if (spec.requirements) {
    const { requirementsText } = options;
    if (requirementsText === undefined) {
      const message = `requirements: the text of ${quoted(spec.requirements)} is missing; pass it as requirementsText`;
      throw new FlyteConfigError("image_requirements_missing", message, { path: "requirements" });
    }
    lines = requirementsText.replace(/^\uFEFF/, "").split(/\r\n?|\n/).map((line) => line.trim());
  }
  lines = lines.concat((spec.packages ?? []).map((line, index) => checkText(`packages[${index}]`, line)));
  if (options.flytekit !== null && !lines.some(isFlytekit)) lines.push(checkText("flytekit", options.flytekit));
  return { lock, lines: lines.some((line) => line !== "") ? lines : [] };
}

/** Returns the arguments of the program that installs, in flytekit's order. Poetry has its indexes in its files. */
export function installArguments(spec: DockerfileSpec): readonly string[] {
  const extraArgs = checkText("pipExtraArgs", spec.pipExtraArgs ?? "").trim();
  const words = extraArgs === "" ? [] : splitWords(extraArgs);
  if (lockFileOf(spec) === "poetry.lock") return words;
  const indexes = (spec.pipExtraIndexUrl ?? []).map((url, index) => checkText(`pipExtraIndexUrl[${index}]`, url));
  return [
    ...(spec.pipIndex ? ["--index-url", checkText("pipIndex", spec.pipIndex)] : []),
    ...indexes.flatMap((url) => ["--extra-index-url", url]),
    ...words,
  ];
}

function isFlytekit(requirement: string): boolean {
  return /^flytekit(?![\w-])/.test(requirement);
}

/** Returns the files of `copy`. Throws `image_copy_path` for paths that are absolute or contain `..`. */
export function copiedEntries(spec: DockerfileSpec): readonly ContextEntry[] {
  return (spec.copy ?? []).map((source, index) => {
    const path = checkNoNul(`copy[${index}]`, source);
    const parts = path.split("/").filter((part) => part !== "" && part !== ".");
    if (/^([/\\]|[A-Za-z]:[/\\])/.test(path) || path.split(/[/\\]/).includes("..")) {
      throw new FlyteConfigError(
        "image_copy_path",
        `copy[${index}]: ${quoted(path)} is absolute or contains ".."; use a path below the working directory`,
        { path: `copy[${index}]` },
      );
    }
    return { kind: "copy", path: [COPIED, ...parts].join("/"), source: path, within: "." };
  });
}

/** Returns the source files, if they are copied. Throws `missing_source_root`. */
export function sourceEntries(spec: DockerfileSpec): readonly ContextEntry[] {
  const mode = spec.sourceCopyMode ?? (spec.sourceRoot ? "LOADED_MODULES" : "NO_COPY");
  if (mode === "NO_COPY") return [];
  if (!spec.sourceRoot) {
    throw new FlyteConfigError(
      "missing_source_root",
      `sourceRoot: not set, but sourceCopyMode is ${mode}; set it to the directory whose files are copied`,
      { path: "sourceRoot" },
    );
  }
  return [{ kind: "sources", path: SOURCES, source: spec.sourceRoot }];
}

/** Returns the files with secrets for installing packages. */
export function buildSecrets(spec: DockerfileSpec): readonly BuildSecret[] {
  return (spec.pipSecretMounts ?? []).map(([source, target], index) => ({
    id: `secret_${index}`,
    field: `pipSecretMounts[${index}][0]`,
    source: checkNoNul(`pipSecretMounts[${index}][0]`, source),
    target: checkMountPath(`pipSecretMounts[${index}][1]`, target),
  }));
}
