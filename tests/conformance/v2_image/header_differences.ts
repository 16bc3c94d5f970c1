/**
 * Where headers of scripts are read otherwise than by flyte, which reads them with the Python package toml 0.10.2, and
 * why. Tests assert each entry both ways.
 *
 * @module
 */
import { isError, type OurError, type PythonError } from "./outcome.ts";

/** What counts in the hash of a header, or an error. */
export type HeaderResult<E> = E | { readonly hashed: string };

/** A class of headers that are not read alike. */
export interface HeaderDifference {
  /** What our error says; `null` if the header is read here. */
  readonly here: RegExp | null;
  /** What Python's error says; `null` if the header is read there. */
  readonly there: RegExp | null;
  /** What such a script has in it, where the errors do not tell. */
  readonly text?: RegExp;
  /** Whether it is looked for in headers alone that were broken by chance. */
  readonly isBroken?: true;
  /** Why. */
  readonly reason: string;
  /** One such header. */
  readonly example: string;
  /** A header that comes close, and that both read alike. */
  readonly counterexample: string;
}

const LAXER = "toml 0.10.2 overlooks it, and TOML forbids it";
const STRICTER = "toml 0.10.2 refuses it, and TOML allows it";
const NO_TEXT = "uv and flyte's documentation want a text";

/** The differences by name. */
export const HEADER_DIFFERENCES: Readonly<Record<string, HeaderDifference>> = {
  date_with_a_time: {
    here: /exclude-newer is a date with a time/,
    there: null,
    reason: "flyte hashes Python's words for it, which hold an address in memory where there is a time zone; " +
      NO_TEXT,
    example: "[tool.uv]\nexclude-newer = 2024-01-01T10:00:00Z",
    counterexample: '[tool.uv]\nexclude-newer = "2024-01-01T10:00:00Z"',
  },
  list_for_a_text: {
    here: /(?:exclude-newer|requires-python) must be a text/,
    there: null,
    reason: `flyte hashes Python's words for it; ${NO_TEXT}`,
    example: "[tool.uv]\nexclude-newer = []",
    counterexample: "[tool.uv]\nexclude-newer = true",
  },
  text_for_dependencies: {
    here: /its dependencies must be a list of texts, not a text/,
    there: null,
    reason: "flyte takes each of its letters for a package",
    example: 'dependencies = "httpx"',
    counterexample: 'dependencies = ["httpx"]',
  },
  dependencies_that_are_no_texts: {
    here: /its dependencies must be a list of texts/,
    there: null,
    reason: `flyte hashes Python's words for them; ${NO_TEXT}`,
    example: 'dependencies = [["a"]]',
    counterexample: 'dependencies = ["a"]',
  },
  tables_defined_twice: {
    here: /redefine an already defined table/,
    there: null,
    reason: LAXER,
    example: "[tool]\nuv = { a = 1 }\n[[tool.uv.index]]",
    counterexample: "[tool.uv]\na = 1\n[[tool.uv.index]]",
  },
  quote_alone: {
    here: null,
    there: null,
    text: /"(?:\\")+"/,
    reason: "toml 0.10.2 takes a text that is nothing but quotation marks for an empty one",
    example: 'requires-python = "\\""',
    counterexample: 'requires-python = "\\"3"',
  },
  comment_after_many_lines: {
    here: null,
    there: null,
    text: /(?:'''|""")[^\n]*#/,
    reason: "toml 0.10.2 overlooks the end of a text of many lines if a comment follows, and so the lines below",
    example: "text = '''a\nb''' # c\nrequires-python = '3'",
    counterexample: "text = '''a\nb'''\nrequires-python = '3'",
  },
  quoted_key_before_list: {
    here: null,
    there: null,
    text: /"quoted key" =[^]*\[[\r\n]/,
    reason: "toml 0.10.2 loses a list of several lines between a key in quotes and an empty text",
    example: '"quoted key" = 1\ndependencies = [\n"a",\n]\nrequires-python = ""',
    counterexample: '"quoted key" = 1\ndependencies = [\n"a",\n]\nrequires-python = "3"',
  },
  three_quotes: {
    here: null,
    there: /./,
    text: /'''|"""/,
    reason: `a text in three quotes that is in a list or has quotes, or after a key in quotes: ${STRICTER}`,
    example: "dependencies = ['''a; python_version < '3'''']",
    counterexample: "requires-python = '''3'''",
  },
  mixed_lists: {
    here: null,
    there: /homogeneous/,
    reason: `values of several types in a list: ${STRICTER}`,
    example: 'mixed = [1, "a"]',
    counterexample: "mixed = [1, 2]",
  },
  numbers_without_space: {
    here: null,
    there: /date or number/,
    text: /=0[xob]/,
    reason: `a number of another base right after an equals sign: ${STRICTER}`,
    example: "hex =0xFF",
    counterexample: "hex = 0xFF",
  },
  inline_tables_over_lines: {
    here: null,
    there: /Key name found without value|invalid literal for int/,
    text: /\{[^}\n\r]*[\n\r]/,
    reason: "TOML 1.1 allows it, toml 0.10.2 knows TOML 0.5",
    example: "[tool]\nother = { a = 1\n}",
    counterexample: "[tool]\nother = { a = 1 }",
  },
  broken_and_read_there: {
    here: /invalid TOML in line \d+: /,
    there: null,
    isBroken: true,
    reason: `equals signs and other characters in keys, commas too many, text after a value: ${LAXER}`,
    example: 'a=b = "c"',
    counterexample: '"a=b" = "c"',
  },
  broken_and_read_here: {
    here: null,
    there: /./,
    isBroken: true,
    reason: `lists of lists with commas after them, and the like: ${STRICTER}`,
    example: 'a = ["] @ b]c", [],]',
    counterexample: 'a = ["] @ b]c"]',
  },
};

/** The name of the difference that two results show; `isBroken` if something was put into the header by chance. */
export function headerDifferenceOf(
  text: string,
  ours: HeaderResult<OurError>,
  theirs: HeaderResult<PythonError>,
  isBroken: boolean,
): string | undefined {
  return Object.entries(HEADER_DIFFERENCES).find(([, one]) =>
    says(one.here, ours) && says(one.there, theirs) && (one.text?.test(text) ?? true) && (isBroken || !one.isBroken)
  )?.[0];
}

/** A script with a header. */
export function scriptWith(header: string): string {
  return ["# /// script", ...header.split("\n").map((line) => `# ${line}`), "# ///", ""].join("\n");
}

function says(message: RegExp | null, result: HeaderResult<OurError | PythonError>): boolean {
  return isError(result) ? message !== null && message.test(result.message) : message === null;
}
