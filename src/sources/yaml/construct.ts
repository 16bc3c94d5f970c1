/**
 * Makes values of nodes, by the types that their tags name.
 *
 * @module
 */
import { PythonFloat } from "../../python/float.ts";
import { addKey, withKeyOrder } from "../../python/json_value.ts";
import { ReadingStopped, YamlFault } from "./fault.ts";
import { keyIdentity } from "./keys.ts";
import { MAX_PROBLEMS } from "./limits.ts";
import { type EqualKeys, Merger, type Pairs } from "./merge.ts";
import { KIND, type NodeTable, TAG } from "./nodes.ts";
import type { Reader } from "./reader.ts";
import { scalarValue, wrongKind } from "./scalars.ts";
import type { YamlValue } from "./values.ts";

/** Makes the values of one document. */
export class Constructor {
  /** What is wrong with values: first what PyYAML finds first. */
  readonly faults: YamlFault[] = [];
  /** Keys that are there twice. */
  readonly equalKeys: EqualKeys[] = [];
  readonly merger: Merger;
  readonly #reader: Reader;
  readonly #nodes: NodeTable;
  /** Lists and mappings, in the order in which PyYAML fills them: a level after the one above. */
  readonly #queue: number[] = [];
  readonly #built: YamlValue[] = [];

  /** Takes the nodes. */
  constructor(reader: Reader) {
    this.#reader = reader;
    this.#nodes = reader.nodes;
    this.merger = new Merger(reader);
  }

  /** The value of the root. With faults, it is of no use. */
  construct(): YamlValue {
    let root: YamlValue = null;
    try {
      root = this.valueOf(0);
      for (let index = 0; index < this.#queue.length; index++) {
        try {
          this.#fill(this.#queue[index]!, this.#built[index]!);
        } catch (fault) {
          this.#note(fault);
        }
      }
    } catch (fault) {
      if (!(fault instanceof ReadingStopped)) this.#note(fault);
    }
    return root;
  }

  #note(fault: unknown): void {
    if (!(fault instanceof YamlFault)) throw fault;
    this.faults.push(fault);
    if (this.faults.length === MAX_PROBLEMS) throw new ReadingStopped();
  }

  /** The value of a node. What a list or mapping holds is put into it later. */
  valueOf(node: number): YamlValue {
    const nodes = this.#nodes;
    const target = nodes.target(node);
    const tag = nodes.tag(target);
    if (tag < TAG.seq || tag > TAG.pairs) return scalarValue(this.#reader, target);
    const isScalar = nodes.kind(target) === KIND.scalar;
    const known = isScalar ? 0 : nodes.reference(target);
    if (known > 0) return this.#built[known - 1]!;
    const value = this.#emptyValue(target, tag);
    const count = this.#built.push(value);
    if (!isScalar) nodes.setReference(target, count);
    this.#queue.push(target);
    return value;
  }

  #emptyValue(node: number, tag: number): YamlValue {
    if (tag === TAG.set) return new Set();
    if (tag !== TAG.map || this.#nodes.kind(node) !== KIND.mapping) return [];
    let pairs: Pairs | undefined;
    try {
      pairs = this.merger.pairsOf(node);
    } catch (fault) {
      // It is thrown again when the mapping is filled, as by PyYAML.
      if (!(fault instanceof YamlFault)) throw fault;
    }
    return pairs?.nodes.every((key, index) => index % 2 === 1 || this.#isText(key)) ? Object.create(null) : new Map();
  }

  #isText(key: number): boolean {
    const node = this.#nodes.target(key);
    const tag = this.#nodes.tag(node);
    return (tag === TAG.str || tag === TAG.value) && this.#nodes.kind(node) === KIND.scalar;
  }

  #fill(node: number, value: YamlValue): void {
    const tag = this.#nodes.tag(node);
    if (tag === TAG.map || tag === TAG.set) {
      if (this.#nodes.kind(node) !== KIND.mapping) throw wrongKind(this.#nodes, node);
      this.#fillMapping(node, value as Map<YamlValue, YamlValue>);
      return;
    }
    if (this.#nodes.kind(node) !== KIND.list) throw wrongKind(this.#nodes, node);
    const list = value as YamlValue[];
    for (let item = node + 1, end = this.#nodes.next(node); item < end; item = this.#nodes.next(item)) {
      try {
        list.push(tag === TAG.seq ? this.valueOf(item) : this.#pairOf(item));
      } catch (fault) {
        this.#note(fault);
      }
    }
  }

  #pairOf(item: number): YamlValue {
    const nodes = this.#nodes;
    const mapping = nodes.target(item);
    if (nodes.kind(mapping) !== KIND.mapping) throw wrongKind(this.#nodes, mapping);
    const key = mapping + 1;
    const end = nodes.next(mapping);
    if (key === end || nodes.next(nodes.next(key)) !== end) {
      const message = "each item of !!omap and !!pairs must have exactly one key";
      throw new YamlFault("yaml_wrong_kind", message, nodes.start(mapping), { python: "ConstructorError" });
    }
    return [this.valueOf(key), this.valueOf(nodes.next(key))];
  }

  #fillMapping(node: number, target: Map<YamlValue, YamlValue> | Set<YamlValue> | Record<string, YamlValue>): void {
    const { nodes: pairs, mergedCount, before604 } = this.merger.pairsOf(node);
    for (let index = 0; index < pairs.length; index += 2) {
      const key = this.#nodes.target(pairs[index]!);
      if (this.#nodes.tag(key) === TAG.value) this.#nodes.setTag(key, TAG.str);
    }
    const names: string[] = [];
    const known = new Map<string, YamlValue>();
    const isObject = !(target instanceof Map) && !(target instanceof Set);
    for (let index = 0; index < pairs.length; index += 2) {
      try {
        const key = this.#keyOf(pairs[index]!, isObject ? undefined : known);
        const value = this.valueOf(pairs[index + 1]!);
        if (isObject) addKey(target, names, key as string, value);
        else if (target instanceof Set) target.add(key);
        else target.set(key, value);
      } catch (fault) {
        this.#note(fault);
      }
    }
    if (isObject) withKeyOrder(target, names);
    const count = isObject ? names.length : known.size;
    if (this.faults.length === 0 && (count * 2 < pairs.length || before604.length > mergedCount)) {
      this.merger.findEqualKeys(node, (key) => keyIdentity(this.valueOf(key))!, this.equalKeys);
    }
  }

  /** The value of a key: of those that are equal to Python, the first one. */
  #keyOf(node: number, keys: Map<string, YamlValue> | undefined): YamlValue {
    const value = this.valueOf(node);
    if (keys === undefined) return value;
    // As a key of a Map or a value of a Set, -0 would become 0, which is Python's int.
    const key = Object.is(value, -0) ? new PythonFloat(-0) : value;
    const identity = keyIdentity(key);
    if (identity === undefined) {
      const nodes = this.#nodes;
      const message = "a list, a mapping or a set cannot be the key of a mapping";
      const details = { python: "ConstructorError", end: nodes.end(node) } as const;
      throw new YamlFault("yaml_unhashable_key", message, nodes.start(node), details);
    }
    const known = keys.get(identity);
    if (known !== undefined) return known;
    keys.set(identity, key);
    return key;
  }
}
