/**
 * The parts of a parsed INI file: sections and their options.
 *
 * @module
 */

/** The section whose options are the defaults of all others. */
export const DEFAULT_SECTION = "DEFAULT";

/** An option as it is written in the file. */
export interface IniEntry {
  /** The section that contains it. */
  readonly section: string;
  /** Name of the option, in lower case. */
  readonly option: string;
  /** Its value before interpolation; lines are separated by `\n`. */
  readonly raw: string;
  /** Offset of its name. */
  readonly nameOffset: number;
  /** Offset of its value; right after the delimiter if that is empty. */
  readonly valueOffset: number;
}

/** A section as it is written in the file. */
export interface IniSection {
  /** Offset of its header. */
  readonly offset: number;
  /** Its own options by lower-case name, in the order of the file. */
  readonly entries: ReadonlyMap<string, IniEntry>;
}

/** Returns the name under which an option is stored and looked up: `ConfigParser.optionxform`. */
export function optionKey(name: string): string {
  return name.toLowerCase();
}
