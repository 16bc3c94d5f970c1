/**
 * INI files as Python's `configparser.ConfigParser` reads them with its default settings. What a section or an option
 * means to Flyte is in `src/settings`.
 *
 * @module
 */
export type { TextPosition } from "../text.ts";
export type { IniDocument, IniGetOptions, IniValue } from "./document.ts";
export { IniError, type IniProblem } from "./errors.ts";
export { type IniOptions, parseIni } from "./parse.ts";
