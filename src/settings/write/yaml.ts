/**
 * Writes settings as a YAML file that PyYAML reads.
 *
 * @module
 */
import { setOwn } from "../../python/json_value.ts";
import {
  type Entries,
  givenEntries,
  type NotCarried,
  notCarriedBy,
  obstacle,
  remarks,
  type WriterRules,
} from "./written.ts";
import { yamlText, type YamlTree } from "./yaml_text.ts";

/**
 * The YAML file of all settings that are not left at their defaults; comments name those that it cannot carry, and
 * `others`.
 */
export function writeYaml(entries: Entries, rules: WriterRules, others: readonly NotCarried[] = []): string {
  const root: Tree = Object.create(null);
  for (const [setting, resolved] of givenEntries(entries)) {
    if (obstacle("yaml", setting, resolved, rules) === undefined) put(root, setting.yaml!, resolved.value as YamlTree);
  }
  const body = Object.keys(root).length === 0 ? [] : [yamlText(root).trimEnd()];
  const missing = [...notCarriedBy("yaml", entries, rules), ...others];
  return [...body, ...remarks(missing)].map((block) => `${block}\n`).join("\n");
}

interface Tree {
  [key: string]: YamlTree | Tree;
}

function put(tree: Tree, [first, ...rest]: readonly string[], value: YamlTree): void {
  if (rest.length === 0) return setOwn(tree, first!, value);
  if (tree[first!] === undefined) setOwn(tree, first!, Object.create(null));
  put(tree[first!] as Tree, rest, value);
}
