/**
 * INI files, as Python's `configparser.ConfigParser` reads them with its default settings.
 *
 * @module
 */
export { IniDocument, type IniDocumentInit, type IniValue } from "./document.ts";
export type { IniGetOptions } from "./get_options.ts";
export { DEFAULT_SECTION, type IniEntry, type IniSection } from "./entry.ts";
export { IniError, type IniErrorCode, type IniProblem } from "./error.ts";
export { type IniPosition, Lines, type Newlines } from "./lines.ts";
export { type IniOptions, parseIni } from "./parse.ts";
