/**
 * Why two image specifications have different hashes.
 *
 * @module
 */
import { type Field, FIELDS } from "./fields.ts";
import { fieldRepr } from "./hash.ts";
import type { ImageSpec } from "./image_spec.ts";
import { withoutSecrets } from "../settings/mask.ts";

/** A field that two specifications have different values in. */
export interface HashDifference {
  /** The field, in flytekit's spelling, such as `packages` or `base_image.env`. */
  readonly path: string;
  /** Its value in the first specification as Python writes it, without credentials; `undefined` if it is not set. */
  readonly one: string | undefined;
  /** Its value in the second specification. */
  readonly other: string | undefined;
  /** Whether it counts in the hash. */
  readonly isHashed: boolean;
  /** What to know about it, such as that only the order differs. */
  readonly note?: string | undefined;
}

/** What {@linkcode explainHash} finds. */
export interface HashExplanation {
  /** Whether both have the same `id`. */
  readonly isSame: boolean;
  /** The `id` of each. */
  readonly ids: readonly [one: string, other: string];
  /** The fields that differ, in the order of the hash; also those that do not count in it. */
  readonly differences: readonly HashDifference[];
  /** All of it, as text of several lines. */
  toString(): string;
}

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
  const differences = Object.freeze(differencesOf(one, other, ""));
  const ids = Object.freeze([one.id, other.id] as const);
  const isSame = one.id === other.id;
  return Object.freeze({ isSame, ids, differences, toString: () => describe(ids, differences) });
}

function differencesOf(one: ImageSpec, other: ImageSpec, path: string): HashDifference[] {
  return FIELDS.flatMap((field) => {
    const [left, right] = [one[field.key], other[field.key]];
    if (field.kind === "baseImage" && typeof left === "object" && typeof right === "object") {
      return differencesOf(left as ImageSpec, right as ImageSpec, `${path}base_image.`);
    }
    const found = difference(field, left, right);
    return found === undefined ? [] : [{ ...found, path: path + field.wire }];
  });
}

function difference(field: Field, left: unknown, right: unknown): HashDifference | undefined {
  const [exactOne, exactOther] = [left, right].map((value) =>
    value === undefined ? undefined : fieldRepr(field, value)
  );
  if (exactOne === exactOther) return undefined;
  const [one, other] = [left, right].map((value) => shown(field, value));
  const note = one === other
    ? "the difference is in what is not shown"
    : isReordered(left, right)
    ? "only the order differs, which counts"
    : undefined;
  return Object.freeze({ path: field.wire, one, other, isHashed: !field.isUnhashed, note });
}

function shown(field: Field, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (field.kind === "baseImage" && typeof value === "object") return String(value);
  return fieldRepr(field, withoutSecrets(value));
}

/** Whether two lists, or two objects, have the same items in another order. */
function isReordered(left: unknown, right: unknown): boolean {
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  const [one, other] = [left, right].map((value) => JSON.stringify(Object.entries(value).map(sortable).toSorted()));
  return Array.isArray(left) === Array.isArray(right) && one === other;

  function sortable([key, item]: readonly [string, unknown]): string {
    return JSON.stringify(
      Array.isArray(left) ? item : [key, item],
      (_, part) => typeof part === "bigint" ? `${part}n` : part,
    );
  }
}

function describe(ids: readonly [string, string], differences: readonly HashDifference[]): string {
  const [one, other] = ids;
  const first = one === other ? `Both specifications have the id ${one}.` : `The ids are ${one} and ${other}.`;
  const lines = differences.map((found) => {
    const notes = [found.isHashed ? undefined : "does not count in the hash", found.note].filter((note) => !!note);
    return `  ${found.path}: ${found.one ?? "not set"} ≠ ${found.other ?? "not set"}${
      notes.length > 0 ? ` (${notes.join("; ")})` : ""
    }`;
  });
  return [first, ...lines].join("\n");
}
