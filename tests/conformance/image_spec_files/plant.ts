/**
 * Puts random directories on the disk.
 *
 * @module
 */
import type { Case, Tree } from "./generate.ts";

/** Writes a case's files into an empty directory and makes its repository. */
export async function plant({ tree, repository, added, quotes }: Case, folder: string): Promise<void> {
  await plantTree(tree, folder);
  if (repository === undefined) return;
  const cwd = `${folder}/${repository}`;
  await git(cwd, "init", "-q");
  await git(cwd, "config", "core.quotePath", String(quotes));
  // What lies in a directory that only looks like a repository cannot be added.
  if (added) await git(cwd, "add", "--all", "--force", "--ignore-errors", ".");
}

/** Writes files into a directory. */
export async function plantTree(tree: Tree, folder: string): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  for (const [name, node] of tree) {
    const path = `${folder}/${name}`;
    if (node instanceof Map) await plantTree(node, path);
    else if (node instanceof Uint8Array) await Deno.writeFile(path, node);
    else if ("link" in node) await Deno.symlink(node.link, path);
    else await leaveSocket(path);
  }
}

/** Closing a socket removes its name, so it gets another one before. */
async function leaveSocket(path: string): Promise<void> {
  const short = await Deno.makeTempDir({ prefix: "s" });
  using _listener = Deno.listen({ transport: "unix", path: `${short}/s` });
  await Deno.rename(`${short}/s`, path);
  await Deno.remove(short, { recursive: true });
}

async function git(cwd: string, ...args: readonly string[]): Promise<void> {
  await new Deno.Command("git", { args: [...args], cwd, stdout: "null", stderr: "null" }).output();
}
