/**
 * The nodes of a YAML text as edits need them: the entries of mappings, their style, and lines.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import type { Composer } from "../formats/yaml/composer.ts";
import * as KIND from "../formats/yaml/kinds.ts";
import type { NodeTable } from "../formats/yaml/nodes.ts";
import { compose } from "../formats/yaml/parse.ts";
import * as TAG from "../formats/yaml/types.ts";
import { quoted } from "../text/quote.ts";
import type { Quote } from "./scalar_text.ts";

/** A key of a mapping and its value, as nodes. */
export interface Entry {
  /** The mapping. */
  readonly mapping: number;
  /** The key. */
  readonly key: number;
  /** The value. */
  readonly value: number;
  /** Position among the entries of the mapping, counted from 0. */
  readonly index: number;
}

/** A replacement of a part of the text. */
export interface Splice {
  /** Offset of the first character to replace. */
  readonly start: number;
  /** Offset after the last one. */
  readonly end: number;
  /** The text to put there. */
  readonly text: string;
}

const BREAK = /\r\n|[\r\n\x85\u2028\u2029]/g;

/** A YAML text that can be parsed, and its nodes. */
export class YamlTree {
  /** The text. */
  readonly text: string;
  /** Name of the file, for messages. */
  readonly name: string;
  /** The nodes; the first one is the root, unless there is none. */
  readonly nodes: NodeTable;
  /** The line ending of the file. */
  readonly eol: string;
  readonly #composer: Composer;

  /** Composes the nodes of a file that was parsed without a problem. */
  constructor(name: string, text: string) {
    this.name = name;
    this.text = text;
    this.#composer = compose(text);
    this.nodes = this.#composer.nodes;
    this.eol = /\r\n|\r|\n/.exec(text)?.[0] ?? "\n";
  }

  /** Creates the error for a form that cannot be edited, at an offset. */
  refuse(at: number, what: string): FlyteConfigError {
    const lines = this.text.slice(0, at).split(/\r\n|[\r\n\x85\u2028\u2029]/);
    const position = `${lines.length}:${lines.at(-1)!.length + 1}`;
    return new FlyteConfigError("edit_unsupported", `${this.name}:${position}: ${what}`, { offset: at });
  }

  /** Whether the document has no value, not even `null`. */
  get isEmpty(): boolean {
    return this.nodes.count === 0 || this.isNothing(0);
  }

  /** Whether a value is missing, so that it is null. */
  isNothing(node: number): boolean {
    return this.isNull(node) && this.nodes.valueStart(node) === this.nodes.end(node);
  }

  /** Whether a value is null. */
  isNull(node: number): boolean {
    return this.nodes.kind(node) === KIND.SCALAR && this.nodes.tag(node) === TAG.NULL;
  }

  /** Whether a node is a mapping. */
  isMapping(node: number): boolean {
    return this.nodes.kind(node) === KIND.MAPPING;
  }

  /** Whether a list or mapping is in brackets. A block mapping starts where its first key does. */
  isFlow(node: number): boolean {
    const { nodes, text } = this;
    const start = nodes.valueStart(node);
    const isFirstKey = nodes.next(node) > node + 1 && nodes.start(node + 1) === start;
    return !isFirstKey && (text[start] === "{" || text[start] === "[");
  }

  /** Whether a value is a list or mapping without brackets. */
  isBlockCollection(node: number): boolean {
    const kind = this.nodes.kind(node);
    return (kind === KIND.LIST || kind === KIND.MAPPING) && !this.isFlow(node);
  }

  /** Whether a value is a literal or folded scalar. */
  isBlockScalar(node: number): boolean {
    return this.nodes.kind(node) === KIND.SCALAR && /[|>]/.test(this.text[this.nodes.valueStart(node)] ?? "");
  }

  /** Whether the empty lines after a block scalar belong to it. */
  keepsBlankLines(node: number): boolean {
    const start = this.nodes.valueStart(node);
    return this.isBlockScalar(node) && /^.[0-9]?\+/.test(this.text.slice(start, start + 3));
  }

  /** Returns the quotation mark of a scalar. */
  quoteOf(node: number): Quote {
    const first = this.text[this.nodes.valueStart(node)];
    const isScalar = this.nodes.kind(node) === KIND.SCALAR && this.nodes.valueStart(node) < this.nodes.end(node);
    return isScalar && (first === '"' || first === "'") ? first : undefined;
  }

  /** Lists the entries of a mapping, without those of merged mappings. */
  entries(mapping: number): readonly Entry[] {
    const entries: Entry[] = [];
    const { nodes } = this;
    for (let key = mapping + 1, end = nodes.next(mapping); key < end;) {
      const value = nodes.next(key);
      entries.push({ mapping, key, value, index: entries.length });
      key = nodes.next(value);
    }
    return entries;
  }

  /** Returns the last entry of a mapping with a key, which is the one that Python uses. */
  find(mapping: number, name: string): Entry | undefined {
    return this.entries(mapping).findLast(({ key }) => {
      const node = this.nodes.target(key);
      return this.nodes.kind(node) === KIND.SCALAR && this.nodes.tag(node) === TAG.STR &&
        this.#composer.textOf(node) === name;
    });
  }

  /**
   * Returns the offset after the colon of a key. A key after a question mark is refused: its value has lines of its own.
   */
  afterColon({ key }: Entry): number {
    const { nodes, text } = this;
    const before = text.slice(this.lineStart(nodes.start(key)), nodes.start(key));
    const colon = /^[ \t]*:/.exec(text.slice(nodes.end(key), nodes.end(key) + 2000));
    if (colon === null || /\?[ \t]+$/.test(before)) {
      throw this.refuse(nodes.start(key), "a key after a question mark cannot be edited; write it as key: value");
    }
    return nodes.end(key) + colon[0].length;
  }

  /** Throws if an alias outside of a range of nodes repeats one of them. */
  requireNotRepeated(from: number, to: number): void {
    const { nodes } = this;
    for (let node = 0; node < nodes.count; node++) {
      if (nodes.kind(node) !== KIND.ALIAS || (node >= from && node < to)) continue;
      const target = nodes.reference(node);
      if (target < from || target >= to) continue;
      const alias = this.text.slice(nodes.valueStart(node), nodes.end(node));
      const { length } = this.text.slice(0, nodes.valueStart(node)).split(/\r\n|[\r\n\x85\u2028\u2029]/);
      const message = `the alias ${quoted(alias)} in line ${length} repeats this value, and would change with it; ` +
        "write the value out there first";
      throw this.refuse(nodes.start(target), message);
    }
  }

  /** Returns the offset of the line that contains an offset, after a byte order mark. */
  lineStart(at: number): number {
    let start = at;
    while (start > 0 && !/[\r\n\x85\u2028\u2029]/.test(this.text[start - 1]!)) start--;
    return start === 0 && this.text.startsWith("\ufeff") ? Math.min(1, at) : start;
  }

  /** Returns the offset of the line break after an offset, or the end of the text. */
  lineEnd(at: number): number {
    BREAK.lastIndex = at;
    return BREAK.exec(this.text)?.index ?? this.text.length;
  }

  /** Returns the offset of the line after the one that contains an offset. */
  nextLine(at: number): number {
    BREAK.lastIndex = at;
    const found = BREAK.exec(this.text);
    return found === null ? this.text.length : found.index + found[0].length;
  }

  /** Returns the offset of the first line that is not empty, from the start of a line. */
  afterBlankLines(from: number): number {
    let at = from;
    while (at < this.text.length && /^ *$/.test(this.text.slice(at, this.lineEnd(at)))) at = this.nextLine(at);
    return at;
  }

  /** Whether nothing but blanks and a comment follows on a line. */
  isRestBlank(at: number): boolean {
    return /^(?:[ \t]*|[ \t]+#.*)$/.test(this.text.slice(at, this.lineEnd(at)));
  }

  /** Whether nothing but spaces precedes on a line. */
  isFirst(at: number): boolean {
    return /^ *$/.test(this.text.slice(this.lineStart(at), at));
  }

  /** Returns the column of an offset, counted from 0. */
  column(at: number): number {
    return at - this.lineStart(at);
  }

  /** Returns the offset of the next character that is not a blank, a line break or in a comment. */
  skip(from: number): number {
    let at = from;
    for (;;) {
      while (at < this.text.length && /[ \t\r\n\x85\u2028\u2029\ufeff]/.test(this.text[at]!)) at++;
      if (this.text[at] !== "#") return at;
      at = this.lineEnd(at);
    }
  }
}

/** Returns the text with all replacements. */
export function spliced(text: string, splices: readonly Splice[]): string {
  let [result, at] = ["", 0];
  for (const { start, end, text: put } of splices.toSorted((one, other) => one.start - other.start)) {
    result += text.slice(at, start) + put;
    at = end;
  }
  return result + text.slice(at);
}
