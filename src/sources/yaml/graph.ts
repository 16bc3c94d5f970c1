/**
 * Makes nodes of what the package `yaml` composed, and refuses what PyYAML does not allow there.
 *
 * @module
 */
import {
  type Alias,
  type CST,
  isAlias,
  isMap,
  isScalar,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { Directives } from "./directives.ts";
import { YamlFault } from "./fault.ts";
import { tooDeep } from "./grammar_faults.ts";
import { checkKey } from "./implicit_keys.ts";
import { MAX_REPEATED_NODES, MAX_YAML_DEPTH } from "./limits.ts";
import type { ListNode, MappingNode, NodePair, YamlNode } from "./nodes.ts";
import { type Properties, propertiesOf } from "./properties.ts";
import { resolvePlain } from "./resolve.ts";
import { checkSeparators, scalarText } from "./scalars.ts";
import { typeOf } from "./tags.ts";
import type { ComposedDocument } from "./tokens.ts";

type Tokens = readonly CST.SourceToken[];

/** A node as the package makes it with `keepSourceTokens`. */
type Source = Scalar | Alias | YAMLMap | YAMLSeq;

const NO_TOKENS: Tokens = [];

/**
 * The graph of a document in a text whose line breaks were changed, if they had to be. Throws the fault that comes
 * first.
 */
export function graphOf(original: string, text: string, document: ComposedDocument): YamlNode {
  return new Graph(original, text, document.directives).root(document);
}

class Graph {
  /** The text with its own line breaks, if they are others. */
  readonly #original: string | undefined;
  readonly #text: string;
  readonly #directives: Directives;
  readonly #anchors = new Map<string, YamlNode>();
  #depth = 0;
  /** Values that aliases repeat. */
  #repeated = 0;

  constructor(original: string, text: string, directives: Directives) {
    this.#original = original === text ? undefined : original;
    this.#text = text;
    this.#directives = directives;
  }

  root({ root, start }: ComposedDocument): YamlNode {
    return this.#node(root as Source, start, false);
  }

  #node(source: Source, before: Tokens, isInFlow: boolean): YamlNode {
    if (isAlias(source)) return this.#alias(source);
    const properties = propertiesOf(this.#text, before);
    if (isScalar(source)) return this.#scalar(source, properties, isInFlow);
    return this.#collection(source as YAMLMap | YAMLSeq, properties);
  }

  #alias({ range, source }: Alias): YamlNode {
    const [start] = range!;
    const node = this.#anchors.get(source);
    if (node === undefined) {
      throw new YamlFault("yaml_undefined_alias", "ComposerError", "there is no such anchor before this alias", start);
    }
    if (node.size === 0) {
      throw new YamlFault("yaml_recursive", "None", "this alias stands for a value that it is part of", start);
    }
    this.#repeated += node.size;
    if (this.#repeated > MAX_REPEATED_NODES) {
      throw new YamlFault("yaml_alias_bomb", "None", "aliases repeat more values than a configuration has", start);
    }
    return node;
  }

  #scalar(source: Scalar, properties: Properties, isInFlow: boolean): YamlNode {
    const [valueStart, end] = source.range!;
    if (this.#original !== undefined) checkSeparators(this.#original, source);
    const text = scalarText(this.#text, source, isInFlow);
    const isPlain = source.type === "PLAIN" && properties.tag === undefined;
    const type = isPlain ? "!" : this.#type(properties, "str");
    const tag = type === "!" ? resolvePlain(text) : type;
    const start = properties.start ?? valueStart;
    const node: YamlNode = { kind: "scalar", tag, text, start, valueStart, end, size: 1, built: undefined };
    this.#anchor(properties, node);
    return node;
  }

  #collection(source: YAMLMap | YAMLSeq, properties: Properties): ListNode | MappingNode {
    const token = source.srcToken as CST.BlockMap | CST.BlockSequence | CST.FlowCollection;
    if (++this.#depth > MAX_YAML_DEPTH) throw tooDeep(token.offset);
    const [kind, byDefault] = isMap(source) ? ["mapping", "map"] as const : ["list", "seq"] as const;
    const type = this.#type(properties, byDefault);
    const start = properties.start ?? token.offset;
    const [tag, valueStart] = [type === "!" ? byDefault : type, token.offset];
    const end = source.range![1];
    const node: ListNode | MappingNode = kind === "list"
      ? { kind, tag, start, valueStart, end, size: 0, built: undefined, items: [] }
      : { kind, tag, start, valueStart, end, size: 0, built: undefined, pairs: [], mergedCount: 0, index: undefined };
    this.#anchor(properties, node);
    node.size = 1 + (node.kind === "list" ? this.#items(source, node) : this.#pairs(source as YAMLMap, node));
    this.#depth--;
    return node;
  }

  #items(source: YAMLMap | YAMLSeq, node: ListNode): number {
    const token = source.srcToken as CST.BlockSequence | CST.FlowCollection;
    const isFlow = token.type === "flow-collection";
    let [size, next] = [0, 0];
    for (const item of token.items) {
      const child = (source as YAMLSeq).items[next] as Source | undefined;
      if (child === undefined) break;
      // The package makes no node of what are only comments or commas.
      if (!item.value && !item.key && !item.sep && item.start.every(isFlow ? isNothingInFlow : isNothing)) continue;
      next++;
      const isPair = isFlow && isMap(child) && child.srcToken === undefined;
      const built = isPair ? this.#singlePair(child) : this.#node(child, item.start, isFlow);
      node.items.push(built);
      size += built.size;
      if (!isFlow) node.end = Math.max(built.end, item.start[0]?.offset ?? 0);
    }
    return size;
  }

  /** `[a: b]` is a list with a mapping in it. */
  #singlePair(source: YAMLMap): MappingNode {
    if (++this.#depth > MAX_YAML_DEPTH) throw tooDeep(source.range![0]);
    const pair = this.#pair(source.items[0] as Pair<Source, Source>, true);
    const [key, value] = pair;
    const base = { kind: "mapping", tag: "map", start: key.start, valueStart: key.start } as const;
    this.#depth--;
    const size = 1 + key.size + value.size;
    const end = Math.max(key.end, value.end);
    return { ...base, end, size, pairs: [pair], mergedCount: 0, index: undefined, built: undefined };
  }

  #pairs(source: YAMLMap, node: MappingNode): number {
    const isFlow = source.flow === true;
    let size = 0;
    for (const item of source.items) {
      const pair = this.#pair(item as Pair<Source, Source>, isFlow);
      node.pairs.push(pair);
      size += pair[0].size + pair[1].size;
      if (!isFlow) node.end = Math.max(pair[0].end, pair[1].end);
    }
    return size;
  }

  #pair(pair: Pair<Source, Source>, isFlow: boolean): NodePair {
    const token = pair.srcToken as CST.CollectionItem;
    checkKey(this.#text, token, isFlow);
    const key = this.#node(pair.key, token.start, isFlow);
    if (pair.value !== null) return [key, this.#node(pair.value, token.sep ?? NO_TOKENS, isFlow)];
    const { end } = key;
    const none = { start: end, valueStart: end, end, size: 1, built: undefined };
    return [key, { kind: "scalar", tag: "null", text: "", ...none }];
  }

  /** The type that a tag stands for; that of the kind where there is none. */
  #type({ tag, start }: Properties, byDefault: string): string {
    if (tag === undefined) return byDefault;
    const type = typeOf(tag, this.#directives);
    if (type !== undefined) return type;
    throw new YamlFault("yaml_unknown_tag", "ConstructorError", "a tag is none of YAML's own", start!);
  }

  #anchor({ anchor, anchorStart }: Properties, node: YamlNode): void {
    if (anchor === undefined) return;
    const other = this.#anchors.get(anchor);
    if (other !== undefined) {
      const message = "this anchor is there already";
      throw new YamlFault("yaml_duplicate_anchor", "ComposerError", message, anchorStart, other.start);
    }
    this.#anchors.set(anchor, node);
  }
}

function isNothing({ type }: CST.SourceToken): boolean {
  return type === "space" || type === "newline" || type === "comment";
}

function isNothingInFlow(token: CST.SourceToken): boolean {
  return token.type === "comma" || isNothing(token);
}
