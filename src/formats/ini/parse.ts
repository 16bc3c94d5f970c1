/**
 * Parses INI files as Python's `configparser.ConfigParser` does with its default settings.
 *
 * @module
 */
import { checkArgument, checkOptions, LIMIT, oneOf, type OptionChecks, STRING } from "../../arguments.ts";
import { FILE_LIMITS } from "../../runtime/read_file.ts";
import { checkSize } from "../text.ts";
import { type IniDocument, ParsedIniDocument } from "./document.ts";
import { DEFAULT_SECTION, type IniEntry, type IniSection, optionKey } from "./entry.ts";
import { Problems } from "./errors.ts";
import { IniFile } from "./file.ts";
import { iniLines, skipSpace, skipSpaceBack, startsComment } from "./lines.ts";

/** Options of {@linkcode parseIni}. */
export interface IniOptions {
  /**
   * Name of the file, for messages.
   *
   * @default "<string>"
   */
  readonly name?: string | undefined;
  /**
   * Line endings: `universal` (`\n`, `\r\n` and `\r`) as in files that Python opens, or `lf` (`\n` only) as in
   * `ConfigParser.read_string`.
   *
   * @default "universal"
   */
  readonly newlines?: "universal" | "lf" | undefined;
  /**
   * Maximum size of the text in bytes of UTF-8. The default takes up to 300 MB of memory.
   *
   * @default 4 MiB
   */
  readonly maxBytes?: number | undefined;
}

const CHECKS: OptionChecks<IniOptions> = {
  name: STRING,
  newlines: /* @__PURE__ */ oneOf("universal", "lf"),
  maxBytes: LIMIT,
};

type Writable<T> = { -readonly [K in keyof T]: T[K] };
interface OpenSection extends IniSection {
  readonly name: string;
  entries: Map<string, IniEntry>;
}

/** The entries of sections without options, of which there may be many. */
const NO_ENTRIES = /* @__PURE__ */ new Map<string, IniEntry>();

/**
 * Parses an INI file as Python 3.11's `ConfigParser().read(file)` does, in time and memory proportional to the text.
 *
 * Python: `configparser.ConfigParser.read`
 *
 * @param text – The text of the file.
 * @param options – Name of the file, line endings and size limit.
 * @returns The parsed file.
 * @throws {IniError} `ini_missing_section_header` – when an option precedes the first section.
 * @throws {IniError} `ini_duplicate_section`, `ini_duplicate_option` – when a section, or an option of a section,
 * occurs twice.
 * @throws {IniError} `ini_parsing` – when a line cannot be parsed. An error lists all problems of the file; its code is
 * that of the error that Python raises.
 * @throws {FlyteConfigError} `too_large` – when the text is larger than `maxBytes`.
 * @throws {FlyteConfigError} `invalid_argument`, `invalid_option` – when an argument or option has a wrong type.
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
  return new ParsedIniDocument(readIni(text, options));
}

/** Parses a file as {@linkcode parseIni} does, without checks of arguments. */
export function readIni(
  text: string,
  { name = "<string>", newlines = "universal", maxBytes = FILE_LIMITS.config }: IniOptions,
): IniFile {
  checkSize(name, text, maxBytes);
  const lines = iniLines(text, newlines);
  const problems = new Problems(name, lines);
  const defaults: OpenSection = { name: DEFAULT_SECTION, offset: 0, entries: new Map() };
  const sections = new Map<string, OpenSection>();

  let section: OpenSection | undefined;
  /** The option that an indented line would continue, and the lines of its value so far. */
  let entry: Writable<IniEntry> | undefined;
  let pieces: string[] = [];
  /** Number of empty lines since the last of these lines. */
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
  return new IniFile({ name, lines, sections, defaults: defaults.entries });

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
      // Reported once: all lines up to the first header have the same problem.
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
    // In Python, indented lines after such a line continue the option before it.
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
    // In Python, indented lines do not continue an option without a name either.
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

/** Returns the name in a section header, which ends at the last bracket of the line; `undefined` for other lines. */
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
