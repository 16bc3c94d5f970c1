/**
 * What is wrong with a text, while it is read. {@linkcode YamlError} is what callers see.
 *
 * @module
 */
import type { ErrorCode } from "../../error_codes.ts";

/** The codes of errors in YAML: not those of issues, nor of the host. */
export type YamlErrorCode = Exclude<Extract<ErrorCode, `yaml_${string}`>, "yaml_needs_env" | "yaml_duplicate_key">;

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

/** One fault of a text, at an offset. Messages never hold a piece of the text. */
export class YamlFault extends Error {
  /** Name of the class. */
  override readonly name = "YamlFault";
  /** Stable identifier of the kind of fault. */
  readonly code: YamlErrorCode;
  /** The exception that PyYAML raises. */
  readonly python: PythonException;
  /** Where, in code units from the start of the text. */
  readonly offset: number;
  /** Where that begins which is at fault, if that is another place. */
  readonly from: number | undefined;

  /** Makes a fault. */
  constructor(code: YamlErrorCode, python: PythonException, message: string, offset: number, from?: number) {
    super(message);
    this.code = code;
    this.python = python;
    this.offset = offset;
    this.from = from;
  }

  /** The same fault of a text that only the package `yaml` refuses, as far as is known. */
  ofPackage(): YamlFault {
    const python = this.python === "YAMLError" ? "None" : this.python;
    return new YamlFault(this.code, python, this.message, this.offset, this.from);
  }
}

/** Several faults of a text. */
export class YamlFaults extends Error {
  /** The faults; at least one. */
  readonly faults: readonly YamlFault[];

  /** Takes the faults. */
  constructor(faults: readonly YamlFault[]) {
    super();
    this.faults = faults;
  }
}

/** A fault of grammar. */
export function syntaxFault(message: string, offset: number, from?: number): YamlFault {
  return new YamlFault("yaml_syntax", "YAMLError", message, offset, from);
}
