/** Finds what people read in a file: comments, strings that are sentences, names of tests, Markdown without code. */
import ts from "typescript";

/** A piece of prose, on one line, with the offset in the file of each of its characters. */
export interface Prose {
  readonly kind: "comment" | "docstring" | "string" | "markdown";
  readonly text: string;
  readonly offsets: readonly number[];
}

/** Functions whose first argument is the name of a test. */
const TESTS = /^(?:Deno\.)?test(?:\.\w+)?$|\.step$|^(?:it|describe)$/;

/** Files of `tests/` in which all strings are read by people. */
const READ_IN_TESTS = /known_differences\.ts$/;

/** Finds the prose of a file, which is TypeScript, Python or Markdown. */
export function proseOf(file: string, text: string): Prose[] {
  if (file.endsWith(".md")) return markdown(text);
  if (file.endsWith(".py") || file.endsWith(".sh")) return python(text);
  return typescript(file, text);
}

function typescript(file: string, text: string): Prose[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const namesOnly = file.startsWith("tests/") && !READ_IN_TESTS.test(file);
  const found = comments(source, text);
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      if (isProse(node) && (!namesOnly || isNameOfTest(node, source))) {
        const start = node.getStart(source) + 1;
        found.push(piece("string", text, start, Math.max(start, node.end - 1)));
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Whether a literal has words, and is not the name of a module. */
function isProse(node: ts.LiteralLikeNode): boolean {
  if (ts.isImportDeclaration(node.parent) || ts.isExportDeclaration(node.parent)) return false;
  return /[a-z]{2,}.*\s.*[a-z]/i.test(node.text) || !ts.isStringLiteral(node);
}

function isNameOfTest(node: ts.Node, source: ts.SourceFile): boolean {
  const whole = ts.isTemplateSpan(node.parent)
    ? node.parent.parent
    : ts.isTemplateExpression(node.parent)
    ? node.parent
    : node;
  const call = whole.parent;
  return ts.isCallExpression(call) && call.arguments[0] === whole && TESTS.test(call.expression.getText(source));
}

/** Comments; those at the beginnings of lines that follow each other are one. */
function comments(source: ts.SourceFile, text: string): Prose[] {
  const ranges = new Map<number, ts.CommentRange>();
  const visit = (node: ts.Node): void => {
    for (const range of ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []) ranges.set(range.pos, range);
    for (const range of ts.getTrailingCommentRanges(text, node.end) ?? []) ranges.set(range.pos, range);
    node.getChildren(source).forEach(visit);
  };
  visit(source);
  const found: Prose[] = [];
  let last: ts.CommentRange | undefined;
  for (const range of [...ranges.values()].sort((one, other) => one.pos - other.pos)) {
    const isLine = range.kind === ts.SyntaxKind.SingleLineCommentTrivia;
    const isDoc = text.startsWith("/**", range.pos);
    if (isLine && last?.kind === range.kind && /^\r?\n[ \t]*$/.test(text.slice(last.end, range.pos))) {
      const joined = found.pop()!;
      found.push(join(joined, piece("comment", text, range.pos + 2, range.end)));
    } else if (isDoc) {
      found.push(...docstring(text, range.pos + 3, range.end - 2));
    } else {
      found.push(piece("comment", text, range.pos + 2, isLine ? range.end : range.end - 2));
    }
    last = range;
  }
  return found;
}

/** The description of a docstring and each of its tags, without code. */
function docstring(text: string, from: number, to: number): Prose[] {
  const found: Prose[] = [];
  let start = from;
  let isFirst = true;
  const end = (at: number): void => {
    if (text.slice(start, at).trim() !== "") found.push(piece(isFirst ? "docstring" : "comment", text, start, at));
    start = at;
    isFirst = false;
  };
  for (const match of text.slice(from, to).matchAll(/(?<=^|\n)[ \t]*\*?[ \t]*@\w+/g)) end(from + match.index);
  end(to);
  return found;
}

/** Paragraphs of Markdown, without code. */
function markdown(text: string): Prose[] {
  const prose = withoutCode(text);
  const found: Prose[] = [];
  let at = 0;
  for (const paragraph of prose.split(/(?<=\n)(?=\s*\n)/)) {
    found.push(piece("markdown", prose, at, at + paragraph.length));
    at += paragraph.length;
  }
  return found;
}

/** Comments and docstrings of Python or of a shell. */
function python(text: string): Prose[] {
  const found: Prose[] = [];
  for (const match of text.matchAll(/"""[\s\S]*?"""|(?<=^|\s)#[^\n]*(?:\n[ \t]*#[^\n]*)*/g)) {
    found.push(piece("comment", text, match.index, match.index + match[0].length));
  }
  return found;
}

/**
 * Takes a piece of a file: code between backticks and fences becomes `·`, line breaks with what decorates comments
 * become one space.
 */
function piece(kind: Prose["kind"], text: string, from: number, to: number): Prose {
  const raw = kind === "string" ? text.slice(from, to) : withoutCode(text.slice(from, to));
  let words = "";
  const offsets: number[] = [];
  for (const match of raw.matchAll(/\s*\n[ \t]*(?:\*(?!\*)|\/\/|#+)?[ \t]*|\s+|\S/g)) {
    const isSpace = /^\s/.test(match[0]);
    if (isSpace && (words === "" || words.endsWith(" "))) continue;
    words += isSpace ? " " : match[0];
    for (let unit = 0; unit < (isSpace ? 1 : match[0].length); unit++) offsets.push(from + match.index);
  }
  return { kind, text: words.replace(/^\* /, "  "), offsets };
}

function join(one: Prose, other: Prose): Prose {
  return {
    kind: one.kind,
    text: `${one.text} ${other.text}`,
    offsets: [...one.offsets, one.offsets.at(-1) ?? 0, ...other.offsets],
  };
}

/** Of the code in fences, comments and strings stay; of code in backticks and links' addresses, nothing does. */
function withoutCode(text: string): string {
  const blank = (code: string): string => code.replace(/[^\n]/g, "·");
  return text
    .replace(
      /```\w*[\s\S]*?(?:```|$)/g,
      (fence) => fence.replace(/(\/\/[^\n]*)|[^\n/"]+|["/]/g, (part, comment) => comment ?? blank(part)),
    )
    .replace(/`[^`\n]*(?:\n[^`\n]*)?`/g, blank)
    .replace(/\]\([^)\s]+\)/g, (link) => `]${blank(link.slice(1))}`)
    .replace(/\{@link(?:code)? [^}]+\}/g, blank);
}
