/**
 * The fields and files that the name of a specification's image is computed from.
 *
 * @module
 */
import { hashOf, hexOf } from "../../files/block_hash.ts";
import { hashFiles } from "../../files/hash_files.ts";
import { type HashedField, type HashedFile, type HashInputs, recordingHasher } from "../../files/hash_inputs.ts";
import { bufferedHasher, createMd5 } from "../../files/md5.ts";
import { createSha256 } from "../../files/sha256.ts";
import { isObject } from "../../python/json_value.ts";
import { joinRelative, pathName } from "../../python/paths.ts";
import { stripBytes } from "../../python/strings.ts";
import { hostFor } from "../../runtime/guarded_host.ts";
import { readBytes } from "../../runtime/read_file.ts";
import { comparedValue } from "./compared_value.ts";
import { FIELDS, type SpecFields } from "./fields.ts";
import type { ImageSpec } from "./image_spec.ts";
import { hashedValue } from "./scalars.ts";
import { copiedFiles, sourceCandidates } from "./source_files.ts";
import { copiesSources, imageNameOf, isInTag, type TagOptions } from "./tag.ts";

/** Returns what the name of the image is computed from. Rejects as `ImageSpec.imageName` does. */
export async function hashInputs(spec: ImageSpec, options: TagOptions): Promise<HashInputs> {
  return {
    imageName: await imageNameOf(spec, options),
    fields: fieldsOf(spec, ""),
    files: await hashedFiles(spec, options),
  };
}

function fieldsOf(spec: SpecFields, path: string): HashedField[] {
  return FIELDS.flatMap((field) => {
    const value = hashedValue(field, spec);
    if (value === undefined) return [];
    if (field.kind === "baseImage" && isObject(value)) return fieldsOf(value, `${path}base_image.`);
    return { path: path + field.wire, value: comparedValue(field, value).shown!, isHashed: isInTag(field, spec) };
  });
}

/**
 * Returns the files whose content is part of the tag, also those of base images, but not those with a digest that the
 * options replace. Rejects as `ImageSpec.tag` does, except for a specification that has no tag.
 */
export async function hashedFiles(
  spec: SpecFields,
  options: TagOptions,
  parent: string = "",
): Promise<readonly HashedFile[]> {
  const host = hostFor(options.host);
  const { digests } = options;
  const { baseImage, requirements, sourceRoot } = spec;
  const files: HashedFile[] = [];
  if (isObject(baseImage)) files.push(...await hashedFiles(baseImage, options, `${parent}base_image.`));
  if (requirements) {
    const content = stripBytes(await readBytes(host, requirements, "requirements"));
    const digest = hexOf(hashOf(createSha256(), content));
    const file = { field: `${parent}requirements`, file: pathName(requirements), path: requirements, isNamed: false };
    files.push({ ...file, digest });
  }
  const record = async (field: string, lists: Parameters<typeof hashFiles>[2]) => {
    const recorder = recordingHasher(bufferedHasher(createMd5()), parent + field);
    await hashFiles(recorder.hasher, host, lists);
    files.push(...recorder.files());
  };
  if (sourceRoot && copiesSources(spec) && digests?.source === undefined) {
    // The issues were reported when the image was named.
    await record("source_root", sourceCandidates(host, sourceRoot, () => {}));
  }
  const copied = digests?.copy === undefined ? spec.copy ?? [] : [];
  for (const [index, path] of copied.entries()) await record(`copy[${index}]`, copiedFiles(host, [path]));
  return files;
}

/** Returns the check whether a file exists that is ignored, for fields to which ignore rules apply. */
export function ignoresOf(
  spec: SpecFields,
  field: string,
  { host }: TagOptions,
): ((file: string) => Promise<boolean>) | undefined {
  const [, bases, name] = /^((?:base_image\.)*)(.*)$/.exec(field)!;
  let owner: SpecFields | undefined = spec;
  for (let count = bases!.length / "base_image.".length; count > 0; count--) {
    owner = isObject(owner?.baseImage) ? owner.baseImage : undefined;
  }
  const root = owner?.sourceRoot;
  if (name !== "source_root" || !root) return undefined;
  return async (file) => await hostFor(host).stat(joinRelative(root, file)) !== undefined;
}
