/**
 * The files of directories that are copied into an image: those that are part of its hash, except those that the ignore
 * rules of the build exclude.
 *
 * @module
 */
import type { ContextEntry, SourcesEntry } from "../../../container/rendered_image.ts";
import type { ListSources } from "../../../container/write_context.ts";
import { FlyteConfigError, type Issue, makeIssue } from "../../../errors.ts";
import { type FoundFile, withContent } from "../../../files/walk.ts";
import { pathName, pathParent, purePath } from "../../../python/paths.ts";
import type { Host } from "../../../runtime/host.ts";
import { quoted } from "../../../text/quote.ts";
import { isFileIgnored, readBuildIgnore, readDirectoryIgnore, readImageIgnore, unignoredFiles } from "../ignore.ts";
import type { Layer } from "../layers/mod.ts";
import { wheelsIn } from "../layers/pip.ts";

/** The directories of an image. */
export interface Sources {
  /** Lists the files of a directory that are copied. */
  readonly list: ListSources;
  /**
   * Reports where the copied files differ from the hashed ones. Rejects with `image_copy_path` for an ignored file that
   * is to be copied, and for a directory whose files are all excluded.
   */
  readonly warnings: (context: readonly ContextEntry[]) => Promise<readonly Issue[]>;
}

/** Reads the ignore rules for the directories of an image. Rejects as reading does. */
export async function readSources(
  host: Host,
  layers: readonly Layer[],
  rootDir: string | undefined,
): Promise<Sources> {
  const imageRules = await readImageIgnore(host, layers, rootDir, true);
  const build = await readBuildIgnore(host, layers, rootDir);
  const hashedFiles = async (host: Host, { source, rules }: SourcesEntry): Promise<readonly FoundFile[]> => {
    if (rules === "wheels") return await wheelsIn(host, source);
    const isIgnored = imageRules ?? (rules === "none" ? () => false : await readDirectoryIgnore(host, source, true));
    return await withContent(host, await unignoredFiles(host, source, isIgnored));
  };

  const directoryWarning = async (entry: SourcesEntry): Promise<Issue | undefined> => {
    if (entry.rules === "package") {
      const what = `${
        quoted(entry.source)
      } is copied, but only the lock file is part of the image's hash, as in flyte 2`;
      return issue("copied_not_hashed", entry, what);
    }
    if (build.path === undefined || entry.rules === "wheels") return undefined;
    const files = await hashedFiles(host, entry);
    const excluded = files.filter(({ below }) => build.excludes(below));
    if (excluded.length === 0) return undefined;
    if (excluded.length < files.length) return hashedNotCopied(entry, excluded, build.path);
    const what = `${quoted(build.path)} excludes every file of ${quoted(entry.source)}`;
    throw notCopied(entry, `${what}; its patterns are matched against paths relative to that directory`);
  };

  const fileWarning = async (
    entry: ContextEntry & { readonly kind: "copy" },
    context: readonly ContextEntry[],
  ): Promise<Issue | undefined> => {
    const within = context.find((one) => one.kind === "sources" && one.path === pathParent(entry.path));
    if (within?.kind === "sources") {
      const files = await hashedFiles(host, within);
      if (files.some(({ path }) => purePath(path) === purePath(entry.source))) return undefined;
      if (files.some(({ below }) => below === pathName(entry.path))) {
        const what = `${quoted(entry.source)} is not used, as in flyte 2, since ${
          quoted(within.source)
        } has a file of that name`;
        return issue("not_used", entry, what);
      }
      const what = `${quoted(entry.source)} is copied, but is not part of the image's hash, as in flyte 2`;
      return issue("copied_not_hashed", entry, what);
    }
    const isPlain = layers[layerIndex(entry)]?.type === "CopyConfig";
    if (!isPlain || imageRules === undefined || !await isFileIgnored(host, entry.source, imageRules)) return undefined;
    throw notCopied(
      entry,
      `${quoted(entry.source)} is excluded by an ignore file; remove the layer, or change that file`,
    );
  };

  return {
    list: async (host, entry) => {
      const files = await hashedFiles(host, entry);
      if (entry.rules === "wheels") return files;
      const excludes = entry.rules === "package" ? build.excludesFromPackage : build.excludes;
      return files.filter(({ below }) => !excludes(below));
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

function hashedNotCopied(entry: SourcesEntry, excluded: readonly FoundFile[], ignoreFile: string): Issue {
  const more = excluded.length === 1 ? "" : ` and ${excluded.length - 1} more`;
  const what =
    `${quoted(excluded[0]!.path)}${more} excluded by ${quoted(ignoreFile)}: not copied, but part of the image's ` +
    "hash, as in flyte 2; use a .dockerignore whose patterns also match relative to its own directory";
  return issue("hashed_not_copied", entry, what);
}

/** The index of the layer of a context entry, whose path is `layers/<index>/…`. */
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
