/**
 * Classes of characters. The end of a text counts as the character 0, which no text has.
 *
 * @module
 */
import { YamlFault } from "./fault.ts";
import { MAX_PROBLEMS } from "./limits.ts";

/** Character codes of marks. */
export const CODE = {
  end: 0,
  space: 0x20,
  quote: 0x22,
  hash: 0x23,
  percent: 0x25,
  ampersand: 0x26,
  apostrophe: 0x27,
  asterisk: 0x2a,
  comma: 0x2c,
  dash: 0x2d,
  dot: 0x2e,
  colon: 0x3a,
  greater: 0x3e,
  question: 0x3f,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  openBrace: 0x7b,
  bar: 0x7c,
  closeBrace: 0x7d,
  exclamation: 0x21,
  byteOrderMark: 0xfeff,
} as const;

/** Whether a character ends a line: LF, CR, NEL, LS or PS. */
export function isBreak(code: number): boolean {
  if (code <= 0x0d) return code === 0x0a || code === 0x0d;
  return code >= 0x85 && (code === 0x85 || code === 0x2028 || code === 0x2029);
}

/** Whether a character is a space or a line break, or the end of the text. */
export function isBreakOrSpace(code: number): boolean {
  return code === CODE.space || code === CODE.end || isBreak(code);
}

/** The same, or a tab. */
export function isBlank(code: number): boolean {
  return code === 0x09 || isBreakOrSpace(code);
}

/** Whether a character ends a plain scalar or its colon within brackets. */
export function isFlowMark(code: number): boolean {
  return code === CODE.comma || code === CODE.openBracket || code === CODE.closeBracket || code === CODE.openBrace ||
    code === CODE.closeBrace;
}

const NOT_ALLOWED = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
/** Much faster, and true of all texts that have surrogates, too. */
const MAY_HAVE_NOT_ALLOWED = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd]/;

/** A fault for each character that YAML does not allow, up to some number of them. */
export function characterFaults(text: string): YamlFault[] {
  const faults: YamlFault[] = [];
  if (!MAY_HAVE_NOT_ALLOWED.test(text)) return faults;
  const message = "this character is not allowed; in double quotes it may be written as an escape";
  for (const { index } of text.matchAll(NOT_ALLOWED)) {
    faults.push(new YamlFault("yaml_character", message, index, { python: "ReaderError" }));
    if (faults.length === MAX_PROBLEMS) break;
  }
  return faults;
}
