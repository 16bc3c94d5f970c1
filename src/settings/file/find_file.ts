/**
 * Finds the configuration file; one in the folder of a git repository counts only if all of it can be read.
 *
 * @module
 */
import type { FileIssue } from "./file_issues.ts";
import { type FlyteMode, type Mode, type OpenedFile, openFile } from "./open.ts";
import { FlyteConfigError, makeIssue } from "../../errors.ts";
import type { Host } from "../../runtime/host.ts";
import type { NamedText } from "../../formats/config_document.ts";
import { YamlError } from "../../formats/yaml/mod.ts";
import type { ReadEnv } from "../../runtime/env.ts";
import { asPython } from "../load/load.ts";
import { namedFiles } from "./named_files.ts";
import type { LoadRequest } from "../load/dialect.ts";

/**
 * Opens the file as `openFile` does. flyte passes over the file of a git repository where its whole configuration,
 * read from that file, ends with an error; so does mode `flyte`, and mode `strict` tells.
 */
export async function findFile(
  host: Host,
  env: ReadEnv,
  file: string | NamedText | undefined,
  mode: Mode | FlyteMode,
  wanted: LoadRequest,
): Promise<OpenedFile> {
  const { configFile: rules } = wanted.dialect;
  const asksGit = file === undefined && rules.searchPath.some((location) => "git" in location);
  if (!asksGit) return await openFile(host, file, mode, rules);
  try {
    const opened = await openFile(host, file, mode, rules);
    if (!isInRepository(opened) || opened.error !== undefined) return opened;
    const fault = await responseError(host, env, opened, wanted);
    if (fault === undefined) return opened;
    if (mode !== "strict") throw fault;
    return { ...opened, issues: [...opened.issues, passedOver(opened, fault)] };
  } catch (error) {
    if (mode === "strict" || !(error instanceof FlyteConfigError) || error.code === "permission_denied") throw error;
    // What PyYAML might read, or refuse otherwise, might not be passed over.
    if (error instanceof YamlError && (error.python === "None" || error.problems.length > 1)) throw error;
    // Where it was another file that ended with an error, it does so again.
    return await openFile(host, file, mode, {
      ...rules,
      searchPath: rules.searchPath.filter((location) => !("git" in location)),
    });
  }
}

function isInRepository({ searched }: OpenedFile): boolean {
  return searched.some(({ outcome, location }) => outcome === "used" && location.startsWith("git root/"));
}

/** Why flyte could not read all of its configuration from that file. */
async function responseError(
  host: Host,
  env: ReadEnv,
  file: OpenedFile,
  { dialect, composed }: LoadRequest,
): Promise<FlyteConfigError | undefined> {
  const all: LoadRequest = { dialect, composed, sections: composed, isWhole: true };
  try {
    const files = await namedFiles(host, env, file, "flyte", all);
    const none = new FlyteConfigError("file_not_found", "there is no such file");
    for (const section of all.sections) {
      const { settings } = composed.find(({ definition: definition }) => definition === section.definition)!;
      asPython(section, settings, { wanted: all, file, env, files: (path) => files.get(path) ?? none });
    }
    return undefined;
  } catch (error) {
    if (error instanceof FlyteConfigError) return error;
    throw error;
  }
}

function passedOver({ document }: OpenedFile, fault: FlyteConfigError): FileIssue {
  const what = fault.code === "permission_denied"
    ? "flyte reads this file only if it can read all that is in it, which cannot be found out here"
    : "flyte passes over this file of a git repository, since it cannot read all that is in it";
  return makeIssue("differs_from_python", `${document?.name}: ${what}: ${fault.message}`);
}
