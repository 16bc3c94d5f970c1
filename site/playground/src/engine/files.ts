/**
 * Stands in for the files of a configuration, which a page cannot read.
 *
 * @module
 */
import { FlyteConfigError } from "@flyte-ts/config";

/** Texts of files by their paths. */
type Files = Readonly<Record<string, string>>;

/** The text of every file. */
const TEXT = "a file that the page cannot read";

/** Loads a configuration with a text for each file that it names, such as that of the client secret. */
export function withFiles<T>(load: (files: Files) => T, files: Files = {}): T {
  try {
    return load(files);
  } catch (error) {
    const path = missingFile(error);
    if (path === undefined || Object.hasOwn(files, path)) throw error;
    return withFiles(load, { ...files, [path]: TEXT });
  }
}

/** The file that is missing according to an error. */
function missingFile(error: unknown): string | undefined {
  if (!(error instanceof FlyteConfigError) || error.code !== "file_not_found") return undefined;
  return /no file "([^"]+)"/.exec(error.message)?.[1];
}
