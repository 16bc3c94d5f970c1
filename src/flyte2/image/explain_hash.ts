/**
 * Explains why two images of flyte 2 have different names.
 *
 * @module
 */
import { checkOptions } from "../../arguments.ts";
import { type Hasher, hexOf } from "../../files/block_hash.ts";
import {
  type ComparedValue,
  difference,
  explanation,
  type HashDifference,
  type HashExplanation,
} from "../../files/hash_explanation.ts";
import { bufferedHasher, createMd5 } from "../../files/md5.ts";
import { redactValue } from "../../python/redact_value.ts";
import { pythonRepr, type PythonValue } from "../../python/values.ts";
import { type Field, pythonName } from "./fields.ts";
import { checkImage, IMAGE_FIELDS, type ImageState } from "./image_state.ts";
import { type Layer, layerFields } from "./layers/mod.ts";
import { Secret } from "./secret.ts";
import { readScript } from "./layers/script_reader.ts";
import { hashImage, URI_CHECKS, uriOf, type UriOptions } from "./uri.ts";

/** The hashes of the parts of an image, each on its own. */
interface Fingerprint {
  readonly base: string;
  readonly layers: readonly { readonly layer: Layer; readonly hash: string }[];
}

/** The fields that are compared, besides the layers. */
const COMPARED = ["baseImage", "dockerfile", "tag", "registry", "name", "platform", "pythonVersion"] as const;

/**
 * Compares two images field by field and layer by layer, including the content of their files. Use it to find out why
 * Python and TypeScript, or two machines, name an image differently.
 *
 * @param one – The first image.
 * @param other – The second image.
 * @param options – Where files are read, for both images or for each; the `ids` of the result are the names of the
 * images.
 * @returns The names of both images, and what differs.
 * @throws {FlyteConfigError} `invalid_argument`, `wrong_shape` or `unknown_field` – when an argument is not an image.
 * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
 * @throws {FlyteConfigError} `image_unnamed` – when one of the images has no name; other codes as for `Image.uri`.
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
  checkImage("explainHash", "one", one);
  checkImage("explainHash", "other", other);
  const [left, right]: readonly [UriOptions, UriOptions] = isPair(options) ? options : [options, options];
  for (const each of [left, right]) checkOptions("explainHash", each, URI_CHECKS);
  const ids = [await uriOf(one, left, readScript), await uriOf(other, right, readScript)] as const;
  const [mine, theirs] = [await fingerprint(one, left), await fingerprint(other, right)];
  const fields = COMPARED.flatMap((name) => {
    const { isUnhashed } = IMAGE_FIELDS[name];
    return difference(pythonName(name), !isUnhashed, compared(one[name]), compared(other[name])) ?? [];
  });
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
  await hashImage(image, options, readScript, (layer) => {
    const hasher = bufferedHasher(createMd5());
    hashers.push({ layer, hasher });
    return hasher;
  });
  const [base, ...layers] = hashers.map(({ layer, hasher }) => ({ layer, hash: hexOf(hasher.digest()) }));
  return { base: base!.hash, layers: layers as Fingerprint["layers"] };
}

/** Compares layers at the same index, after skipping those that are equal at the start and at the end. */
function layerDifferences({ layers: mine }: Fingerprint, { layers: theirs }: Fingerprint): readonly HashDifference[] {
  const isSame = (one: number, other: number) => {
    const [left, right] = [mine[one]!, theirs[other]!];
    return left.hash === right.hash && exact(left.layer) === exact(right.layer);
  };
  const shorter = Math.min(mine.length, theirs.length);
  let start = 0;
  while (start < shorter && isSame(start, start)) start++;
  let end = 0;
  while (end < shorter - start && isSame(mine.length - 1 - end, theirs.length - 1 - end)) end++;
  const count = Math.max(mine.length, theirs.length) - end - start;
  return Array.from({ length: count }, (_, index) => start + index).flatMap((at) => {
    const left = at < mine.length - end ? mine[at] : undefined;
    const right = at < theirs.length - end ? theirs[at] : undefined;
    if (left !== undefined && right !== undefined && left.layer.type === right.layer.type) {
      const fields = shownFields(left.layer).flatMap(([name, field]) =>
        fieldDifference(at, name, field, left.layer, right.layer)
      );
      const isExplained = left.hash === right.hash || fields.some(({ isHashed }) => isHashed);
      return isExplained ? fields : [...fields, contentDiffers(`layers[${at}]`, left.hash, right.hash)];
    }
    return difference(`layers[${at}]`, true, compared(shown(left?.layer)), compared(shown(right?.layer))) ?? [];
  });
}

function shownFields({ type }: Layer): readonly (readonly [name: string, field: Field])[] {
  return Object.entries(layerFields(type)).filter(([, { isContent }]) => !isContent);
}

/** A layer without the content of files. */
function shown(layer: Layer | undefined): object | undefined {
  if (layer === undefined) return undefined;
  const fields = shownFields(layer).map(([name]) => [name, valueOf(layer, name)] as const);
  return { type: layer.type, ...Object.fromEntries(fields) };
}

function valueOf(layer: Layer, name: string): unknown {
  return (layer as unknown as Readonly<Record<string, unknown>>)[name];
}

function fieldDifference(
  at: number,
  name: string,
  { isUnhashed }: Field,
  one: Layer,
  other: Layer,
): readonly HashDifference[] {
  const [left, right] = [one, other].map((layer) => compared(valueOf(layer, name)));
  return [difference(`layers[${at}].${pythonName(name)}`, !isUnhashed, left!, right!) ?? []].flat();
}

function contentDiffers(path: string, one: string, other: string): HashDifference {
  return { path, one, other, isHashed: true, note: "the content of files differs; these are hashes of it" };
}

function compared(value: unknown): ComparedValue {
  if (value === undefined) return { exact: undefined, shown: undefined, value };
  return { exact: exact(value), shown: pythonRepr(redactValue(plain(value)) as PythonValue), value };
}

/** A value as Python would write it. */
function exact(value: unknown): string {
  return pythonRepr(plain(value) as PythonValue);
}

/** Secrets as strings, and only what is set. */
function plain(value: unknown): unknown {
  if (value instanceof Secret) return String(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).filter(([, held]) => held !== undefined).map(([key, held]) => [key, plain(held)]),
  );
}
