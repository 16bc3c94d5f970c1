/**
 * The cursor in a file that someone is typing, and that need not be valid: which name or value it is at.
 *
 * @module
 */

/** The key or value at a position, or the one that could be there. */
export interface Cursor {
  /** Whether the position is that of a name or of a value. */
  readonly kind: "key" | "section" | "value";
  /** The keys that lead to it; without its own name if it is one. */
  readonly parents: readonly string[];
  /** Its name, as far as it is written; of a value, the name before it. */
  readonly name: string;
  /** Range of the name or value on its line, counted from 0. */
  readonly start: number;
  /** End of the range. */
  readonly end: number;
  /** Number of spaces that should precede it. */
  readonly indent: number;
  /** Whether a delimiter follows the name. */
  readonly hasDelimiter: boolean;
  /** Whether a space is missing before a value. */
  readonly needsSpace?: boolean;
  /** The other names of the same mapping or section. */
  readonly siblings: ReadonlySet<string>;
}

/** A key of a YAML file and its value on the same line. */
interface KeyLine {
  readonly indent: number;
  readonly key: string;
  /** Offset of the colon in the line. */
  readonly colon: number;
  /** Whether nothing but a comment, an anchor or a tag follows. */
  readonly isOpen: boolean;
}

/** Returns the cursor in a YAML file of block mappings; `undefined` in comments and elsewhere. */
export function yamlCursor(lines: readonly string[], index: number, column: number): Cursor | undefined {
  const line = lines[index]!;
  if (isComment(line, column)) return undefined;
  const own = keyLine(line);
  const indent = own?.indent ?? indentOf(line);
  const block = blockAround(lines, index, own === undefined && indent === line.length ? column : indent);
  if (own !== undefined && column > own.colon) {
    const [start, end] = valueRange(line, own.colon + 1, column);
    const needsSpace = start === own.colon + 1;
    return { kind: "value", ...block, name: own.key, start, end, hasDelimiter: true, needsSpace };
  }
  if (own !== undefined) {
    const end = trimmedEnd(line, own.colon);
    return { kind: "key", ...block, name: own.key, start: indent, end, hasDelimiter: true };
  }
  const start = indent === line.length ? column : indent;
  const end = Math.max(trimmedEnd(line, line.length), start);
  const name = line.slice(start, end);
  if (!/^[\w."'-]*$/.test(name) || name.startsWith("-")) return undefined;
  return { kind: "key", ...block, name, start, end, hasDelimiter: false };
}

/** Returns the mapping that a line with some indentation belongs to. One that is too deep belongs to the line above it. */
function blockAround(
  lines: readonly string[],
  index: number,
  indent: number,
): Pick<Cursor, "parents" | "siblings" | "indent"> {
  const parents: string[] = [];
  let [level, parent, floor] = [indent, -1, -1];
  for (let at = index - 1; at >= 0 && level > 0; at--) {
    const above = keyLine(lines[at]!);
    if (above === undefined || above.indent >= level) continue;
    level = above.indent;
    if (!above.isOpen) continue;
    if (parents.length === 0) [parent, floor] = [at, level];
    parents.unshift(above.key);
  }
  const siblings = new Set<string>();
  let expected: number | undefined;
  let isBelow = false;
  for (let at = parent + 1; at < lines.length; at++) {
    const other = keyLine(lines[at]!);
    if (at === index) isBelow = true;
    if (other === undefined || at === index) continue;
    if (other.indent <= floor) break;
    // Keys of a mapping that starts at the line itself.
    isBelow &&= other.indent > indent;
    if (isBelow) continue;
    expected ??= other.indent;
    if (other.indent === expected) siblings.add(other.key);
  }
  return { parents, siblings, indent: expected ?? (floor < 0 ? 0 : indent) };
}

function keyLine(line: string): KeyLine | undefined {
  const indent = indentOf(line);
  const first = line[indent];
  if (first === undefined || first === "#" || (first === "-" && /^ |^$/.test(line.slice(indent + 1, indent + 2)))) {
    return undefined;
  }
  let colon = line.indexOf(":", indent);
  while (colon >= 0 && !/^[ \t]?$/.test(line.slice(colon + 1, colon + 2))) colon = line.indexOf(":", colon + 1);
  if (colon < 0) return undefined;
  const name = line.slice(indent, colon).trim();
  const isQuoted = name.length > 1 && /^["']/.test(name) && name.endsWith(name[0]!);
  const rest = line.slice(colon + 1).trim();
  const isOpen = rest === "" || rest[0] === "#" || (/^[&!]/.test(rest) && !rest.includes(" "));
  return { indent, key: isQuoted ? name.slice(1, -1) : name, colon, isOpen };
}

/** Returns the cursor in an INI file; `undefined` in comments and continued values. */
export function iniCursor(lines: readonly string[], index: number, column: number): Cursor | undefined {
  const line = lines[index]!;
  const indent = indentOf(line);
  if (/^[#;]/.test(line.slice(indent)) || (indent > 0 && indent < line.length)) return undefined;
  const sections = lines.map(headerOf);
  if (line[indent] === "[") {
    const siblings = new Set(sections.filter((name, at) => name !== undefined && at !== index) as string[]);
    const [start, end] = [0, Math.max(trimmedEnd(line, line.length), column)];
    const name = headerOf(line) ?? line.slice(1, end);
    return {
      kind: "section",
      parents: [],
      name,
      start,
      end,
      siblings,
      indent: 0,
      hasDelimiter: false,
    };
  }
  let first = index;
  while (first >= 0 && sections[first] === undefined) first--;
  const section = sections[first];
  if (section === undefined) return undefined;
  const siblings = new Set<string>();
  for (let at = first + 1; at < lines.length && sections[at] === undefined; at++) {
    const name = optionOf(lines[at]!);
    if (name !== undefined && at !== index) siblings.add(name);
  }
  const common = { parents: [section], indent: 0, siblings };
  const delimiter = line.search(/[=:]/);
  if (delimiter >= 0 && column > delimiter) {
    const start = Math.min(skipBlanks(line, delimiter + 1), Math.max(column, delimiter + 1));
    const end = Math.max(trimmedEnd(line, line.length), column);
    return { kind: "value", ...common, name: optionOf(line) ?? "", start, end, hasDelimiter: true };
  }
  const end = Math.max(trimmedEnd(line, delimiter < 0 ? line.length : delimiter), column);
  return {
    kind: "key",
    ...common,
    name: line.slice(0, end).trim().toLowerCase(),
    start: 0,
    end,
    hasDelimiter: delimiter >= 0,
  };
}

function headerOf(line: string): string | undefined {
  return /^\[([^\]]+)\]/.exec(line)?.[1];
}

function optionOf(line: string): string | undefined {
  if (/^[\s#;[]/.test(line)) return undefined;
  const delimiter = line.search(/[=:]/);
  return delimiter <= 0 ? undefined : line.slice(0, delimiter).trim().toLowerCase();
}

/** Returns the range of a value after a colon, without a comment; it includes the position. */
function valueRange(line: string, from: number, column: number): readonly [start: number, end: number] {
  const comment = line.indexOf(" #", from);
  const end = trimmedEnd(line, comment < 0 ? line.length : comment);
  return [Math.min(skipBlanks(line, from), column), Math.max(end, column)];
}

function isComment(line: string, column: number): boolean {
  const start = indentOf(line);
  const comment = line[start] === "#" ? start : line.indexOf(" #");
  return comment >= 0 && column > comment;
}

function indentOf(line: string): number {
  let at = 0;
  while (line[at] === " ") at++;
  return at;
}

function skipBlanks(line: string, from: number): number {
  let at = from;
  while (line[at] === " " || line[at] === "\t") at++;
  return at;
}

function trimmedEnd(line: string, end: number): number {
  let at = end;
  while (at > 0 && (line[at - 1] === " " || line[at - 1] === "\t")) at--;
  return at;
}
