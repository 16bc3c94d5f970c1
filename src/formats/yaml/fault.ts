/**
 * What is wrong with a text, while it is read. {@linkcode YamlError} is what callers see.
 *
 * @module
 */
import type { ErrorCode } from "../../error_codes.ts";

/** The codes of errors in YAML: not those of issues. */
export type YamlErrorCode = Exclude<Extract<ErrorCode, `yaml_${string}`>, "yaml_duplicate_key">;

/**
 * The class of the exception that `yaml.safe_load` raises where this library refuses a text; `None` where Python
 * accepts it. `YAMLError` stands for those of its subclasses that are about grammar; all others are Python's own.
 */
export type PythonException =
  | "YAMLError"
  | "ReaderError"
  | "ComposerError"
  | "ConstructorError"
  | "AttributeError"
  | "IndexError"
  | "KeyError"
  | "OverflowError"
  | "RecursionError"
  | "TypeError"
  | "ValueError"
  | "None";

/** What a {@linkcode YamlFault} may say besides its message. */
export interface FaultDetails {
  /** The exception that PyYAML raises; `YAMLError` by default. */
  readonly python?: PythonException;
  /** Where the piece of text at fault ends; after one character by default. */
  readonly end?: number;
  /** Where something else begins that explains the fault, such as an open bracket. */
  readonly from?: number;
  /** Whether it is unknown what the text after the fault means, so that nothing more can be said of it. */
  readonly isLast?: boolean;
}

/** One fault of a text, at an offset. Messages never hold a piece of the text. */
export class YamlFault extends Error {
  /** Name of the class. */
  override readonly name = "YamlFault";
  /** Stable identifier of the kind of fault. */
  readonly code: YamlErrorCode;
  /** Where, in code units from the start of the text. */
  readonly offset: number;
  /** What else is known. */
  readonly details: FaultDetails;

  /** Makes a fault. */
  constructor(code: YamlErrorCode, message: string, offset: number, details: FaultDetails = {}) {
    super(message);
    this.code = code;
    this.offset = offset;
    this.details = details;
  }
}

/** Ends the reading of a text after a fault that was noted. */
export class ReadingStopped extends Error {}

/** A fault of grammar. */
export function syntaxFault(message: string, offset: number, details?: FaultDetails): YamlFault {
  return new YamlFault("yaml_syntax", message, offset, details);
}

/** The fault of lists and mappings that are nested too deep. */
export function tooDeep(howDeep: string, offset: number): YamlFault {
  const details = { python: "RecursionError", isLast: true } as const;
  return new YamlFault("yaml_too_deep", `lists and mappings are nested ${howDeep}`, offset, details);
}

/** Where a value starts and ends. */
export type Span = readonly [start: number, end: number];

/** The fault of a scalar that is not what its type allows. */
export function invalidValue(message: string, python: PythonException, [start, end]: Span): YamlFault {
  return new YamlFault("yaml_invalid_value", message, start, { python, end });
}
