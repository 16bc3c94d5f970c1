/**
 * Reads the only document of a text into nodes.
 *
 * @module
 */
import { readBlockValue } from "./block.ts";
import { CODE } from "./characters.ts";
import { readDirectives } from "./directives.ts";
import { ReadingStopped, syntaxFault, tooDeep, YamlFault } from "./fault.ts";
import { Reader } from "./reader.ts";
import { afterValue } from "./unexpected.ts";

/** The nodes of a text, of which the first is the root; none for a text without a document. Its `faults` may be some. */
export function readText(text: string): Reader {
  const reader = new Reader(text);
  try {
    readDocument(reader);
  } catch (fault) {
    if (fault instanceof YamlFault) reader.faults.push(fault);
    // The caller's own functions may have left less of the stack than usual.
    else if (fault instanceof RangeError) reader.faults.push(tooDeep("too deep for the stack", reader.at));
    else if (!(fault instanceof ReadingStopped)) throw fault;
  }
  return reader;
}

function readDocument(reader: Reader): void {
  reader.skip();
  reader.handles = readDirectives(reader);
  if (reader.isDocumentMark()) {
    if (reader.code() === CODE.dot) {
      throw syntaxFault("no document starts before its end", reader.at, endOfMark(reader));
    }
    reader.at += 3;
    reader.isFresh = false;
  } else if (reader.code() === CODE.end) return;
  readBlockValue(reader, -1, false);
  reader.skip();
  if (!reader.isDocumentEnd()) throw reader.isFresh ? afterRoot(reader) : afterValue(reader);
  let isEnded = false;
  while (reader.isDocumentMark() && reader.code() === CODE.dot) {
    reader.at += 3;
    isEnded = true;
    reader.skip();
  }
  if (reader.code() === CODE.end) return;
  if (!reader.isDocumentEnd()) {
    throw syntaxFault("after the end of the document there must be nothing", reader.at);
  }
  const message = "a second document starts here; a configuration is one document";
  const details = { python: isEnded || reader.code() !== CODE.percent ? "ComposerError" : "YAMLError" } as const;
  throw new YamlFault("yaml_multiple_documents", message, reader.at, { ...endOfMark(reader), ...details });
}

function afterRoot(reader: Reader): YamlFault {
  return syntaxFault("this is not part of the value before it; check its indentation and the line before", reader.at);
}

function endOfMark(reader: Reader): { readonly end: number } {
  return { end: reader.at + (reader.code() === CODE.percent ? 1 : 3) };
}
