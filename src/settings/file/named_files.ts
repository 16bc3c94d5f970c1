/**
 * Reads the files that settings name.
 *
 * @module
 */
import type { FlyteMode, Mode, OpenedFile } from "./open.ts";
import { FlyteConfigError } from "../../errors.ts";
import type { Host } from "../../runtime/host.ts";
import { purePath } from "../../python/paths.ts";
import { readText } from "../../runtime/read_file.ts";
import { resolve } from "../resolve.ts";
import type { ReadEnv } from "../../runtime/env.ts";
import type { LoadRequest } from "../load/dialect.ts";

/** The texts of files by their paths, or why they cannot be read. */
export type Files = ReadonlyMap<string, string | FlyteConfigError>;

/** The files that settings of the wanted sections name: both readings may name another. */
export async function namedFiles(
  host: Host,
  env: ReadEnv,
  { document }: OpenedFile,
  mode: Mode | FlyteMode,
  { dialect, sections, composed }: LoadRequest,
): Promise<Files> {
  const files = new Map<string, string | FlyteConfigError>();
  for (const section of sections) {
    if (section.fileSetting === undefined) continue;
    const { settings } = composed.find(({ definition: definition }) => definition === section.definition)!;
    const setting = settings.find(({ key }) => key === section.fileSetting)!;
    const sources = { env, document };
    const paths = [
      dialect.readSetting(setting, sources).value,
      mode === "strict" && resolve(setting, sources, []).value,
    ];
    for (const path of new Set(paths)) {
      if (typeof path !== "string" || path === "") continue;
      files.set(
        path,
        await readText(host, purePath(path), "secret").catch((error: unknown) => {
          if (error instanceof FlyteConfigError && error.code !== "permission_denied") return error;
          throw error;
        }),
      );
    }
  }
  return files;
}
