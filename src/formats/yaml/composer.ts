/**
 * Composes the nodes of a document: the state of the parser with anchors, limits and error recovery.
 *
 * @module
 */
import { ParseError, ReadingStopped, tooDeep } from "./errors.ts";
import { MAX_COLLECTIONS, MAX_PROBLEMS, MAX_REPEATED_NODES, MAX_YAML_DEPTH } from "./limits.ts";
import * as KIND from "./kinds.ts";
import { NodeTable } from "./nodes.ts";
import * as TAG from "./types.ts";
import { resolvePlain } from "./resolver.ts";
import * as CODE from "./characters.ts";
import { isBreak, Scanner } from "./scanner.ts";
import { NON_SPECIFIC } from "./tags.ts";

/** A named node. */
interface Anchor {
  /** Offset of the anchor. */
  readonly offset: number;
  /** Number of the node. */
  node: number;
  /** Number of values in the node, including those that aliases repeat; 0 while it is incomplete. */
  size: number;
  /** Number of values before it. */
  readonly before: number;
}

/** The anchor and tag before a value. */
export interface Properties {
  /** Its anchor. */
  readonly anchor: Anchor | undefined;
  /** Its tag. */
  readonly tag: number | undefined;
  /** Offset of the first of them. */
  readonly start: number;
}

/** A parsed value that may turn out to be a key. It is not in the node table yet, unless it is a list or mapping. */
export interface Pending {
  readonly kind: number;
  /** Tag that it has by default. */
  readonly tag: number;
  /** See {@linkcode NodeTable}. */
  readonly reference: number;
  readonly valueStart: number;
  readonly end: number;
  /** Number of its node, if it has one. */
  readonly node: number | undefined;
}

/** Location of a scalar's text: the file, the file between quotes, or from this number on a list. */
const [WRITTEN, IN_QUOTES, APART] = [0, 1, 2];

/** The state of parsing one document. */
export class Composer extends Scanner {
  /** The nodes. */
  readonly nodes = new NodeTable();
  /** Prefixes that tag handles stand for. */
  handles: ReadonlyMap<string, string> = new Map();
  /** The problems found so far. */
  readonly errors: ParseError[] = [];
  /** End of the last value. */
  lastEnd = 0;
  /** Number of open brackets. */
  brackets = 0;
  /** Number of open lists and mappings. */
  depth = 0;
  /** Number of lists and mappings. */
  collections = 0;
  readonly #texts: string[] = [];
  readonly #anchors = new Map<string, Anchor>();
  /** All anchors in order. */
  readonly #declared: Anchor[] = [];
  /** Number of values so far, including those that aliases repeat. */
  #size = 0;
  #repeated = 0;

  /** Returns the text of a scalar. */
  textOf(node: number): string {
    return this.#text(this.nodes.reference(node), this.nodes.valueStart(node), this.nodes.end(node));
  }
  #text(reference: number, start: number, end: number): string {
    if (reference >= APART) return this.#texts[reference - APART]!;
    return reference === IN_QUOTES ? this.text.slice(start + 1, end - 1) : this.text.slice(start, end);
  }

  /** Creates a scalar that ends here. Its text is passed if it differs from the file. */
  scalar(valueStart: number, text: string | undefined, isQuoted: boolean, end: number = this.at): Pending {
    let reference = isQuoted ? IN_QUOTES : WRITTEN;
    if (text !== undefined) reference = this.#texts.push(text) - 1 + APART;
    const tag = isQuoted ? TAG.STR : resolvePlain(text ?? this.text.slice(valueStart, end));
    return { kind: KIND.SCALAR, tag, reference, valueStart, end, node: undefined };
  }

  /** Creates the value of a missing node: null. */
  empty(at: number): Pending {
    return { kind: KIND.SCALAR, tag: TAG.NULL, reference: WRITTEN, valueStart: at, end: at, node: undefined };
  }

  /** Creates an alias that starts at an offset and ends here. */
  alias(name: string, valueStart: number): Pending {
    const end = this.at;
    const anchor = this.#anchors.get(name);
    // After a problem, the anchor may have been skipped.
    if (this.errors.length > 0) return this.empty(end);
    if (anchor === undefined) {
      const message = "this alias has no anchor before it; quote a value that starts with *";
      throw new ParseError("yaml_undefined_alias", message, valueStart, { python: "ComposerError", end });
    }
    if (anchor.size === 0) {
      const message = "this alias refers to a value that contains it";
      throw new ParseError("yaml_recursive", message, valueStart, { python: "None", from: anchor.offset, end });
    }
    this.#repeated += anchor.size;
    if (this.#repeated > MAX_REPEATED_NODES) {
      const message = `aliases repeat more than ${MAX_REPEATED_NODES} values`;
      throw new ParseError("yaml_alias_bomb", message, valueStart, { python: "None", end, isLast: true });
    }
    this.#size += anchor.size - 1;
    return { kind: KIND.ALIAS, tag: TAG.STR, reference: anchor.node, valueStart, end, node: undefined };
  }

  /** Declares an anchor for the next node. */
  declare(name: string, offset: number): Anchor {
    const other = this.#anchors.get(name);
    if (other !== undefined) {
      const message = "this anchor is already defined";
      const details = { python: "ComposerError", from: other.offset, end: this.at } as const;
      throw new ParseError("yaml_duplicate_anchor", message, offset, details);
    }
    const anchor = { offset, node: this.nodes.count, size: 0, before: this.#size };
    this.#anchors.set(name, anchor);
    this.#declared.push(anchor);
    return anchor;
  }

  /** Adds a value to the nodes; sets the properties of a list or mapping that was added already. */
  place(value: Pending, properties: Properties | undefined): void {
    const { kind, reference, valueStart, end, node } = value;
    const start = properties?.start ?? valueStart;
    const given = properties?.tag;
    let tag = given ?? value.tag;
    if (given === NON_SPECIFIC) {
      tag = kind === KIND.SCALAR ? resolvePlain(this.#text(reference, valueStart, end)) : value.tag;
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

  /** Starts a list or mapping, before an existing node if one is passed. */
  open(kind: number, at: number, properties?: Properties, before?: number): number {
    if (++this.depth > MAX_YAML_DEPTH) throw tooDeep(`deeper than ${MAX_YAML_DEPTH} levels`, at);
    this.#size++;
    if (++this.collections > MAX_COLLECTIONS) {
      const message = `the file has more than ${MAX_COLLECTIONS} lists and mappings`;
      throw new ParseError("yaml_too_many_collections", message, at, { python: "None", end: at + 1, isLast: true });
    }
    const byDefault = kind === KIND.LIST ? TAG.SEQ : TAG.MAP;
    const given = properties?.tag ?? NON_SPECIFIC;
    const tag = given === NON_SPECIFIC ? byDefault : given;
    const node = this.nodes.add(kind, tag, 0, properties?.start ?? at, at, at);
    return before === undefined ? node : this.nodes.moveLast(before);
  }

  /** Starts a mapping whose first key was already parsed. */
  openAtKey(key: Pending, at: number, outer?: Properties, inner?: Properties): number {
    const node = this.open(KIND.MAPPING, at, outer, key.node);
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
   * Records a problem, and moves to the next line that is not indented more than the block with the problem. Throws if
   * no more problems can be reported.
   */
  recover(error: unknown, blockColumn: number, depth: number): void {
    if (!(error instanceof ParseError)) throw error;
    this.errors.push(error);
    if (error.details.isLast || this.brackets > 0 || this.errors.length === MAX_PROBLEMS) throw new ReadingStopped();
    this.depth = depth;
    this.isFresh = true;
    do {
      this.passLine();
      if (this.code() === CODE.END) return;
      this.passBreak();
      this.passSpaces();
    } while (this.column() > blockColumn || this.code() === CODE.HASH || isBreak(this.code()));
  }
}
