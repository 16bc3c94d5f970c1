/**
 * Composes the nodes of a document: its state while parsing, with anchors, limits and error recovery.
 *
 * @module
 */
import { ParseError, ReadingStopped, tooDeep } from "./errors.ts";
import { MAX_COLLECTIONS, MAX_PROBLEMS, MAX_REPEATED_NODES, MAX_YAML_DEPTH } from "./limits.ts";
import { KIND, NodeTable, TAG } from "./nodes.ts";
import type { Properties } from "./properties.ts";
import { resolvePlain } from "./resolver.ts";
import { CODE, isBreak, Scanner } from "./scanner.ts";
import { NON_SPECIFIC } from "./tags.ts";

/** A name for a node. */
export interface Anchor {
  /** Where it is. */
  readonly offset: number;
  /** The number of the node. */
  node: number;
  /** Values in the node, with those that aliases repeat; 0 while it is not finished. */
  size: number;
  /** Values before it. */
  readonly before: number;
}

/** A value that was read and may turn out to be a key. It is not among the nodes yet, unless it is a list or mapping. */
export interface Pending {
  readonly kind: number;
  /** What it has if nothing before it says otherwise. */
  readonly tag: number;
  /** See {@linkcode NodeTable}. */
  readonly reference: number;
  readonly valueStart: number;
  readonly end: number;
  /** The number of its node, if it has one. */
  readonly node: number | undefined;
}

/** How a scalar's text is kept: as it is written, as it is between quotes, or from this number on in a list. */
const [WRITTEN, IN_QUOTES, APART] = [0, 1, 2];

/** The state of reading one document. */
export class Composer extends Scanner {
  /** The nodes. */
  readonly nodes = new NodeTable();
  /** What the handles of tags stand for. */
  handles: ReadonlyMap<string, string> = new Map();
  /** What is wrong so far. */
  readonly faults: ParseError[] = [];
  /** Where the last value ends. */
  lastEnd = 0;
  /** How many brackets are open. */
  brackets = 0;
  /** How many lists and mappings are open. */
  depth = 0;
  /** How many there are. */
  collections = 0;
  readonly #texts: string[] = [];
  readonly #anchors = new Map<string, Anchor>();
  /** All of them in order. */
  readonly #declared: Anchor[] = [];
  /** Values so far, with those that aliases repeat. */
  #size = 0;
  #repeated = 0;

  /** The text of a scalar. */
  textOf(node: number): string {
    return this.#text(this.nodes.reference(node), this.nodes.valueStart(node), this.nodes.end(node));
  }
  #text(reference: number, start: number, end: number): string {
    if (reference >= APART) return this.#texts[reference - APART]!;
    return reference === IN_QUOTES ? this.text.slice(start + 1, end - 1) : this.text.slice(start, end);
  }

  /** A scalar that ends here; its text is given if it is not what is written. */
  scalar(valueStart: number, text: string | undefined, isQuoted: boolean, end: number = this.at): Pending {
    let reference = isQuoted ? IN_QUOTES : WRITTEN;
    if (text !== undefined) reference = this.#texts.push(text) - 1 + APART;
    const tag = isQuoted ? TAG.str : resolvePlain(text ?? this.text.slice(valueStart, end));
    return { kind: KIND.scalar, tag, reference, valueStart, end, node: undefined };
  }

  /** The value of what is not there. */
  empty(at: number): Pending {
    return { kind: KIND.scalar, tag: TAG.null, reference: WRITTEN, valueStart: at, end: at, node: undefined };
  }

  /** An alias that starts at an offset and ends here. */
  alias(name: string, valueStart: number): Pending {
    const end = this.at;
    const anchor = this.#anchors.get(name);
    // What follows a fault may have been skipped.
    if (this.faults.length > 0) return this.empty(end);
    if (anchor === undefined) {
      const message = "this alias has no anchor before it; a value that starts with * needs quotes";
      throw new ParseError("yaml_undefined_alias", message, valueStart, { python: "ComposerError", end });
    }
    if (anchor.size === 0) {
      const message = "this alias stands for a value that contains it";
      throw new ParseError("yaml_recursive", message, valueStart, { python: "None", from: anchor.offset, end });
    }
    this.#repeated += anchor.size;
    if (this.#repeated > MAX_REPEATED_NODES) {
      const message = `aliases repeat more than ${MAX_REPEATED_NODES} values`;
      throw new ParseError("yaml_alias_bomb", message, valueStart, { python: "None", end, isLast: true });
    }
    this.#size += anchor.size - 1;
    return { kind: KIND.alias, tag: TAG.str, reference: anchor.node, valueStart, end, node: undefined };
  }

  /** Makes an anchor of the next node. */
  declare(name: string, offset: number): Anchor {
    const other = this.#anchors.get(name);
    if (other !== undefined) {
      const message = "this anchor is there already";
      const details = { python: "ComposerError", from: other.offset, end: this.at } as const;
      throw new ParseError("yaml_duplicate_anchor", message, offset, details);
    }
    const anchor = { offset, node: this.nodes.count, size: 0, before: this.#size };
    this.#anchors.set(name, anchor);
    this.#declared.push(anchor);
    return anchor;
  }

  /** Adds a value to the nodes, or, if it is a list or mapping that is there, gives it its properties. */
  place(value: Pending, properties: Properties | undefined): void {
    const { kind, reference, valueStart, end, node } = value;
    const start = properties?.start ?? valueStart;
    const given = properties?.tag;
    let tag = given ?? value.tag;
    if (given === NON_SPECIFIC) {
      tag = kind === KIND.scalar ? resolvePlain(this.#text(reference, valueStart, end)) : value.tag;
    }
    if (node !== undefined) this.nodes.qualify(node, tag, start);
    else {
      this.nodes.add(kind, tag, reference, start, valueStart, end);
      this.#size++;
    }
    this.#finish(properties, end);
  }

  #finish(properties: Properties | undefined, end: number): void {
    if (properties?.anchor !== undefined) properties.anchor.size = this.#size - properties.anchor.before;
    this.lastEnd = end;
  }

  /** Starts a list or mapping, before a node that is there if one is given. */
  open(kind: number, at: number, properties?: Properties, before?: number): number {
    if (++this.depth > MAX_YAML_DEPTH) throw tooDeep(`deeper than ${MAX_YAML_DEPTH} levels`, at);
    this.#size++;
    if (++this.collections > MAX_COLLECTIONS) {
      const message = `a text may have ${MAX_COLLECTIONS} lists and mappings, and this is one more`;
      throw new ParseError("yaml_too_many_collections", message, at, { python: "None", end: at + 1, isLast: true });
    }
    const byDefault = kind === KIND.list ? TAG.seq : TAG.map;
    const given = properties?.tag ?? NON_SPECIFIC;
    const tag = given === NON_SPECIFIC ? byDefault : given;
    const node = this.nodes.add(kind, tag, 0, properties?.start ?? at, at, at);
    return before === undefined ? node : this.nodes.moveLast(before);
  }

  /** Starts a mapping, and its first key, which was read before that was known. */
  openAtKey(key: Pending, at: number, outer?: Properties, inner?: Properties): number {
    const node = this.open(KIND.mapping, at, outer, key.node);
    for (let index = this.#declared.length - 1; index >= 0; index--) {
      const anchor = this.#declared[index]!;
      if (anchor.node < node || anchor === outer?.anchor) break;
      anchor.node++;
    }
    this.place(key.node === undefined ? key : { ...key, node: node + 1 }, inner);
    return node;
  }

  /** Ends a list or mapping. */
  close(node: number, end: number, properties?: Properties): void {
    this.depth--;
    this.nodes.close(node, end);
    this.#finish(properties, end);
  }

  /**
   * Notes a fault, and moves to the next line that is not indented deeper than the block in which the fault is. Throws
   * if nothing more can be said of the text.
   */
  recover(fault: unknown, blockColumn: number, depth: number): void {
    if (!(fault instanceof ParseError)) throw fault;
    this.faults.push(fault);
    if (fault.details.isLast || this.brackets > 0 || this.faults.length === MAX_PROBLEMS) throw new ReadingStopped();
    this.depth = depth;
    this.isFresh = true;
    do {
      this.passLine();
      if (this.code() === CODE.end) return;
      this.passBreak();
      this.passSpaces();
    } while (this.column() > blockColumn || this.code() === CODE.hash || isBreak(this.code()));
  }
}
