/**
 * Which files git ignores. Git itself is asked, as flytekit does, so its rules, wherever they come from, need not be
 * known here.
 *
 * @module
 */
import { isFolder } from "../files/find_files.ts";
import { isAbsolute } from "../files/relative_path.ts";
import type { Host } from "../host/host.ts";
import { FlyteConfigError } from "../errors.ts";
import { joinRelative } from "../python/posix_path.ts";

const LIST_IGNORED = ["git", "ls-files", "-io", "--exclude-standard"];

/** How a host says that it has no git. */
const NO_GIT: readonly string[] = ["no_processes", "command_not_found"];

/**
 * Tells of a path whether git ignores it; nothing is ignored where there is no git or the folder is in no repository.
 * Rejects with `not_utf8`, and with `permission_denied` where the runtime may not run git.
 *
 * Git quotes names such as `"\303\251.txt"`; flytekit does not see that those are names, and neither do we.
 */
export async function readGitIgnore(host: Host, root: string): Promise<(path: string) => boolean | Promise<boolean>> {
  const ignored = await listIgnored(host, root, []);
  if (ignored.size === 0) return () => false;
  if (isAbsolute(root)) return (path) => ignored.has(path);
  // Flytekit takes the paths of a relative root for paths from that root.
  const folders = await listIgnored(host, root, ["--directory"]);
  return (path) => {
    const plain = path.split("/").filter((part) => part !== "" && part !== ".").join("/");
    return ignored.has(plain) || folders.has(`${plain}/`) && isFolder(host, joinRelative(root, path));
  };
}

async function listIgnored(host: Host, root: string, options: readonly string[]): Promise<ReadonlySet<string>> {
  try {
    const { code, stdout } = await host.run([...LIST_IGNORED, ...options], { cwd: root });
    if (code !== 0) return new Set();
    return new Set(decoded(stdout).split("\n").slice(0, -1));
  } catch (error) {
    if (error instanceof FlyteConfigError && NO_GIT.includes(error.code)) return new Set();
    throw error;
  }
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new FlyteConfigError("not_utf8", "git ignores a file whose name is not UTF-8: rename or remove it", {
      cause,
    });
  }
}
