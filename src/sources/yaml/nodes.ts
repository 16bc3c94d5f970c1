/**
 * A text as a graph of nodes, with its tags resolved.
 *
 * @module
 */

/** What every node has. */
interface NodeBase {
  /** Short tag of YAML's own types, such as `int`. A key `=` changes from `value` to `str`. */
  tag: string;
  /** Where it starts, with its anchor and tag, in code units. */
  readonly start: number;
  /** Where its value starts, after anchor and tag. */
  readonly valueStart: number;
  /** Where it ends. */
  end: number;
  /** Values in it, itself included and aliases written out; 0 while it is not finished. */
  size: number;
  /** What was made of it, once that was done. */
  built: { readonly value: unknown } | undefined;
}

/** A scalar. */
export interface ScalarNode extends NodeBase {
  readonly kind: "scalar";
  /** Its text. */
  readonly text: string;
}

/** A list. */
export interface ListNode extends NodeBase {
  readonly kind: "list";
  /** Its items. */
  readonly items: YamlNode[];
}

/** A key and its value. */
export type NodePair = readonly [key: YamlNode, value: YamlNode];

/** A mapping. */
export interface MappingNode extends NodeBase {
  readonly kind: "mapping";
  /** Its keys and values; once merge keys are carried out, those of others come first. */
  pairs: NodePair[];
  /** How many pairs at the start are merged from other mappings. */
  mergedCount: number;
  /** Its pairs by key, once one was asked for. */
  index: ReadonlyMap<unknown, NodePair> | undefined;
}

/** A value and where it is written. */
export type YamlNode = ScalarNode | ListNode | MappingNode;

/** Whether a node is a text for sure. */
export function isText(node: YamlNode): node is ScalarNode {
  return node.kind === "scalar" && node.tag === "str";
}
