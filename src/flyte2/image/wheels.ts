/**
 * The wheels of a directory, which are installed and count in an image's name.
 *
 * @module
 */
import { contentInfo, type FoundFile } from "../../files/walk.ts";
import type { Host } from "../../runtime/host.ts";
import { pathBelow } from "../../python/paths.ts";

/** The wheels in a directory, in the order in which the system lists them. Rejects as {@linkcode Host.readDir} does. */
export async function wheelsIn(host: Host, directory: string): Promise<readonly FoundFile[]> {
  const wheels: FoundFile[] = [];
  for (const { name, isFile } of await (host.readDirAsListed ?? host.readDir)(directory)) {
    if (!name.endsWith(".whl")) continue;
    const path = pathBelow(directory, name);
    if ((await contentInfo(host, path))?.isFile) wheels.push({ path, below: name, isFile });
  }
  return wheels;
}
