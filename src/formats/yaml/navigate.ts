/**
 * Finds nodes by the keys and indexes that lead to them.
 *
 * @module
 */
import type { Constructor } from "./construct.ts";
import { KIND, type NodeTable, TAG } from "./nodes.ts";
import type { YamlValue } from "./values.ts";

/** Keys of mappings and indexes of lists, from the root. */
export type YamlPath = readonly YamlValue[];

/** A node, and its key if it has one. */
export interface FoundNode {
  /** The node of the value. */
  readonly node: number;
  /** The node of the key. */
  readonly key: number | undefined;
}

/** A key and its value. */
export interface FoundEntry extends FoundNode {
  readonly key: number;
  /** What leads to it. */
  readonly path: YamlPath;
  /** Whether it is merged from another mapping. */
  readonly isMerged: boolean;
}

/** Walks through the nodes of a document whose values were made. */
export class Navigator {
  readonly #nodes: NodeTable;
  readonly #values: Constructor;
  /** The pairs of mappings by their keys, once one was asked for. */
  readonly #indexes = new Map<number, ReadonlyMap<YamlValue, FoundNode>>();

  /** Takes the nodes and their values. */
  constructor(nodes: NodeTable, values: Constructor) {
    this.#nodes = nodes;
    this.#values = values;
  }

  /** The node that a path leads to. */
  find(path: YamlPath): FoundNode | undefined {
    let found: FoundNode | undefined = { node: 0, key: undefined };
    for (const step of path) {
      const node = this.#nodes.target(found.node);
      const kind = this.#kindOf(node);
      if (kind === KIND.mapping) found = this.#indexOf(node).get(step);
      else if (kind === KIND.list && typeof step === "number") found = this.#item(node, step);
      else return undefined;
      if (found === undefined) return undefined;
    }
    return { ...found, node: this.#nodes.target(found.node) };
  }

  /** All keys below a node, each before those below it. */
  *entries(start: number = 0, path: YamlPath = []): Generator<FoundEntry, void> {
    const node = this.#nodes.target(start);
    const kind = this.#kindOf(node);
    if (kind === KIND.list) {
      let index = 0;
      for (const item of this.#items(node)) yield* this.entries(item, [...path, index++]);
    } else if (kind === KIND.mapping) {
      for (const [key, value, isMerged] of this.#pairs(node)) {
        const below = [...path, this.#values.valueOf(key)];
        yield { node: this.#nodes.target(value), key, path: below, isMerged };
        yield* this.entries(value, below);
      }
    }
  }

  #pairs(mapping: number): (readonly [key: number, value: number, isMerged: boolean])[] {
    const pairs: (readonly [key: number, value: number, isMerged: boolean])[] = [];
    this.#values.merger.eachPair(mapping, (...pair) => pairs.push(pair));
    return pairs;
  }

  /** The kind of a node whose items or pairs are values of their own; any other counts as a scalar. */
  #kindOf(node: number): number {
    const tag = this.#nodes.tag(node);
    return tag >= TAG.seq && tag <= TAG.pairs ? this.#nodes.kind(node) : KIND.scalar;
  }

  *#items(list: number): Generator<number, void> {
    for (let item = list + 1, end = this.#nodes.next(list); item < end; item = this.#nodes.next(item)) yield item;
  }

  #item(list: number, index: number): FoundNode | undefined {
    let left = index;
    for (const node of this.#items(list)) if (left-- === 0) return { node, key: undefined };
    return undefined;
  }

  #indexOf(mapping: number): ReadonlyMap<YamlValue, FoundNode> {
    let index = this.#indexes.get(mapping);
    if (index === undefined) {
      index = new Map(this.#pairs(mapping).map(([key, node]) => [this.#values.valueOf(key), { node, key }]));
      this.#indexes.set(mapping, index);
    }
    return index;
  }
}
