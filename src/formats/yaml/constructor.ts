/**
 * Constructs the values of a document from its nodes.
 *
 * @module
 */
import { addKey, withKeyOrder } from "../../python/json_value.ts";
import { PythonFloat } from "../../python/numbers.ts";
import type { Composer } from "./composer.ts";
import { ParseError, ReadingStopped } from "./errors.ts";
import { MAX_ISSUES, MAX_PROBLEMS } from "./limits.ts";
import { type EqualKeys, Merger } from "./merge.ts";
import * as KIND from "./kinds.ts";
import type { NodeTable } from "./nodes.ts";
import * as TAG from "./types.ts";
import { scalarValue, wrongKind } from "./scalar_values.ts";
import { keyIdentity, type YamlValue } from "./values.ts";

/** Constructs the values of one document. */
export class Constructor {
  /** The problems of values: first the one that PyYAML finds first. */
  readonly errors: ParseError[] = [];
  /** Duplicate keys. */
  readonly equalKeys: EqualKeys[] = [];
  readonly merger: Merger;
  readonly #composer: Composer;
  readonly #nodes: NodeTable;
  /** Lists and mappings in the order in which PyYAML fills them: each level after the one above. */
  readonly #queue: number[];
  readonly #built: YamlValue[];
  #count = 0;

  /** Starts with the nodes of a document. */
  constructor(composer: Composer) {
    this.#composer = composer;
    this.#nodes = composer.nodes;
    this.merger = new Merger(composer);
    // Preallocated: growing arrays take much more memory.
    this.#queue = new Array<number>(composer.collections);
    this.#built = new Array<YamlValue>(composer.collections);
  }

  /** Returns the value of the root. It is incomplete if there are errors. */
  construct(): YamlValue {
    let root: YamlValue = null;
    try {
      root = this.valueOf(0);
      for (let index = 0; index < this.#count; index++) {
        try {
          this.#fill(this.#queue[index]!, this.#built[index]!);
        } catch (error) {
          this.#note(error);
        }
      }
    } catch (error) {
      if (!(error instanceof ReadingStopped)) this.#note(error);
    }
    return root;
  }

  #note(error: unknown): void {
    if (!(error instanceof ParseError)) throw error;
    this.errors.push(error);
    if (this.errors.length === MAX_PROBLEMS) throw new ReadingStopped();
  }

  /** Returns the value of a node. Lists and mappings are filled later. */
  valueOf(node: number): YamlValue {
    const nodes = this.#nodes;
    const target = nodes.target(node);
    const tag = nodes.tag(target);
    if (tag < TAG.SEQ || tag > TAG.PAIRS) return scalarValue(this.#composer, target);
    const isScalar = nodes.kind(target) === KIND.SCALAR;
    const known = isScalar ? 0 : nodes.reference(target);
    if (known > 0) return this.#built[known - 1]!;
    const value = this.#emptyValue(target, tag);
    this.#queue[this.#count] = target;
    this.#built[this.#count++] = value;
    if (!isScalar) nodes.setReference(target, this.#count);
    return value;
  }

  /** Creates a list or mapping that is filled later; a mapping whose keys are all strings is an object. */
  #emptyValue(node: number, tag: number): YamlValue {
    const nodes = this.#nodes;
    if (tag === TAG.SET) return new Set();
    if (nodes.kind(node) === KIND.LIST) return new Array<YamlValue>(this.#countItems(node));
    if (tag !== TAG.MAP || nodes.kind(node) !== KIND.MAPPING) return [];
    try {
      let isObject = true;
      this.merger.eachPair(node, (key) => isObject &&= this.#isText(key));
      // An object created without a prototype takes much more memory in V8.
      return isObject ? Object.setPrototypeOf({}, null) : new Map();
    } catch (error) {
      // Thrown again when the mapping is filled, as by PyYAML.
      if (!(error instanceof ParseError)) throw error;
      return new Map();
    }
  }

  #countItems(list: number): number {
    let count = 0;
    for (let item = list + 1, end = this.#nodes.next(list); item < end; item = this.#nodes.next(item)) count++;
    return count;
  }

  #isText(key: number): boolean {
    const tag = this.#nodes.tag(key);
    return (tag === TAG.STR || tag === TAG.VALUE) && this.#nodes.kind(key) === KIND.SCALAR;
  }

  #fill(node: number, value: YamlValue): void {
    const nodes = this.#nodes;
    const tag = nodes.tag(node);
    const isMapping = tag === TAG.MAP || tag === TAG.SET;
    if (nodes.kind(node) !== (isMapping ? KIND.MAPPING : KIND.LIST)) throw wrongKind(nodes, node);
    if (isMapping) return this.#fillMapping(node, value as Map<YamlValue, YamlValue>);
    const list = value as YamlValue[];
    let index = 0;
    for (let item = node + 1, end = nodes.next(node); item < end; item = nodes.next(item)) {
      try {
        list[index++] = tag === TAG.SEQ ? this.valueOf(item) : this.#pairOf(item);
      } catch (error) {
        this.#note(error);
      }
    }
  }

  #pairOf(item: number): YamlValue {
    const nodes = this.#nodes;
    const mapping = nodes.target(item);
    if (nodes.kind(mapping) !== KIND.MAPPING) throw wrongKind(this.#nodes, mapping);
    const key = mapping + 1;
    const end = nodes.next(mapping);
    if (key === end || nodes.next(nodes.next(key)) !== end) {
      const message = "each item of !!omap and !!pairs must have exactly one key";
      throw new ParseError("yaml_wrong_kind", message, nodes.start(mapping), { python: "ConstructorError" });
    }
    return [this.valueOf(key), this.valueOf(nodes.next(key))];
  }

  #fillMapping(node: number, target: Map<YamlValue, YamlValue> | Set<YamlValue> | Record<string, YamlValue>): void {
    const { merger } = this;
    merger.eachPair(node, (key) => {
      if (this.#nodes.tag(key) === TAG.VALUE) this.#nodes.setTag(key, TAG.STR);
    });
    const names: string[] = [];
    const known = new Map<string, YamlValue>();
    const isObject = !(target instanceof Map) && !(target instanceof Set);
    let count = 0;
    merger.eachPair(node, (keyNode, valueNode) => {
      try {
        count++;
        const key = this.#keyOf(keyNode, isObject ? undefined : known);
        const value = this.valueOf(valueNode);
        if (isObject) addKey(target, names, key as string, value);
        else if (target instanceof Set) target.add(key);
        else target.set(key, value);
      } catch (error) {
        this.#note(error);
      }
    });
    if (isObject) withKeyOrder(target, names);
    const hasEqual = merger.hasMerged(node) || count > (isObject ? names.length : known.size);
    if (hasEqual && this.errors.length === 0 && this.equalKeys.length < MAX_ISSUES) {
      merger.findEqualKeys(node, (key) => keyIdentity(this.valueOf(key))!, this.equalKeys);
    }
  }

  /** Returns the value of a key; of keys that are equal in Python, the first one. */
  #keyOf(node: number, keys: Map<string, YamlValue> | undefined): YamlValue {
    const value = this.valueOf(node);
    if (keys === undefined) return value;
    // As a key of a Map or a value of a Set, -0 would become 0, which is an int in Python.
    const key = Object.is(value, -0) ? new PythonFloat(-0) : value;
    const identity = keyIdentity(key);
    if (identity === undefined) {
      const nodes = this.#nodes;
      const message = "a list, mapping or set cannot be a key";
      const details = { python: "ConstructorError", end: nodes.end(node) } as const;
      throw new ParseError("yaml_unhashable_key", message, nodes.start(node), details);
    }
    const known = keys.get(identity);
    if (known !== undefined) return known;
    keys.set(identity, key);
    return key;
  }
}
