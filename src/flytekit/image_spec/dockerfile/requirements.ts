/**
 * What is to be installed for Python.
 *
 * @module
 */
import { checkText, splitWords } from "../../../container/escape.ts";
import { FlyteConfigError } from "../../../errors.ts";
import type { Decided, DockerfileSpec } from "./options.ts";

/** A file in which a program wrote down all versions. */
export type LockFile = "uv.lock" | "poetry.lock";

/** What is to be installed: what a lock file says, or lines of a requirements file. */
export interface Requirements {
  /** The lock file, if there is one. */
  readonly lock: LockFile | undefined;
  /** The lines, if there is none. */
  readonly lines: readonly string[];
}

/** The lock file that a specification names. */
export function lockFileOf(spec: DockerfileSpec): LockFile | undefined {
  const name = spec.requirements?.slice(spec.requirements.lastIndexOf("/") + 1);
  return name === "uv.lock" || name === "poetry.lock" ? name : undefined;
}

/** Path of the `pyproject.toml` that belongs to a lock file. */
export function pyprojectOf(spec: DockerfileSpec): string {
  const path = spec.requirements ?? "";
  return `${path.slice(0, path.lastIndexOf("/") + 1)}pyproject.toml`;
}

/** What is to be installed. Throws for what does not go together, and for a file whose text nobody gave. */
export function requirementsOf(spec: DockerfileSpec, options: Decided): Requirements {
  const lock = lockFileOf(spec);
  if (lock !== undefined) {
    if (spec.packages) {
      throw new FlyteConfigError(
        "image_lock_with_packages",
        `packages: ${lock} says what is installed; add packages there, or use a requirements.txt`,
        { path: "packages" },
      );
    }
    if (options.installer !== "uv") {
      throw new FlyteConfigError(
        "image_lock_needs_uv",
        `requirements: ${lock} cannot be installed by ${options.installer}; set installer to uv`,
        { path: "requirements" },
      );
    }
    return { lock, lines: [] };
  }
  let lines: string[] = [];
  if (spec.requirements) {
    const { requirementsText } = options;
    if (requirementsText === undefined) {
      const message = `requirements: the text of ${JSON.stringify(spec.requirements)} is needed, as requirementsText`;
      throw new FlyteConfigError("image_requirements_missing", message, { path: "requirements" });
    }
    lines = requirementsText.replace(/^\uFEFF/, "").split(/\r\n?|\n/).map((line) => line.trim());
  }
  lines = lines.concat((spec.packages ?? []).map((line, index) => checkText(`packages[${index}]`, line)));
  if (options.flytekit !== null && !lines.some(isFlytekit)) lines.push(checkText("flytekit", options.flytekit));
  return { lock, lines: lines.some((line) => line !== "") ? lines : [] };
}

/** Arguments for the programs that install, in the order of flytekit. Poetry has its indexes in its files. */
export function installArguments(spec: DockerfileSpec): readonly string[] {
  const further = checkText("pipExtraArgs", spec.pipExtraArgs ?? "").trim();
  const words = further === "" ? [] : splitWords(further);
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
