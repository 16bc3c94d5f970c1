/**
 * The hash, the tag and the name of the image of a specification, as flytekit computes them.
 *
 * @module
 */
import { checkOptions, FUNCTION, HOST, OBJECT, objectWith, type OptionChecks } from "../../arguments.ts";
import { FlyteConfigError, type Issue } from "../../errors.ts";
import { CACHE, type FileHashCache, hashCacheOf } from "../../files/hash_cache.ts";
import { md5Base64Url } from "../../files/md5.ts";
import { sha1Hex } from "../../files/sha1.ts";
import { formatText, stripBytes } from "../../python/strings.ts";
import { isObject } from "../../python/json_value.ts";
import { PythonEnumMember, pythonRepr, type PythonValue } from "../../python/values.ts";
import { hostFor } from "../../runtime/guarded_host.ts";
import type { Host } from "../../runtime/host.ts";
import { readBytes } from "../../runtime/read_file.ts";
import { quoted } from "../../text/quote.ts";
import { COPY_MODES, type CopyFileDetection, type Field, FIELDS, type SpecFields } from "./fields.ts";
import { hashedValue, type SpecValues } from "./scalars.ts";

/** Options of `ImageSpec.tag` and `ImageSpec.imageName`. */
export interface TagOptions {
  /**
   * Machine that has the files.
   * @default the runtime
   */
  readonly host?: Host | undefined;
  /**
   * Cache that remembers the hashes of directories; see `fileHashCache`.
   * @default none: all files are read
   */
  readonly cache?: FileHashCache | undefined;
  /**
   * Functions that replace flytekit's digests, such as for digests that are known already.
   * @default flytekit's
   */
  readonly digests?: {
    /** Computes the digest of the source files in a directory. */
    readonly source?: (host: Host, root: string) => Promise<string>;
    /** Computes the digest of files and directories to copy. */
    readonly copy?: (host: Host, paths: readonly string[]) => Promise<string>;
  } | undefined;
  /**
   * Names that builders gave to base images, by the names that those would have otherwise.
   * @default none
   */
  readonly realNames?: ReadonlyMap<string, string> | undefined;
  /**
   * Receives issues of the files. If it is set, a directory for which git reports an error has the tag of flytekit, which
   * ignores no file then; otherwise `git_ignore_unknown` is thrown.
   */
  readonly onIssue?: ((issue: Issue) => void) | undefined;
}

/** Checks of {@linkcode TagOptions}. */
export const TAG_CHECKS: OptionChecks<TagOptions> = {
  host: HOST,
  cache: CACHE,
  digests: OBJECT,
  realNames: objectWith("a Map", "get", "has"),
  onIssue: FUNCTION,
};

const DIGEST_CHECKS: OptionChecks<NonNullable<TagOptions["digests"]>> = { source: FUNCTION, copy: FUNCTION };

/** Checks the options of a call that names an image. Throws `invalid_option`. */
export function checkTagOptions<O extends TagOptions>(call: string, options: unknown, checks: OptionChecks<O>): void {
  checkOptions(call, options, checks);
  const { digests } = options as TagOptions;
  if (digests !== undefined) checkOptions(`${call}: digests`, digests, DIGEST_CHECKS);
}

/** Returns the hash of fields: 22 characters of the URL-safe base64 alphabet. */
export function hashOf(values: SpecValues): string {
  return md5Base64Url(hashedText(values));
}

/** Returns the text that is hashed: Python's `str(dict)` of the hashed fields that are set. */
function hashedText(values: SpecValues): string {
  const items = FIELDS.filter((field) => !field.isUnhashed && values[field.key] !== undefined)
    .map((field) => `'${field.wire}': ${fieldRepr(field, hashedValue(field, values))}`);
  return `{${items.join(", ")}}`;
}

/** Returns Python's `repr` of the value of a field, which is not `undefined`. */
export function fieldRepr({ kind }: Field, value: unknown): string {
  if (kind === "baseImage" && isObject(value) && "platform" in value) return hashedText(value);
  if (kind === "copyMode") {
    const mode = value as CopyFileDetection;
    return pythonRepr(new PythonEnumMember("CopyFileDetection", mode, COPY_MODES[mode]));
  }
  return pythonRepr(value as PythonValue);
}

/** Returns the registry, the name and the tag of an image. Rejects as {@linkcode tagOf} does. */
export async function imageNameOf(spec: SpecFields, options: TagOptions): Promise<string> {
  const name = `${spec.name}:${await tagOf(spec, options)}`;
  return spec.registry ? `${spec.registry}/${name}` : name;
}

/**
 * Returns the tag of an image: the hash with the content of files instead of their paths, in the format of the
 * specification. Rejects with `missing_source_root`, `loaded_modules_unknown`, `invalid_tag_format`, and as reading files
 * does.
 */
export async function tagOf(spec: SpecFields, options: TagOptions): Promise<string> {
  const values: { -readonly [Key in keyof SpecValues]: SpecValues[Key] } = { ...spec, registryConfig: undefined };
  const { baseImage, copy } = spec;
  if (isObject(baseImage)) {
    const name = await imageNameOf(baseImage, options);
    values.baseImage = options.realNames?.get(name) ?? name;
  }
  const source = await sourceDigestOf(spec, options);
  if (source !== undefined) values.sourceRoot = source;
  if (copy != null && copy.length > 0) {
    values.copy = await copyDigestOf(copy, options);
  }
  if (spec.requirements) values.requirements = await requirementsDigest(spec, spec.requirements, options);
  return formatTag(spec, hashOf(values).replaceAll("-", "_"));
}

/** Returns whether a field itself is part of the tag, and not only the content of the files that it names. */
export function isInTag({ key, isUnhashed }: Field, spec: SpecFields): boolean {
  if (isUnhashed || key === "registryConfig") return false;
  if (key === "sourceRoot") return !copiesSources(spec);
  return key === "copy" ? !spec.copy?.length : key !== "requirements" || !spec.requirements;
}

/** Returns whether the files of `sourceRoot` are part of the tag. */
export function copiesSources({ sourceCopyMode }: SpecFields): boolean {
  return sourceCopyMode != null && sourceCopyMode !== "NO_COPY";
}

/** Returns a hash in the format of a specification. Throws `invalid_tag_format`. */
export function formatTag({ name, tagFormat }: SpecFields, hash: string): string {
  if (!tagFormat) return hash;
  const tag = formatText(tagFormat, "spec_hash", hash);
  if (typeof tag === "string") return tag;
  throw new FlyteConfigError(
    "invalid_tag_format",
    `${titleOf({ name })}: cannot format tag_format: ${tag.fault}`,
    { path: "tag_format" },
  );
}

/** Names a specification in messages. */
export function titleOf({ name }: SpecFields): string {
  return `ImageSpec ${quoted(name ?? "flytekit")}`;
}

async function copyDigestOf(copy: readonly string[], { digests, host, cache }: TagOptions): Promise<string> {
  if (digests?.copy !== undefined) return await digests.copy(hostFor(host), copy);
  return await (await import("./source_files.ts")).copyDigest(hostFor(host), copy, hashCacheOf(cache));
}

async function sourceDigestOf(spec: SpecFields, options: TagOptions): Promise<string | undefined> {
  const { digests, onIssue, host } = options;
  const { sourceRoot, sourceCopyMode } = spec;
  if (!copiesSources(spec)) return undefined;
  if (!sourceRoot) {
    throw new FlyteConfigError(
      "missing_source_root",
      `${titleOf(spec)}: source_copy_mode is ${sourceCopyMode} and source_root is not set; set source_root`,
      { path: "source_root" },
    );
  }
  if (sourceCopyMode === "LOADED_MODULES") {
    throw new FlyteConfigError(
      "loaded_modules_unknown",
      `${titleOf(spec)}: source_copy_mode is LOADED_MODULES, the default with source_root, and only a running Python ` +
        'knows its loaded modules; set sourceCopyMode to "ALL" for all files or "NO_COPY" for none, or list files in copy',
      { path: "source_copy_mode" },
    );
  }
  if (digests?.source !== undefined) return await digests.source(hostFor(host), sourceRoot);
  const cache = hashCacheOf(options.cache);
  return await (await import("./source_files.ts")).sourceDigest(hostFor(host), sourceRoot, { onIssue, cache });
}

async function requirementsDigest(spec: SpecFields, path: string, { host }: TagOptions): Promise<string> {
  try {
    const bytes = await readBytes(hostFor(host), path, "requirements");
    return sha1Hex(stripBytes(bytes));
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    const message = `${titleOf(spec)}: requirements: ${error.message}`;
    throw new FlyteConfigError(error.code, message, { path: "requirements", cause: error });
  }
}
