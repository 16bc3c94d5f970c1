/**
 * Makes values of nodes, by the types that their tags name.
 *
 * @module
 */
import { PythonFloat } from "../../python/float.ts";
import { orderedObject } from "../../python/json_value.ts";
import { parseBinary } from "./binary.ts";
import { type PythonException, YamlFault } from "./fault.ts";
import { keyIdentity } from "./keys.ts";
import { listOf, mappingOf, pairOf, textOf } from "./kinds.ts";
import { mergeInto } from "./merge.ts";
import { isText, type MappingNode, type YamlNode } from "./nodes.ts";
import { parseFloat11, parseInt11 } from "./numbers.ts";
import { parseTimestamp } from "./timestamp.ts";
import type { YamlValue } from "./values.ts";

/** A key that a mapping has twice, and whose first value is lost. */
export interface DuplicateKey {
  /** The key, where it stands first. */
  readonly first: YamlNode;
  /** Where it stands again. */
  readonly again: YamlNode;
}

type Maker = (node: YamlNode, duplicates: DuplicateKey[]) => YamlValue;

const TRUE = ["yes", "true", "on"];
const FALSE = ["no", "false", "off"];

/** Types whose values cannot be keys. */
const UNHASHABLE: ReadonlySet<string> = new Set(["map", "seq", "set", "omap", "pairs"]);

const MAKERS: Readonly<Record<string, Maker>> = {
  str: textOf,
  null: (node) => {
    textOf(node);
    return null;
  },
  bool: (node) => {
    const word = textOf(node).toLowerCase();
    if (TRUE.includes(word)) return true;
    if (FALSE.includes(word)) return false;
    throw invalid("a text with the tag !!bool is neither true nor false", "KeyError", node);
  },
  int: (node) => parseInt11(textOf(node), node.valueStart),
  float: (node) => parseFloat11(textOf(node), node.valueStart),
  // Plain scalars that are too long to try.
  number: (node) => {
    throw invalid("a number is too long", "ValueError", node);
  },
  timestamp: (node) => {
    textOf(node);
    if (node.kind === "scalar") return parseTimestamp(node.text, node.valueStart);
    throw invalid("a mapping is no date", "TypeError", node);
  },
  binary: (node) => parseBinary(textOf(node), node.valueStart),
  seq: (node, duplicates) => listOf(node).items.map((item) => valueOf(item, duplicates)),
  omap: pairsOf,
  pairs: pairsOf,
  map: (node, duplicates) => mappingValue(mappingOf(node), duplicates),
  set: (node, duplicates) => {
    const set = new Set<YamlValue>();
    for (const [key] of entriesOf(mappingOf(node), duplicates)) set.add(key);
    return set;
  },
};

/**
 * The value of a node, made once; keys that are there twice are added to a list. Throws `YamlFault` with the codes
 * `yaml_unknown_tag`, `yaml_wrong_kind`, `yaml_merge`, `yaml_unhashable_key`, `yaml_invalid_value`.
 */
export function valueOf(node: YamlNode, duplicates: DuplicateKey[]): YamlValue {
  if (node.built === undefined) {
    const make = MAKERS[node.tag];
    // What is left are the marks << and = where they are no keys.
    if (make === undefined) {
      throw new YamlFault(
        "yaml_unknown_tag",
        "ConstructorError",
        "<< and = need quotes where they are no keys",
        node.start,
      );
    }
    node.built = { value: make(node, duplicates) };
  }
  return node.built.value as YamlValue;
}

function pairsOf(node: YamlNode, duplicates: DuplicateKey[]): YamlValue {
  return listOf(node).items.map((item) => pairOf(item).map((each) => valueOf(each, duplicates)));
}

function mappingValue(node: MappingNode, duplicates: DuplicateKey[]): YamlValue {
  mergeInto(node);
  if (!node.pairs.every(([key]) => isText(key))) return new Map(entriesOf(node, duplicates));
  const entries = node.pairs.map(([key, value]) => [textOf(key), valueOf(value, duplicates)] as const);
  const object = orderedObject(entries, null);
  if (Object.keys(object).length < entries.length) findDuplicates(node, duplicates);
  return object;
}

/** Keys and values; a key that Python takes for one that there was comes as that one again. */
function entriesOf(node: MappingNode, duplicates: DuplicateKey[]): [YamlValue, YamlValue][] {
  mergeInto(node);
  const keys = new Map<string, YamlValue>();
  const entries = node.pairs.map(([keyNode, valueNode]): [YamlValue, YamlValue] => {
    if (UNHASHABLE.has(keyNode.tag)) {
      const message = "a list, a mapping or a set cannot be the key of a mapping";
      throw new YamlFault("yaml_unhashable_key", "ConstructorError", message, keyNode.start);
    }
    const built = valueOf(keyNode, duplicates);
    // As a key of a Map or a value of a Set, -0 would become 0, which is Python's int.
    const key = Object.is(built, -0) ? new PythonFloat(-0) : built;
    const identity = keyIdentity(key)!;
    if (!keys.has(identity)) keys.set(identity, key);
    return [keys.get(identity)!, valueOf(valueNode, duplicates)];
  });
  if (keys.size < entries.length) findDuplicates(node, duplicates);
  return entries;
}

/** Looks only at keys that the mapping has of its own: to override what is merged is what merging is for. */
function findDuplicates(node: MappingNode, duplicates: DuplicateKey[]): void {
  const firsts = new Map<string, YamlNode>();
  for (const [again] of node.pairs.slice(node.mergedCount)) {
    const identity = keyIdentity(isText(again) ? again.text : valueOf(again, duplicates))!;
    const first = firsts.get(identity);
    if (first === undefined) firsts.set(identity, again);
    else duplicates.push({ first, again });
  }
}

function invalid(message: string, python: PythonException, node: YamlNode): YamlFault {
  return new YamlFault("yaml_invalid_value", python, message, node.valueStart);
}
