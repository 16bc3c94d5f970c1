/**
 * Checking and hashing the files, directories and projects that layers name.
 *
 * @module
 */
import { type Check, oneOf } from "../../../arguments.ts";
import { hashContent, hashFiles, hashWithCache } from "../../../files/hash_files.ts";
import { directoryExists, type FoundFile, statPath } from "../../../files/walk.ts";
import { pathName, pathParent } from "../../../python/paths.ts";
import type { FileInfo, Host } from "../../../runtime/host.ts";
import { fileNotFound, fileUnreadable } from "../../../runtime/host_errors.ts";
import { choiceKind, type Field, PATH_KIND } from "../fields.ts";
import { isFileIgnored, readDirectoryIgnore, walkUnignored } from "../ignore.ts";
import type { HashContext } from "./layer.ts";

/** Whether only the dependencies of a project are installed, or the project as well. */
export type ProjectInstallMode = "dependencies_only" | "install_project";

/** Field: the path of a project's `pyproject.toml`. */
export const PYPROJECT_FIELD: Field = { kind: PATH_KIND, isRequired: true, isUnhashed: true };

/** Field: what of a project is installed. */
export const INSTALL_MODE_FIELD: Field = {
  kind: /* @__PURE__ */ choiceKind("dependencies_only", "install_project"),
  default: "dependencies_only",
  isUnhashed: true,
};

/** Check of the option `projectInstallMode`. */
export const INSTALL_MODE: Check = /* @__PURE__ */ oneOf("dependencies_only", "install_project");

/** Resolves to the path if something exists there, and to `null` otherwise. */
export async function pathIfExists(host: Host, path: string): Promise<string | null> {
  return await statPath(host, path) === undefined ? null : path;
}

/** Resolves to what exists at a path. Rejects with `file_not_found`. */
export async function requirePath(host: Host, path: string): Promise<FileInfo> {
  const found = await statPath(host, path);
  if (found !== undefined) return found;
  throw fileNotFound(path);
}

/** Rejects with `file_not_found`, or with `file_unreadable` for what is not a file. */
export async function requireFile(host: Host, path: string): Promise<void> {
  if (!(await requirePath(host, path)).isFile) throw fileUnreadable(path, "it is not a file");
}

/** Rejects with `file_not_found`, or with `file_unreadable` for what is not a directory. */
export async function requireDirectory(host: Host, path: string): Promise<void> {
  if (!(await requirePath(host, path)).isDirectory) throw fileUnreadable(path, "it is not a directory");
}

/** Hashes the files that describe the dependencies of a project, or all of its files if the project is installed. */
export async function hashProject(
  context: HashContext,
  file: string,
  lock: string | null,
  mode: ProjectInstallMode,
  hasOwnRules: boolean = true,
): Promise<void> {
  if (mode === "install_project") return await hashSource(context, pathParent(file), hasOwnRules);
  if (lock !== null) await hashContent(context.hasher, context.host, lock);
  await hashContent(context.hasher, context.host, file);
}

/** Hashes a file, or the files of a directory. A path where nothing exists adds nothing. */
export async function hashSource(context: HashContext, path: string, hasOwnRules: boolean = true): Promise<void> {
  const { hasher, host, isIgnored, cache } = context;
  if (await directoryExists(host, path)) {
    const hash = () => hashWithCache(cache, hasher, host, path, () => hashedFiles(context, path, hasOwnRules));
    // Not shared with other calls: they may have hashed other bytes before.
    return await (cache === undefined ? hash() : cache.share(host, Symbol(), hash));
  }
  if (isIgnored !== undefined && await isFileIgnored(host, path, isIgnored)) return;
  await hashFiles(hasher, host, [[{ path, below: pathName(path) }]]);
}

async function* hashedFiles(
  { host, isIgnored }: HashContext,
  directory: string,
  hasOwnRules: boolean,
): AsyncGenerator<readonly FoundFile[]> {
  const rules = isIgnored ?? (hasOwnRules ? await readDirectoryIgnore(host, directory) : () => false);
  yield* walkUnignored(host, directory, rules);
}
