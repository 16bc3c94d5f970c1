/**
 * A parsed INI file: looks up and interpolates its values.
 *
 * @module
 */
import { quoted } from "../../text/quote.ts";
import type { Lines } from "../lines.ts";
import type { TextPosition } from "../text.ts";
import { frameOf } from "./code_frame.ts";
import type { IniGetOptions, IniValue } from "./document.ts";
import { DEFAULT_SECTION, type IniEntry, type IniSection, optionKey } from "./entry.ts";
import { IniError } from "./errors.ts";
import { Interpolation, type InterpolationError } from "./interpolation.ts";
import { skipSpace, spanOf, startsComment } from "./lines.ts";

/** The parts of a file. */
interface IniFileInit {
  /** Name of the file, for messages. */
  readonly name: string;
  /** The text. */
  readonly lines: Lines;
  /** All sections except `[DEFAULT]`, by name. */
  readonly sections: ReadonlyMap<string, IniSection>;
  /** The options of `[DEFAULT]`. */
  readonly defaults: ReadonlyMap<string, IniEntry>;
}

/**
 * A parsed file. It has the methods of `IniDocument` that readers of configurations use, without checks of arguments. Its
 * parts are private, so that printing it prints no values.
 */
export class IniFile {
  /** Name of the file. */
  readonly name: string;
  /** Names of all sections except `DEFAULT`. */
  readonly sections: readonly string[];
  readonly #sections: ReadonlyMap<string, IniSection>;
  readonly #defaults: ReadonlyMap<string, IniEntry>;
  readonly #lines: Lines;

  /** Creates a file; called by {@linkcode readIni}. */
  constructor(init: IniFileInit) {
    this.name = init.name;
    this.sections = Object.freeze([...init.sections.keys()]);
    this.#sections = init.sections;
    this.#defaults = init.defaults;
    this.#lines = init.lines;
    Object.freeze(this);
  }

  /** Returns the position of a section's header. */
  sectionPosition(section: string): TextPosition | undefined {
    const found = this.#sections.get(section);
    return found && this.#lines.position(found.offset);
  }

  /** Lists the options of a section, those that only `DEFAULT` has last. */
  options(section: string): readonly string[] | undefined {
    const own = this.#sections.get(section);
    return own && [...new Set([...own.entries.keys(), ...this.#defaults.keys()])];
  }

  /** Returns the value of an option. Throws an `IniError` if it cannot be interpolated. */
  get(section: string, option: string, { raw = false }: IniGetOptions = {}): IniValue | undefined {
    const entry = this.#find(section, optionKey(option));
    return entry && this.#valueOf(entry, raw ? entry.raw : this.#interpolation(section).value(entry));
  }

  /** Returns the values of all options of a section, those of `DEFAULT` first. Throws as {@linkcode get} does. */
  items(section: string, { raw = false }: IniGetOptions = {}): readonly IniValue[] | undefined {
    const own = this.#sections.get(section)?.entries;
    if (own === undefined && section !== DEFAULT_SECTION) return undefined;
    const interpolation = this.#interpolation(section);
    return [...new Map([...this.#defaults, ...own ?? []]).values()].map((entry) =>
      this.#valueOf(entry, raw ? entry.raw : interpolation.value(entry))
    );
  }

  /** Formats the line of a position with a mark below it, without the value. */
  frame(position: Pick<TextPosition, "line" | "column">): string {
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

  #interpolation(section: string): Interpolation {
    const error: InterpolationError = (code, path, at, reason) => {
      const [asked, entry] = [path[0]!, path.at(-1)!];
      const by = asked === entry ? "" : `, to which option ${quoted(asked.option)} refers`;
      const what = `the value of option ${quoted(entry.option)} in section ${quoted(entry.section)}${by}: ${reason}`;
      const [start, end] = [this.#offsetIn(entry, at), this.#offsetIn(entry, entry.raw.length)];
      return new IniError(this.name, { code, what, section, option: entry.option, ...spanOf(this.#lines, start, end) });
    };
    return new Interpolation(section, (option) => this.#find(section, option), error);
  }

  /** Returns the offset in the text for one in a raw value, which has no comments and indentation. */
  #offsetIn(entry: IniEntry, at: number): number {
    const before = entry.raw.slice(0, at).split("\n");
    const { text } = this.#lines;
    if (before.length === 1) return entry.valueOffset + at;
    let index = this.#lines.indexAt(entry.nameOffset);
    let start = 0;
    for (let left = before.length - 1; left > 0;) {
      index++;
      const end = this.#lines.start(index + 1);
      start = skipSpace(text, this.#lines.start(index), end);
      // An empty line ends where the next one starts, perhaps with a comment.
      if (start === end || !startsComment(text, start)) left--;
    }
    return start + before.at(-1)!.length;
  }
}
