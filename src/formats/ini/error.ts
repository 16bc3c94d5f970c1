/**
 * What is wrong with an INI text, and where.
 *
 * @module
 */
import { type ErrorCode, FlyteConfigError } from "../../errors.ts";
import { redact } from "../../text/redact.ts";
import type { IniPosition } from "./lines.ts";

/** A code of `ERROR_CODES` that is about INI. */
export type IniErrorCode = Extract<ErrorCode, `ini_${string}`>;

/** One thing that is wrong. */
export interface IniProblem extends IniPosition {
  /** The line where it ends. */
  readonly endLine: number;
  /** The column after its last character. */
  readonly endColumn: number;
  /** Stable identifier of the kind of problem. */
  readonly code: IniErrorCode;
  /** What was found, what is allowed and what to do, without the place. */
  readonly what: string;
  /** The section that it is in, where there is one. */
  readonly section?: string | undefined;
  /** The option that it is about, where there is one. */
  readonly option?: string | undefined;
}

/** How many problems a message lists. */
const LISTED = 10;

/**
 * The error of everything that can go wrong with an INI text. Its code stands for the class of the error that Python's
 * `configparser` raises (`ini_parsing` for `ParsingError`, and so on), or for `ValueError` where a value is converted
 * (`ini_not_…`). No message has any of a value in it.
 */
export class IniError extends FlyteConfigError {
  /** Name of the file, as the caller gave it. */
  readonly file: string;
  /** The line of the problem that decides the code, counted from 1. */
  readonly line: number;
  /** Its column, counted from 1 in UTF-16 code units. */
  readonly column: number;
  /** The line where that problem ends. */
  readonly endLine: number;
  /** The column after its last character. */
  readonly endColumn: number;
  /** All that is wrong, in the order of the text: of many, the first hundred and the deciding one. */
  readonly problems: readonly IniProblem[];

  /** Makes an error from the problem that decides, all of the problems, and how many there are in truth. */
  constructor(file: string, first: IniProblem, problems?: readonly IniProblem[], count?: number) {
    problems ??= [first];
    count ??= problems.length;
    const others = problems.filter((problem) => problem !== first);
    const lines = [first, ...others].slice(0, LISTED).map(({ line, column, what }) =>
      `${file}:${line}:${column}: ${what}`
    );
    if (count > lines.length) lines.push(`and ${count - lines.length} more`);
    super(first.code, lines.join("\n"), { offset: first.offset });
    this.file = redact(file);
    this.line = first.line;
    this.column = first.column;
    this.endLine = first.endLine;
    this.endColumn = first.endColumn;
    this.problems = problems;
  }
}
