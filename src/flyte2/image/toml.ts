/**
 * Parsing TOML, of scripts and lock files.
 *
 * @module
 */
import { parse, TomlDate, TomlError } from "smol-toml";
import type { FlyteConfigError } from "../../errors.ts";
import { oneLine } from "../../text/quote.ts";

/** A TOML table. */
export type TomlTable = Readonly<Record<string, unknown>>;

/**
 * Parses TOML; integers become bigint. Throws the error that `errorOf` returns for a reason and a line number. The
 * reason does not quote the text, which may contain a secret.
 */
export function parseToml(text: string, errorOf: (what: string, line: number) => FlyteConfigError): TomlTable {
  let table: TomlTable;
  try {
    table = parse(text, { integersAsBigInt: true });
  } catch (error) {
    const [what = ""] = error instanceof Error ? error.message.replace(/^Invalid TOML document: /, "").split("\n") : [];
    throw errorOf(oneLine(what), error instanceof TomlError ? error.line : 1);
  }
  const day = impossibleDay(text, table);
  if (day === undefined) return table;
  throw errorOf(`nonexistent date; did you mean ${day}?`, 1);
}

/**
 * Finds a date that does not exist. Python rejects February 30th, JavaScript reads it as March 1st, which is then not
 * in the text.
 */
function impossibleDay(text: string, table: TomlTable): string | undefined {
  const days = new Set(Array.from(text.matchAll(/(?=(\d{4}-\d\d-\d\d))/g), ([, day]) => day));
  // Not recursive, since a key may have thousands of parts, each of which is a table.
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
