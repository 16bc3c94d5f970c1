/**
 * Values of scalars, by the types that their tags name.
 *
 * @module
 */
import { parseBinary } from "./binary.ts";
import { invalidValue, type Span, YamlFault } from "./fault.ts";
import { KIND, type NodeTable, TAG } from "./nodes.ts";
import { parseFloat11, parseInt11 } from "./numbers.ts";
import type { Reader } from "./reader.ts";
import { parseTimestamp } from "./timestamp.ts";
import type { YamlValue } from "./values.ts";

const TRUE = ["yes", "true", "on"];
const FALSE = ["no", "false", "off"];

/** The value of a node whose tag is that of a scalar. Throws `yaml_unknown_tag`, `yaml_wrong_kind`, `yaml_invalid_value`. */
export function scalarValue(reader: Reader, node: number): YamlValue {
  const { nodes } = reader;
  const span: Span = [nodes.valueStart(node), nodes.end(node)];
  switch (nodes.tag(node)) {
    case TAG.str:
      return textOf(reader, node);
    case TAG.null:
      textOf(reader, node);
      return null;
    case TAG.bool: {
      const word = textOf(reader, node).toLowerCase();
      if (TRUE.includes(word)) return true;
      if (FALSE.includes(word)) return false;
      throw invalidValue("a value with the tag !!bool is neither true nor false", "KeyError", span);
    }
    case TAG.int:
      return parseInt11(textOf(reader, node), span);
    case TAG.float:
      return parseFloat11(textOf(reader, node), span);
    case TAG.timestamp:
      textOf(reader, node);
      if (nodes.kind(node) === KIND.scalar) return parseTimestamp(reader.textOf(node), span);
      throw invalidValue("a mapping is not a date", "TypeError", span);
    case TAG.binary:
      return parseBinary(textOf(reader, node), span);
  }
  const message = nodes.tag(node) === TAG.unknown
    ? "this tag is not one of YAML's own, such as !!str"
    : "<< and = need quotes where they are not keys";
  throw new YamlFault("yaml_unknown_tag", message, nodes.start(node), details(nodes, node));
}

/** The text of a scalar; a mapping with the key `=` stands for the value of that. */
function textOf(reader: Reader, node: number): string {
  const { nodes } = reader;
  if (nodes.kind(node) === KIND.scalar) return reader.textOf(node);
  if (nodes.kind(node) === KIND.mapping) {
    for (let key = node + 1; key < nodes.next(node); key = nodes.next(nodes.next(key))) {
      if (nodes.tag(nodes.target(key)) === TAG.value) return textOf(reader, nodes.target(nodes.next(key)));
    }
  }
  throw wrongKind(nodes, node);
}

/** The fault of a value whose tag is for another kind. */
export function wrongKind(nodes: NodeTable, node: number): YamlFault {
  const message = "the tag of this value is for another kind of value: scalar, list or mapping";
  return new YamlFault("yaml_wrong_kind", message, nodes.start(node), details(nodes, node));
}

function details(nodes: NodeTable, node: number) {
  return { python: "ConstructorError", end: Math.max(nodes.valueStart(node), nodes.start(node) + 1) } as const;
}
