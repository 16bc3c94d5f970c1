/**
 * Finds nodes by the keys and indexes that lead to them.
 *
 * @module
 */
import { isText, type MappingNode, type NodePair, type YamlNode } from "./nodes.ts";
import type { YamlValue } from "./values.ts";

/** Keys of mappings and indexes of lists, from the root. */
export type YamlPath = readonly YamlValue[];

/** A node, and its key if it has one. */
export interface FoundNode {
  /** The node of the value. */
  readonly node: YamlNode;
  /** The node of the key. */
  readonly key: YamlNode | undefined;
}

/** A key and its value. */
export interface FoundEntry extends FoundNode {
  readonly key: YamlNode;
  /** What leads to it. */
  readonly path: YamlPath;
  /** Whether it is merged from another mapping. */
  readonly isMerged: boolean;
}

/** Tags of nodes whose items and pairs are values of their own. */
const COLLECTIONS: ReadonlySet<string> = new Set(["map", "seq", "set", "omap", "pairs"]);

/** The node that a path leads to from a root. */
export function findNode(root: YamlNode, path: YamlPath): FoundNode | undefined {
  let found: FoundNode = { node: root, key: undefined };
  for (const step of path) {
    const { node } = found;
    if (!COLLECTIONS.has(node.tag)) return undefined;
    if (node.kind === "list") {
      const item = typeof step === "number" ? node.items[step] : undefined;
      if (item === undefined) return undefined;
      found = { node: item, key: undefined };
    } else if (node.kind === "mapping") {
      const pair = indexOf(node).get(step);
      if (pair === undefined) return undefined;
      found = { node: pair[1], key: pair[0] };
    } else {
      return undefined;
    }
  }
  return found.node.built && found;
}

/** All keys below a node, each before those below it. */
export function* entriesOf(node: YamlNode, path: YamlPath = []): Generator<FoundEntry, void> {
  if (!COLLECTIONS.has(node.tag)) return;
  if (node.kind === "list") {
    for (const [index, item] of node.items.entries()) yield* entriesOf(item, [...path, index]);
  } else if (node.kind === "mapping") {
    for (const [index, [key, value]] of node.pairs.entries()) {
      const below = [...path, keyOf(key)];
      yield { node: value, key, path: below, isMerged: index < node.mergedCount };
      yield* entriesOf(value, below);
    }
  }
}

function indexOf(node: MappingNode): ReadonlyMap<unknown, NodePair> {
  return node.index ??= new Map(node.pairs.map((pair) => [keyOf(pair[0]), pair]));
}

/** Keys of mappings whose keys are all texts are not built. */
function keyOf(node: YamlNode): YamlValue {
  return isText(node) ? node.text : node.built?.value as YamlValue;
}
