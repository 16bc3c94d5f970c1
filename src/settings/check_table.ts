/**
 * Refuses tables of settings whose parts are not of the types that they must be: callers in plain JavaScript have no
 * compiler that would.
 *
 * @module
 */
import * as v from "valibot";
import { FlyteConfigError } from "../errors.ts";
import { closest, didYouMean } from "../text/closest.ts";
import { oneLine, quoted } from "../text/quote.ts";
import { KINDS } from "./value_types.ts";
import type { SectionTable, SettingRow } from "./definition.ts";

const text = v.string();
const number = v.number();
const yes = v.literal(true);

/** What each member of a row must be; `default` depends on the kind. */
const MEMBERS: Readonly<Record<keyof SettingRow, v.GenericSchema>> = {
  kind: text,
  doc: text,
  ini: text,
  yaml: text,
  env: text,
  envAliases: v.array(text),
  default: v.unknown(),
  choices: v.array(text),
  min: number,
  max: number,
  mayBeEmpty: yes,
  inputOnly: yes,
  argumentOnly: yes,
  indirect: yes,
  otherProgram: text,
  notInDict: yes,
  elsewhere: text,
};

/** Throws `invalid_section` for what is no table of settings; `where` says whose it is. */
export function checkTable(table: unknown, where: string): asserts table is SectionTable {
  if (!isObject(table)) throw invalid(where, "must be a table of settings: { id, doc, rows }");
  const { id, doc, rows } = table;
  if (typeof id !== "string") throw invalid(`${where}.id`, "must be a string");
  if (typeof doc !== "string") throw invalid(`${where}.doc`, "must be a string");
  if (!isObject(rows)) throw invalid(`${where}.rows`, "must be an object with settings by name");
  for (const [key, row] of Object.entries(rows)) checkRow(row, `${where}.rows[${quoted(key)}]`);
}

function checkRow(row: unknown, where: string): void {
  if (!isObject(row)) throw invalid(where, "must be a setting: { kind, doc, … }");
  for (const [name, value] of Object.entries(row)) {
    const schema = Object.hasOwn(MEMBERS, name) ? MEMBERS[name as keyof SettingRow] : undefined;
    if (schema === undefined) {
      throw invalid(where, `has an unknown member ${quoted(name)}${didYouMean(closest(name, Object.keys(MEMBERS)))}`);
    }
    if (value !== undefined && !v.is(schema, value)) throw invalid(`${where}.${oneLine(name)}`, "has the wrong type");
  }
  for (const name of ["kind", "doc"]) {
    if (row[name] === undefined) throw invalid(`${where}.${name}`, "must be a string");
  }
  const { kind, default: fallback } = row as unknown as SettingRow;
  // An unknown kind is refused where the setting's path is known.
  if (fallback === undefined || !Object.hasOwn(KINDS, kind)) return;
  if (!v.is(KINDS[kind].schema(row as unknown as SettingRow), fallback)) {
    throw invalid(`${where}.default`, `must be ${KINDS[kind].expected(row as unknown as SettingRow)}`);
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function invalid(where: string, what: string): FlyteConfigError {
  return new FlyteConfigError("invalid_section", `${where} ${what}`);
}
