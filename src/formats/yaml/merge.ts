/**
 * Resolves merge keys: `<<: *defaults`.
 *
 * @module
 */
import type { Composer } from "./composer.ts";
import { ParseError } from "./errors.ts";
import { MAX_ISSUES } from "./limits.ts";
import * as KIND from "./kinds.ts";
import type { NodeTable } from "./nodes.ts";
import * as TAG from "./types.ts";

/** The keys and values, in turn, that merge keys add to a mapping. */
interface Merged {
  readonly nodes: readonly number[];
  /** The keys and values in the order of PyYAML 6.0.3; of equal keys, the last one is used. */
  readonly before604: readonly number[];
}

const NONE: readonly number[] = [];

/** Two keys of a mapping that are equal in Python. */
export interface EqualKeys {
  /** The node of the mapping. */
  readonly mapping: number;
  /** The node of the key whose value is lost. */
  readonly lost: number;
  /** The node of the key whose value is used; PyYAML 6.0.4 may drop a merged key. */
  readonly kept: number | undefined;
  /** Whether both are merged, and PyYAML 6.0.3 uses the other one. */
  readonly isMerged: boolean;
}

/** The pairs of mappings, with merge keys resolved as in PyYAML 6.0.4. */
export class Merger {
  readonly #composer: Composer;
  readonly #nodes: NodeTable;
  /** Only of mappings with merge keys. */
  readonly #merged = new Map<number, Merged>();

  /** Starts with the nodes of a document. */
  constructor(composer: Composer) {
    this.#composer = composer;
    this.#nodes = composer.nodes;
  }

  /** Calls a function with the pairs of a mapping, merged ones first. Throws `yaml_merge`. */
  eachPair(mapping: number, call: (key: number, value: number, isMerged: boolean) => void): void {
    const merged = this.#mergedInto(mapping)?.nodes ?? NONE;
    for (let index = 0; index < merged.length; index += 2) call(merged[index]!, merged[index + 1]!, true);
    this.#eachOwnPair(mapping, (key, value, isMerge) => isMerge || call(key, value, false));
  }

  #eachOwnPair(mapping: number, call: (key: number, value: number, isMerge: boolean) => void): void {
    const nodes = this.#nodes;
    for (let key = mapping + 1, end = nodes.next(mapping); key < end;) {
      const value = nodes.next(key);
      call(nodes.target(key), value, nodes.tag(nodes.target(key)) === TAG.MERGE);
      key = nodes.next(value);
    }
  }

  #mergedInto(mapping: number): Merged | undefined {
    let merged = this.#merged.get(mapping);
    if (merged !== undefined) return merged;
    let merges: number[] | undefined;
    this.#eachOwnPair(mapping, (_, value, isMerge) => isMerge && (merges ??= []).push(this.#nodes.target(value)));
    if (merges !== undefined) this.#merged.set(mapping, merged = this.#merge(merges));
    return merged;
  }

  #merge(merges: readonly number[]): Merged {
    const nodes: number[] = [];
    const before604: number[] = [];
    const seen = new Set<string | number>();
    for (const value of merges) {
      const sources = this.#sources(value);
      for (const source of sources) {
        this.eachPair(source, (key, value) => {
          const identity = this.#identity(key);
          if (!seen.has(identity)) nodes.push(key, value);
          seen.add(identity);
        });
      }
      for (const source of sources.reverse()) {
        for (const node of this.#mergedInto(source)?.before604 ?? NONE) before604.push(node);
        this.#eachOwnPair(source, (key, value, isMerge) => isMerge || before604.push(key, value));
      }
    }
    return { nodes, before604 };
  }

  /** Returns the mappings to merge, in order of precedence. */
  #sources(value: number): number[] {
    const nodes = this.#nodes;
    const kind = nodes.kind(value);
    if (kind === KIND.MAPPING) return [value];
    if (kind === KIND.SCALAR) {
      throw this.#error("the value of a merge key << must be a mapping or a list of mappings", value);
    }
    const mappings: number[] = [];
    for (let item = value + 1; item < nodes.next(value); item = nodes.next(item)) {
      const mapping = nodes.target(item);
      if (nodes.kind(mapping) !== KIND.MAPPING) {
        throw this.#error("the list of a merge key << must contain mappings only", item);
      }
      mappings.push(mapping);
    }
    return mappings;
  }

  /** Checks whether a mapping has merge keys. */
  hasMerged(mapping: number): boolean {
    return this.#merged.has(mapping);
  }

  /**
   * Finds duplicate keys of a mapping, and keys merged from several mappings of which PyYAML 6.0.3 uses another value.
   * Overriding a merged key is not reported.
   */
  findEqualKeys(mapping: number, identityOf: (key: number) => string, found: EqualKeys[]): void {
    const own = new Map<string, number>();
    const now = new Map<string, readonly [key: number, value: number]>();
    this.eachPair(mapping, (key, value, isMerged) => {
      const identity = identityOf(key);
      if (isMerged) now.set(identity, [key, value]);
      else if (!own.has(identity)) own.set(identity, key);
      else if (found.length < MAX_ISSUES) found.push({ mapping, lost: own.get(identity)!, kept: key, isMerged });
    });
    const before = new Map<string, readonly [key: number, value: number]>();
    const { before604 } = this.#mergedInto(mapping) ?? { before604: NONE };
    for (let index = 0; index < before604.length; index += 2) {
      before.set(identityOf(before604[index]!), [before604[index]!, before604[index + 1]!]);
    }
    for (const [identity, [lost, value]] of before) {
      const kept = now.get(identity);
      const isSame = own.has(identity) || (kept !== undefined && this.#isSame(kept[1], value));
      if (!isSame && found.length < MAX_ISSUES) found.push({ mapping, lost, kept: kept?.[0], isMerged: true });
    }
  }

  /** Checks whether two nodes certainly have the same value. */
  #isSame(one: number, other: number): boolean {
    const [nodes, composer] = [this.#nodes, this.#composer];
    const [first, second] = [nodes.target(one), nodes.target(other)];
    if (first === second) return true;
    if (nodes.kind(first) !== KIND.SCALAR || nodes.kind(second) !== KIND.SCALAR) return false;
    return nodes.tag(first) === nodes.tag(second) && composer.textOf(first) === composer.textOf(second);
  }

  /**
   * Returns what PyYAML 6.0.4 compares: it drops a key that it has seen, but compares the identity of strings and not
   * their characters. CPython has one string of each Latin-1 character and one empty string; others are identical only
   * if they come from the same node.
   */
  #identity(node: number): string | number {
    if (this.#nodes.kind(node) !== KIND.SCALAR) return node;
    const text = this.#composer.textOf(node);
    return text === "" || (text.length === 1 && text <= "\xff" && !this.#isJoined(node)) ? text : node;
  }

  /**
   * Checks whether PyYAML joins the string from the lines of a block scalar and a line break, so that CPython does not
   * reuse it.
   */
  #isJoined(node: number): boolean {
    const header = this.#composer.text.slice(this.#nodes.valueStart(node), this.#nodes.valueStart(node) + 3);
    return /^[|>](?![1-9]?-)/.test(header);
  }

  #error(message: string, value: number): ParseError {
    return new ParseError("yaml_merge", message, this.#nodes.valueStart(value), {
      python: "ConstructorError",
      end: this.#nodes.end(value),
    });
  }
}
