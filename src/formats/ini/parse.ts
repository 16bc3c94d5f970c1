/**
 * Reads INI as Python's `configparser.ConfigParser` does with its default settings.
 *
 * @module
 */
import { checkArgument, checkOptions, LIMIT, oneOf, type OptionChecks, STRING } from "../../arguments.ts";
import { FILE_LIMITS } from "../../runtime/read_file.ts";
import { checkSize } from "../max_bytes.ts";
import { IniDocument } from "./document.ts";
import { DEFAULT_SECTION, type IniEntry, type IniSection, optionKey } from "./entry.ts";
import { Problems } from "./errors.ts";
import { Lines, type Newlines, skipSpace, skipSpaceBack, startsComment } from "./lines.ts";

/** How to read an INI text. */
export interface IniOptions {
  /** The name of the file, for messages; `<string>` by default. */
  readonly name?: string | undefined;
  /** What ends a line: `universal` (the default) as in files, or `lf` as in `ConfigParser.read_string`. */
  readonly newlines?: Newlines | undefined;
  /** Maximum size of the text in bytes of UTF-8. @default 4 MiB, which takes up to 300 MB of memory */
  readonly maxBytes?: number | undefined;
}

const CHECKS: OptionChecks<IniOptions> = { name: STRING, newlines: oneOf("universal", "lf"), maxBytes: LIMIT };

type Writable<T> = { -readonly [K in keyof T]: T[K] };
interface OpenSection extends IniSection {
  readonly name: string;
  entries: Map<string, IniEntry>;
}

/** Of sections without options, which there may be many of. */
const NO_ENTRIES = new Map<string, IniEntry>();

/**
 * The document of an INI text, read as Python 3.11's `ConfigParser().read(file)` reads it.
 *
 * Throws one {@linkcode IniError} with all that is wrong; its code is that of the error Python raises:
 * `ini_missing_section_header`, `ini_duplicate_section`, `ini_duplicate_option` or `ini_parsing`. Throws `too_large` for a
 * text larger than `maxBytes`, and `invalid_argument` or `invalid_option` for what is no text or no option. Takes time and
 * memory in proportion to the text, whatever is in it.
 *
 * @example
 * ```ts
 * const document = parseIni("[DEFAULT]\nport = 8080\n[server]\nurl = localhost:%(port)s\n", { name: "my.ini" });
 *
 * console.log(document.get("server", "url")?.value); // localhost:8080
 * console.log(document.getInt("server", "port")?.line); // 2
 * ```
 */
export function parseIni(text: string, options: IniOptions = {}): IniDocument {
  checkArgument("parseIni", "text", text, STRING);
  checkOptions("parseIni", options, CHECKS, 'parseIni(text, { name: "my.ini" })');
  const { name = "<string>", newlines = "universal", maxBytes = FILE_LIMITS.config } = options;
  checkSize(name, text, maxBytes);
  const lines = new Lines(text, newlines);
  const problems = new Problems(name, lines);
  const defaults: OpenSection = { name: DEFAULT_SECTION, offset: 0, entries: new Map() };
  const sections = new Map<string, OpenSection>();

  let section: OpenSection | undefined;
  /** The option that an indented line would continue, and the lines of its value so far. */
  let entry: Writable<IniEntry> | undefined;
  let pieces: string[] = [];
  /** How many empty lines there are since the last of these lines. */
  let blankLines = 0;
  let isEmpty = true;
  let indentation = 0;
  let isHeaderMissing = false;

  for (let index = 0; index < lines.count; index++) {
    const [lineStart, lineEnd] = [lines.start(index), lines.start(index + 1)];
    const start = skipSpace(text, lineStart, lineEnd);
    if (start === lineEnd) {
      blankLines++;
    } else if (!startsComment(text, start)) {
      const end = skipSpaceBack(text, start, lineEnd);
      if (entry !== undefined && start - lineStart > indentation) continueValue(start, end);
      else {
        indentation = start - lineStart;
        readLine(start, end);
      }
    }
  }
  finishValue();
  problems.throwIfAny();
  return new IniDocument({ name, lines, sections, defaults: defaults.entries });

  function continueValue(start: number, end: number): void {
    if (isEmpty) entry!.valueOffset = start;
    isEmpty = false;
    pieces.push("\n".repeat(blankLines) + text.slice(start, end));
    blankLines = 0;
  }

  function readLine(start: number, end: number): void {
    const header = headerName(text.slice(start, end));
    if (header !== undefined) openSection(header, start);
    else if (section !== undefined) readOption(section, start, end);
    else if (!isHeaderMissing) {
      // Once is enough: all lines up to the first header are at fault.
      isHeaderMissing = true;
      problems.missingHeader(start);
    }
  }

  function openSection(header: string, offset: number): void {
    finishValue();
    entry = undefined;
    if (header === DEFAULT_SECTION) {
      section = defaults;
      return;
    }
    section = sections.get(header);
    if (section !== undefined) return problems.duplicateSection(header, offset, section.offset);
    section = { name: header, offset, entries: NO_ENTRIES };
    sections.set(header, section);
  }

  function readOption(section: OpenSection, start: number, end: number): void {
    const delimiter = findDelimiter(text, start, end);
    // Python lets indented lines after such a line continue the option before it.
    if (delimiter === end) return problems.unknownLine(section.name, start);
    finishValue();
    const option = optionKey(text.slice(start, skipSpaceBack(text, start, delimiter)));
    if (option === "") problems.namelessOption(section.name, start);
    const valueStart = skipSpace(text, delimiter + 1, end);
    const raw = text.slice(valueStart, end);
    const added: Writable<IniEntry> = {
      section: section.name,
      option,
      raw,
      nameOffset: start,
      valueOffset: valueStart,
    };
    const first = section.entries.get(option);
    if (first !== undefined) problems.duplicateOption(section.name, option, start, first.nameOffset);
    else {
      if (section.entries === NO_ENTRIES) section.entries = new Map();
      section.entries.set(option, added);
    }
    // Nor does Python let indented lines continue an option without a name.
    entry = option === "" ? undefined : added;
    pieces = [raw];
    blankLines = 0;
    isEmpty = raw === "";
  }

  function finishValue(): void {
    if (entry === undefined || pieces.length === 1) return;
    const joined = pieces.join("\n");
    entry.raw = joined.slice(0, skipSpaceBack(joined, 0, joined.length));
  }
}

/** The name in a section header, which ends at the last bracket of the line, or `undefined` if it is none. */
function headerName(line: string): string | undefined {
  if (line[0] !== "[") return undefined;
  const end = line.lastIndexOf("]");
  return end < 2 ? undefined : line.slice(1, end);
}

function findDelimiter(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && text[at] !== "=" && text[at] !== ":") at++;
  return at;
}
