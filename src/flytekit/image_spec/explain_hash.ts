/**
 * Why two image specifications have different hashes.
 *
 * @module
 */
import { checkArgument } from "../../arguments.ts";
import {
  type ComparedValue,
  difference,
  explanation,
  type HashDifference,
  type HashExplanation,
} from "../../files/hash_explanation.ts";
import { redactValue } from "../../python/redact_value.ts";
import { SPEC } from "./checks.ts";
import { type Field, FIELDS } from "./fields.ts";
import { fieldRepr } from "./hash.ts";
import type { ImageSpec } from "./image_spec.ts";
import { hashedValue } from "./scalars.ts";

/**
 * Says in which fields two specifications differ, so that it is known why Python and TypeScript, or two machines, name
 * different images. Base images are compared field by field. It is about `id`; the tag also depends on the content of
 * the files that `requirements`, `copy` and `source_root` name, and not on `registry_config`.
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
  checkArgument("explainHash", "one", one, SPEC);
  checkArgument("explainHash", "other", other, SPEC);
  return explanation("specification", [one.id, other.id], differencesOf(one, other, ""));
}

function differencesOf(one: ImageSpec, other: ImageSpec, path: string): HashDifference[] {
  return FIELDS.flatMap((field) => {
    const [left, right] = [one[field.key], other[field.key]];
    if (field.kind === "baseImage" && typeof left === "object" && typeof right === "object") {
      return differencesOf(left as ImageSpec, right as ImageSpec, `${path}base_image.`);
    }
    const isHashed = !field.isUnhashed;
    const [first, second] = [one, other].map((spec) => compared(field, hashedValue(field, spec)));
    return difference(path + field.wire, isHashed, first!, second!) ?? [];
  });
}

function compared(field: Field, value: unknown): ComparedValue {
  if (value === undefined) return { exact: undefined, shown: undefined, value };
  const shown = field.kind === "baseImage" && typeof value === "object"
    ? String(value)
    : fieldRepr(field, redactValue(value));
  return { exact: fieldRepr(field, value), shown, value };
}
