/**
 * What this library reports about an INI text, in the words of `configparser_peer.py`.
 *
 * @module
 */
import { type IniDocument, IniError, type IniValue, parseIni } from "../../../src/formats/ini/mod.ts";
import type { IniErrorCode } from "../../../src/formats/ini/errors.ts";
import type { Newlines } from "../../../src/formats/ini/lines.ts";
import { floatRepr } from "../../../src/python/numbers.ts";

/** An input, how to read it, and names of options to ask for besides those that exist. */
export interface Question {
  readonly text: string;
  readonly newlines: Newlines;
  readonly probes: readonly string[];
}

type Answer = { readonly value: unknown } | { readonly error: string };

/** All that can be asked of a document, or the class of the error and the lines of the problems. */
export type Outcome = { readonly error: string; readonly lines: readonly number[] } | {
  readonly sections: readonly string[];
  readonly tables: readonly (readonly [section: string, answers: unknown])[];
};

/** The classes of Python's errors. A value that is too large is `null`. */
const CLASSES: Readonly<Record<IniErrorCode, string>> = {
  ini_missing_section_header: "MissingSectionHeaderError",
  ini_duplicate_section: "DuplicateSectionError",
  ini_duplicate_option: "DuplicateOptionError",
  ini_parsing: "ParsingError",
  ini_interpolation_syntax: "InterpolationSyntaxError",
  ini_interpolation_missing_option: "InterpolationMissingOptionError",
  ini_interpolation_depth: "InterpolationDepthError",
  ini_not_boolean: "ValueError",
  ini_not_integer: "ValueError",
  ini_not_float: "ValueError",
  ini_too_large: "none",
};

/** The outcome of reading an input and asking for everything. */
export function outcomeOf({ text, newlines, probes }: Question): Outcome {
  let document: IniDocument;
  try {
    document = parseIni(text, { newlines });
  } catch (error) {
    if (!(error instanceof IniError)) throw error;
    const lines = error.code === "ini_parsing" ? error.problems.map(({ line }) => line) : [error.line];
    return { error: CLASSES[error.code as IniErrorCode], lines };
  }
  const names = new Set([...document.sections, "DEFAULT", "", "there is none"]);
  return { sections: document.sections, tables: [...names].map((name) => [name, table(document, name, probes)]) };
}

function table(document: IniDocument, section: string, probes: readonly string[]): unknown {
  const raw = document.items(section, { raw: true });
  const names = new Set([...(raw ?? []).map(({ option }) => option), ...probes]);
  return {
    has: document.hasSection(section),
    options: answer("NoSectionError", () => document.options(section)),
    raw_items: answer("NoSectionError", () => raw?.map(pair)),
    items: answer("NoSectionError", () => document.items(section)?.map(pair)),
    each: [...names].map((name) => [name, allOf(document, section, name)]),
  };
}

function pair({ option, value }: IniValue): [string, string] {
  return [option, value];
}

function allOf(document: IniDocument, section: string, option: string): Readonly<Record<string, unknown>> {
  const absent = document.hasSection(section) || section === "DEFAULT" ? "NoOptionError" : "NoSectionError";
  return {
    has: document.hasOption(section, option),
    raw: answer(absent, () => document.get(section, option, { raw: true })?.value),
    get: answer(absent, () => document.get(section, option)?.value),
    boolean: answer(absent, () => document.getBoolean(section, option)?.value),
    raw_boolean: answer(absent, () => document.getBoolean(section, option, { raw: true })?.value),
    int: answer(absent, () => document.getInt(section, option)?.value.toString()),
    float: answer(absent, () => {
      const found = document.getFloat(section, option);
      return found && floatRepr(found.value);
    }),
  };
}

function answer(absent: string, ask: () => unknown): Answer {
  try {
    const value = ask();
    return value === undefined ? { error: absent } : { value };
  } catch (error) {
    if (!(error instanceof IniError)) throw error;
    return { error: CLASSES[error.code as IniErrorCode] };
  }
}
