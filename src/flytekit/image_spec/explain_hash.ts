/**
 * Explains why two image specifications have different hashes.
 *
 * @module
 */
import { checkArgument, objectWith } from "../../arguments.ts";
import {
  type ComparedValue,
  difference,
  explanation,
  type HashDifference,
  type HashExplanation,
} from "../../files/hash_explanation.ts";
import { isObject } from "../../python/json_value.ts";
import { redactValue } from "../../python/redact_value.ts";
import { type Field, FIELDS, type SpecFields } from "./fields.ts";
import type { ImageSpec } from "./image_spec.ts";
import { hashedValue } from "./scalars.ts";
import { fieldRepr } from "./tag.ts";

const SPEC = objectWith("an ImageSpec", "id", "platform", "toDict");

/**
 * Compares two specifications field by field, and so explains why Python and TypeScript, or two machines, name different
 * images. Base images that are specifications are compared field by field as well. The explanation is about `id`; the tag
 * also depends on the content of the files that `requirements`, `copy` and `source_root` name, and does not depend on
 * `registry_config`.
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
export function explainHash(one: ImageSpec, other: ImageSpec): HashExplanation {
  checkArgument("explainHash", "one", one, SPEC, "explainHash(one, other)");
  checkArgument("explainHash", "other", other, SPEC);
  return explanation("specification", [one.id, other.id], differencesOf(one, other, ""));
}

function differencesOf(one: SpecFields, other: SpecFields, path: string): HashDifference[] {
  return FIELDS.flatMap((field) => {
    const [left, right] = [one.baseImage, other.baseImage];
    if (field.kind === "baseImage" && isObject(left) && isObject(right)) {
      return differencesOf(left, right, `${path}base_image.`);
    }
    const isHashed = !field.isUnhashed;
    const [first, second] = [one, other].map((spec) => compared(field, hashedValue(field, spec)));
    return difference(path + field.wire, isHashed, first!, second!) ?? [];
  });
}

function compared(field: Field, value: unknown): ComparedValue {
  if (value === undefined) return { exact: undefined, shown: undefined, value };
  const shown = field.kind === "baseImage" && isObject(value) ? String(value) : fieldRepr(field, redactValue(value));
  return { exact: fieldRepr(field, value), shown, value };
}
