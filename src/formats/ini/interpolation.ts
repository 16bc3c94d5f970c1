/**
 * Replaces `%(name)s` in values, as Python's `configparser.BasicInterpolation` does.
 *
 * @module
 */
import { quoted } from "../../text/quote.ts";
import { type IniEntry, optionKey } from "./entry.ts";
import type { IniErrorCode } from "./errors.ts";

/** Maximum depth of references: `configparser.MAX_INTERPOLATION_DEPTH`. */
const MAX_DEPTH = 10;

/** Maximum number of characters that interpolation adds to the values of one call. */
const MAX_ADDED = 1_048_576;

/** The chain of options from the requested one to one that its value refers to. */
type Path = readonly [IniEntry, ...IniEntry[]];

/** Creates the error of a problem at an offset of the raw value at the end of a chain. */
export type InterpolationError = (code: IniErrorCode, path: Path, at: number, what: string) => Error;

/**
 * Interpolates the options of one section and caches the results, so that nested references, whose number multiplies
 * from level to level, take time proportional to the raw values and the result.
 */
export class Interpolation {
  readonly #section: string;
  readonly #find: (option: string) => IniEntry | undefined;
  readonly #error: InterpolationError;
  readonly #results: readonly Map<IniEntry, string>[] = Array.from({ length: MAX_DEPTH + 1 }, () => new Map());
  #added = 0;

  /** Creates an interpolation for a section whose options `find` looks up; `error` creates errors. */
  constructor(section: string, find: (option: string) => IniEntry | undefined, error: InterpolationError) {
    this.#section = section;
    this.#find = find;
    this.#error = error;
  }

  /**
   * Returns the value of an option. Throws `ini_interpolation_syntax`, `ini_interpolation_missing_option`,
   * `ini_interpolation_depth`; and `ini_too_large` where Python would use excessive time and memory.
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
      if (length > maxLength) throw this.#error("ini_too_large", [path[0]], 0, TOO_LARGE);
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
    if (raw[percent + 1] !== "(") throw this.#error("ini_interpolation_syntax", path, percent, LONE_PERCENT);
    const close = raw.indexOf(")", percent);
    const isComplete = close > percent + 2 && raw[close + 1] === "s";
    if (!isComplete) throw this.#error("ini_interpolation_syntax", path, percent, UNFINISHED);
    return close + 2;
  }

  /** Returns the value of the option that the end of the chain refers to. */
  #valueOf(name: string, percent: number, path: Path, maxLength: number): string {
    const option = optionKey(name);
    const target = this.#find(option);
    if (target === undefined) {
      throw this.#error("ini_interpolation_missing_option", path, percent, missing(option, this.#section));
    }
    if (path.length < MAX_DEPTH || !target.raw.includes("%")) {
      return this.#expand(target, [...path, target], maxLength);
    }
    const cycle = path.lastIndexOf(target);
    const names = path.slice(Math.max(0, cycle)).concat(target).map((step) => quoted(step.option)).join(" → ");
    const reason = cycle < 0 ? `references are nested more than ${MAX_DEPTH} levels deep` : "circular reference";
    throw this.#error("ini_interpolation_depth", path, percent, `${reason} ${names}; write the value itself`);
  }
}

const HOW_TO = 'write "%%" for a percent sign, or "%(name)s" for the value of another option';
const LONE_PERCENT = `"%" must be followed by "%" or "("; ${HOW_TO}`;
const UNFINISHED = `"%(" must be followed by a name and ")s"; ${HOW_TO}`;
const TOO_LARGE =
  `references make it more than ${MAX_ADDED} characters longer than in the file; write the value itself`;

/**
 * Returns the reason of a missing option. Only what looks like a name is shown: the reference is part of a value, and a
 * password may contain a percent sign.
 */
function missing(option: string, section: string): string {
  const name = /^[a-z][\w.-]{0,59}$/.test(option) ? quoted(option) : "an unknown option";
  return `it refers to ${name}, which is neither in section ${quoted(section)} nor in [DEFAULT]; define it, ` +
    'or write "%%" for a percent sign';
}
