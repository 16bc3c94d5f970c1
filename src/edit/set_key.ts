/**
 * Sets a key of a YAML text, and changes nothing else in it.
 *
 * @module
 */
import * as KIND from "../formats/yaml/kinds.ts";
import * as TAG from "../formats/yaml/types.ts";
import { type EditValue, inlineText, pairText, type Quote, stringText } from "./scalar_text.ts";
import { type Entry, type Splice, spliced, YamlTree } from "./yaml_tree.ts";

/** Indentation of a file that has no nested mapping. */
const DEFAULT_STEP = 2;

/**
 * Returns the text with a value at a path of keys: it replaces the value there, or is added after the last key of its
 * mapping; a section is added at the end. The text must be valid. Throws `edit_unsupported`.
 */
export function withKey(name: string, text: string, path: readonly string[], value: EditValue): string {
  const tree = new YamlTree(name, text);
  return spliced(text, splicesFor(tree, path, value));
}

function splicesFor(tree: YamlTree, path: readonly string[], value: EditValue): readonly Splice[] {
  const { nodes } = tree;
  if (tree.isEmpty) return appended(tree, path, value, 0, false);
  let [node, parent]: [number, Entry | undefined] = [0, undefined];
  for (const [depth, key] of path.entries()) {
    tree.requireNotRepeated(node, node + 1);
    if (parent !== undefined && tree.isNull(node)) return filled(tree, parent, path.slice(depth), value);
    if (nodes.kind(node) === KIND.ALIAS) {
      throw tree.refuse(nodes.start(node), "an alias cannot be edited; write the mapping out here first");
    }
    if (!tree.isMapping(node)) {
      throw tree.refuse(nodes.start(node), `keys can only be added to a mapping; there is another value here`);
    }
    const entry = tree.find(node, key);
    if (entry === undefined) return added(tree, node, path.slice(depth), value);
    [node, parent] = [entry.value, entry];
  }
  tree.requireNotRepeated(node, nodes.next(node));
  return replaced(tree, parent!, value);
}

/** Replaces the value of an entry. */
function replaced(tree: YamlTree, entry: Entry, value: EditValue): readonly Splice[] {
  const { nodes, text } = tree;
  const { value: node } = entry;
  const [start, valueStart, end] = [nodes.start(node), nodes.valueStart(node), nodes.end(node)];
  // An anchor stays; a tag would be one of another type.
  const from = text.slice(start, valueStart).includes("!") ? start : valueStart;
  const inline = inlineText(value, quoteFor(tree, entry, value));
  if (tree.isFlow(entry.mapping)) return [{ start: from, end, text: separator(tree, entry, from, end) + inline }];
  const colon = tree.afterColon(entry);
  if (tree.isBlockCollection(node)) {
    const lines = blockLines(tree, node, value);
    if (lines !== undefined) {
      const indent = `${tree.eol}${" ".repeat(tree.column(valueStart))}`;
      return [{ start: valueStart, end, text: lines.join(indent) }];
    }
    if (start < valueStart) return [{ start, end, text: inline }];
    return [{ start: colon, end: colon, text: ` ${inline}` }, { start: tree.lineEnd(colon), end, text: "" }];
  }
  if (tree.isBlockScalar(node)) {
    const header = /^[|>][-+0-9]*/.exec(text.slice(valueStart, valueStart + 10))![0].length;
    const rest = tree.lineEnd(valueStart);
    return [{ start: from, end: valueStart + header, text: inline }, {
      start: rest,
      end: Math.max(rest, end),
      text: "",
    }];
  }
  return [{ start: from, end, text: separator(tree, entry, from, end) + inline }];
}

/** Returns what is missing between a key and its value: nothing, a space, or a colon and a space. */
function separator(tree: YamlTree, { key }: Entry, start: number, end: number): string {
  if (start < end) return "";
  const before = tree.text.slice(tree.nodes.end(key), start);
  if (!before.includes(":")) return ": ";
  return /[ \t\r\n]$/.test(before) ? "" : " ";
}

/** Returns the lines of a list in place of a list, or of a mapping in place of a mapping; both without brackets. */
function blockLines({ nodes }: YamlTree, node: number, value: EditValue): readonly string[] | undefined {
  if (typeof value !== "object" || Array.isArray(value) !== (nodes.kind(node) === KIND.LIST)) return undefined;
  return Array.isArray(value)
    ? value.map((item) => `- ${stringText(item, undefined)}`)
    : Object.entries(value).map(([key, item]) => pairText(key, item, undefined, undefined));
}

/** Returns the quotation mark of the value that is replaced; in JSON, strings need double ones. */
function quoteFor(tree: YamlTree, { mapping, value: node }: Entry, value: EditValue): Quote {
  if (isJson(tree, mapping)) return '"';
  return typeof value === "string" ? tree.quoteOf(node) : undefined;
}

/** Whether all keys of a mapping are in double quotation marks within brackets. */
function isJson(tree: YamlTree, mapping: number): boolean {
  const entries = tree.isFlow(mapping) ? tree.entries(mapping) : [];
  const isOwn = entries.every(({ key }) => tree.quoteOf(key) === '"');
  return isOwn && (entries.length > 0 || (tree.isFlow(mapping) && mapping > 0 && tree.isFlow(0) && isJson(tree, 0)));
}

/** Returns the quotation mark that all strings of a mapping have. */
function commonQuote(tree: YamlTree, mapping: number): Quote {
  if (isJson(tree, mapping)) return '"';
  const strings = tree.entries(mapping).map(({ value }) => value).filter((value) => isString(tree, value));
  const [first] = strings.map((value) => tree.quoteOf(value));
  return strings.every((value) => tree.quoteOf(value) === first) ? first : undefined;
}

/** Whether a value is a string on one line. */
function isString(tree: YamlTree, node: number): boolean {
  return tree.nodes.kind(node) === KIND.SCALAR && tree.nodes.tag(node) === TAG.STR && !tree.isBlockScalar(node);
}

/** Adds keys to a mapping. */
function added(tree: YamlTree, mapping: number, path: readonly string[], value: EditValue): readonly Splice[] {
  const quote = commonQuote(tree, mapping);
  if (tree.isFlow(mapping)) return addedToFlow(tree, mapping, path, value, quote);
  const { nodes } = tree;
  const column = tree.column(nodes.valueStart(mapping));
  if (mapping === 0 && path.length > 1) return appended(tree, path, value, column, hasBlankLines(tree));
  const lines = newLines(tree, path, value, column, quote);
  const [at, isLineStart] = endOfEntries(tree, mapping);
  return [{ start: at, end: at, text: isLineStart ? lines + tree.eol : tree.eol + lines }];
}

/** Returns the offset after the last line of a mapping, and whether a line starts there. */
function endOfEntries(tree: YamlTree, mapping: number): readonly [at: number, isLineStart: boolean] {
  const { nodes, text } = tree;
  const end = tree.lineEnd(nodes.end(mapping));
  const leaf = nodes.next(mapping) - 1;
  // A line break would become part of it; a key before it does not change it.
  if (end === text.length && tree.isBlockScalar(leaf)) {
    return [tree.lineStart(nodes.start(tree.entries(mapping).at(-1)!.key)), true];
  }
  if (!tree.keepsBlankLines(leaf)) return [end, false];
  return [tree.afterBlankLines(tree.nextLine(end)), true];
}

/** Returns the lines of new keys, each below the one before, without the last line break. */
function newLines(tree: YamlTree, path: readonly string[], value: EditValue, column: number, quote?: Quote): string {
  const step = indentStep(tree);
  const last = path.length - 1;
  const lines = path.slice(0, last).map((key) => `${stringText(key, undefined)}:`);
  const isMap = typeof value === "object" && !Array.isArray(value);
  if (!isMap) lines.push(pairText(path[last]!, value, undefined, quote));
  else lines.push(`${stringText(path[last]!, undefined)}:`);
  const indented = lines.map((line, depth) => " ".repeat(column + depth * step) + line);
  if (isMap) {
    const below = " ".repeat(column + path.length * step);
    for (const [key, item] of Object.entries(value)) indented.push(below + pairText(key, item, undefined, quote));
  }
  return indented.join(tree.eol);
}

/** Returns the indentation of the first nested mapping. */
function indentStep(tree: YamlTree): number {
  const { nodes } = tree;
  const nested = tree.entries(0).find(({ value }) => tree.isMapping(value) && !tree.isFlow(value));
  if (nested === undefined) return DEFAULT_STEP;
  return Math.max(1, tree.column(nodes.valueStart(nested.value)) - tree.column(nodes.start(nested.key)));
}

/** Adds keys at the end of the document. */
function appended(
  tree: YamlTree,
  path: readonly string[],
  value: EditValue,
  column: number,
  isSeparated: boolean,
): readonly Splice[] {
  const { text, nodes, eol } = tree;
  const from = nodes.count === 0 ? 0 : nodes.end(0);
  if (from === text.length && nodes.count > 0 && tree.isBlockScalar(nodes.count - 1)) {
    const [at] = endOfEntries(tree, 0);
    return [{ start: at, end: at, text: newLines(tree, path, value, column) + eol }];
  }
  const mark = /(?<=^|[\r\n\x85\u2028\u2029])\.\.\.(?=\s|\x85|$)/.exec(text.slice(from));
  const at = mark === null ? text.length : from + mark.index;
  const before = text.slice(0, at);
  const isLineStart = before === "" || before === "\ufeff" || /[\r\n\x85\u2028\u2029]$/.test(before);
  const isBlank = /(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)$/.test(before) ||
    (nodes.count > 0 && tree.keepsBlankLines(nodes.count - 1));
  const start = (isLineStart ? "" : eol) + (isSeparated && !isBlank ? eol : "");
  const end = isLineStart || mark !== null ? eol : "";
  return [{ start: at, end: at, text: start + newLines(tree, path, value, column) + end }];
}

/** Whether blank lines separate the sections. */
function hasBlankLines(tree: YamlTree): boolean {
  return tree.entries(0).slice(1).some(({ key }) => {
    const before = tree.text.slice(0, tree.lineStart(tree.nodes.start(key)));
    return /(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)(?:[ \t]*#[^\r\n]*(?:\r\n|\r|\n))*$/.test(before.slice(-2000));
  });
}

/** Adds keys to a section without a value. */
function filled(tree: YamlTree, entry: Entry, path: readonly string[], value: EditValue): readonly Splice[] {
  const { nodes } = tree;
  const { value: node, mapping } = entry;
  const [from, end] = [nodes.valueStart(node), nodes.end(node)];
  if (tree.isFlow(mapping)) {
    const quote = isJson(tree, mapping) ? '"' : undefined;
    const put = `{${flowPair(path, value, quote, quote)}}`;
    return [{ start: from, end, text: separator(tree, entry, from, end) + put }];
  }
  const colon = tree.afterColon(entry);
  const column = tree.column(nodes.start(entry.key)) + indentStep(tree);
  const at = tree.lineEnd(end);
  const isBare = nodes.start(node) === from;
  return [
    ...from < end ? [{ start: isBare ? colon : from, end, text: "" }] : [],
    { start: at, end: at, text: tree.eol + newLines(tree, path, value, column) },
  ];
}

function flowPair(path: readonly string[], value: EditValue, keyQuote: Quote, quote: Quote): string {
  const [key, ...rest] = path as [string, ...string[]];
  if (rest.length === 0) return pairText(key, value, keyQuote, quote);
  return `${stringText(key, keyQuote)}: {${flowPair(rest, value, keyQuote, quote)}}`;
}

/** Adds keys to a mapping in brackets: on a line of their own if the last key has one, else on its line. */
function addedToFlow(
  tree: YamlTree,
  mapping: number,
  path: readonly string[],
  value: EditValue,
  quote: Quote,
): readonly Splice[] {
  const { nodes, text } = tree;
  const pair = flowPair(path, value, isJson(tree, mapping) ? '"' : undefined, quote);
  const last = tree.entries(mapping).at(-1);
  const open = nodes.valueStart(mapping) + 1;
  if (last === undefined) return [{ start: open, end: open, text: pair }];
  const end = Math.max(nodes.end(last.value), nodes.end(last.key));
  const next = tree.skip(end);
  const after = text[next] === "," ? next + 1 : end;
  const key = nodes.start(last.key);
  if (!tree.isFirst(key) || !tree.isRestBlank(after)) return [{ start: end, end, text: `, ${pair}` }];
  const line = tree.lineEnd(after);
  const own = `${tree.eol}${" ".repeat(tree.column(key))}${pair}`;
  return after === end
    ? [{ start: end, end, text: "," }, { start: line, end: line, text: own }]
    : [{ start: line, end: line, text: `${own},` }];
}
