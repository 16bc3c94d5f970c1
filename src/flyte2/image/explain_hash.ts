/**
 * Why two images of flyte 2 have different names.
 *
 * @module
 */
import { checkOptions } from "../../arguments.ts";
import {
  type ComparedValue,
  difference,
  explanation,
  type HashDifference,
  type HashExplanation,
} from "../../files/hash_explanation.ts";
import { bufferedHasher, createMd5, type Hasher, hexOf } from "../../files/md5.ts";
import { pythonRepr, type PythonValue } from "../../python/values.ts";
import { redactValue } from "../../python/redact_value.ts";
import { checkImageArgument, URI_CHECKS } from "./checks.ts";
import type { ImageState } from "./image_state.ts";
import { type LayerRow, rowsOf } from "./layer_rows.ts";
import type { Layer } from "./layers.ts";
import { Secret } from "./secret.ts";
import { hashImage, uriOf, type UriOptions } from "./uri.ts";

/** The parts of an image that count, each with a hash of its own. */
interface Fingerprint {
  readonly base: string;
  readonly layers: readonly { readonly layer: Layer; readonly hash: string }[];
}

/** Fields that are in the name and not in its hash, or count for nothing. */
const FIELDS = [
  ["base_image", "baseImage", true],
  ["dockerfile", "dockerfile", false],
  ["tag", "tag", false],
  ["registry", "registry", false],
  ["name", "name", false],
  ["platform", "platform", false],
  ["python_version", "pythonVersion", false],
] as const;

/**
 * Says in which fields and layers two images differ, and whether the content of files does, so that it is known why
 * Python and TypeScript, or two machines, name different images. `ids` are the names. Rejects as `Image.uri` does.
 *
 * @example
 * ```ts
 * import { explainHash, Image } from "@flyte-ts/config/v2";
 *
 * const base = Image.fromBase("debian:12").clone({ name: "app", extendable: true });
 * const [mine, theirs] = [base.withAptPackages("git"), base.withAptPackages("git", "curl")];
 * console.log((await explainHash(mine, theirs)).differences.map(({ path, other }) => `${path}: ${other}`));
 * // [ "layers[0].packages: ['git', 'curl']" ]
 * ```
 */
export async function explainHash(
  one: ImageState,
  other: ImageState,
  options: UriOptions | readonly [one: UriOptions, other: UriOptions] = {},
): Promise<HashExplanation> {
  checkImageArgument("explainHash", "one", one);
  checkImageArgument("explainHash", "other", other);
  const [left, right]: readonly [UriOptions, UriOptions] = isPair(options) ? options : [options, options];
  for (const each of [left, right]) checkOptions("explainHash", each, URI_CHECKS);
  const ids = [await uriOf(one, left), await uriOf(other, right)] as const;
  const [mine, theirs] = [await fingerprint(one, left), await fingerprint(other, right)];
  const fields = FIELDS.flatMap(([wire, key, isHashed]) =>
    difference(wire, isHashed, compared(one[key]), compared(other[key])) ?? []
  );
  const content = mine.base !== theirs.base && one.baseImage === other.baseImage
    ? [contentDiffers("dockerfile", mine.base, theirs.base)]
    : [];
  return explanation("image", ids, [...fields, ...content, ...layerDifferences(mine, theirs)]);
}

function isPair(options: UriOptions | readonly [UriOptions, UriOptions]): options is readonly [UriOptions, UriOptions] {
  return Array.isArray(options);
}

async function fingerprint(image: ImageState, options: UriOptions): Promise<Fingerprint> {
  const hashers: { readonly layer: Layer | "base"; readonly hasher: Hasher }[] = [];
  await hashImage(image, options, (layer) => {
    const hasher = bufferedHasher(createMd5());
    hashers.push({ layer, hasher });
    return hasher;
  });
  const [base, ...layers] = hashers.map(({ layer, hasher }) => ({ layer, hash: hexOf(hasher.digest()) }));
  return { base: base!.hash, layers: layers as Fingerprint["layers"] };
}

/** The layers that are not the same at the beginning or the end, those of the same place side by side. */
function layerDifferences({ layers: mine }: Fingerprint, { layers: theirs }: Fingerprint): readonly HashDifference[] {
  const isSame = (one: number, other: number) => {
    const [left, right] = [mine[one]!, theirs[other]!];
    return left.hash === right.hash && keyOf(left.layer) === keyOf(right.layer);
  };
  const shorter = Math.min(mine.length, theirs.length);
  let start = 0;
  while (start < shorter && isSame(start, start)) start++;
  let end = 0;
  while (end < shorter - start && isSame(mine.length - 1 - end, theirs.length - 1 - end)) end++;
  const count = Math.max(mine.length, theirs.length) - end - start;
  return Array.from({ length: count }, (_, index) => start + index).flatMap((at) => {
    const [left, right] = [
      at < mine.length - end ? mine[at] : undefined,
      at < theirs.length - end ? theirs[at] : undefined,
    ];
    if (left !== undefined && right !== undefined && left.layer.type === right.layer.type) {
      const fields = toldRows(left.layer).flatMap((row) => fieldDifference(at, row, left.layer, right.layer));
      const isTold = left.hash === right.hash || fields.some(({ isHashed }) => isHashed);
      return isTold ? fields : [...fields, contentDiffers(`layers[${at}]`, left.hash, right.hash)];
    }
    return difference(`layers[${at}]`, true, compared(told(left?.layer)), compared(told(right?.layer))) ?? [];
  });
}

function toldRows({ type }: Layer): readonly LayerRow[] {
  return rowsOf(type).filter(({ isContent }) => !isContent);
}

/** A layer without the content of files. */
function told(layer: Layer | undefined): object | undefined {
  if (layer === undefined) return undefined;
  return { type: layer.type, ...Object.fromEntries(toldRows(layer).map(({ key }) => [key, valueOf(layer, key)])) };
}

function valueOf(layer: Layer, key: string): unknown {
  return (layer as unknown as Readonly<Record<string, unknown>>)[key];
}

function fieldDifference(at: number, row: LayerRow, one: Layer, other: Layer): readonly HashDifference[] {
  const [left, right] = [one, other].map((layer) => compared(valueOf(layer, row.key)));
  return [difference(`layers[${at}].${row.wire}`, !row.isUnhashed, left!, right!) ?? []].flat();
}

function contentDiffers(path: string, one: string, other: string): HashDifference {
  return { path, one, other, isHashed: true, note: "the content of files differs; these are hashes of it" };
}

function compared(value: unknown): ComparedValue {
  if (value === undefined) return { exact: undefined, shown: undefined, value };
  return { exact: keyOf(value), shown: keyOf(redactValue(plain(value))), value };
}

/** A value as Python would write it. */
function keyOf(value: unknown): string {
  return pythonRepr(plain(value) as PythonValue);
}

/** Secrets as texts, and nothing that is not set. */
function plain(value: unknown): unknown {
  if (value instanceof Secret) return String(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).filter(([, held]) => held !== undefined).map(([key, held]) => [key, plain(held)]),
  );
}
