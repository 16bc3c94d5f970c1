/**
 * The nodes of a document, in a table of integers because a file may have millions of them.
 *
 * @module
 */

import { FlyteConfigError } from "../../errors.ts";
import * as KIND from "./kinds.ts";
import { MAX_NODES } from "./limits.ts";

/**
 * Cells per node: kind, tag and reference; start including anchor and tag; start of the value; end; number of nodes in
 * it, including itself.
 */
const WIDTH = 5;

/**
 * Nodes in the order of the file: a list is followed by its items, a mapping by its keys and values in turn. The
 * reference of a scalar says where its text is (see `Composer`); that of an alias is the node that it refers to; that
 * of a list or mapping is one more than the number of its value among the constructed ones, 0 before it is constructed.
 */
export class NodeTable {
  /** Number of nodes. */
  count = 0;
  #cells = new Int32Array(64 * WIDTH);

  /** Adds a node and returns its number. */
  add(kind: number, tag: number, reference: number, start: number, valueStart: number, end: number): number {
    let at = this.count * WIDTH;
    if (at === this.#cells.length) {
      if (this.count >= MAX_NODES) {
        throw new FlyteConfigError("too_large", `the file has more than ${MAX_NODES} values`);
      }
      // Growing by a factor of four: unused cells take no memory, but the previous arrays take some.
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

  /** Moves the last node before another one, which then follows it with all later nodes; returns its new number. */
  moveLast(node: number): number {
    const last = this.count - 1;
    const cells = this.#cells.slice(last * WIDTH, this.count * WIDTH);
    this.#cells.copyWithin((node + 1) * WIDTH, node * WIDTH, last * WIDTH);
    this.#cells.set(cells, node * WIDTH);
    for (let moved = node + 1; moved < this.count; moved++) {
      if (this.kind(moved) !== KIND.ALIAS) continue;
      const target = this.reference(moved);
      if (target >= node) this.setReference(moved, target + 1);
    }
    return node;
  }

  /** Sets a node's tag, and the start of its anchor and tag. */
  qualify(node: number, tag: number, start: number): void {
    this.setTag(node, tag);
    this.#cells[node * WIDTH + 1] = start;
  }

  /** Ends a list or mapping: all nodes added after it belong to it. */
  close(node: number, end: number): void {
    this.#cells[node * WIDTH + 3] = end;
    this.#cells[node * WIDTH + 4] = this.count - node;
  }

  /** Returns the kind of a node, see `kinds.ts`. */
  kind(node: number): number {
    return this.#cells[node * WIDTH]! & 3;
  }

  /** Returns the tag of a node, see `types.ts`. */
  tag(node: number): number {
    return this.#cells[node * WIDTH]! >> 2 & 15;
  }

  /** Sets the tag of a node. */
  setTag(node: number, tag: number): void {
    this.#cells[node * WIDTH]! &= ~(15 << 2);
    this.#cells[node * WIDTH]! |= tag << 2;
  }

  /** Returns the reference of a node. */
  reference(node: number): number {
    return this.#cells[node * WIDTH]! >>> 6;
  }

  /** Sets the reference of a node. */
  setReference(node: number, reference: number): void {
    this.#cells[node * WIDTH]! &= 63;
    this.#cells[node * WIDTH]! |= reference << 6;
  }

  /** Returns the start of a node, including its anchor and tag. */
  start(node: number): number {
    return this.#cells[node * WIDTH + 1]!;
  }

  /** Returns the start of a node's value, after its anchor and tag. */
  valueStart(node: number): number {
    return this.#cells[node * WIDTH + 2]!;
  }

  /** Returns the end of a node. */
  end(node: number): number {
    return this.#cells[node * WIDTH + 3]!;
  }

  /** Returns the number of the next node that is not inside a node. */
  next(node: number): number {
    return node + this.#cells[node * WIDTH + 4]!;
  }

  /** Returns the node that an alias refers to; any other node itself. */
  target(node: number): number {
    return this.kind(node) === KIND.ALIAS ? this.reference(node) : node;
  }
}
