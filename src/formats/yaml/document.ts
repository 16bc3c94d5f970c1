/**
 * A parsed YAML document: its value, and the position of each part of it.
 *
 * @module
 */
import type { Issue } from "../../errors.ts";
import type { TextPosition } from "../text.ts";
import { type CodeFrameOptions, frameOf } from "./code_frame.ts";
import type { Composer } from "./composer.ts";
import type { Constructor } from "./constructor.ts";
import type { EqualKeys } from "./merge.ts";
import { KIND, type NodeTable, TAG } from "./nodes.ts";
import type { LineIndex } from "./positions.ts";
import type { YamlValue } from "./values.ts";

/** A note about a YAML text that could be read. */
export interface YamlIssue extends Issue, TextPosition {
  /** Stable identifier of the kind of issue. */
  readonly code: "yaml_duplicate_key" | "python_version_dependent";
}

/** A value and where it is: `line`, `column` and `offset` are where the value starts, after its anchor and tag. */
export interface YamlLocation extends TextPosition {
  /** The value. */
  readonly value: YamlValue;
  /** Where its key starts; `undefined` for the root and the items of lists. */
  readonly key: TextPosition | undefined;
  /** Where the value ends. */
  readonly end: TextPosition;
}

/** A key of a mapping, somewhere in a document. */
export interface YamlEntry extends YamlLocation {
  /** The keys and indexes that lead to it, itself included. */
  readonly path: YamlPath;
  /** Where the key starts. */
  readonly key: TextPosition;
  /** Whether it comes from another mapping by way of a merge key. */
  readonly isMerged: boolean;
}

/** A YAML text that was read without an error: its value, and where each part of it is. */
export interface YamlDocument {
  /** Name of the file, as the caller gave it. */
  readonly name: string;
  /** What `yaml.safe_load` returns; `null` for a text without a document. */
  readonly value: YamlValue;
  /**
   * Keys that a mapping has twice, of which Python keeps the last value without a warning, and keys that are merged
   * from several mappings and of which PyYAML 6.0.3 and 6.0.4 keep different values; in the order of the text.
   */
  readonly issues: readonly YamlIssue[];
  /**
   * The value that keys and indexes lead to, and where it is; `undefined` if there is none. A number is an index of a
   * list, or a key of a mapping that is that integer. Of a key that is there twice, the last counts.
   */
  at(path: YamlPath): YamlLocation | undefined;
  /**
   * All keys of all mappings, each before those below it: those that merge keys bring, too, and those that aliases
   * repeat. Of a key that is there twice, each is given.
   */
  entries(): IterableIterator<YamlEntry>;
  /** The lines around a place, as {@linkcode codeFrame} shows them. */
  frame(position: Pick<TextPosition, "line" | "column">, options?: CodeFrameOptions): string;
}

/** What {@linkcode ParsedDocument} is made of. */
export interface ParsedDocumentInit {
  /** Name of the file, for messages. */
  readonly name: string;
  /** The text. */
  readonly lines: LineIndex;
  /** Its nodes. */
  readonly composer: Composer;
  /** Their values. */
  readonly values: Constructor;
  /** The value of the root. */
  readonly value: YamlValue;
}

/** The only implementation. Its parts are private, so that printing a document prints no values. */
export class ParsedDocument implements YamlDocument {
  readonly name: string;
  readonly #init: ParsedDocumentInit;
  readonly #navigator: Navigator;

  /** Made by {@linkcode parseYaml}. */
  constructor(init: ParsedDocumentInit) {
    this.name = init.name;
    this.#init = init;
    this.#navigator = new Navigator(init.composer.nodes, init.values);
    Object.freeze(this);
  }

  get value(): YamlValue {
    return this.#init.value;
  }

  get issues(): readonly YamlIssue[] {
    return this.#init.values.equalKeys.map((keys) => this.#issue(keys)).toSorted((one, other) =>
      one.offset - other.offset
    );
  }

  at(path: YamlPath): YamlLocation | undefined {
    const found = this.#init.composer.nodes.count === 0 ? undefined : this.#navigator.find(path);
    return found && this.#place(found);
  }

  *entries(): Generator<YamlEntry, void> {
    if (this.#init.composer.nodes.count === 0) return;
    for (const found of this.#navigator.entries()) {
      const { value, end, line, column, offset } = this.#place(found);
      const key = this.#position(this.#init.composer.nodes.start(found.key));
      yield { value, key, end, line, column, offset, path: found.path, isMerged: found.isMerged };
    }
  }

  frame(position: Pick<TextPosition, "line" | "column">, options: CodeFrameOptions = {}): string {
    return frameOf(this.#init.lines, position, options);
  }

  #position(offset: number): TextPosition {
    return this.#init.lines.position(offset);
  }

  #place({ node, key }: FoundNode): YamlLocation {
    const { nodes } = this.#init.composer;
    // Written out: Node is slow where objects are spread, and this runs for each key.
    const { line, column, offset } = this.#position(nodes.valueStart(node));
    const value = this.#init.values.valueOf(node);
    const start = key === undefined ? undefined : this.#position(nodes.start(key));
    return { value, key: start, end: this.#position(nodes.end(node)), line, column, offset };
  }

  #issue({ mapping, lost, kept = lost, isMerged }: EqualKeys): YamlIssue {
    const { nodes } = this.#init.composer;
    const [last, first] = [this.#position(nodes.start(kept)), this.#position(nodes.start(lost))];
    const position = isMerged ? this.#position(nodes.valueStart(mapping)) : last;
    const where = `${this.name}:${position.line}:${position.column}: ${this.#nameOf(kept)} `;
    if (!isMerged) {
      const message = `is there twice; Python uses this one and ignores the one at ${placeOf(first)}`;
      return { code: "yaml_duplicate_key", message: where + message, ...position };
    }
    const now = kept === lost ? "no value" : `the value at ${placeOf(last)}`;
    const message = `is merged more than once; PyYAML 6.0.4 uses ${now}, and 6.0.3 the value at ${placeOf(first)}; ` +
      "write the key into this mapping";
    return { code: "python_version_dependent", message: where + message, ...position };
  }

  /** What looks like a name, and not like something secret that is in the wrong place. */
  #nameOf(key: number): string {
    const { nodes } = this.#init.composer;
    const text = nodes.kind(nodes.target(key)) === KIND.scalar ? this.#init.composer.textOf(nodes.target(key)) : "";
    return /^[\w.\/-]{1,60}$/.test(text) ? `the key ${text}` : "a key";
  }
}

function placeOf({ line, column }: TextPosition): string {
  return `line ${line}, column ${column}`;
}

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
