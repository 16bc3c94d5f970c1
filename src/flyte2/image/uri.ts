/**
 * The name of an image, and the hash that is its tag.
 *
 * @module
 */
import { HOST, type OptionChecks, STRING } from "../../arguments.ts";
import { FlyteConfigError } from "../../errors.ts";
import { hexOf } from "../../files/block_hash.ts";
import { CACHE, type FileHashCache, hashCacheOf } from "../../files/hash_cache.ts";
import { hashContent } from "../../files/hash_files.ts";
import { bufferedHasher, createMd5, md5Hex, type TextHasher } from "../../files/md5.ts";
import { hostFor } from "../../runtime/guarded_host.ts";
import type { Host } from "../../runtime/host.ts";
import { withFiles } from "../../runtime/host_errors.ts";
import { quoted } from "../../text/quote.ts";
import { readImageIgnore } from "./ignore.ts";
import type { ImageState } from "./image_state.ts";
import { completeLayers, hashLayer, type Layer, layerText } from "./layers/mod.ts";
import type { ScriptReader } from "./layers/layer.ts";

/** Options of `Image.uri`. */
export interface UriOptions {
  /**
   * Host whose files are read.
   *
   * @default this machine
   */
  readonly host?: Host | undefined;
  /**
   * Root directory, whose `.dockerignore` is used unless a layer names one.
   *
   * @default none
   */
  readonly rootDir?: string | undefined;
  /**
   * Cache that remembers the hashes of directories; see `fileHashCache`. It has an effect on images that are equal up to
   * the layer with the directory.
   *
   * @default none: all files are read
   */
  readonly cache?: FileHashCache | undefined;
}

/** Checks of {@linkcode UriOptions}. */
export const URI_CHECKS: OptionChecks<UriOptions> = { host: HOST, rootDir: STRING, cache: CACHE };

/**
 * Names an image. Rejects as `Image.uri` does.
 *
 * @param text – The {@linkcode hashedText} of the image.
 */
export async function uriOf(
  image: ImageState,
  options: UriOptions,
  readScript: ScriptReader,
  text: string | undefined = hashedText(image),
): Promise<string> {
  const { registry, name, baseImage, refName } = image;
  if (refName !== undefined && !baseImage) {
    throw new FlyteConfigError(
      "image_ref_unresolved",
      `the image reference ${quoted(refName)} is not resolved; call resolveRef with a configuration first`,
    );
  }
  if (!image.isCloned) {
    if (baseImage) return baseImage;
    throw new FlyteConfigError(
      "image_base_required",
      'the image has no base image; pass its whole name to Image.fromBase, such as "ghcr.io/acme/app:v1"',
    );
  }
  const tag = image.tag || await digestOf(image, options, readScript, text);
  if (!name) throw new FlyteConfigError("image_unnamed", "the image has no name; pass one to clone");
  return registry ? `${registry}/${name}:${tag}` : `${name}:${tag}`;
}

/** Returns the string that is hashed for an image; `undefined` if files are part of the hash. */
export function hashedText({ baseImage, dockerfile, layers }: ImageState): string | undefined {
  if (dockerfile !== undefined) return undefined;
  let hashed = baseImage ?? "";
  for (const layer of layers) {
    const text = layerText(layer);
    if (text === undefined) return undefined;
    hashed += text;
  }
  return hashed;
}

/** The hash: 32 hexadecimal digits. Rejects as `Image.uri` does. */
async function digestOf(
  image: ImageState,
  options: UriOptions,
  readScript: ScriptReader,
  text: string | undefined,
): Promise<string> {
  // The ignore file of a root directory is read even if no layer has files.
  if (text !== undefined && options.rootDir === undefined) return md5Hex(text);
  const hasher = bufferedHasher(createMd5());
  await hashImage(image, options, readScript, () => hasher);
  return hexOf(hasher.digest());
}

/** Hashes the base image or the Dockerfile, then the layers, each into the hasher that `hasherOf` returns. */
export async function hashImage(
  { baseImage, dockerfile, layers }: ImageState,
  options: UriOptions,
  readScript: ScriptReader,
  hasherOf: (layer: Layer | "base") => TextHasher,
): Promise<void> {
  const { rootDir } = options;
  const cache = hashCacheOf(options.cache);
  const host = withFiles(hostFor(options.host));
  const isIgnored = await readImageIgnore(host, layers, rootDir);
  const base = hasherOf("base");
  if (baseImage) base.text(baseImage);
  if (dockerfile !== undefined) await hashContent(base, host, dockerfile);
  for (const layer of await completeLayers(host, layers)) {
    await hashLayer(layer, { hasher: hasherOf(layer), host, isIgnored, cache, readScript });
  }
}
