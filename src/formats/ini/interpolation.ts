/**
 * Replaces `%(name)s` in values, as Python's `configparser.BasicInterpolation` does.
 *
 * @module
 */
import { quoted } from "../../text/quote.ts";
import { type IniEntry, optionKey } from "./entry.ts";
import type { IniErrorCode } from "./errors.ts";

/** How deep references may be nested: `configparser.MAX_INTERPOLATION_DEPTH`. */
const MAX_DEPTH = 10;

/** How many characters the values of one call may have more than the text has for them. */
const MAX_ADDED = 1_048_576;

/** The options from the one asked for to one that is needed for its value. */
type Path = readonly [IniEntry, ...IniEntry[]];

/** Makes the error for a fault at an offset of the raw value at the end of a path. */
export type InterpolationError = (code: IniErrorCode, path: Path, at: number, what: string) => Error;

/**
 * The interpolation of options of one section, whose results it remembers: nested references, which multiply from level
 * to level, take only as much time as the raw values and the result are long.
 */
export class Interpolation {
  readonly #section: string;
  readonly #find: (option: string) => IniEntry | undefined;
  readonly #fault: InterpolationError;
  readonly #results: readonly Map<IniEntry, string>[] = Array.from({ length: MAX_DEPTH + 1 }, () => new Map());
  #added = 0;

  /** For the options of a section, which `find` finds; errors are what `fault` makes. */
  constructor(section: string, find: (option: string) => IniEntry | undefined, fault: InterpolationError) {
    this.#section = section;
    this.#find = find;
    this.#fault = fault;
  }

  /**
   * The value of an option. Throws `ini_interpolation_syntax`, `ini_interpolation_missing_option`,
   * `ini_interpolation_depth` or, where Python would go on and on, `ini_too_large`.
   */
  value(entry: IniEntry): string {
    const value = this.#expand(entry, [entry], entry.raw.length + MAX_ADDED - this.#added);
    this.#added += Math.max(0, value.length - entry.raw.length);
    return value;
  }

  #expand(entry: IniEntry, path: Path, maxLength: number): string {
    const { raw } = entry;
    let percent = raw.indexOf("%");
    if (percent < 0) return raw;
    const results = this.#results[path.length]!;
    const known = results.get(entry);
    if (known !== undefined) return known;

    const pieces: string[] = [];
    let [at, length] = [0, 0];
    const add = (piece: string): void => {
      length += piece.length;
      if (length > maxLength) throw this.#fault("ini_too_large", [path[0]], 0, TOO_LARGE);
      if (piece !== "") pieces.push(piece);
    };
    for (; percent >= 0; percent = raw.indexOf("%", at)) {
      add(raw.slice(at, percent));
      if (raw[percent + 1] === "%") {
        add("%");
        at = percent + 2;
      } else {
        at = this.#endOfReference(raw, percent, path);
        add(this.#valueOf(raw.slice(percent + 2, at - 2), percent, path, maxLength));
      }
    }
    add(raw.slice(at));
    const result = pieces.join("");
    results.set(entry, result);
    return result;
  }

  #endOfReference(raw: string, percent: number, path: Path): number {
    if (raw[percent + 1] !== "(") throw this.#fault("ini_interpolation_syntax", path, percent, LONE_PERCENT);
    const close = raw.indexOf(")", percent);
    const isComplete = close > percent + 2 && raw[close + 1] === "s";
    if (!isComplete) throw this.#fault("ini_interpolation_syntax", path, percent, UNFINISHED);
    return close + 2;
  }

  /** The value of the option to which the end of the path refers. */
  #valueOf(name: string, percent: number, path: Path, maxLength: number): string {
    const option = optionKey(name);
    const target = this.#find(option);
    if (target === undefined) {
      throw this.#fault("ini_interpolation_missing_option", path, percent, missing(option, this.#section));
    }
    if (path.length < MAX_DEPTH || !target.raw.includes("%")) {
      return this.#expand(target, [...path, target], maxLength);
    }
    const circle = path.lastIndexOf(target);
    const names = path.slice(Math.max(0, circle)).concat(target).map((step) => quoted(step.option)).join(" → ");
    const reason = circle < 0 ? `references are nested deeper than ${MAX_DEPTH} levels` : "it refers to itself";
    throw this.#fault("ini_interpolation_depth", path, percent, `${reason}: ${names}; write the value itself`);
  }
}

const HOW_TO = 'write "%%" for a percent sign, or "%(name)s" for the value of another option';
const LONE_PERCENT = `a "%" is followed by neither "%" nor "("; ${HOW_TO}`;
const UNFINISHED = `a "%(" is not followed by a name and ")s"; ${HOW_TO}`;
const TOO_LARGE =
  `its references make it more than ${MAX_ADDED} characters longer than it is in the file; write the value itself`;

/** Only what looks like a name is shown: it is from a value, and a password may have a percent sign. */
function missing(option: string, section: string): string {
  const name = /^[a-z][\w.-]{0,59}$/.test(option) ? quoted(option) : "an option of another name";
  return `it refers to ${name}, which is neither in section ${quoted(section)} nor in [DEFAULT]; ` +
    'define it there, or write "%%" for a percent sign';
}
