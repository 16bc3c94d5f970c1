/**
 * The small form beside the JSON of an image: it reads and writes the fields that most images have.
 *
 * @module
 */
import type { ImageKind } from "../engine/images.ts";

/** The fields of the form with their labels. */
export const FIELDS = {
  registry: "Registry",
  name: "Name",
  base_image: "Base image",
  packages: "Python packages",
  apt_packages: "Debian packages",
} as const;

/** Name of a field of the form. */
export type FieldName = keyof typeof FIELDS;

type Dict = Readonly<Record<string, unknown>>;

const LISTS: readonly FieldName[] = ["packages", "apt_packages"];
/** The layers of flyte 2 that the lists are. */
const LAYERS: Readonly<Record<string, string>> = { packages: "PipPackages", apt_packages: "AptPackages" };

/** Returns the values of the form, or `undefined` if the JSON is not an object. */
export function formOf(kind: ImageKind, json: string): Readonly<Record<FieldName, string>> | undefined {
  const image = parse(json);
  if (image === undefined) return undefined;
  const values = Object.keys(FIELDS).map((name) => [name, shown(valueOf(kind, image, name as FieldName))]);
  return Object.fromEntries(values) as Record<FieldName, string>;
}

/** Returns the JSON with another value of a field. */
export function withField(kind: ImageKind, json: string, name: FieldName, text: string): string {
  const image = parse(json) ?? {};
  const words = text.split(/[\s,]+/).filter((word) => word !== "");
  const value = text.trim() === "" ? undefined : LISTS.includes(name) ? words : text.trim();
  const changed = kind === "image" && LISTS.includes(name)
    ? { ...image, layers: withLayer(layersOf(image), LAYERS[name]!, value) }
    : { ...image, [name]: value };
  return prettyJson(changed);
}

/** Writes an image in lines, with each list of words in one. */
export function prettyJson(image: object): string {
  return JSON.stringify(image, null, 2).replace(
    /\[\n\s*([^[\]{}]*?)\n\s*\]/g,
    (_, items: string) => `[${items.replace(/\n\s*/g, " ")}]`,
  );
}

function parse(json: string): Dict | undefined {
  if (json.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value as Dict : undefined;
  } catch {
    return undefined;
  }
}

function valueOf(kind: ImageKind, image: Dict, name: FieldName): unknown {
  if (kind === "spec" || !LISTS.includes(name)) return image[name];
  return layersOf(image).find(({ type }) => type === LAYERS[name])?.packages;
}

function layersOf({ layers }: Dict): readonly Dict[] {
  return Array.isArray(layers) ? layers.filter((layer) => typeof layer === "object" && layer !== null) : [];
}

function withLayer(layers: readonly Dict[], type: string, packages: unknown): readonly Dict[] {
  const at = layers.findIndex((layer) => layer.type === type);
  if (packages === undefined) return layers.filter((_, index) => index !== at);
  return at < 0 ? [...layers, { type, packages }] : layers.with(at, { ...layers[at], packages });
}

function shown(value: unknown): string {
  return Array.isArray(value) ? value.join(" ") : typeof value === "string" ? value : "";
}
