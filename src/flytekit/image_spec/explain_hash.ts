/**
 * Explains why two image specifications have different hashes.
 *
 * @module
 */
import { checkArgument, objectWith } from "../../arguments.ts";
import { fileDifferences } from "../../files/file_differences.ts";
import { difference, explanation, type HashDifference, type HashExplanation } from "../../files/hash_explanation.ts";
import { isObject } from "../../python/json_value.ts";
import { comparedValue } from "./compared_value.ts";
import { type Field, FIELDS, type SpecFields } from "./fields.ts";
import type { ImageSpec } from "./image_spec.ts";
import { hashedValue } from "./scalars.ts";
import { checkTagOptions, imageNameOf, isInTag, TAG_CHECKS, type TagOptions } from "./tag.ts";

const SPEC = objectWith("an ImageSpec", "id", "platform", "toDict");

/**
 * Compares two specifications field by field, and so explains why Python and TypeScript, or two machines, name different
 * images. Base images that are specifications are compared field by field as well. The explanation is about `id`, which
 * depends on no files; with options, it is about the names of the images.
 *
 * @param one – The first specification.
 * @param other – The second specification.
 * @returns The differences.
 * @throws {FlyteConfigError} `invalid_argument` – when an argument is not an `ImageSpec`.
 *
 * @example
 * ```ts
 * import { explainHash, ImageSpec } from "@flyte-ts/config";
 *
 * const mine = new ImageSpec({ packages: ["pandas"], env: { A: "1" } });
 * const theirs = mine.withPackages("numpy");
 * console.log(explainHash(mine, theirs).differences.map(({ path, other }) => `${path}: ${other}`));
 * // [ "packages: ['pandas', 'numpy']" ]
 * ```
 */
export function explainHash(one: ImageSpec, other: ImageSpec): HashExplanation;
/**
 * Compares two specifications field by field and file by file, and so explains why their images have different names:
 * which files of `requirements`, `copy` and `source_root` have different content, or only one has, or one ignores. The
 * `ids` of the result are the names of the images. Of these fields, only the files are part of the hash, not their paths;
 * `registry_config` is not part of it.
 *
 * @param one – The first specification.
 * @param other – The second specification.
 * @param options – Where files are read, for both specifications or for each.
 * @returns The differences.
 * @throws {FlyteConfigError} `invalid_argument` – when an argument is not an `ImageSpec`.
 * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has a wrong value; and the codes of
 * `ImageSpec.tag`.
 *
 * @example
 * ```ts
 * import { explainHash, ImageSpec, memoryHost } from "@flyte-ts/config";
 *
 * const spec = new ImageSpec({ copy: ["/src"] });
 * const [mine, theirs] = ["1", "2"].map((text) => ({ host: memoryHost({ files: { "/src/a.py": text } }) }));
 * const { differences } = await explainHash(spec, spec, [mine!, theirs!]);
 * console.log(differences.map(({ path, file }) => `${path}: ${file}`)); // [ "copy[0]: a.py" ]
 * ```
 */
export function explainHash(
  one: ImageSpec,
  other: ImageSpec,
  options: TagOptions | readonly [one: TagOptions, other: TagOptions],
): Promise<HashExplanation>;
/**
 * Compares two specifications, with options also their files.
 *
 * @param one – The first specification.
 * @param other – The second specification.
 * @param options – Where files are read.
 * @returns The differences; with options, a promise of them.
 * @throws {FlyteConfigError} `invalid_argument`, `invalid_option` – when an argument is wrong.
 *
 * @example
 * ```ts
 * import { explainHash, ImageSpec } from "@flyte-ts/config";
 *
 * console.log(explainHash(new ImageSpec(), new ImageSpec()).isSame); // true
 * ```
 */
export function explainHash(
  one: ImageSpec,
  other: ImageSpec,
  options?: TagOptions | readonly [one: TagOptions, other: TagOptions],
): HashExplanation | Promise<HashExplanation> {
  checkArgument("explainHash", "one", one, SPEC, "explainHash(one, other)");
  checkArgument("explainHash", "other", other, SPEC);
  if (options !== undefined) return explainName(one, other, isPair(options) ? options : [options, options]);
  return explanation(
    "specification",
    [one.id, other.id],
    differencesOf(one, other, "", ({ isUnhashed }) => !isUnhashed),
  );
}

function isPair(
  options: TagOptions | readonly [TagOptions, TagOptions],
): options is readonly [TagOptions, TagOptions] {
  return Array.isArray(options);
}

async function explainName(
  one: ImageSpec,
  other: ImageSpec,
  options: readonly [TagOptions, TagOptions],
): Promise<HashExplanation> {
  for (const each of options) checkTagOptions("explainHash", each, TAG_CHECKS);
  const { hashedFiles, ignoresOf } = await import("./hash_inputs.ts");
  const specs = [one, other] as const;
  const ids = [await imageNameOf(one, options[0]), await imageNameOf(other, options[1])] as const;
  const [mine, theirs] = [await hashedFiles(one, options[0]), await hashedFiles(other, options[1])];
  const fields = [...new Set([...mine, ...theirs].map(({ field }) => field))];
  const differences = [...differencesOf(one, other, "", isInTag)];
  for (const field of fields) {
    const [left, right] = [mine, theirs].map((files, index) => ({
      files: files.filter((file) => file.field === field),
      ignores: ignoresOf(specs[index]!, field, options[index]!),
    }));
    differences.push(...await fileDifferences(field, left!, right!));
  }
  return explanation("image", ids, differences);
}

function differencesOf(
  one: SpecFields,
  other: SpecFields,
  path: string,
  isPart: (field: Field, spec: SpecFields) => boolean,
): HashDifference[] {
  return FIELDS.flatMap((field) => {
    const [left, right] = [one.baseImage, other.baseImage];
    if (field.kind === "baseImage" && isObject(left) && isObject(right)) {
      return differencesOf(left, right, `${path}base_image.`, isPart);
    }
    const isHashed = isPart(field, one) || isPart(field, other);
    const [first, second] = [one, other].map((spec) => comparedValue(field, hashedValue(field, spec)));
    return difference(path + field.wire, isHashed, first!, second!) ?? [];
  });
}
