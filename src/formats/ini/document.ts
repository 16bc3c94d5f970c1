/**
 * A parsed INI file: looks up, interpolates and converts its values.
 *
 * @module
 */
import { BOOLEAN, checkArgument, checkOptions, objectWith, STRING } from "../../arguments.ts";
import { quoted } from "../../text/quote.ts";
import { frameOf } from "./code_frame.ts";
import { type IniConversion, likelyMistake, TO_BOOLEAN, TO_FLOAT, TO_INTEGER } from "./convert.ts";
import { DEFAULT_SECTION, type IniEntry, type IniSection, optionKey } from "./entry.ts";
import { IniError } from "./errors.ts";
import { Interpolation, type InterpolationError } from "./interpolation.ts";
import { type IniPosition, type Lines, skipSpace, spanOf, startsComment } from "./lines.ts";

/** What {@linkcode parseIni} makes a document of. */
export interface IniDocumentInit {
  /** Name of the file, for messages. */
  readonly name: string;
  /** The text. */
  readonly lines: Lines;
  /** All sections but `[DEFAULT]`, by name. */
  readonly sections: ReadonlyMap<string, IniSection>;
  /** The options of `[DEFAULT]`. */
  readonly defaults: ReadonlyMap<string, IniEntry>;
}

/** A value and where it is: `line`, `column` and `offset` are where the value starts. */
export interface IniValue<T = string> extends IniPosition {
  /** The value. */
  readonly value: T;
  /** The section in which it stands: the one asked for, or `DEFAULT`. */
  readonly section: string;
  /** The option's name, in lower case. */
  readonly option: string;
  /** Where the option's name starts. */
  readonly name: IniPosition;
  /** Where the value ends. */
  readonly end: IniPosition;
}

/**
 * An INI text that was read without an error. Names of sections are as they are in the text, names of options in lower
 * case; the latter may be asked for in any case. Where Python raises `NoSectionError` or `NoOptionError`, the result is
 * `undefined`.
 */
export class IniDocument {
  /** Name of the file, as the caller gave it. */
  readonly name: string;
  /** `sections()`: the names of all sections but `DEFAULT`, in the order of the text. */
  readonly sections: readonly string[];
  // Private, so that who prints a document prints no values.
  readonly #sections: ReadonlyMap<string, IniSection>;
  readonly #defaults: ReadonlyMap<string, IniEntry>;
  readonly #lines: Lines;

  /** Made by {@linkcode parseIni}. */
  constructor(init: IniDocumentInit) {
    this.name = init.name;
    this.sections = Object.freeze([...init.sections.keys()]);
    this.#sections = init.sections;
    this.#defaults = init.defaults;
    this.#lines = init.lines;
    Object.freeze(this);
  }

  /** `has_section(section)`: `DEFAULT` does not count. */
  hasSection(section: string): boolean {
    checkSection("hasSection", section);
    return this.#sections.has(section);
  }

  /** `has_option(section, option)`: there, or in `DEFAULT`. */
  hasOption(section: string, option: string): boolean {
    checkNames("hasOption", section, option);
    return this.#find(section === "" ? DEFAULT_SECTION : section, optionKey(option)) !== undefined;
  }

  /** `options(section)`: the names of its own options, then of those that only `DEFAULT` has. */
  options(section: string): readonly string[] | undefined {
    checkSection("options", section);
    const own = this.#sections.get(section);
    return own && [...new Set([...own.entries.keys(), ...this.#defaults.keys()])];
  }

  /** Where the header of a section is; `DEFAULT` may have several, and so has none here. */
  sectionPosition(section: string): IniPosition | undefined {
    checkSection("sectionPosition", section);
    const found = this.#sections.get(section);
    return found && this.#lines.position(found.offset);
  }

  /**
   * `get(section, option, raw=raw)`. Throws `ini_interpolation_syntax`, `ini_interpolation_missing_option`,
   * `ini_interpolation_depth` or `ini_too_large`; nothing if `raw`.
   */
  get(section: string, option: string, options: IniGetOptions = {}): IniValue | undefined {
    checkNames("get", section, option);
    const { raw = false } = checkedOptions("get", options);
    const entry = this.#find(section, optionKey(option));
    return entry && this.#valueOf(entry, raw ? entry.raw : this.#interpolation(section).value(entry));
  }

  /** `getboolean(section, option, raw=raw)`. Throws `ini_not_boolean` and what {@linkcode get} throws. */
  getBoolean(section: string, option: string, options: IniGetOptions = {}): IniValue<boolean> | undefined {
    return this.#convert(TO_BOOLEAN, section, this.get(section, option, options));
  }

  /**
   * `getint(section, option, raw=raw)`: a `number` where that is exact, else a `bigint`. Throws `ini_not_integer` and
   * what {@linkcode get} throws.
   */
  getInt(section: string, option: string, options: IniGetOptions = {}): IniValue<number | bigint> | undefined {
    return this.#convert(TO_INTEGER, section, this.get(section, option, options));
  }

  /** `getfloat(section, option, raw=raw)`. Throws `ini_not_float` and what {@linkcode get} throws. */
  getFloat(section: string, option: string, options: IniGetOptions = {}): IniValue<number> | undefined {
    return this.#convert(TO_FLOAT, section, this.get(section, option, options));
  }

  /** `items(section, raw=raw)`: all that {@linkcode get} gives, those that `DEFAULT` has first. Throws what it throws. */
  items(section: string, options: IniGetOptions = {}): readonly IniValue[] | undefined {
    checkSection("items", section);
    const { raw = false } = checkedOptions("items", options);
    const own = this.#sections.get(section)?.entries;
    if (own === undefined && section !== DEFAULT_SECTION) return undefined;
    const interpolation = this.#interpolation(section);
    return [...new Map([...this.#defaults, ...own ?? []]).values()].map((entry) =>
      this.#valueOf(entry, raw ? entry.raw : interpolation.value(entry))
    );
  }

  /** The line of a place, with a mark below it and without the value. */
  frame(position: Pick<IniPosition, "line" | "column">): string {
    checkArgument("document.frame", "position", position, objectWith("{ line, column }", "line", "column"));
    return frameOf(this.#lines, position);
  }

  #find(section: string, key: string): IniEntry | undefined {
    const own = this.#sections.get(section);
    if (own === undefined && section !== DEFAULT_SECTION) return undefined;
    return own?.entries.get(key) ?? this.#defaults.get(key);
  }

  #valueOf(entry: IniEntry, value: string): IniValue {
    const { section, option, nameOffset, valueOffset, raw } = entry;
    const name = this.#lines.position(nameOffset);
    const end = this.#lines.position(this.#offsetIn(entry, raw.length));
    return { value, section, option, name, end, ...this.#lines.position(valueOffset) };
  }

  #convert<T>(type: IniConversion<T>, section: string, found: IniValue | undefined): IniValue<T> | undefined {
    if (found === undefined) return undefined;
    const value = type.convert(found.value);
    if (value !== undefined) return { ...found, value };
    const { option, line, column, offset, end } = found;
    const span = { line, column, offset, endLine: end.line, endColumn: end.column };
    const what = `the value of option ${quoted(option)} in section ${quoted(section)} is not ${type.expected}` +
      `${likelyMistake(found.value)}; ${type.howTo}`;
    throw new IniError(this.name, { code: type.code, what, section, option, ...span });
  }

  #interpolation(section: string): Interpolation {
    const fault: InterpolationError = (code, path, at, reason) => {
      const [asked, entry] = [path[0]!, path.at(-1)!];
      const by = asked === entry ? "" : `, to which option ${quoted(asked.option)} refers`;
      const what = `the value of option ${quoted(entry.option)} in section ${quoted(entry.section)}${by}: ${reason}`;
      const [start, end] = [this.#offsetIn(entry, at), this.#offsetIn(entry, entry.raw.length)];
      return new IniError(this.name, { code, what, section, option: entry.option, ...spanOf(this.#lines, start, end) });
    };
    return new Interpolation(section, (option) => this.#find(section, option), fault);
  }

  /** The offset in the text of one in a raw value: comments and indentation are not part of the value. */
  #offsetIn(entry: IniEntry, at: number): number {
    const before = entry.raw.slice(0, at).split("\n");
    const { text } = this.#lines;
    if (before.length === 1) return entry.valueOffset + at;
    let index = this.#lines.indexAt(entry.nameOffset);
    let start = 0;
    for (let left = before.length - 1; left > 0;) {
      index++;
      start = skipSpace(text, this.#lines.start(index), this.#lines.start(index + 1));
      if (!startsComment(text, start)) left--;
    }
    return start + before.at(-1)!.length;
  }
}

/** How to get a value. */
export interface IniGetOptions {
  /** Leaves `%` as it is; `false` by default. */
  readonly raw?: boolean | undefined;
}

/** Throws `invalid_argument` for names that are no strings. */
export function checkNames(method: string, section: string, option: string): void {
  checkSection(method, section);
  checkArgument(`document.${method}`, "option", option, STRING);
}

/** Throws `invalid_argument` for a name of a section that is none. */
export function checkSection(method: string, section: string): void {
  checkArgument(`document.${method}`, "section", section, STRING);
}

/** The options, checked. Throws `invalid_option`. */
export function checkedOptions(method: string, options: IniGetOptions): IniGetOptions {
  checkOptions<IniGetOptions>(
    `document.${method}`,
    options,
    { raw: BOOLEAN },
    `document.${method}(…, { raw: true })`,
  );
  return options;
}
