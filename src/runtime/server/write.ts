/**
 * Changes files and directories in Deno, Node and Bun.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { quotedPath } from "../../text/quote.ts";
import { wait } from "../cancellation.ts";
import type { HostWriter } from "../host.ts";
import { checkPath } from "../host_contract.ts";
import { notRegularFile } from "../host_errors.ts";
import type { NodeStats, ServerModules } from "../node_builtins.ts";
import { codeOf, flag, isDenied, permissionDenied, reasonOf } from "./errors.ts";
import { specialKind } from "./files.ts";

/** Implements {@linkcode HostWriter}. */
export function serverWriter(modules: ServerModules): HostWriter {
  return {
    makeTempDirectory: async (prefix) => {
      const parent = await writing("the temporary directory", () => Promise.resolve().then(() => modules.os.tmpdir()));
      return await writing(parent, () => modules.fs.mkdtemp(`${parent.replace(/[\\/]$/, "")}/${prefix}`));
    },
    makeDirectory: (path) => writing(path, async () => void await modules.fs.mkdir(path, { recursive: true })),
    writeFile: (path, content) => writing(path, () => modules.fs.writeFile(path, content)),
    replaceFile: async (path, content) => {
      checkPath("replaceFile", path);
      const target = await modules.fs.realpath(path).catch(() => path);
      const before = await modules.fs.stat(target).catch(() => undefined);
      if (before !== undefined) checkRegular(path, before);
      await writing(path, () => replace(modules, target, before, content));
    },
    lockFile: async (path) => {
      checkPath("lockFile", path);
      const target = await modules.fs.realpath(path).catch(() => path);
      return await writing(path, () => lock(modules, path, `${target}.lock`));
    },
    copyFile: async (source, target) => {
      checkPath("copyFile", source);
      const stats = await modules.fs.stat(source).catch(() => undefined);
      // Copying from a pipe or a device may never end. Copying a missing file fails below.
      if (stats !== undefined) checkRegular(source, stats);
      await writing(target, () => modules.fs.copyFile(source, target));
    },
    remove: (path) => writing(path, () => modules.fs.rm(path, { recursive: true, force: true })),
    removeNow: (path) => {
      try {
        modules.fsSync.rmSync(path, { recursive: true, force: true });
      } catch {
        // The process ends, so there is no caller to report it to.
      }
    },
  };
}

function checkRegular(path: string, stats: NodeStats): void {
  if (!stats.isFile()) throw notRegularFile(path, stats.isDirectory() ? "directory" : specialKind(stats));
}

/** Waits until the content is on the disk, so that a file is not empty after a crash. */
const FLUSHED = { flush: true } as const;

/** Permissions of a new file: configuration files may contain secrets. */
const PRIVATE = 0o600;

/**
 * Why a file can be written and not replaced: its directory cannot be changed, its owner cannot be kept, or it is mounted
 * by itself, as in containers.
 */
const IRREPLACEABLE: readonly string[] = ["EACCES", "EPERM", "EROFS", "EBUSY", "EXDEV"];

/** Time after which a lock was left behind by a program that was killed, and time to wait for one, in milliseconds. */
const LOCK_LIMIT = 10_000;
const LOCK_PAUSE = 10;

/** Creates a file that only one program can create at a time, and returns a function that removes it. */
async function lock({ fs, fsSync }: ServerModules, path: string, file: string): Promise<() => Promise<void>> {
  const { O_WRONLY, O_CREAT, O_EXCL } = fsSync.constants;
  for (let waited = 0; waited < LOCK_LIMIT; waited += LOCK_PAUSE) {
    try {
      await (await fs.open(file, O_WRONLY | O_CREAT | O_EXCL)).close();
      return () => fs.rm(file, { recursive: true, force: true });
    } catch (error) {
      // Where no file can be created, none can be replaced either: the file is written in place.
      if (isDenied(error) || IRREPLACEABLE.includes(codeOf(error))) return () => Promise.resolve();
      if (codeOf(error) !== "EEXIST") throw error;
    }
    const held = await fs.stat(file).catch(() => undefined);
    if (held !== undefined && Date.now() - held.mtime.getTime() > LOCK_LIMIT) {
      await fs.rm(file, { recursive: true, force: true });
    } else await wait(LOCK_PAUSE, undefined);
  }
  const message = `another program is changing ${quotedPath(path)}; if no program does, remove ${quotedPath(file)}`;
  throw new FlyteConfigError("file_unwritable", message);
}

/** Replaces a file by a new one with the same owner and permissions, if that is possible, or else writes into it. */
async function replace(
  { fs, fsSync }: ServerModules,
  path: string,
  before: NodeStats | undefined,
  content: string | Uint8Array,
): Promise<void> {
  // Of other names for the same file, a replacement would be a different file.
  if (before === undefined || before.nlink > 1) return await fs.writeFile(path, content, { ...FLUSHED, mode: PRIVATE });
  // A read-only file could be replaced, which is not what its owner meant.
  await (await fs.open(path, fsSync.constants.O_WRONLY)).close();
  try {
    // Only its owner can look into such a directory.
    const directory = await fs.mkdtemp(`${path}.`);
    try {
      const replacement = `${directory}/new`;
      await fs.writeFile(replacement, content, FLUSHED);
      const { uid, gid } = await fs.stat(replacement);
      if (uid !== before.uid || gid !== before.gid) await fs.chown(replacement, before.uid, before.gid);
      await fs.chmod(replacement, before.mode & 0o7777);
      await fs.rename(replacement, path);
    } finally {
      await fs.rm(directory, { recursive: true, force: true });
    }
  } catch (error) {
    if (!isDenied(error) && !IRREPLACEABLE.includes(codeOf(error))) throw error;
    await fs.writeFile(path, content, FLUSHED);
  }
}

async function writing<T>(path: string, change: () => Promise<T>): Promise<T> {
  checkPath("writer", path);
  try {
    return await change();
  } catch (cause) {
    if (isDenied(cause)) {
      const flags = { deno: flag("--allow-write", path), node: flag("--allow-fs-write", path) };
      throw permissionDenied({ action: `write ${quotedPath(path)}`, ...flags }, cause);
    }
    throw new FlyteConfigError("file_unwritable", `${quotedPath(path)} cannot be written: ${reasonOf(cause)}`, {
      cause,
    });
  }
}
