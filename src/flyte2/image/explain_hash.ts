/**
 * Explains why two images of flyte 2 have different names.
 *
 * @module
 */
import { checkOptions } from "../../arguments.ts";
import { hexOf } from "../../files/block_hash.ts";
import { fileDifferences } from "../../files/file_differences.ts";
import {
  type ComparedValue,
  difference,
  explanation,
  type HashDifference,
  type HashExplanation,
} from "../../files/hash_explanation.ts";
import { type FileRecorder, type HashedFile, type HashInputs, recordingHasher } from "../../files/hash_inputs.ts";
import { bufferedHasher, createMd5 } from "../../files/md5.ts";
import { joinRelative } from "../../python/paths.ts";
import { redactValue } from "../../python/redact_value.ts";
import { pythonRepr, type PythonValue } from "../../python/values.ts";
import { hostFor } from "../../runtime/guarded_host.ts";
import type { Host } from "../../runtime/host.ts";
import { type Field, pythonName } from "./fields.ts";
import { checkImage, IMAGE_FIELDS, type ImageState } from "./image_state.ts";
import { type Layer, layerFields } from "./layers/mod.ts";
import { Secret } from "./secret.ts";
import { readScript } from "./layers/script_reader.ts";
import { hashImage, URI_CHECKS, uriOf, type UriOptions } from "./uri.ts";

/** A part of an image, with its hash and its files. */
interface HashedPart<L> {
  readonly layer: L;
  readonly hash: string;
  readonly files: readonly HashedFile[];
}

/** The parts of an image. */
interface Fingerprint {
  readonly base: HashedPart<"base">;
  readonly layers: readonly HashedPart<Layer>[];
  readonly host: Host;
}

/** The fields that are compared, besides the layers. */
const COMPARED = ["baseImage", "dockerfile", "tag", "registry", "name", "platform", "pythonVersion"] as const;

/**
 * Compares two images field by field, layer by layer and file by file. Use it to find out why
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
  const content = await fileDifferences("dockerfile", mine.base, theirs.base);
  return explanation("image", ids, [...fields, ...content, ...await layerDifferences(mine, theirs)]);
}

/** Returns what the name of an image is computed from. Rejects as `Image.uri` does. */
export async function hashInputs(image: ImageState, options: Omit<UriOptions, "cache">): Promise<HashInputs> {
  const imageName = await uriOf(image, options, readScript);
  const { base, layers } = await fingerprint(image, options);
  // The name of an image that is not built is that of its base image, and a tag of its own replaces the hash.
  const isNamedByHash = image.isCloned && !image.tag;
  const field = (path: string, value: unknown, { isUnhashed }: { readonly isUnhashed?: boolean | undefined }) =>
    value === undefined ? [] : [{ path, value: compared(value).shown!, isHashed: isNamedByHash && !isUnhashed }];
  const layerFields = layers.flatMap(({ layer }, at) => [
    ...field(`layers[${at}]`, layer.type, {}),
    ...shownFields(layer).flatMap(([name, definition]) =>
      field(`layers[${at}].${pythonName(name)}`, valueOf(layer, name), definition)
    ),
  ]);
  return {
    imageName,
    fields: [...COMPARED.flatMap((name) => field(pythonName(name), image[name], IMAGE_FIELDS[name])), ...layerFields],
    files: isNamedByHash ? [base, ...layers].flatMap(({ files }) => files) : [],
  };
}

function isPair(options: UriOptions | readonly [UriOptions, UriOptions]): options is readonly [UriOptions, UriOptions] {
  return Array.isArray(options);
}

async function fingerprint(image: ImageState, options: UriOptions): Promise<Fingerprint> {
  const recorders: (FileRecorder & { readonly layer: Layer | "base" })[] = [];
  await hashImage(image, { ...options, cache: undefined }, readScript, (layer) => {
    const field = layer === "base" ? "dockerfile" : `layers[${recorders.length - 1}]`;
    const recorder = recordingHasher(bufferedHasher(createMd5()), field);
    recorders.push({ ...recorder, layer });
    return recorder.hasher;
  });
  const [base, ...layers] = recorders.map(({ layer, hasher, files }) => ({
    layer,
    hash: hexOf(hasher.digest()),
    files: files(),
  }));
  return {
    base: base as HashedPart<"base">,
    layers: layers as readonly HashedPart<Layer>[],
    host: hostFor(options.host),
  };
}

/** Compares layers at the same index, after skipping those that are equal at the start and at the end. */
async function layerDifferences(one: Fingerprint, other: Fingerprint): Promise<readonly HashDifference[]> {
  const [mine, theirs] = [one.layers, other.layers];
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
  const found: HashDifference[] = [];
  for (let at = start; at < start + count; at++) {
    const left = at < mine.length - end ? mine[at] : undefined;
    const right = at < theirs.length - end ? theirs[at] : undefined;
    if (left !== undefined && right !== undefined && left.layer.type === right.layer.type) {
      found.push(...await partDifferences(at, [one.host, left], [other.host, right]));
    } else {
      found.push(
        ...[difference(`layers[${at}]`, true, compared(shown(left?.layer)), compared(shown(right?.layer))) ?? []]
          .flat(),
      );
    }
  }
  return found;
}

/** Compares two layers of the same type: their fields, and their files. */
async function partDifferences(
  at: number,
  [host, left]: readonly [Host, HashedPart<Layer>],
  [otherHost, right]: readonly [Host, HashedPart<Layer>],
): Promise<readonly HashDifference[]> {
  const path = `layers[${at}]`;
  const fields = shownFields(left.layer).flatMap(([name, field]) =>
    fieldDifference(at, name, field, left.layer, right.layer)
  );
  const files = await fileDifferences(
    path,
    { ...left, ignores: ignoresOf(host, left.layer) },
    { ...right, ignores: ignoresOf(otherHost, right.layer) },
  );
  const found = [...fields, ...files];
  const isExplained = left.hash === right.hash || found.some(({ isHashed }) => isHashed);
  return isExplained ? found : [...found, contentDiffers(path, left.hash, right.hash)];
}

/** Returns the check whether a file exists that is ignored, for directories. */
function ignoresOf(host: Host, layer: Layer): ((file: string) => Promise<boolean>) | undefined {
  if (layer.type !== "CopyConfig" || layer.pathType !== 1) return undefined;
  return async (file) => await host.stat(joinRelative(layer.src, file)) !== undefined;
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
