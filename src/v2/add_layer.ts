/**
 * What the methods have in common that add layers.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import type { Image } from "./image.ts";
import { wrongValue } from "./layer_values.ts";
import type { Layer } from "./layers.ts";

/** Items, and options after the last one. */
export type ItemsThen<O> = readonly string[] | readonly [...items: string[], options: O];

/** The image with a layer more. */
export function added(image: Image<"extendable">, addlLayer: Layer): Image<"extendable"> {
  return image.clone({ addlLayer });
}

/** The items and the options. */
export function split<O extends object>(
  values: ItemsThen<O>,
): readonly [items: readonly string[], options: Partial<O>] {
  const last = values.at(-1);
  if (typeof last !== "object" || last === null || Array.isArray(last)) return [values as readonly string[], {}];
  return [values.slice(0, -1) as readonly string[], last];
}

/** A path that a caller gave. Throws `wrong_shape` for what is no text. */
export function pathArgument(type: string, name: string, value: unknown): string {
  if (typeof value === "string") return value;
  throw wrongValue(type, name, "a path", value);
}

/** The error of a layer that cannot be made of what is given. */
export function invalidLayer(what: string): FlyteConfigError {
  return new FlyteConfigError("image_layer_invalid", what);
}
