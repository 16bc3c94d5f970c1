/**
 * What a parsed INI text is made of.
 *
 * @module
 */

/** The section whose options all others have too. */
export const DEFAULT_SECTION = "DEFAULT";

/** An option as it stands in the text. */
export interface IniEntry {
  /** The section that it stands in. */
  readonly section: string;
  /** Its name, in lower case. */
  readonly option: string;
  /** Its value before interpolation; lines of it are separated by `\n`. */
  readonly raw: string;
  /** Where its name starts. */
  readonly nameOffset: number;
  /** Where its value starts; right after the delimiter if it is empty. */
  readonly valueOffset: number;
}

/** A section as it stands in the text. */
export interface IniSection {
  /** Where its header starts. */
  readonly offset: number;
  /** Its own options by their names in lower case, in the order of the text. */
  readonly entries: ReadonlyMap<string, IniEntry>;
}

/** The name under which an option is kept and looked up: `ConfigParser.optionxform`. */
export function optionKey(name: string): string {
  return name.toLowerCase();
}
