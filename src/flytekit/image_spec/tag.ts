/**
 * The tag of the image that a specification stands for: its hash, with the content of files in place of their paths.
 *
 * @module
 */
import { sha1 } from "@noble/hashes/legacy.js";
import { FlyteConfigError, type Issue } from "../../errors.ts";
import { hexOf } from "../../files/md5.ts";
import { hostFor } from "../../runtime/guarded_host.ts";
import type { Host } from "../../runtime/host.ts";
import { readBytes } from "../../runtime/read_file.ts";
import { formatText, stripBytes } from "../../python/strings.ts";
import { hashOf } from "./hash.ts";
import { checkImageOptions, TAG_CHECKS } from "./checks.ts";
import type { ImageSpec } from "./image_spec.ts";
import type { SpecValues } from "./scalars.ts";

/** How the files of a specification become digests. */
export interface FileDigests {
  /** The digest of the source files in a folder. */
  readonly source: (host: Host, root: string) => Promise<string>;
  /** The digest of files and folders to copy. */
  readonly copy: (host: Host, paths: readonly string[]) => Promise<string>;
}

/** Options of `ImageSpec.tag` and `ImageSpec.imageName`. */
export interface TagOptions {
  /** Where files are read. Default: the machine. */
  readonly host?: Host | undefined;
  /** Other digests than flytekit's, such as ones that are known already. */
  readonly digests?: Partial<FileDigests> | undefined;
  /** Names that builders have given images, by those they would have; for base images. Default: none. */
  readonly realNames?: ReadonlyMap<string, string> | undefined;
  /**
   * Gets what is to be known about the files. With it, a directory for which git refuses to say what it ignores has the
   * tag of flytekit, which then ignores nothing; without it, `tag` rejects with `git_ignore_unknown`. Default: none.
   */
  readonly onIssue?: ((issue: Issue) => void) | undefined;
}

/** See `ImageSpec.tag`. */
export async function tagOf(call: string, spec: ImageSpec, options: TagOptions): Promise<string> {
  checkImageOptions(call, options, TAG_CHECKS);
  const values: { -readonly [Key in keyof SpecValues]: SpecValues[Key] } = { ...spec, registryConfig: undefined };
  const { baseImage } = spec;
  if (typeof baseImage === "object") {
    const name = await baseImage.imageName(options);
    values.baseImage = options.realNames?.get(name) ?? name;
  }
  const source = await sourceOf(spec, options);
  if (source !== undefined) values.sourceRoot = source;
  if (spec.copy !== undefined && spec.copy.length > 0) {
    values.copy = await (options.digests?.copy ?? (await import("./file_digest.ts")).copyDigest)(
      hostFor(options.host),
      spec.copy,
    );
  }
  if (spec.requirements) values.requirements = await requirementsDigest(spec, spec.requirements, options);
  return formatTag(spec, hashOf(values).replaceAll("-", "_"));
}

/** A hash in the format of a specification. Throws `invalid_tag_format`. */
export function formatTag({ name, tagFormat }: ImageSpec, hash: string): string {
  if (!tagFormat) return hash;
  const tag = formatText(tagFormat, "spec_hash", hash);
  if (typeof tag === "string") return tag;
  throw new FlyteConfigError(
    "invalid_tag_format",
    `image spec ${JSON.stringify(name)}: tag_format cannot be filled in: ${tag.fault}`,
    { path: "tag_format" },
  );
}

async function sourceOf({ name, sourceRoot, sourceCopyMode }: ImageSpec, options: TagOptions): Promise<string | void> {
  if (sourceCopyMode === undefined || sourceCopyMode === "NO_COPY") return;
  if (!sourceRoot) {
    throw new FlyteConfigError(
      "missing_source_root",
      `image spec ${JSON.stringify(name)}: source_copy_mode is ${sourceCopyMode}, so source_root must be set`,
      { path: "source_root" },
    );
  }
  if (sourceCopyMode === "LOADED_MODULES") {
    throw new FlyteConfigError(
      "loaded_modules_unknown",
      `image spec ${JSON.stringify(name)}: source_copy_mode is LOADED_MODULES, which is also what source_root alone ` +
        `means. Only a running Python knows which modules it has loaded; use sourceCopyMode "ALL" for all files, ` +
        `"NO_COPY" for none, or copy for those you name`,
      { path: "source_copy_mode" },
    );
  }
  const { digests, onIssue } = options;
  const host = hostFor(options.host);
  if (digests?.source !== undefined) return await digests.source(host, sourceRoot);
  return await (await import("./file_digest.ts")).sourceDigest(host, sourceRoot, onIssue);
}

async function requirementsDigest(spec: ImageSpec, path: string, { host }: TagOptions): Promise<string> {
  try {
    const bytes = await readBytes(hostFor(host), path, "requirements");
    return hexOf(sha1(stripBytes(bytes)));
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    const message = `image spec ${JSON.stringify(spec.name)}: requirements: ${error.message}`;
    throw new FlyteConfigError(error.code, message, { path: "requirements", cause: error });
  }
}
