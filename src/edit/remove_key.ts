/**
 * Removes a key of a YAML text, and changes nothing else in it.
 *
 * @module
 */
import * as KIND from "../formats/yaml/kinds.ts";
import { type Entry, type Splice, spliced, YamlTree } from "./yaml_tree.ts";

/**
 * Returns the text without a key: its lines with the comment on them, and those of each section that becomes empty with
 * it. Comments on lines of their own stay. Of duplicate keys, the last one is removed. Returns `undefined` if the
 * mappings of the text do not have the key. Throws `edit_unsupported`.
 */
export function withoutKey(name: string, text: string, path: readonly string[]): string | undefined {
  const tree = new YamlTree(name, text);
  const { nodes } = tree;
  if (tree.isEmpty) return undefined;
  const entries: Entry[] = [];
  let node = 0;
  for (const key of path) {
    if (nodes.kind(node) === KIND.ALIAS) {
      throw tree.refuse(nodes.start(node), "an alias cannot be edited; write the mapping out here first");
    }
    const entry = tree.isMapping(node) ? tree.find(node, key) : undefined;
    if (entry === undefined) return undefined;
    tree.requireNotRepeated(node, node + 1);
    entries.push(entry);
    node = entry.value;
  }
  // The outermost section that becomes empty.
  let first = entries.length - 1;
  while (first > 0 && tree.entries(entries[first]!.mapping).length === 1) first--;
  const removed = entries.slice(first);
  tree.requireNotRepeated(removed[0]!.key, nodes.next(removed[0]!.value));
  const isFlow = tree.isFlow(removed[0]!.mapping);
  return spliced(text, isFlow ? withoutPair(tree, removed[0]!) : withoutLines(tree, removed));
}

/** Removes the lines of an entry and of the only entries in it, but not the comments and empty lines between them. */
function withoutLines(tree: YamlTree, removed: readonly Entry[]): readonly Splice[] {
  const { nodes } = tree;
  const [first] = removed as [Entry];
  const key = nodes.start(first.key);
  if (!tree.isFirst(key)) throw tree.refuse(key, "a key that does not start its line cannot be removed");
  let [before, after] = ["", ""];
  for (const [index, entry] of removed.entries()) {
    tree.afterColon(entry);
    const inner = removed[index + 1];
    if (inner === undefined) continue;
    before += keptLines(tree, nodes.start(entry.key), nodes.start(inner.key));
    after = keptLines(tree, nodes.end(inner.value), nodes.end(entry.value)) + after;
  }
  const next = tree.nextLine(nodes.end(first.value));
  // Empty lines after it would become part of a block scalar before it.
  const isKept = before + after === "" && tree.keepsBlankLines(first.key - 1);
  const end = isKept ? tree.afterBlankLines(next) : next;
  return [{ start: tree.lineStart(key), end, text: before + after }];
}

/** Returns the comments and empty lines between the lines of two offsets. */
function keptLines(tree: YamlTree, from: number, to: number): string {
  const end = tree.lineStart(to);
  let kept = "";
  for (let at = tree.nextLine(from); at < end; at = tree.nextLine(at)) {
    if (tree.isRestBlank(at) || tree.text[at] === "#") kept += tree.text.slice(at, tree.nextLine(at));
  }
  return kept;
}

/** Removes a key and its value from a mapping in brackets, with one comma. */
function withoutPair(tree: YamlTree, entry: Entry): readonly Splice[] {
  const { nodes, text } = tree;
  tree.afterColon(entry);
  const start = nodes.start(entry.key);
  const end = nodes.end(entry.value);
  const comma = tree.skip(end);
  const hasComma = text[comma] === ",";
  const after = hasComma ? comma + 1 : end;
  const previous = tree.entries(entry.mapping)[entry.index - 1];
  const own: Splice = tree.isFirst(start) && tree.isRestBlank(after)
    ? { start: tree.lineStart(start), end: tree.nextLine(after), text: "" }
    : { start, end: hasComma ? after + /^[ \t]*/.exec(text.slice(after))![0].length : after, text: "" };
  if (hasComma || previous === undefined) return [own];
  const before = tree.skip(Math.max(nodes.end(previous.value), nodes.end(previous.key)));
  return tree.isFirst(start) ? [{ start: before, end: before + 1, text: "" }, own] : [{ ...own, start: before }];
}
