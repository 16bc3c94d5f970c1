/**
 * Differences in reading the headers of scripts from flyte, which uses the Python package toml 0.10.2, with reasons. Tests
 * assert each entry both ways.
 *
 * @module
 */
import { isError, type OurError, type PythonError } from "./outcome.ts";

/** The hashed content of a header, or an error. */
export type HeaderResult<E> = E | { readonly hashed: string };

/** A class of headers that are read differently. */
export interface HeaderDifference {
  /** Our error message; `null` if the header is read here. */
  readonly here: RegExp | null;
  /** Python's error message; `null` if the header is read there. */
  readonly there: RegExp | null;
  /** Content of such a script, if the errors are not specific enough. */
  readonly text?: RegExp;
  /** Whether it only applies to headers with random damage. */
  readonly isBroken?: true;
  /** The reason. */
  readonly reason: string;
  /** A header that both read differently. */
  readonly example: string;
  /** A similar header that both read the same way. */
  readonly counterexample: string;
}

const LAXER = "toml 0.10.2 accepts it, although TOML forbids it";
const STRICTER = "toml 0.10.2 rejects it, although TOML allows it";
const STRING_REQUIRED = "uv and flyte's documentation require a string";

/** The differences by name. */
export const HEADER_DIFFERENCES: Readonly<Record<string, HeaderDifference>> = {
  date_with_a_time: {
    here: /exclude-newer must be a string, found a date with a time/,
    there: null,
    reason: "flyte hashes Python's repr of it, which contains a memory address if there is a time zone; " +
      STRING_REQUIRED,
    example: "[tool.uv]\nexclude-newer = 2024-01-01T10:00:00Z",
    counterexample: '[tool.uv]\nexclude-newer = "2024-01-01T10:00:00Z"',
  },
  list_for_a_string: {
    here: /(?:exclude-newer|requires-python) must be a string/,
    there: null,
    reason: `flyte hashes Python's repr of it; ${STRING_REQUIRED}`,
    example: "[tool.uv]\nexclude-newer = []",
    counterexample: "[tool.uv]\nexclude-newer = true",
  },
  string_for_dependencies: {
    here: /dependencies must be a list of strings, found a string/,
    there: null,
    reason: "flyte treats each character as a package",
    example: 'dependencies = "httpx"',
    counterexample: 'dependencies = ["httpx"]',
  },
  dependencies_that_are_not_strings: {
    here: /dependencies\[\d+\] must be a string/,
    there: null,
    reason: `flyte hashes Python's repr of them; ${STRING_REQUIRED}`,
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
    reason: "toml 0.10.2 reads a string of quotation marks as an empty string",
    example: 'requires-python = "\\""',
    counterexample: 'requires-python = "\\"3"',
  },
  comment_after_many_lines: {
    here: null,
    there: null,
    text: /(?:'''|""")[^\n]*#/,
    reason: "toml 0.10.2 misses the end of a multi-line string if a comment follows, and therefore the lines after it",
    example: "text = '''a\nb''' # c\nrequires-python = '3'",
    counterexample: "text = '''a\nb'''\nrequires-python = '3'",
  },
  quoted_key_before_list: {
    here: null,
    there: null,
    text: /"quoted key" =[^]*\[[\r\n]/,
    reason: "toml 0.10.2 loses a multi-line list between a quoted key and an empty string",
    example: '"quoted key" = 1\ndependencies = [\n"a",\n]\nrequires-python = ""',
    counterexample: '"quoted key" = 1\ndependencies = [\n"a",\n]\nrequires-python = "3"',
  },
  three_quotes: {
    here: null,
    there: /./,
    text: /'''|"""/,
    reason: `a triple-quoted string in a list, with quotes inside, or after a quoted key: ${STRICTER}`,
    example: "dependencies = ['''a; python_version < '3'''']",
    counterexample: "requires-python = '''3'''",
  },
  mixed_lists: {
    here: null,
    there: /homogeneous/,
    reason: `values of different types in one list: ${STRICTER}`,
    example: 'mixed = [1, "a"]',
    counterexample: "mixed = [1, 2]",
  },
  numbers_without_space: {
    here: null,
    there: /date or number/,
    text: /=0[xob]/,
    reason: `a hexadecimal, octal or binary number directly after the equals sign: ${STRICTER}`,
    example: "hex =0xFF",
    counterexample: "hex = 0xFF",
  },
  inline_tables_over_lines: {
    here: null,
    there: /Key name found without value|invalid literal for int/,
    text: /\{[^}\n\r]*[\n\r]/,
    reason: "TOML 1.1 allows it, toml 0.10.2 implements TOML 0.5",
    example: "[tool]\nother = { a = 1\n}",
    counterexample: "[tool]\nother = { a = 1 }",
  },
  broken_and_read_there: {
    here: /invalid TOML on line \d+: /,
    there: null,
    isBroken: true,
    reason: `equals signs and other characters in keys, extra commas, content after a value: ${LAXER}`,
    example: 'a=b = "c"',
    counterexample: '"a=b" = "c"',
  },
  broken_and_read_here: {
    here: null,
    there: /./,
    isBroken: true,
    reason: `lists of lists with trailing commas: ${STRICTER}`,
    example: 'a = ["] @ b]c", [],]',
    counterexample: 'a = ["] @ b]c"]',
  },
};

/** Returns the name of the difference between two results; `isBroken` if the header has random damage. */
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
