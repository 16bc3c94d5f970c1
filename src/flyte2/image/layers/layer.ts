/**
 * The definition of a type of layer, and helpers for creating layers. No layer of its own.
 *
 * @module
 */
import { type Check, checkArgument, either, listOf, STRING } from "../../../arguments.ts";
import { FlyteConfigError } from "../../../errors.ts";
import type { HashCache } from "../../../files/hash_cache.ts";
import type { TextHasher } from "../../../files/md5.ts";
import type { Host } from "../../../runtime/host.ts";
import { type AnyFields, copyFields, type Fields } from "../fields.ts";
import type { IsIgnored } from "../ignore.ts";
import type { ScriptMetadata } from "./script_metadata.ts";

/** Parses the metadata of the script at a path. Rejects with `uv_script_invalid`. */
export type ScriptReader = (path: string, text: string) => Promise<ScriptMetadata>;

/** The hash that a layer is added to. */
export interface HashContext {
  /** Receives strings and bytes. */
  readonly hasher: TextHasher;
  /** Host whose files are read. */
  readonly host: Host;
  /** Remembers the hashes of directories. */
  readonly cache?: HashCache | undefined;
  /** Reads the metadata of scripts. */
  readonly readScript: ScriptReader;
  /** The ignore rules of all directories; if `undefined`, each directory has rules of its own. */
  readonly isIgnored: IsIgnored | undefined;
}

/** All that defines a type of layer, except how it is written into a Dockerfile (see `../dockerfile/writers.ts`). */
export type LayerDefinition<L extends { readonly type: string }> = LayerParts<L> & (TextLayer<L> | FileLayer<L>);

/** The hash of a layer without files. */
interface TextLayer<L> {
  /** Returns the string that a layer adds to a hash. */
  text(layer: L): string;
  readonly hash?: undefined;
}

/** The hash of a layer with files. */
interface FileLayer<L> {
  readonly text?: undefined;
  /** Adds a completed layer to a hash. */
  hash(layer: L, context: HashContext): Promise<void>;
}

interface LayerParts<L extends { readonly type: string }> {
  /** Name of the type in Python. */
  readonly type: L["type"];
  /** Its fields. */
  readonly fields: Fields<Omit<L, "type">>;
  /**
   * Completes a layer with what only the file system knows, such as which lock file exists; resolves to `undefined` if
   * the layer turns out to be absent. A definition without it has complete layers only.
   */
  complete?(layer: L, host: Host): Promise<L | undefined>;
  /** Checks that the files that a layer names exist. A definition without it names none. */
  validate?(layer: L, host: Host, readScript: ScriptReader): Promise<void>;
}

/** The fields that a layer is created from. Those that are required are checked at run time. */
export type LayerInit<L> = { readonly [Name in Exclude<keyof L, "type">]?: L[Name] | undefined };

/** Creates a layer. Throws as {@linkcode copyFields} does. */
export function makeLayer<L extends { readonly type: string }>(
  { type, fields }: LayerDefinition<L>,
  init: LayerInit<L>,
): L {
  return Object.freeze(copyFields({ type }, type, fields as AnyFields, init)) as unknown as L;
}

/** Joins strings, or what converts to strings. Several times as fast as `join` for the few items that layers have. */
export function joined(items: readonly (string | { toString(): string })[]): string {
  let text = "";
  for (const item of items) text += item;
  return text;
}

/** The arguments of methods that take items one by one: the items, and options after the last one. */
export type ItemsThen<O> = readonly string[] | readonly [...items: string[], options: O];

/** Splits arguments into the items and the options. Throws `invalid_argument`. */
export function splitItems<O extends object>(
  call: string,
  values: ItemsThen<O>,
): readonly [items: readonly string[], options: Partial<O>] {
  const last = values.at(-1);
  const hasOptions = typeof last === "object" && last !== null && !Array.isArray(last);
  const items = hasOptions ? values.slice(0, -1) : values;
  items.forEach((item, index) => {
    if (STRING.accepts(item)) return;
    const usage = Array.isArray(item) ? `${call.slice(call.indexOf(".") + 1)}("a", "b")` : "";
    checkArgument(call, `item ${index + 1}`, item, STRING, usage);
  });
  return [items as readonly string[], hasOptions ? last : {}];
}

/** A string, or a list of strings. */
export const STRINGS: Check = /* @__PURE__ */ either(STRING, listOf(STRING));

/** A string or `null`. */
export const STRING_OR_NULL: Check = {
  expected: "a string or null",
  accepts: (value) => value === null || STRING.accepts(value),
};

/** The error of a layer that cannot be created or built from what it names. */
export function invalidLayer(what: string): FlyteConfigError {
  return new FlyteConfigError("image_layer_invalid", what);
}
