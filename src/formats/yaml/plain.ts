/**
 * Plain scalars, which have no quotes.
 *
 * @module
 */
import { CODE, isBlank, isBreak, isFlowMark } from "./characters.ts";
import type { Cursor } from "./cursor.ts";
import { normalBreak, TextBuilder } from "./text_builder.ts";

/** Characters that start something else than a plain scalar. */
const INDICATORS = ",[]{}#&*!|>'\"%@`";

/** Whether a plain scalar starts here. */
export function startsPlain(cursor: Cursor, isFlow: boolean): boolean {
  const code = cursor.code();
  if (code === CODE.dash) return !isBlank(cursor.code(1));
  if (code === CODE.question || code === CODE.colon) return !isFlow && !isBlank(cursor.code(1));
  return !isBlank(code) && !INDICATORS.includes(String.fromCharCode(code));
}

/**
 * Reads a plain scalar, which must start here, and stops right after its last character. Its further lines must be
 * indented by `indent` spaces, but within brackets. Returns its text, or nothing if that is as it is written.
 */
export function readPlain(cursor: Cursor, indent: number, isFlow: boolean): string | undefined {
  const { text } = cursor;
  let builder: TextBuilder | undefined;
  let [lineFrom, end] = [cursor.at, wordEnd(text, cursor.at, isFlow)];
  for (;;) {
    cursor.at = end;
    cursor.passSpaces();
    const isOver = cursor.at === end;
    const code = cursor.code();
    if (isBreak(code)) {
      const { lineStart } = cursor;
      const fold = foldBreaks(cursor);
      const next = fold === undefined || cursor.code() === CODE.hash || (!isFlow && cursor.column() < indent)
        ? cursor.at
        : wordEnd(text, cursor.at, isFlow);
      if (next === cursor.at) {
        cursor.lineStart = lineStart;
        break;
      }
      builder ??= new TextBuilder();
      builder.add(text.slice(lineFrom, end));
      builder.add(fold!);
      [lineFrom, end] = [cursor.at, next];
    } else {
      const next = isOver || code === CODE.hash ? cursor.at : wordEnd(text, cursor.at, isFlow);
      if (next === cursor.at) break;
      end = next;
    }
  }
  cursor.at = end;
  builder?.add(text.slice(lineFrom, end));
  return builder?.toString();
}

/** What line breaks within a scalar become; nothing if a mark of documents follows one. Moves past spaces after them. */
function foldBreaks(cursor: Cursor): string | undefined {
  const first = normalBreak(cursor.code());
  cursor.passBreak();
  let others: TextBuilder | undefined;
  while (!cursor.isDocumentMark()) {
    cursor.passSpaces();
    const code = cursor.code();
    if (!isBreak(code)) {
      const more = others?.toString() ?? "";
      return first !== "\n" ? first + more : more || " ";
    }
    others ??= new TextBuilder();
    others.add(normalBreak(code));
    cursor.passBreak();
  }
  return undefined;
}

/** Where the characters end that belong to a plain scalar, up to a space. */
function wordEnd(text: string, start: number, isFlow: boolean): number {
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= CODE.space || isBreak(code)) break;
    if (code === CODE.colon) {
      const next = at + 1 < text.length ? text.charCodeAt(at + 1) : CODE.end;
      if (isBlank(next) || (isFlow && isFlowMark(next))) break;
    } else if (isFlow && (code === CODE.question || isFlowMark(code))) break;
  }
  return at;
}
