/**
 * Where a value comes from.
 *
 * @module
 */

/** Where a value comes from. `key` is the name in the file: `platform.url` in INI, `admin.endpoint` in YAML. */
export type Origin =
  | { readonly source: "argument" }
  | { readonly source: "default" }
  | { readonly source: "env"; readonly name: string }
  | FileOrigin
  | { readonly source: "secret_file"; readonly path: string; readonly by: Origin }
  | { readonly source: "secret_env"; readonly name: string; readonly by: Origin };

/** A position in a configuration file; line and column are counted from 1. */
export interface FileOrigin {
  /** Tells it from the others. */
  readonly source: "file";
  /** Name of the file, as it was given. */
  readonly file: string;
  /** Line of the value. */
  readonly line: number;
  /** Column of the value, in UTF-16 code units. */
  readonly column: number;
  /** Line where the value ends, where that is known. */
  readonly endLine?: number | undefined;
  /** Column after its last character. */
  readonly endColumn?: number | undefined;
  /** The keys that lead to it. */
  readonly key: string;
}

/** Of a setting that no one gave. */
export const DEFAULT: Origin = { source: "default" };
/** Of a setting that a program gave. */
export const ARGUMENT: Origin = { source: "argument" };

/** The origin in a few words, such as `config.yaml:4:13 (admin.endpoint)`. */
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
