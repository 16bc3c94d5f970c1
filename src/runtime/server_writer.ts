/**
 * Changes files in Deno, Node and Bun.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { checkPath, notRegularFile } from "./common.ts";
import { quotedPath as quoted } from "../text/quote.ts";
import type { HostWriter } from "./host.ts";
import { flag, isDenied, permissionDenied, reasonOf } from "./server_errors.ts";
import { specialKind } from "./server_files.ts";
import type { ServerModules } from "./server_modules.ts";

/** What changes the files of the machine. */
export function serverWriter({ files, filesAtOnce, os }: ServerModules): HostWriter {
  return {
    makeTempDirectory: async (prefix) => {
      const parent = await writing("the folder for temporary files", () => Promise.resolve().then(() => os.tmpdir()));
      return await writing(parent, () => files.mkdtemp(`${parent.replace(/[\\/]$/, "")}/${prefix}`));
    },
    makeDirectory: (path) => writing(path, async () => void await files.mkdir(path, { recursive: true })),
    writeFile: (path, content) => writing(path, () => files.writeFile(path, content)),
    copyFile: async (source, target) => {
      checkPath("copyFile", source);
      const stats = await files.stat(source).catch(() => undefined);
      // Copying from a pipe or a device may have no end. What is not there is told when it is copied.
      if (stats !== undefined && !stats.isFile()) {
        throw notRegularFile(source, stats.isDirectory() ? "directory" : specialKind(stats));
      }
      await writing(target, () => files.copyFile(source, target));
    },
    remove: (path) => writing(path, () => files.rm(path, { recursive: true, force: true })),
    removeNow: (path) => {
      try {
        filesAtOnce.rmSync(path, { recursive: true, force: true });
      } catch {
        // Nobody is there any more to hear of it.
      }
    },
  };
}

async function writing<T>(path: string, change: () => Promise<T>): Promise<T> {
  checkPath("writer", path);
  try {
    return await change();
  } catch (cause) {
    if (isDenied(cause)) {
      const flags = { deno: flag("--allow-write", path), node: flag("--allow-fs-write", path) };
      throw permissionDenied({ action: `write ${quoted(path)}`, ...flags }, cause);
    }
    throw new FlyteConfigError("file_unwritable", `${quoted(path)} cannot be written: ${reasonOf(cause)}`, { cause });
  }
}
