/**
 * Explains why two hashes differ.
 *
 * @module
 */
import { oneLine } from "../text/quote.ts";
import { redact } from "../text/redact.ts";

/** Number of characters of a path that are shown. */
const MAX_PATH = 512;
/** Number of digits of a digest that are shown. */
const SHOWN_DIGITS = 12;

/** A difference between two images that `explainHash` found. */
export interface HashDifference {
  /** The field in Flyte's spelling, such as `packages`, `base_image.env` or `layers[2].packages`. */
  readonly path: string;
  /**
   * The file whose content differs, or that only one image has: its path below the directory that the field names. Then
   * `one` and `other` are SHA-256 digests of its content.
   */
  readonly file?: string | undefined;
  /** Its value in the first image as Python writes it, without credentials; `undefined` if it is not set. */
  readonly one: string | undefined;
  /** Its value in the second image; `undefined` if it is not set. */
  readonly other: string | undefined;
  /** Whether the field is part of the hash. */
  readonly isHashed: boolean;
  /** A hint, such as that only the order differs. */
  readonly note?: string | undefined;
}

/** The result of `explainHash`. */
export interface HashExplanation {
  /** Whether both images have the same hash. */
  readonly isSame: boolean;
  /** The hash of each image, with credentials of its registry redacted. */
  readonly ids: readonly [one: string, other: string];
  /** The differences in the order of the hash, including those that are not part of it. */
  readonly differences: readonly HashDifference[];
  /**
   * Formats the explanation for people, in several lines.
   *
   * @returns The ids, and one line per difference.
   */
  toString(): string;
}

/** A value of one image, exact and as it may be shown. */
export interface ComparedValue {
  /** As it is hashed; `undefined` if it is not set. */
  readonly exact: string | undefined;
  /** As it may be shown, without credentials; `undefined` if it is not set. */
  readonly shown: string | undefined;
  /** The value itself. */
  readonly value: unknown;
}

/** Creates the explanation of two hashes. */
export function explanation(
  subject: string,
  ids: readonly [one: string, other: string],
  differences: readonly HashDifference[],
): HashExplanation {
  const found = Object.freeze([...differences]);
  const isSame = ids[0] === ids[1];
  const shown = [redact(ids[0]), redact(ids[1])] as const;
  return Object.freeze({
    isSame,
    ids: Object.freeze(shown),
    differences: found,
    toString: () => describe(subject, shown, found),
  });
}

/** Returns the difference of two values, if they differ. */
export function difference(
  path: string,
  isHashed: boolean,
  left: ComparedValue,
  right: ComparedValue,
): HashDifference | undefined {
  if (left.exact === right.exact) return undefined;
  const [one, other] = [left.shown, right.shown];
  const note = one === other
    ? "they differ in redacted parts"
    : isReordered(left.value, right.value)
    ? "only the order differs, which changes the hash"
    : undefined;
  return Object.freeze({ path, one, other, isHashed, note });
}

/** Checks whether two lists or objects have the same items in a different order. */
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

function describe(
  subject: string,
  [one, other]: readonly [string, string],
  differences: readonly HashDifference[],
): string {
  const first = one === other ? `Both ${subject}s have the id ${one}.` : `The ids are ${one} and ${other}.`;
  const lines = differences.map((found) => {
    const notes = [found.isHashed ? undefined : "not part of the hash", found.note].filter((note) => !!note);
    const what = found.file === undefined
      ? `${found.one ?? "not set"} ≠ ${found.other ?? "not set"}`
      : describeFile(found.file, found);
    return `  ${found.path}: ${what}${notes.length > 0 ? ` (${notes.join("; ")})` : ""}`;
  });
  return [first, ...lines].join("\n");
}

function describeFile(file: string, { one, other }: HashDifference): string {
  const name = oneLine(file, MAX_PATH);
  if (one === undefined || other === undefined) {
    return `${name} is only in the ${one === undefined ? "second" : "first"}`;
  }
  const [before, after] = [one, other].map((digest) => digest.slice(0, SHOWN_DIGITS));
  return `${name} has different content: ${before}… ≠ ${after}…`;
}
