/**
 * Where this library differs from PyYAML 6.0.3, and why. Each is a class of texts that PyYAML reads and this library
 * refuses; no class is known of texts that both read and not alike, or that only this library reads. Tests assert each
 * entry both ways.
 *
 * @module
 */
import type { YamlErrorCode } from "../../../src/sources/yaml/mod.ts";

/** A class of texts that PyYAML reads and this library refuses. */
export interface YamlDifference {
  /** The code with which this library refuses such texts. */
  readonly code: YamlErrorCode;
  /** How that starts which the first problem of its error says. */
  readonly what: string | RegExp;
  /** What such a text has in it, where the error does not tell this class from others. */
  readonly text?: RegExp;
  /** Why. */
  readonly reason: string;
  /** One such text. */
  readonly example: string;
  /** A text that comes close, and that both read alike. */
  readonly counterexample: string;
}

const BY_CHOICE = "so that whoever walks through the value comes to an end";
const BY_PACKAGE = "the package yaml follows YAML 1.2 here, which is stricter";

/** Texts that this library refuses by choice. */
const CHOSEN: Readonly<Record<string, YamlDifference>> = {
  recursive: {
    code: "yaml_recursive",
    what: "this alias stands for a value that it is part of",
    reason: `no configuration contains itself; ${BY_CHOICE}`,
    example: "a: &a [1, *a]\n",
    counterexample: "a: &a [1, 2]\nb: [1, *a]\n",
  },
  alias_bomb: {
    code: "yaml_alias_bomb",
    what: "aliases repeat more values",
    reason: `PyYAML keeps one object for each alias; ${BY_CHOICE}`,
    example: bomb(8),
    counterexample: bomb(4),
  },
  depth: {
    code: "yaml_too_deep",
    what: "lists and mappings are nested too deep",
    reason: "PyYAML ends with a RecursionError at about 490 levels, less what the caller's own functions take",
    example: "[".repeat(420) + "]".repeat(420),
    counterexample: "[".repeat(400) + "]".repeat(400),
  },
  long_number: {
    code: "yaml_invalid_value",
    what: "a number is too long",
    reason: "reading many long numbers takes quadratic time; Python itself stops at 4300 digits of an integer",
    example: `a: 0.${"3".repeat(5_000)}\n`,
    counterexample: `a: 0.${"3".repeat(4_900)}\n`,
  },
  digits_of_other_scripts: {
    code: "yaml_invalid_value",
    what: "a value is no number",
    reason: "Python's int() takes digits of any script; with a base and behind the tag !!int, that is no one's intent",
    example: "!!int '0\u0661'\n",
    counterexample: "!!int '\u0661'\n",
  },
};

/** Texts that the package `yaml` cannot read as PyYAML does. */
const GRAMMAR: Readonly<Record<string, YamlDifference>> = {
  bracket_indentation: {
    code: "yaml_syntax",
    what: "a bracket is not closed, or what it holds",
    reason: `${BY_PACKAGE}: lines within brackets must be indented more than the key before them, but for the last`,
    example: "a: [\n1,\n2\n]\n",
    counterexample: "a: [\n  1,\n  2\n]\n",
  },
  quote_indentation: {
    code: "yaml_syntax",
    what: "a quotation mark is not closed, or the lines",
    reason: `${BY_PACKAGE}: lines within quotes must be indented more than the key before them`,
    example: 'a: "b\nc"\n',
    counterexample: 'a: "b\n  c"\n',
  },
  quote_indentation_after_two: {
    code: "yaml_syntax",
    what: /^(?:this has no place here|a key and its colon)/,
    text: /''(?:\r?\n|[\r\x85\u2028\u2029])/,
    reason: "as above, but two quotes at the end of a line look like the end of the text",
    example: "- a: 'b''\n'\n",
    counterexample: "- a: 'b''\n    '\n",
  },
  line_separator: {
    code: "yaml_syntax",
    what: "a text has a line separator",
    reason:
      "YAML 1.1 counts U+2028 and U+2029 as line breaks that stay in the text, YAML 1.2 as letters; who means which?",
    example: "a: b\u2028  c\n",
    counterexample: "a: b\u2028c: d\n",
  },
  dashes_in_brackets: {
    code: "yaml_multiple_documents",
    what: "here a second document starts",
    text: /[[{][^\]}]*[\n\r\x85\u2028\u2029] +---/,
    reason: "as with bracket_indentation, the package yaml sees the brackets end, and then a document start",
    example: "a:\n   b: [\n  --- c]\n",
    counterexample: "a:\n   b: [\n    --- c]\n",
  },
  empty_line_after_backslash: {
    code: "yaml_syntax",
    what: "in double quotes, an empty line follows a backslash",
    reason: "PyYAML takes the empty line for a line break, the package yaml for a blank; a text is never guessed",
    example: '"a\\\n \n b"\n',
    counterexample: '"a\\\n b\n \n c"\n',
  },
  question_mark_and_comma: {
    code: "yaml_syntax",
    what: "this has no place here",
    text: /\?\s+,/,
    reason: "the package yaml wants a key before the comma if it is on another line than the question mark",
    example: "{? \n,}\n",
    counterexample: "{? ,}\n",
  },
  marks_in_brackets: {
    code: "yaml_syntax",
    what: "within brackets, a text with a question mark",
    reason: "PyYAML takes a question mark or a colon before a text in brackets for the start of a key or a value",
    example: "[?x]\n",
    counterexample: "[? x]\n",
  },
  dash_in_brackets: {
    code: "yaml_syntax",
    what: "a mapping or a list within brackets needs brackets",
    reason: `${BY_PACKAGE}: a dash before a bracket or a comma is no text`,
    example: "[-]\n",
    counterexample: "['-']\n",
  },
  tagged_dash_in_brackets: {
    code: "yaml_syntax",
    what: "a mark or a line break is missing here",
    reason: `${BY_PACKAGE}: a dash before a bracket or a comma is no text`,
    example: "[!!str -]\n",
    counterexample: "[!!str '-']\n",
  },
  anchor_before_colon: {
    code: "yaml_syntax",
    what: "the name of an anchor may have",
    reason: "in YAML 1.2 a colon is part of the name of an anchor",
    example: "&a: b\n",
    counterexample: "&a : b\n",
  },
  key_of_anchor_and_colon: {
    code: "yaml_syntax",
    what: "a mapping or a list cannot start on the line of a key",
    text: /&[\w-]+:/,
    reason: "as with anchor_before_colon, and the package yaml then sees a key without a colon",
    example: "a: #b\n  c: d\n  &e:\n   - f\n",
    counterexample: "a: #b\n  c: d\n  &e :\n   - f\n",
  },
  tagged_key_without_text: {
    code: "yaml_syntax",
    what: "a colon has no key before it",
    text: /[!&]\S* +:/,
    reason: "on a line of its own, the package yaml takes the tag for one of the mapping",
    example: "a:\n  !!str : b\n",
    counterexample: "!!str : b\n",
  },
  empty_block_at_margin: {
    code: "yaml_syntax",
    what: "a key and its colon must be on one line",
    text: /[\n\r\x85\u2028\u2029] *(?:[!&]\S* )*[|>]/,
    reason: `${BY_PACKAGE}: a block of text below a key must be indented, even if it is empty`,
    example: "a:\n|\n",
    counterexample: "a:\n |\n",
  },
  block_at_margin: {
    code: "yaml_syntax",
    what: "this has no place here",
    text: /(?:^|[\n\r\x85\u2028\u2029]) *[|>]/,
    reason: `${BY_PACKAGE}: a block of text below a dash must start further right`,
    example: "-\n|\n a\n",
    counterexample: "-\n |\n a\n",
  },
  comment_after_empty_block: {
    code: "yaml_syntax",
    what: "a block of text is not indented",
    text: /[|>].*\n\s*#/,
    reason: "the package yaml lets a block of text start at the margin, and with a comment",
    example: "|\n# a\n",
    counterexample: "|\n  # a\n",
  },
  byte_order_mark: {
    code: "yaml_syntax",
    what: "a byte order mark is only allowed at the start",
    reason: "PyYAML takes the mark for a letter, the package yaml for nothing",
    example: "# a\n\ufeffb: 1\n",
    counterexample: "\ufeff# a\nb: 1\n",
  },
  verbatim_mark: {
    code: "yaml_unknown_tag",
    what: "a tag is none of YAML's own",
    reason: `${BY_PACKAGE}: the tag ! cannot be written as !<!>`,
    example: "!<!> '1'\n",
    counterexample: "! '1'\n",
  },
};

/** All differences. */
export const YAML_DIFFERENCES: Readonly<Record<string, YamlDifference>> = { ...CHOSEN, ...GRAMMAR };

/** The class that the refusal of a text is of, by the code and the first problem of its error. */
export function differenceOf(text: string, code: string, what: string): string | undefined {
  return Object.entries(YAML_DIFFERENCES).find(([, each]) =>
    each.code === code && (typeof each.what === "string" ? what.startsWith(each.what) : each.what.test(what)) &&
    (each.text === undefined || each.text.test(text))
  )?.[0];
}

function bomb(levels: number): string {
  const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]\n"];
  for (let level = 1; level < levels; level++) {
    const aliases = Array<string>(9).fill(`*a${level - 1}`).join(", ");
    lines.push(`a${level}: &a${level} [${aliases}]\n`);
  }
  return lines.join("");
}
