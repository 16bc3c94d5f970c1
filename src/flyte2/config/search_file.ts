/**
 * Searches for the configuration file as flyte 2 does.
 *
 * @module
 */
import { FlyteConfigError, makeIssue } from "../../errors.ts";
import { YamlError } from "../../formats/yaml/mod.ts";
import type { ReadEnv } from "../../runtime/env.ts";
import type { ReadingHost } from "../../runtime/guard.ts";
import { CONFIG_FILE } from "../../sections/flyte2/search_path.ts";
import type { OpenedFile } from "../../settings/file/open.ts";
import type { FileIssue } from "../../settings/file/search_path.ts";
import { type FoundFile, namedFiles } from "../../settings/load/auto.ts";
import type { Catalog } from "../../settings/load/catalog.ts";
import type { LoadRequest, SearchFile } from "../../settings/load/dialect.ts";
import { fileNotGiven, loadAsPython } from "../../settings/load/load.ts";

/**
 * Opens the first file of the search path. flyte 2 ignores the file of a git repository if it cannot read a whole
 * configuration from it; so does mode `flyte`, and mode `strict` reports it.
 */
export const searchFileAsFlyte: SearchFile = async (open, { host, env, mode, catalog }) => {
  try {
    const found = await open();
    if (!isInRepository(found.file) || found.file.error !== undefined) return found;
    const error = await readingError(host, env, found, catalog);
    if (error === undefined) return found;
    if (mode !== "strict") throw error;
    const issues = [...found.file.issues, ignoredByFlyte(found.file, error)];
    return { ...found, file: { ...found.file, issues } };
  } catch (error) {
    if (mode === "strict" || !(error instanceof FlyteConfigError) || error.code === "permission_denied") throw error;
    // PyYAML may read such a file, or raise another error, so flyte 2 may not ignore it.
    if (error instanceof YamlError && (error.python === "None" || error.problems.length > 1)) throw error;
    // An error of a file at another location is thrown again.
    return await open({
      ...CONFIG_FILE,
      searchPath: CONFIG_FILE.searchPath.filter((location) => !("git" in location)),
    });
  }
};

function isInRepository({ tried }: OpenedFile): boolean {
  return tried.some(({ outcome, place }) => outcome === "used" && place.startsWith("git root/"));
}

/** Returns the error with which flyte 2 ends when it reads a whole configuration from the file. */
async function readingError(
  host: ReadingHost,
  env: ReadEnv,
  { file, lookup }: FoundFile,
  catalog: Catalog,
): Promise<FlyteConfigError | undefined> {
  const whole: LoadRequest = { catalog, sections: catalog.sections, isWhole: true };
  try {
    const files = await namedFiles(host, lookup, "flyte", whole);
    const sources = { file, lookup, env, files: (path: string) => files.get(path) ?? fileNotGiven(path) };
    for (const section of catalog.sections) loadAsPython(section, whole, sources);
    return undefined;
  } catch (error) {
    if (error instanceof FlyteConfigError) return error;
    throw error;
  }
}

function ignoredByFlyte({ document }: OpenedFile, error: FlyteConfigError): FileIssue {
  const what = error.code === "permission_denied"
    ? "flyte 2 ignores this file of a git repository if it cannot read all of it, which could not be determined"
    : "flyte 2 ignores this file of a git repository, since it cannot read all of it";
  return makeIssue("differs_from_python", `${document?.name}: ${what}: ${error.message}`);
}
