/**
 * What the methods have in common that add layers.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { checkItems } from "./checks.ts";
import type { Image } from "./image.ts";
import type { Layer } from "./layers.ts";

/** Items, and options after the last one. */
export type ItemsThen<O> = readonly string[] | readonly [...items: string[], options: O];

/** The image with a layer more. */
export function added(image: Image<"extendable">, addlLayer: Layer): Image<"extendable"> {
  return image.clone({ addlLayer });
}

/** The items and the options. Throws `invalid_argument`. */
export function split<O extends object>(
  call: string,
  values: ItemsThen<O>,
): readonly [items: readonly string[], options: Partial<O>] {
  const last = values.at(-1);
  const hasOptions = typeof last === "object" && last !== null && !Array.isArray(last);
  const items = hasOptions ? values.slice(0, -1) : values;
  checkItems(call, items);
  return [items as readonly string[], hasOptions ? last : {}];
}

/** The error of a layer that cannot be made of what is given. */
export function invalidLayer(what: string): FlyteConfigError {
  return new FlyteConfigError("image_layer_invalid", what);
}
