/**
 * TOML of scripts and lock files.
 *
 * @module
 */
import { parse, TomlDate, TomlError } from "smol-toml";
import type { FlyteConfigError } from "../../errors.ts";
import { oneLine } from "../../text/quote.ts";

/** A table of TOML. */
export type TomlTable = Readonly<Record<string, unknown>>;

/**
 * Parses TOML; integers become bigint. Throws what `refused` makes of the reason and the line, without the text around
 * it: it may hold a secret.
 */
export function parseToml(text: string, refused: (what: string, line: number) => FlyteConfigError): TomlTable {
  let table: TomlTable;
  try {
    table = parse(text, { integersAsBigInt: true });
  } catch (error) {
    const [what = ""] = error instanceof Error ? error.message.replace(/^Invalid TOML document: /, "").split("\n") : [];
    throw refused(oneLine(what), error instanceof TomlError ? error.line : 1);
  }
  const day = impossibleDay(text, table);
  if (day === undefined) return table;
  throw refused(`a date that does not exist; is ${day} meant?`, 1);
}

/** JavaScript takes February 30th for March 1st, Python refuses it: such a day is not in the text then. */
function impossibleDay(text: string, table: TomlTable): string | undefined {
  const days = new Set(Array.from(text.matchAll(/(?=(\d{4}-\d\d-\d\d))/g), ([, day]) => day));
  // A key may have thousands of parts, each of which is a table.
  const waiting: unknown[] = [table];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (value instanceof TomlDate) {
      const day = value.toISOString().slice(0, 10);
      if (!value.isTime() && !days.has(day)) return day;
    } else if (typeof value === "object" && value !== null) {
      for (const item of Object.values(value)) waiting.push(item);
    }
  }
  return undefined;
}
