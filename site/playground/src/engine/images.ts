/**
 * Answers about images and references.
 *
 * @module
 */
import { renderDockerfile as renderSpec } from "@flyte-ts/config";
import { redact } from "@flyte-ts/config/diagnostics";
import { formatReference, parseReference } from "@flyte-ts/config/image";
import { explainHash as explainSpecs, type HashExplanation, ImageSpec } from "@flyte-ts/config/image-spec";
import { explainHash as explainImages, Image, renderDockerfile as renderImage } from "@flyte-ts/config/v2";
import { checkLength, cut, MAX_ITEMS, MAX_SHOWN, MAX_SHOWN_FILE } from "./limits.ts";
import { type RegistryPage, registryPage } from "./registry_page.ts";
import { shownValue } from "./secrets.ts";

/** A kind of image: flytekit's `ImageSpec`, or flyte 2's `Image`. */
export type ImageKind = "spec" | "image";

/** A part of a reference. */
export interface ReferencePart {
  readonly kind: "registry" | "repository" | "tag" | "digest";
  readonly text: string;
  /** Whether Docker adds it. */
  readonly isImplied: boolean;
}

/** A reference taken apart. */
export interface ReferenceView {
  readonly parts: readonly ReferencePart[];
  /** The reference with all that Docker adds. */
  readonly canonical: string;
  readonly page: RegistryPage;
}

/** A result, or why there is none. */
export type Outcome<T> = { readonly value: T } | { readonly error: string };

/** An image that was described. */
export interface ImageView {
  readonly name: Outcome<string>;
  /** The name taken apart; `undefined` if it is not a reference. */
  readonly reference: ReferenceView | undefined;
  readonly dockerfile: Outcome<string>;
  /** Messages of issues and warnings. */
  readonly issues: readonly string[];
}

/** A field or layer of two images. */
export interface ComparedPart {
  readonly label: string;
  readonly one: string | undefined;
  readonly other: string | undefined;
  /** `first` is the first part that makes the names differ, `unhashed` one that differs and is not part of the name. */
  readonly state: "same" | "first" | "different" | "unhashed";
  /** Index of the first character that differs. */
  readonly at: number;
  readonly note: string | undefined;
}

/** Two images that were compared. */
export interface Comparison {
  readonly isSame: boolean;
  readonly ids: readonly [one: string, other: string];
  readonly parts: readonly ComparedPart[];
}

/** Names an image, and writes its Dockerfile. */
export async function describeImage(kind: ImageKind, text: string): Promise<ImageView> {
  if (kind === "spec") {
    const spec = specOf(text);
    return await viewOf(() => spec.imageName(), () => renderSpec(spec), spec.issues);
  }
  const image = imageOf(text);
  return await viewOf(() => image.uri(), () => renderImage(image), image.issues);
}

/** Compares two images. */
export async function compareImages(kind: ImageKind, one: string, other: string): Promise<Comparison> {
  if (kind === "spec") {
    const specs = [specOf(one), specOf(other)] as const;
    const found = explainSpecs(...specs);
    return comparison(found, pairedFields(specs[0].toDict(), specs[1].toDict()));
  }
  const images = [imageOf(one), imageOf(other)] as const;
  const found = await explainImages(...images);
  const [left, right] = images.map((image) => image.toDict()) as [Dict, Dict];
  const layers = pairedLayers(left.layers as readonly Dict[], right.layers as readonly Dict[]);
  const fields = pairedFields(left, right).filter(({ path }) => !NOT_COMPARED.includes(path));
  return comparison(found, [...fields, ...layers]);
}

/** Fields of an image that say how it was made; layers are compared one by one. */
const NOT_COMPARED: readonly string[] = ["extendable", "is_cloned", "layers"];

/** Takes a reference apart. */
export function splitReference(text: string): ReferenceView {
  const written = text.trim();
  const reference = parseReference(written);
  const { domain = "", path, tag, digest } = reference;
  const namespace = path.startsWith("library/") && !written.includes("library/") ? "library/" : "";
  const part = (kind: ReferencePart["kind"], text: string, isImplied = false) => ({ kind, text, isImplied });
  return {
    parts: [
      part("registry", domain, !written.startsWith(`${domain}/`)),
      ...namespace === "" ? [] : [part("repository", "library", true)],
      part("repository", path.slice(namespace.length)),
      ...tag === undefined ? [] : [part("tag", tag)],
      ...digest === undefined ? [] : [part("digest", digest)],
      ...tag === undefined && digest === undefined ? [part("tag", "latest", true)] : [],
    ],
    canonical: formatReference(reference),
    page: registryPage(reference),
  };
}

type Dict = Readonly<Record<string, unknown>>;

function specOf(text: string): ImageSpec {
  return ImageSpec.fromDict(objectOf(text));
}

/** What `Image.fromDict` requires and few people write. */
const IMAGE_DEFAULTS = { platform: ["linux/amd64", "linux/arm64"], extendable: true, is_cloned: true, layers: [] };

function imageOf(text: string): Image {
  return Image.fromDict({ ...IMAGE_DEFAULTS, ...objectOf(text) });
}

function objectOf(text: string): Dict {
  checkLength(text);
  const value: unknown = JSON.parse(text);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Dict;
  }
  throw new Error("The JSON must be an object with the fields of an image.");
}

interface Rendered {
  readonly dockerfile: string;
  readonly warnings: readonly { readonly message: string }[];
}

async function viewOf(
  name: () => Promise<string>,
  render: () => Rendered,
  issues: readonly { readonly message: string }[],
): Promise<ImageView> {
  const named = await outcomeOf(name);
  const rendered = await outcomeOf(render);
  const warnings = "value" in rendered ? rendered.value.warnings : [];
  return {
    name: "value" in named ? { value: redact(named.value) } : named,
    reference: "value" in named ? await referenceOf(named.value) : undefined,
    dockerfile: "value" in rendered ? { value: cut(redact(rendered.value.dockerfile), MAX_SHOWN_FILE) } : rendered,
    issues: [...new Set([...issues, ...warnings].map(({ message }) => message))].slice(0, MAX_ITEMS),
  };
}

async function referenceOf(name: string): Promise<ReferenceView | undefined> {
  const split = await outcomeOf(() => splitReference(name));
  return "value" in split ? split.value : undefined;
}

async function outcomeOf<T>(call: () => T | Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await call() };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

/** A part of two images, before it is known whether it differs: its path in an explanation, and its values as strings. */
interface Pair {
  readonly path: string;
  readonly label: string;
  readonly one: string | undefined;
  readonly other: string | undefined;
}

function pairedFields(one: Dict, other: Dict): readonly Pair[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap(
    (name) => {
      const [left, right] = [textOf(name, one[name]), textOf(name, other[name])];
      return left === undefined && right === undefined ? [] : [{ path: name, label: name, one: left, other: right }];
    },
  );
}

/** Pairs layers as `explainHash` does: those that are equal at the start and at the end first. */
function pairedLayers(ones: readonly Dict[], others: readonly Dict[]): readonly Pair[] {
  const isSame = (one: number, other: number) => JSON.stringify(ones[one]) === JSON.stringify(others[other]);
  const shorter = Math.min(ones.length, others.length);
  let start = 0;
  while (start < shorter && isSame(start, start)) start++;
  let end = 0;
  while (
    end < shorter - start && isSame(ones.length - 1 - end, others.length - 1 - end)
  ) end++;
  const length = Math.max(ones.length, others.length);
  return Array.from({ length }, (_, at) => {
    const isEnd = at >= length - end;
    const find = (layers: readonly Dict[]) =>
      isEnd ? layers[at - length + layers.length] : at < layers.length - end ? layers[at] : undefined;
    const [one, other] = [find(ones), find(others)];
    const types = [...new Set([one?.type, other?.type].filter((type) => type !== undefined))];
    return {
      path: `layers[${at}]`,
      label: `layer ${at + 1}: ${types.join(" / ")}`,
      one: layerText(one),
      other: layerText(other),
    };
  });
}

function layerText(layer: Dict | undefined): string | undefined {
  if (layer === undefined) return undefined;
  const lines = Object.entries(layer).flatMap(([name, value]) => {
    const text = name === "type" ? undefined : textOf(name, value);
    return text === undefined ? [] : `${name}: ${text}`;
  });
  return lines.join("\n");
}

/** A value in short, with secrets masked; `undefined` if it is not set. */
function textOf(name: string, value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === "string") return cut(redact(shownValue(name, value)));
  const text = isPairs(value)
    ? value.map(([key, held]) => `${key}=${shownValue(key, held)}`).join("\n")
    : JSON.stringify(value, (key, held) => typeof held === "string" ? redact(shownValue(key, held)) : held, 1)
      .replace(/\n\s*/g, " ");
  return cut(redact(text), MAX_SHOWN);
}

function isPairs(value: unknown): value is readonly (readonly [string, string])[] {
  return Array.isArray(value) && value.length > 0 &&
    value.every((item) => Array.isArray(item) && item.length === 2 && item.every((part) => typeof part === "string"));
}

function comparison({ isSame, ids, differences }: HashExplanation, pairs: readonly Pair[]): Comparison {
  let isFirst = true;
  const parts = pairs.slice(0, MAX_ITEMS).map(
    ({ path, label, one, other }): ComparedPart => {
      const found = differences.filter((each) =>
        each.path === path || /^[.[]/.test(each.path.slice(path.length)) && each.path.startsWith(path)
      );
      const isHashed = found.some((each) => each.isHashed);
      const state = found.length === 0 ? "same" : !isHashed ? "unhashed" : isFirst ? "first" : "different";
      if (isHashed) isFirst = false;
      const note = found.find((each) => each.note !== undefined)?.note;
      return {
        label,
        one,
        other,
        state,
        at: firstDifference(one ?? "", other ?? ""),
        note,
      };
    },
  );
  return { isSame, ids, parts };
}

function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
}
