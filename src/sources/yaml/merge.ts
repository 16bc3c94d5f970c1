/**
 * Merge keys: `<<: *defaults`.
 *
 * @module
 */
import { YamlFault } from "./fault.ts";
import { KIND, type NodeTable, TAG } from "./nodes.ts";
import type { Reader } from "./reader.ts";

/** Keys and values of a mapping in turn. Those that are merged from others come first. */
export interface Pairs {
  readonly nodes: readonly number[];
  /** How many of the nodes are merged. */
  readonly mergedCount: number;
  /** The merged ones in the order in which PyYAML 6.0.3 has them; of equal keys, the last one counts. */
  readonly before604: readonly number[];
}

const NONE: readonly number[] = [];

/** Two keys of a mapping that are equal to Python. */
export interface EqualKeys {
  /** The node of the mapping. */
  readonly mapping: number;
  /** The node of the key whose value is lost. */
  readonly lost: number;
  /** The node of the key whose value counts; PyYAML 6.0.4 may forget a merged key. */
  readonly kept: number | undefined;
  /** Whether both are merged, and PyYAML 6.0.3 keeps the other one. */
  readonly isMerged: boolean;
}

/** The pairs of mappings, with their merge keys carried out as PyYAML 6.0.4 does. */
export class Merger {
  readonly #reader: Reader;
  readonly #nodes: NodeTable;
  /** Only of mappings with merge keys. */
  readonly #merged = new Map<number, Pairs>();

  /** Takes a document's nodes. */
  constructor(reader: Reader) {
    this.#reader = reader;
    this.#nodes = reader.nodes;
  }

  /** The pairs of a mapping. Throws a fault with the code `yaml_merge`. */
  pairsOf(mapping: number): Pairs {
    const known = this.#merged.get(mapping);
    if (known !== undefined) return known;
    const nodes = this.#nodes;
    const own: number[] = [];
    let merges: number[] | undefined;
    for (let key = mapping + 1, end = nodes.next(mapping); key < end;) {
      const value = nodes.next(key);
      if (nodes.tag(nodes.target(key)) === TAG.merge) (merges ??= []).push(value);
      else own.push(key, value);
      key = nodes.next(value);
    }
    if (merges === undefined) return { nodes: own, mergedCount: 0, before604: NONE };
    const pairs = this.#merge(merges, own);
    this.#merged.set(mapping, pairs);
    return pairs;
  }

  #merge(merges: readonly number[], own: readonly number[]): Pairs {
    const merged: number[] = [];
    const before604: number[] = [];
    const seen = new Set<string | number>();
    for (const value of merges) {
      const sources = this.#sources(this.#nodes.target(value)).map((mapping) => this.pairsOf(mapping));
      for (const { nodes } of sources) {
        for (let index = 0; index < nodes.length; index += 2) {
          const identity = this.#identity(nodes[index]!);
          if (seen.has(identity)) continue;
          seen.add(identity);
          merged.push(nodes[index]!, nodes[index + 1]!);
        }
      }
      for (const source of sources.reverse()) {
        append(before604, source.before604);
        append(before604, source.nodes.slice(source.mergedCount));
      }
    }
    return { nodes: [...merged, ...own], mergedCount: merged.length, before604 };
  }

  /** The mappings to merge, of which the first should win. */
  #sources(value: number): number[] {
    const nodes = this.#nodes;
    const kind = nodes.kind(value);
    if (kind === KIND.mapping) return [value];
    if (kind === KIND.scalar) {
      throw this.#fault("the value of a merge key << must be a mapping or a list of mappings", value);
    }
    const mappings: number[] = [];
    for (let item = value + 1; item < nodes.next(value); item = nodes.next(item)) {
      const mapping = nodes.target(item);
      if (nodes.kind(mapping) !== KIND.mapping) {
        throw this.#fault("the list of a merge key << must contain mappings only", item);
      }
      mappings.push(mapping);
    }
    return mappings;
  }

  /**
   * The keys that a mapping has twice of its own, and those that are merged from several mappings and of which PyYAML
   * 6.0.3 keeps another value. To override what is merged is what merging is for.
   */
  findEqualKeys(mapping: number, identityOf: (key: number) => string, found: EqualKeys[]): void {
    const { nodes, mergedCount, before604 } = this.pairsOf(mapping);
    const own = new Map<string, number>();
    for (let index = mergedCount; index < nodes.length; index += 2) {
      const kept = nodes[index]!;
      const lost = own.get(identityOf(kept));
      if (lost === undefined) own.set(identityOf(kept), kept);
      else found.push({ mapping, lost, kept, isMerged: false });
    }
    const before = new Map<string, number>();
    for (let index = 0; index < before604.length; index += 2) before.set(identityOf(before604[index]!), index);
    const now = new Map<string, number>();
    for (let index = 0; index < mergedCount; index += 2) now.set(identityOf(nodes[index]!), index);
    for (const [identity, index] of before) {
      const kept = now.get(identity);
      if (own.has(identity)) continue;
      if (kept !== undefined && this.#isSame(nodes[kept + 1]!, before604[index + 1]!)) continue;
      found.push({
        mapping,
        lost: before604[index]!,
        kept: kept === undefined ? undefined : nodes[kept]!,
        isMerged: true,
      });
    }
  }

  /** Whether two nodes have the same value for sure. */
  #isSame(one: number, other: number): boolean {
    const [nodes, reader] = [this.#nodes, this.#reader];
    const [first, second] = [nodes.target(one), nodes.target(other)];
    if (first === second) return true;
    if (nodes.kind(first) !== KIND.scalar || nodes.kind(second) !== KIND.scalar) return false;
    return nodes.tag(first) === nodes.tag(second) && reader.textOf(first) === reader.textOf(second);
  }

  /**
   * What PyYAML 6.0.4 compares: it leaves out a key that it has seen, but compares the identity of two strings and not
   * their characters. CPython has one string of each Latin-1 character, and an empty one; others are equal only if they
   * come from the same node.
   */
  #identity(key: number): string | number {
    const node = this.#nodes.target(key);
    if (this.#nodes.kind(node) !== KIND.scalar) return node;
    const text = this.#reader.textOf(node);
    return text === "" || (text.length === 1 && text <= "\xff" && !this.#isJoined(node)) ? text : node;
  }

  /** Whether PyYAML makes a string of the lines of a block and of a line break, so that CPython does not look it up. */
  #isJoined(node: number): boolean {
    const header = this.#reader.text.slice(this.#nodes.valueStart(node), this.#nodes.valueStart(node) + 3);
    return /^[|>](?![1-9]?-)/.test(header);
  }

  #fault(message: string, value: number): YamlFault {
    return new YamlFault("yaml_merge", message, this.#nodes.valueStart(value), {
      python: "ConstructorError",
      end: this.#nodes.end(value),
    });
  }
}

function append(target: number[], items: readonly number[]): void {
  for (const item of items) target.push(item);
}
