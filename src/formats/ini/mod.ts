/**
 * INI files, as Python's `configparser.ConfigParser` reads them with its default settings.
 *
 * @module
 */
export { IniDocument, type IniDocumentInit, type IniGetOptions, type IniValue } from "./document.ts";
export { DEFAULT_SECTION, type IniEntry, type IniSection } from "./entry.ts";
export { IniError, type IniErrorCode, type IniProblem } from "./errors.ts";
export { type IniPosition, Lines, type Newlines } from "./lines.ts";
export { type IniOptions, parseIni } from "./parse.ts";
