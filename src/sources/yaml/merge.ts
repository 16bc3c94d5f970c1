/**
 * Merge keys: `<<: *defaults`.
 *
 * @module
 */
import { YamlFault } from "./fault.ts";
import type { MappingNode, NodePair, YamlNode } from "./nodes.ts";

/**
 * Puts the pairs of merged mappings before those of a mapping, in place of its merge keys, and makes the key `=` a
 * text. Done a second time, it changes nothing. Throws `yaml_merge`.
 */
export function mergeInto(node: MappingNode): void {
  if (!node.pairs.some(([{ tag }]) => tag === "merge" || tag === "value")) return;
  const merged = node.pairs.flatMap(([key, value]) => key.tag === "merge" ? mergedPairs(value) : []);
  const own = node.pairs.filter(([key]) => key.tag !== "merge");
  for (const [key] of own) if (key.tag === "value") key.tag = "str";
  node.pairs = [...merged, ...own];
  node.mergedCount = merged.length;
}

function mergedPairs(value: YamlNode): readonly NodePair[] {
  if (value.kind === "scalar") {
    throw mergeFault("the value of a merge key << is neither a mapping nor a list of mappings", value);
  }
  const mappings = value.kind === "mapping" ? [value] : value.items;
  // The first mapping wins, so it comes last.
  return mappings.toReversed().flatMap((mapping) => {
    if (mapping.kind !== "mapping") {
      throw mergeFault("a merge key << has a list with something else than mappings", mapping);
    }
    mergeInto(mapping);
    return mapping.pairs;
  });
}

function mergeFault(message: string, { valueStart }: YamlNode): YamlFault {
  return new YamlFault("yaml_merge", "ConstructorError", message, valueStart);
}
