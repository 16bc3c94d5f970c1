/**
 * The name of an image, and the hash in it.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { hashContent } from "../../files/hash_files.ts";
import { bufferedHasher, createMd5, hexOf, type TextHasher } from "../../files/md5.ts";
import { withFiles } from "../../runtime/host_errors.ts";
import { hostFor } from "../../runtime/guarded_host.ts";
import type { Host } from "../../runtime/host.ts";
import { concreteLayers } from "./concrete.ts";
import { readImageIgnore } from "./ignore.ts";
import type { ImageState } from "./image_state.ts";
import { updateHash } from "./layer_hash.ts";
import type { Layer } from "./layers.ts";

/** Options of `Image.uri`. */
export interface UriOptions {
  /** Where files are read. Default: the machine. */
  readonly host?: Host | undefined;
  /** Root folder, whose `.dockerignore` counts unless a layer names one. Default: none. */
  readonly rootDir?: string | undefined;
}

/** Where the hash of each layer goes. */
export type HasherOf = (layer: Layer | "base") => TextHasher;

/** See `Image.uri`. */
export async function uriOf(image: ImageState, options: UriOptions): Promise<string> {
  const { registry, name, baseImage, refName } = image;
  if (refName !== undefined && !baseImage) throw unresolved(refName);
  if (!image.isCloned) {
    if (baseImage) return baseImage;
    throw new FlyteConfigError(
      "image_base_required",
      "the image has no base image; give Image.fromBase the whole of its name, such as ghcr.io/acme/app:v1",
    );
  }
  const tag = image.tag || await digestOf(image, options);
  if (!name) {
    throw new FlyteConfigError("image_unnamed", "the image has no name, so it has no uri: give clone a name");
  }
  return registry ? `${registry}/${name}:${tag}` : `${name}:${tag}`;
}

/** The hash: 32 hexadecimal digits. Rejects as `Image.uri` does. */
async function digestOf(image: ImageState, options: UriOptions): Promise<string> {
  const hasher = bufferedHasher(createMd5());
  await hashImage(image, options, () => hasher);
  return hexOf(hasher.digest());
}

/** Hashes the base image or Dockerfile, then the layers. */
export async function hashImage(
  { baseImage, dockerfile, layers }: ImageState,
  options: UriOptions,
  hasherOf: HasherOf,
): Promise<void> {
  const { rootDir } = options;
  const host = withFiles(hostFor(options.host));
  const isIgnored = await readImageIgnore(host, layers, rootDir);
  const base = hasherOf("base");
  if (baseImage) base.text(baseImage);
  if (dockerfile !== undefined) await hashContent(base, host, dockerfile);
  for (const layer of await concreteLayers(host, layers)) {
    const reading = updateHash(layer, { hasher: hasherOf(layer), host, isIgnored });
    if (reading !== undefined) await reading;
  }
}

function unresolved(refName: string): FlyteConfigError {
  return new FlyteConfigError(
    "image_ref_unresolved",
    `nobody has said what image ${JSON.stringify(refName)} is: call resolveRef with a configuration first`,
  );
}
