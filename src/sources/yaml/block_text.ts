/**
 * The text of a block that starts with `|` or `>`.
 *
 * @module
 */
import { syntaxFault } from "./fault.ts";

/** What the line with `|` or `>` says, and where the block is. */
export interface BlockHeader {
  /** Such as `|2-`. */
  readonly source: string;
  /** Where the line after it starts. */
  readonly start: number;
  /** Where the package `yaml` says that the block ends. */
  readonly end: number;
  /** The column of the list or mapping that the block is in. */
  readonly indent: number;
}

interface BlockLines {
  /** Lines without their indentation; empty ones are `""`. */
  readonly lines: string[];
  /** Whether the last line has a line break. */
  readonly isEnded: boolean;
}

/**
 * The text of a block. The package `yaml` differs from PyYAML in blocks without indentation, in lines of blanks at the
 * end, and at the end of a text without a line break. Throws a fault for a block that PyYAML sees end elsewhere.
 */
export function blockText(text: string, header: BlockHeader): string {
  const { source, start } = header;
  const least = Math.max(header.indent, 0);
  const digit = /[1-9]/.exec(source)?.[0];
  const indent = digit === undefined ? Math.max(least + 1, firstIndent(text, start)) : least + Number(digit);
  const { lines, isEnded } = linesOf(text, header, indent);
  let count = lines.length;
  while (count > 0 && lines[count - 1] === "") count--;
  const after = lines.length - count;
  const body = source[0] === ">" ? folded(lines.slice(0, count)) : lines.slice(0, count).join("\n");
  if (source.includes("-") || (count === 0 && !source.includes("+"))) return body;
  const breaks = (count > 0 && (isEnded || after > 0) ? 1 : 0) + (source.includes("+") ? after : 0);
  return body + "\n".repeat(breaks);
}

/** The indentation of the first line that is not blank, or of a longer blank one before it. */
function firstIndent(text: string, start: number): number {
  let indent = 0;
  for (let at = start; at < text.length;) {
    const [line, next] = lineAt(text, at);
    const spaces = spacesIn(line);
    indent = Math.max(indent, spaces);
    if (spaces < line.length) break;
    at = next;
  }
  return indent;
}

function linesOf(text: string, { start, end }: BlockHeader, indent: number): BlockLines {
  const lines: string[] = [];
  let at = start;
  let isEnded = false;
  while (at < text.length) {
    const [line, next] = lineAt(text, at);
    const spaces = spacesIn(line);
    if (spaces < indent && spaces < line.length) break;
    const isLast = text[next - 1] !== "\n";
    if (isLast && line.length <= indent) break;
    lines.push(line.slice(indent));
    isEnded = !isLast;
    at = next;
  }
  if (/[^ \r\n]/.test(text.slice(Math.min(at, end), Math.max(at, end)))) {
    throw syntaxFault("a block of text is not indented as its first line is, or not at all", Math.min(at, end));
  }
  return { lines, isEnded };
}

/** Lines that start with a letter are joined by a blank, and lose one of several line breaks between them. */
function folded(lines: readonly string[]): string {
  let joined = "";
  let before: string | undefined;
  let breaks = 0;
  for (const line of lines) {
    if (line === "") {
      breaks++;
      continue;
    }
    if (before === undefined) joined += "\n".repeat(breaks);
    else if (/^[ \t]/.test(before) || /^[ \t]/.test(line)) joined += "\n".repeat(breaks + 1);
    else joined += breaks === 0 ? " " : "\n".repeat(breaks);
    joined += line;
    before = line;
    breaks = 0;
  }
  return joined;
}

/** The line that starts here without its end, and where the next one starts. */
function lineAt(text: string, at: number): [line: string, next: number] {
  const lineFeed = text.indexOf("\n", at);
  if (lineFeed < 0) return [text.slice(at), text.length];
  return [text.slice(at, text[lineFeed - 1] === "\r" && lineFeed > at ? lineFeed - 1 : lineFeed), lineFeed + 1];
}

function spacesIn(line: string): number {
  let count = 0;
  while (line[count] === " ") count++;
  return count;
}
