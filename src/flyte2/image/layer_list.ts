/**
 * Lists of layers to which adding one takes the same time, however many there are.
 *
 * @module
 */
import type { Layer } from "./layers/mod.ts";

/** A list of layers: all of them, or the last one and those before it. */
export type LayerList = {
  items: readonly Layer[];
} | {
  items: undefined;
  readonly before: LayerList;
  readonly last: Layer;
};

/** Returns the layers of a list, frozen. Copies them at the first call only. */
export function layersOf(list: LayerList): readonly Layer[] {
  if (list.items !== undefined) return list.items;
  const added: Layer[] = [];
  let first: LayerList = list;
  for (; first.items === undefined; first = first.before) added.push(first.last);
  const items = Object.freeze([...first.items, ...added.reverse()]);
  // Nothing is left of the other lists, so that they need no memory.
  Object.assign(list, { items, before: undefined, last: undefined });
  return items;
}
