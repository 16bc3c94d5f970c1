/**
 * Texts of scalars.
 *
 * @module
 */
import type { CST, Scalar } from "yaml";
import { blockText } from "./block_text.ts";
import { syntaxFault, YamlFault } from "./fault.ts";

const HEADER = /^[|>](?:[-+]?[1-9]?|[1-9][-+])$/;

/** An empty line after an escaped line break: to PyYAML it is a line break, to the package `yaml` a blank. */
const EMPTY_LINE = /(?:^|[^\\])(?:\\\\)*\\\r?\n[ \t]*\r?\n/;

/** The text of a scalar. Throws a fault for one that the package `yaml` reads and PyYAML does not. */
export function scalarText(text: string, scalar: Scalar, isInFlow: boolean): string {
  const token = scalar.srcToken as CST.FlowScalar | CST.BlockScalar | undefined;
  const read = scalar.source ?? "";
  if (token === undefined) return read;
  const { source, offset } = token;
  switch (token.type) {
    case "block-scalar":
      return blockScalarText(text, token);
    case "single-quoted-scalar":
      if (runBefore("'", source, source.length) % 2 === 0) throw openQuote(offset);
      return read;
    case "double-quoted-scalar":
      if (runBefore("\\", source, source.length - 1) % 2 === 1) throw openQuote(offset);
      if (EMPTY_LINE.test(source)) {
        const message = "in double quotes, an empty line follows a backslash at the end of a line; write \\n";
        throw new YamlFault("yaml_syntax", "None", message, offset);
      }
      return read;
    case "scalar":
      if (isInFlow && (source[0] === ":" || source.includes("?"))) {
        throw syntaxFault("within brackets, a text with a question mark, or with a colon first, needs quotes", offset);
      }
      return read;
  }
  return read;
}

/**
 * Throws a fault for a scalar over several lines with U+2028 or U+2029 between them: YAML 1.1 counts these as line
 * breaks that stay in the text, and the package `yaml` does not.
 */
export function checkSeparators(original: string, { range, srcToken }: Scalar): void {
  if (srcToken === undefined) return;
  const { offset } = srcToken as CST.FlowScalar;
  if (!/[\u2028\u2029]/.test(original.slice(offset, range![1]))) return;
  const message = "a text has a line separator U+2028 or U+2029 in it; in double quotes write \\L or \\P";
  throw new YamlFault("yaml_syntax", "None", message, offset);
}

function blockScalarText(text: string, { offset, props, source, indent }: CST.BlockScalar): string {
  const [header, next, ...rest] = props as CST.SourceToken[];
  const { source: mark } = header!;
  // A comment must not follow at once.
  if (!HEADER.test(mark) || next?.type === "comment") {
    throw syntaxFault(
      "a block of text starts with | or >, and on that line nothing else than - or +, and a digit",
      offset,
    );
  }
  const start = [next, ...rest].reduce((at, token) => at + (token?.source.length ?? 0), offset + mark.length);
  return blockText(text, { source: mark, start, end: start + source.length, indent });
}

/** How often a character stands right before an offset. */
function runBefore(character: string, source: string, offset: number): number {
  let start = offset;
  while (start > 1 && source[start - 1] === character) start--;
  return offset - start;
}

function openQuote(offset: number): YamlFault {
  return syntaxFault("a quotation mark is not closed", offset);
}
