/**
 * A parsed YAML file: its value, and the position of each part of it.
 *
 * @module
 */
import type { Issue } from "../../errors.ts";
import type { TextPosition } from "../text.ts";
import { type CodeFrameOptions, frameOf } from "./code_frame.ts";
import type { Composer } from "./composer.ts";
import type { Constructor } from "./constructor.ts";
import type { EqualKeys } from "./merge.ts";
import * as KIND from "./kinds.ts";
import type { NodeTable } from "./nodes.ts";
import * as TAG from "./types.ts";
import type { Lines } from "../lines.ts";
import type { YamlValue } from "./values.ts";

/** An issue of a YAML file that could be parsed. */
export interface YamlIssue extends Issue, TextPosition {
  /** Stable identifier of the kind of issue. */
  readonly code: "yaml_duplicate_key" | "python_version_dependent";
  /** Message without the position. */
  readonly what: string;
  /** Position after the key, or after the mapping with merged keys. */
  readonly end: TextPosition;
}

/** A value with its position: `line`, `column` and `offset` are where the value starts, after its anchor and tag. */
export interface YamlLocation extends TextPosition {
  /** The value. */
  readonly value: YamlValue;
  /** Position of its key; `undefined` for the root and the items of lists. */
  readonly key: TextPosition | undefined;
  /** Position after the value. */
  readonly end: TextPosition;
}

/** A key of a mapping, anywhere in a document, and its value. */
export interface YamlEntry extends YamlLocation {
  /** The keys and indexes that lead to it, including its own key. */
  readonly path: readonly YamlValue[];
  /** Position of the key. */
  readonly key: TextPosition;
  /** Whether it comes from another mapping through a merge key. */
  readonly isMerged: boolean;
}

/** A parsed YAML file: its value, and the position of each part of it. */
export interface YamlDocument {
  /** Name of the file, as the caller passed it. */
  readonly name: string;
  /** The value that `yaml.safe_load` returns; `null` for an empty file. */
  readonly value: YamlValue;
  /**
   * Duplicate keys, of which Python uses the last value without a warning; and keys merged from several mappings, of
   * which PyYAML 6.0.3 and 6.0.4 use different values; in the order of the file.
   */
  readonly issues: readonly YamlIssue[];
  /**
   * Returns the value at a path, and its position. A number is an index of a list, or an integer key of a mapping. Of
   * duplicate keys, the last one is found.
   *
   * @param path – Keys and indexes from the root.
   * @returns The value and its position; `undefined` if the path does not exist.
   */
  at(path: readonly YamlValue[]): YamlLocation | undefined;
  /**
   * Lists all keys of all mappings, each before those below it, including merged keys, keys repeated by aliases, and
   * each of several duplicates.
   *
   * @returns The keys, their values and positions.
   */
  entries(): IterableIterator<YamlEntry>;
  /**
   * Formats the lines around a position as {@linkcode codeFrame} does.
   *
   * @param position – Line and column to mark.
   * @param options – Number of lines, and whether to show values.
   * @returns The lines.
   */
  frame(position: Pick<TextPosition, "line" | "column">, options?: CodeFrameOptions): string;
}

/** The parts of a {@linkcode ParsedDocument}. */
interface ParsedDocumentInit {
  /** Name of the file, for messages. */
  readonly name: string;
  /** The lines of the file. */
  readonly lines: Lines;
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

  /** Creates a document; called by {@linkcode parseYaml}. */
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
    // Written out because spreading objects is slow in Node, and this runs for each key.
    const { line, column, offset } = this.#position(nodes.valueStart(node));
    const value = this.#init.values.valueOf(node);
    const start = key === undefined ? undefined : this.#position(nodes.start(key));
    return { value, key: start, end: this.#position(nodes.end(node)), line, column, offset };
  }

  #issue({ mapping, lost, kept = lost, isMerged }: EqualKeys): YamlIssue {
    const { nodes } = this.#init.composer;
    const [last, first] = [this.#position(nodes.start(kept)), this.#position(nodes.start(lost))];
    const position = isMerged ? this.#position(nodes.valueStart(mapping)) : last;
    const end = this.#position(nodes.end(isMerged ? mapping : kept));
    const issue = (code: YamlIssue["code"], text: string): YamlIssue => {
      const what = `${this.#nameOf(kept)} ${text}`;
      return { code, message: `${this.name}:${position.line}:${position.column}: ${what}`, what, end, ...position };
    };
    if (!isMerged) {
      const text = `occurs twice; Python uses this one and ignores the one at ${lineAndColumn(first)}`;
      return issue("yaml_duplicate_key", text);
    }
    const now = kept === lost ? "no value" : `the value at ${lineAndColumn(last)}`;
    const text =
      `is merged more than once; PyYAML 6.0.4 uses ${now}, and 6.0.3 the value at ${lineAndColumn(first)}; ` +
      "add the key to this mapping";
    return issue("python_version_dependent", text);
  }

  /** Names a key in a message if it looks like a name, and not like a secret on the wrong line. */
  #nameOf(key: number): string {
    const { nodes } = this.#init.composer;
    const text = nodes.kind(nodes.target(key)) === KIND.SCALAR ? this.#init.composer.textOf(nodes.target(key)) : "";
    return /^[\w.\/-]{1,60}$/.test(text) ? `the key ${text}` : "a key";
  }
}

function lineAndColumn({ line, column }: TextPosition): string {
  return `line ${line}, column ${column}`;
}

/** Keys of mappings and indexes of lists, from the root. */
export type YamlPath = readonly YamlValue[];

/** A node, and its key if it has one. */
interface FoundNode {
  /** The node of the value. */
  readonly node: number;
  /** The node of the key. */
  readonly key: number | undefined;
}

/** A key and its value. */
interface FoundEntry extends FoundNode {
  readonly key: number;
  /** Path that leads to it. */
  readonly path: YamlPath;
  /** Whether it is merged from another mapping. */
  readonly isMerged: boolean;
}

/** Finds nodes of a document whose values were constructed. */
class Navigator {
  readonly #nodes: NodeTable;
  readonly #values: Constructor;
  /** The pairs of mappings by key, computed on first use. */
  readonly #indexes = new Map<number, ReadonlyMap<YamlValue, FoundNode>>();

  /** Starts with the nodes and values of a document. */
  constructor(nodes: NodeTable, values: Constructor) {
    this.#nodes = nodes;
    this.#values = values;
  }

  /** Returns the node at a path. */
  find(path: YamlPath): FoundNode | undefined {
    let found: FoundNode | undefined = { node: 0, key: undefined };
    for (const step of path) {
      const node = this.#nodes.target(found.node);
      const kind = this.#kindOf(node);
      if (kind === KIND.MAPPING) found = this.#indexOf(node).get(step);
      else if (kind === KIND.LIST && typeof step === "number") found = this.#item(node, step);
      else return undefined;
      if (found === undefined) return undefined;
    }
    return { ...found, node: this.#nodes.target(found.node) };
  }

  /** Lists all keys below a node, each before those below it. */
  *entries(start: number = 0, path: YamlPath = []): Generator<FoundEntry, void> {
    const node = this.#nodes.target(start);
    const kind = this.#kindOf(node);
    if (kind === KIND.LIST) {
      let index = 0;
      for (const item of this.#items(node)) yield* this.entries(item, [...path, index++]);
    } else if (kind === KIND.MAPPING) {
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

  /** Returns the kind of a node that has items or pairs as values; scalar for others. */
  #kindOf(node: number): number {
    const tag = this.#nodes.tag(node);
    return tag >= TAG.SEQ && tag <= TAG.PAIRS ? this.#nodes.kind(node) : KIND.SCALAR;
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
