/**
 * Origins of values.
 *
 * @module
 */
import type { TextPosition } from "../formats/yaml/mod.ts";
import { redact } from "../text/redact.ts";

/**
 * Origin of a value: an argument, a default, an environment variable, a file, or a file or variable with a secret
 * that another setting names (`by`).
 */
export type Origin =
  | { readonly source: "argument" }
  | { readonly source: "default" }
  | { readonly source: "env"; readonly name: string }
  | FileOrigin
  | { readonly source: "secret_file"; readonly path: string; readonly by: Origin }
  | { readonly source: "secret_env"; readonly name: string; readonly by: Origin };

/** A position in a configuration file. Lines and columns start at 1; columns count UTF-16 code units. */
export interface FileOrigin {
  /** Discriminates the members of {@linkcode Origin}. */
  readonly source: "file";
  /** Name of the file, as the caller gave it. */
  readonly file: string;
  /** Line of the value. */
  readonly line: number;
  /** Column of the value. */
  readonly column: number;
  /** Line where the value ends, if known. */
  readonly endLine?: number | undefined;
  /** Column after the last character of the value, if known. */
  readonly endColumn?: number | undefined;
  /** Name in the file: `platform.url` in INI, `admin.endpoint` in YAML. */
  readonly key: string;
}

/** The origin of a default. */
export const DEFAULT: Origin = { source: "default" };

/** The origin of a value that a program gave. */
export const ARGUMENT: Origin = { source: "argument" };

type Position = Pick<TextPosition, "line" | "column">;

/** A range of a file; its end is not always known. */
type Span = Position & { readonly end?: Position | undefined };

/** Returns the origin of a range of a file. */
export function fileOrigin(file: string, { line, column, end }: Span, key: string): FileOrigin {
  return {
    source: "file",
    file: redact(file),
    line,
    column,
    ...end && { endLine: end.line, endColumn: end.column },
    key,
  };
}

/** Returns the range of a name of `length` characters. */
export function nameSpan({ line, column }: Position, length: number): Span {
  return { line, column, end: { line, column: column + length } };
}

/** Describes an origin for a message: `config.yaml:4:13 (admin.endpoint)`. */
export function originText(origin: Origin): string {
  switch (origin.source) {
    case "env":
      return `env ${origin.name}`;
    case "file":
      return `${origin.file}:${origin.line}:${origin.column}${origin.key && ` (${origin.key})`}`;
    case "secret_file":
      return `file ${origin.path}, named by ${originText(origin.by)}`;
    case "secret_env":
      return `env ${origin.name}, named by ${originText(origin.by)}`;
    default:
      return origin.source;
  }
}
