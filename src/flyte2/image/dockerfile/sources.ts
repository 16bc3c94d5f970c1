/**
 * Which files of directories belong beside a Dockerfile: those that count in the image's name, except those that an
 * ignore file leaves out although they count.
 *
 * @module
 */
import type { ListSources } from "../../../container/write_context.ts";
import type { ContextEntry, SourcesEntry } from "../../../container/rendered_image.ts";
import { FlyteConfigError, type Issue, makeIssue } from "../../../errors.ts";
import { type FoundFile, withContent } from "../../../files/walk.ts";
import type { Host } from "../../../runtime/host.ts";
import { pathName, pathParent, purePath } from "../../../python/paths.ts";
import { quoted } from "../../../text/quote.ts";
import { isLeftOut, readBuildIgnore, readFolderIgnore, readImageIgnore, unignoredFiles } from "../ignore.ts";
import type { Layer } from "../layers.ts";
import { wheelsIn } from "../wheels.ts";

/** How the directories of an image are copied. */
export interface Sources {
  /** Lists what is copied of a directory. */
  readonly list: ListSources;
  /**
   * Where what is copied and what counts in the name differ. Rejects with `image_copy_path` for a file to copy that does
   * not count, and for a directory of which nothing is left to copy.
   */
  readonly warnings: (context: readonly ContextEntry[]) => Promise<readonly Issue[]>;
}

/** Reads the rules for the directories of an image. Rejects as reading does. */
export async function readSources(
  host: Host,
  layers: readonly Layer[],
  rootDir: string | undefined,
): Promise<Sources> {
  const imageRules = await readImageIgnore(host, layers, rootDir, true);
  const build = await readBuildIgnore(host, layers, rootDir);
  const counted = async (host: Host, { source, rules }: SourcesEntry): Promise<readonly FoundFile[]> => {
    if (rules === "wheels") return await wheelsIn(host, source);
    const isIgnored = imageRules ?? (rules === "none" ? () => false : await readFolderIgnore(host, source, true));
    return await withContent(host, await unignoredFiles(host, source, isIgnored));
  };

  const directoryWarning = async (entry: SourcesEntry): Promise<Issue | undefined> => {
    if (entry.rules === "package") {
      const what = `${quoted(entry.source)} is copied, but does not count in the image's name, as in flyte`;
      return issue("copied_not_hashed", entry, `${what}: only the lock file does`);
    }
    if (build.path === undefined || entry.rules === "wheels") return undefined;
    const files = await counted(host, entry);
    const left = files.filter(({ below }) => build.leavesOut(below));
    if (left.length === 0) return undefined;
    if (left.length < files.length) return leftOut(entry, left, build.path);
    const what = `${quoted(build.path)} leaves out every file of ${quoted(entry.source)}`;
    throw notCopied(entry, `${what}; its patterns are matched against paths below that directory`);
  };

  const fileWarning = async (
    entry: ContextEntry & { readonly kind: "copy" },
    context: readonly ContextEntry[],
  ): Promise<Issue | undefined> => {
    const within = context.find((one) => one.kind === "sources" && one.path === pathParent(entry.path));
    if (within?.kind === "sources") {
      const files = await counted(host, within);
      if (files.some(({ path }) => purePath(path) === purePath(entry.source))) return undefined;
      if (files.some(({ below }) => below === pathName(entry.path))) {
        const what = `${quoted(entry.source)} is not used, as in flyte: ${quoted(within.source)} has such a file`;
        return issue("not_used", entry, what);
      }
      const what = `${quoted(entry.source)} is copied, but does not count in the image's name, as in flyte`;
      return issue("copied_not_hashed", entry, what);
    }
    const isPlain = layers[layerIndex(entry)]?.type === "CopyConfig";
    if (!isPlain || imageRules === undefined || !await isLeftOut(host, entry.source, imageRules)) return undefined;
    throw notCopied(entry, `an ignore file leaves out ${quoted(entry.source)}; remove the layer or change that file`);
  };

  return {
    list: async (host, entry) => {
      const files = await counted(host, entry);
      if (entry.rules === "wheels") return files;
      const leavesOut = entry.rules === "package" ? build.leavesOutOfPackage : build.leavesOut;
      return files.filter(({ below }) => !leavesOut(below));
    },
    warnings: async (context) => {
      const issues: Issue[] = [];
      for (const entry of context) {
        const found = entry.kind === "sources"
          ? await directoryWarning(entry)
          : entry.kind === "copy"
          ? await fileWarning(entry, context)
          : undefined;
        if (found !== undefined) issues.push(found);
      }
      return issues;
    },
  };
}

function leftOut(entry: SourcesEntry, left: readonly FoundFile[], ignoreFile: string): Issue {
  const more = left.length === 1 ? "" : ` and ${left.length - 1} more`;
  const what =
    `${quoted(left[0]!.path)}${more} left out of the image because of ${quoted(ignoreFile)}, but still count ` +
    "in its name, as in flyte; a .dockerignore whose patterns match from its own directory does both";
  return issue("hashed_not_copied", entry, what);
}

/** Where a context entry's layer is in the image: entries are in `layers/` and its index. */
function layerIndex({ path }: ContextEntry): number {
  return Number(path.split("/")[1]);
}

function issue(code: Issue["code"], entry: ContextEntry, what: string): Issue {
  const path = `layers[${layerIndex(entry)}]`;
  return makeIssue(code, `${path}: ${what}`, path);
}

function notCopied(entry: ContextEntry, what: string): FlyteConfigError {
  const { path, message } = issue("image_copy_path", entry, what);
  return new FlyteConfigError("image_copy_path", message, { path });
}
