/**
 * Checks that a node is what its tag says.
 *
 * @module
 */
import { YamlFault } from "./fault.ts";
import type { ListNode, MappingNode, NodePair, YamlNode } from "./nodes.ts";

/** The text of a scalar; a mapping with the key `=` stands for the value of that. Throws `yaml_wrong_kind`. */
export function textOf(node: YamlNode): string {
  if (node.kind === "scalar") return node.text;
  const pair = node.kind === "mapping" ? node.pairs.find(([key]) => key.tag === "value") : undefined;
  if (pair !== undefined) return textOf(pair[1]);
  throw wrongKind("a list or mapping has a tag that is for texts", node);
}

/** The node, if it is a list. Throws `yaml_wrong_kind`. */
export function listOf(node: YamlNode): ListNode {
  if (node.kind === "list") return node;
  throw wrongKind("a tag that is for lists stands before something else", node);
}

/** The node, if it is a mapping. Throws `yaml_wrong_kind`. */
export function mappingOf(node: YamlNode): MappingNode {
  if (node.kind === "mapping") return node;
  throw wrongKind("a tag that is for mappings stands before something else", node);
}

/** The pair of a mapping with one key. Throws `yaml_wrong_kind`. */
export function pairOf(node: YamlNode): NodePair {
  const [pair, ...others] = mappingOf(node).pairs;
  if (pair !== undefined && others.length === 0) return pair;
  throw wrongKind("an item of !!omap or !!pairs has not exactly one key", node);
}

function wrongKind(message: string, { start }: YamlNode): YamlFault {
  return new YamlFault("yaml_wrong_kind", "ConstructorError", message, start);
}
