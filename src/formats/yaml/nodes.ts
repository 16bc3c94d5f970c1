/**
 * The nodes of a document: a table of integers, since a text may have millions of them.
 *
 * @module
 */

import { FlyteConfigError } from "../../errors.ts";
import { MAX_NODES } from "./limits.ts";

/** What a node is. */
export const KIND = { scalar: 0, list: 1, mapping: 2, alias: 3 } as const;

/** YAML's own types; `yaml`, `unknown` and, other than for keys, `merge` and `value` have no values. */
export const TAG = {
  str: 0,
  null: 1,
  bool: 2,
  int: 3,
  float: 4,
  timestamp: 5,
  binary: 6,
  seq: 7,
  map: 8,
  set: 9,
  omap: 10,
  pairs: 11,
  merge: 12,
  value: 13,
  yaml: 14,
  unknown: 15,
} as const;

/** Cells of a node: kind, tag and reference; start with anchor and tag; start without; end; nodes in it, itself included. */
const WIDTH = 5;

/**
 * Nodes in the order of the text: after a list come its items, after a mapping its keys and values in turn. A node's
 * reference is, for a scalar, where its text is (see `Composer`); for an alias, the node that it stands for; for a list
 * or mapping, one more than the number of its value among the built ones, 0 before it is built.
 */
export class NodeTable {
  /** How many nodes there are. */
  count = 0;
  #cells = new Int32Array(64 * WIDTH);

  /** Adds a node and returns its number. */
  add(kind: number, tag: number, reference: number, start: number, valueStart: number, end: number): number {
    let at = this.count * WIDTH;
    if (at === this.#cells.length) {
      if (this.count >= MAX_NODES) throw new FlyteConfigError("too_large", `a text has more than ${MAX_NODES} values`);
      // In steps of four, since what is not used takes no memory, and what was left takes some.
      const larger = new Int32Array(at * 4);
      larger.set(this.#cells);
      this.#cells = larger;
    }
    const cells = this.#cells;
    cells[at++] = kind | tag << 2 | reference << 6;
    cells[at++] = start;
    cells[at++] = valueStart;
    cells[at++] = end;
    cells[at] = 1;
    return this.count++;
  }

  /** Moves the last node to the place of another, which follows it then with all after it; returns that place. */
  moveLast(node: number): number {
    const last = this.count - 1;
    const cells = this.#cells.slice(last * WIDTH, this.count * WIDTH);
    this.#cells.copyWithin((node + 1) * WIDTH, node * WIDTH, last * WIDTH);
    this.#cells.set(cells, node * WIDTH);
    for (let moved = node + 1; moved < this.count; moved++) {
      if (this.kind(moved) !== KIND.alias) continue;
      const target = this.reference(moved);
      if (target >= node) this.setReference(moved, target + 1);
    }
    return node;
  }

  /** Gives a node its tag, and says where its anchor and tag start. */
  qualify(node: number, tag: number, start: number): void {
    this.setTag(node, tag);
    this.#cells[node * WIDTH + 1] = start;
  }

  /** Ends a list or mapping: all nodes that were added after it are in it. */
  close(node: number, end: number): void {
    this.#cells[node * WIDTH + 3] = end;
    this.#cells[node * WIDTH + 4] = this.count - node;
  }

  /** Its kind; one of {@linkcode KIND}. */
  kind(node: number): number {
    return this.#cells[node * WIDTH]! & 3;
  }

  /** Its tag; one of {@linkcode TAG}. */
  tag(node: number): number {
    return this.#cells[node * WIDTH]! >> 2 & 15;
  }

  /** Gives a node another tag. */
  setTag(node: number, tag: number): void {
    this.#cells[node * WIDTH]! &= ~(15 << 2);
    this.#cells[node * WIDTH]! |= tag << 2;
  }

  /** Its reference. */
  reference(node: number): number {
    return this.#cells[node * WIDTH]! >>> 6;
  }

  /** Gives a node another reference. */
  setReference(node: number, reference: number): void {
    this.#cells[node * WIDTH]! &= 63;
    this.#cells[node * WIDTH]! |= reference << 6;
  }

  /** Where it starts, with its anchor and tag. */
  start(node: number): number {
    return this.#cells[node * WIDTH + 1]!;
  }

  /** Where its value starts, after anchor and tag. */
  valueStart(node: number): number {
    return this.#cells[node * WIDTH + 2]!;
  }

  /** Where it ends. */
  end(node: number): number {
    return this.#cells[node * WIDTH + 3]!;
  }

  /** The number of the node after it that is not in it. */
  next(node: number): number {
    return node + this.#cells[node * WIDTH + 4]!;
  }

  /** The node that an alias stands for; any other node itself. */
  target(node: number): number {
    return this.kind(node) === KIND.alias ? this.reference(node) : node;
  }
}
