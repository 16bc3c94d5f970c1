/**
 * A parsed INI file for programs: checks arguments, and converts values.
 *
 * @module
 */
import { BOOLEAN, checkArgument, checkOptions, objectWith, STRING } from "../../arguments.ts";
import { quoted } from "../../text/quote.ts";
import type { TextPosition } from "../text.ts";
import { type IniConversion, likelyMistake, TO_BOOLEAN, TO_FLOAT, TO_INTEGER } from "./convert.ts";
import { DEFAULT_SECTION } from "./entry.ts";
import { IniError } from "./errors.ts";
import type { IniFile } from "./file.ts";

/** A value with its position: `line`, `column` and `offset` are where the value starts. */
export interface IniValue<T = string> extends TextPosition {
  /** The value. */
  readonly value: T;
  /** Section that contains the option: the requested one, or `DEFAULT`. */
  readonly section: string;
  /** Name of the option, in lower case. */
  readonly option: string;
  /** Position of the option's name. */
  readonly name: TextPosition;
  /** Position after the last character of the value. */
  readonly end: TextPosition;
}

/**
 * A parsed INI file. Names of sections are case-sensitive; names of options are in lower case, and are looked up in any
 * case. Where Python raises `NoSectionError` or `NoOptionError`, the result is `undefined`.
 *
 * Python: `configparser.ConfigParser`
 */
export interface IniDocument {
  /** Name of the file, as the caller passed it. */
  readonly name: string;
  /**
   * Names of all sections except `DEFAULT`, in the order of the file.
   *
   * Python: `configparser.ConfigParser.sections`
   */
  readonly sections: readonly string[];

  /**
   * Checks whether a section exists; `DEFAULT` is not one.
   *
   * Python: `configparser.ConfigParser.has_section`
   *
   * @param section – Name of the section.
   * @returns Whether it exists.
   * @throws {FlyteConfigError} `invalid_argument` – when the name is not a string.
   */
  hasSection(section: string): boolean;

  /**
   * Checks whether a section or `DEFAULT` has an option.
   *
   * Python: `configparser.ConfigParser.has_option`
   *
   * @param section – Name of the section.
   * @param option – Name of the option, in any case.
   * @returns Whether the option exists.
   * @throws {FlyteConfigError} `invalid_argument` – when a name is not a string.
   */
  hasOption(section: string, option: string): boolean;

  /**
   * Lists the options of a section: its own, then those that only `DEFAULT` has.
   *
   * Python: `configparser.ConfigParser.options`
   *
   * @param section – Name of the section.
   * @returns Their names; `undefined` if the section does not exist.
   * @throws {FlyteConfigError} `invalid_argument` – when the name is not a string.
   */
  options(section: string): readonly string[] | undefined;

  /**
   * Returns the position of a section's header.
   *
   * @param section – Name of the section.
   * @returns The position; `undefined` if the section does not exist, and for `DEFAULT`, which may have several headers.
   * @throws {FlyteConfigError} `invalid_argument` – when the name is not a string.
   */
  sectionPosition(section: string): TextPosition | undefined;

  /**
   * Returns the value of an option.
   *
   * Python: `configparser.ConfigParser.get`
   *
   * @param section – Name of the section.
   * @param option – Name of the option, in any case.
   * @param options – Whether to keep `%` unchanged.
   * @returns The value and its position; `undefined` if the section or option does not exist.
   * @throws {FlyteConfigError} `invalid_argument`, `invalid_option` – when an argument has a wrong type.
   * @throws {IniError} `ini_interpolation_syntax` – when `%` is followed by neither `%` nor `(name)s`.
   * @throws {IniError} `ini_interpolation_missing_option` – when the value refers to an option that does not exist.
   * @throws {IniError} `ini_interpolation_depth` – when references are nested too deep, or are circular.
   * @throws {IniError} `ini_too_large` – when references make the value too long.
   */
  get(section: string, option: string, options?: IniGetOptions): IniValue | undefined;

  /**
   * Returns the value of an option as a boolean.
   *
   * Python: `configparser.ConfigParser.getboolean`
   *
   * @param section – Name of the section.
   * @param option – Name of the option, in any case.
   * @param options – Whether to keep `%` unchanged.
   * @returns The value and its position; `undefined` if the section or option does not exist.
   * @throws {IniError} `ini_not_boolean` – when the value is not a boolean; and the errors of {@linkcode get}.
   */
  getBoolean(section: string, option: string, options?: IniGetOptions): IniValue<boolean> | undefined;

  /**
   * Returns the value of an option as an integer: a `number` if that is exact, else a `bigint`.
   *
   * Python: `configparser.ConfigParser.getint`
   *
   * @param section – Name of the section.
   * @param option – Name of the option, in any case.
   * @param options – Whether to keep `%` unchanged.
   * @returns The value and its position; `undefined` if the section or option does not exist.
   * @throws {IniError} `ini_not_integer` – when the value is not an integer; and the errors of {@linkcode get}.
   */
  getInt(section: string, option: string, options?: IniGetOptions): IniValue<number | bigint> | undefined;

  /**
   * Returns the value of an option as a number.
   *
   * Python: `configparser.ConfigParser.getfloat`
   *
   * @param section – Name of the section.
   * @param option – Name of the option, in any case.
   * @param options – Whether to keep `%` unchanged.
   * @returns The value and its position; `undefined` if the section or option does not exist.
   * @throws {IniError} `ini_not_float` – when the value is not a number; and the errors of {@linkcode get}.
   */
  getFloat(section: string, option: string, options?: IniGetOptions): IniValue<number> | undefined;

  /**
   * Returns the values of all options of a section, those of `DEFAULT` first.
   *
   * Python: `configparser.ConfigParser.items`
   *
   * @param section – Name of the section.
   * @param options – Whether to keep `%` unchanged.
   * @returns The values and their positions; `undefined` if the section does not exist.
   * @throws {IniError} `ini_interpolation_syntax`, `ini_interpolation_missing_option`, `ini_interpolation_depth`, `ini_too_large` – when {@linkcode get} throws it.
   */
  items(section: string, options?: IniGetOptions): readonly IniValue[] | undefined;

  /**
   * Formats the line of a position with a mark below it, without the value.
   *
   * @param position – Line and column.
   * @returns Two lines of text.
   * @throws {FlyteConfigError} `invalid_argument` – when the position has no line and column.
   */
  frame(position: Pick<TextPosition, "line" | "column">): string;
}

/** The only implementation. */
export class ParsedIniDocument implements IniDocument {
  readonly name: string;
  readonly sections: readonly string[];
  readonly #file: IniFile;

  /** Creates a document; called by {@linkcode parseIni}. */
  constructor(file: IniFile) {
    this.name = file.name;
    this.sections = file.sections;
    this.#file = file;
    Object.freeze(this);
  }

  hasSection(section: string): boolean {
    checkSection("hasSection", section);
    return this.#file.sectionPosition(section) !== undefined;
  }

  hasOption(section: string, option: string): boolean {
    checkNames("hasOption", section, option);
    return this.#file.get(section === "" ? DEFAULT_SECTION : section, option, { raw: true }) !== undefined;
  }

  options(section: string): readonly string[] | undefined {
    checkSection("options", section);
    return this.#file.options(section);
  }

  sectionPosition(section: string): TextPosition | undefined {
    checkSection("sectionPosition", section);
    return this.#file.sectionPosition(section);
  }

  get(section: string, option: string, options: IniGetOptions = {}): IniValue | undefined {
    checkNames("get", section, option);
    return this.#file.get(section, option, checkedOptions("get", options));
  }

  getBoolean(section: string, option: string, options: IniGetOptions = {}): IniValue<boolean> | undefined {
    return this.#convert(TO_BOOLEAN, section, this.get(section, option, options));
  }

  getInt(section: string, option: string, options: IniGetOptions = {}): IniValue<number | bigint> | undefined {
    return this.#convert(TO_INTEGER, section, this.get(section, option, options));
  }

  getFloat(section: string, option: string, options: IniGetOptions = {}): IniValue<number> | undefined {
    return this.#convert(TO_FLOAT, section, this.get(section, option, options));
  }

  items(section: string, options: IniGetOptions = {}): readonly IniValue[] | undefined {
    checkSection("items", section);
    return this.#file.items(section, checkedOptions("items", options));
  }

  frame(position: Pick<TextPosition, "line" | "column">): string {
    checkArgument("document.frame", "position", position, objectWith("{ line, column }", "line", "column"));
    return this.#file.frame(position);
  }

  #convert<T>(type: IniConversion<T>, section: string, found: IniValue | undefined): IniValue<T> | undefined {
    if (found === undefined) return undefined;
    const value = type.convert(found.value);
    if (value !== undefined) return { ...found, value };
    const { option, line, column, offset, end } = found;
    const span = { line, column, offset, endLine: end.line, endColumn: end.column };
    const what = `the value of option ${quoted(option)} in section ${quoted(section)} must be ${type.expected}` +
      `${likelyMistake(found.value)}; ${type.howTo}`;
    throw new IniError(this.name, { code: type.code, what, section, option, ...span });
  }
}

/** Options of {@linkcode IniDocument.get}. */
export interface IniGetOptions {
  /**
   * Whether to keep `%` unchanged instead of interpolating references.
   *
   * @default false
   */
  readonly raw?: boolean | undefined;
}

/** Throws `invalid_argument` unless both names are strings. */
function checkNames(method: string, section: string, option: string): void {
  checkSection(method, section);
  checkArgument(`document.${method}`, "option", option, STRING);
}

/** Throws `invalid_argument` unless a section's name is a string. */
function checkSection(method: string, section: string): void {
  checkArgument(`document.${method}`, "section", section, STRING);
}

/** Returns the options, checked. Throws `invalid_option`. */
function checkedOptions(method: string, options: IniGetOptions): IniGetOptions {
  checkOptions<IniGetOptions>(
    `document.${method}`,
    options,
    { raw: BOOLEAN },
    `document.${method}(…, { raw: true })`,
  );
  return options;
}
