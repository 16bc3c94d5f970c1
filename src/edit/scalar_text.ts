/**
 * Writes values on one line of a YAML file, so that PyYAML reads exactly these values.
 *
 * @module
 */
import { resolvePlain } from "../formats/yaml/resolver.ts";
import * as TAG from "../formats/yaml/types.ts";
import { quotedText } from "../settings/write/yaml_text.ts";

/** A value that settings can have in a YAML file. */
export type EditValue = string | boolean | number | readonly string[] | Readonly<Record<string, string>>;

/** Quotation marks around strings; `undefined` for none where none are needed. */
export type Quote = '"' | "'" | undefined;

/**
 * Strings that may be plain, also within brackets and for other readers of YAML: no spaces, no colon at the end, and no
 * character that starts something else.
 */
const PLAIN = /^[A-Za-z_.\/][\w.\/:@+=~-]*$/;
/** Words that are another value for some readers of YAML. */
const OTHER_VALUE = /^(?:y|n|yes|no|on|off|true|false|null|\.inf|\.nan)$/i;
/** Strings whose characters are the same between single quotation marks. */
const PRINTABLE = /^[\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]*$/u;

/** Returns the text of a value on the line of its key. */
export function inlineText(value: EditValue, quote: Quote): string {
  if (typeof value === "string") return stringText(value, quote);
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return `[${value.map((item) => stringText(item, quote)).join(", ")}]`;
  return `{${Object.entries(value).map(([key, item]) => pairText(key, item, quote, quote)).join(", ")}}`;
}

/** Returns the text of a key and its value on one line. */
export function pairText(key: string, value: EditValue, keyQuote: Quote, quote: Quote): string {
  return `${stringText(key, keyQuote)}: ${inlineText(value, quote)}`;
}

/** Returns the text of a string: with some quotation marks, or without if it can be plain. */
export function stringText(text: string, quote: Quote): string {
  if (quote === undefined && isPlain(text)) return text;
  if (quote === "'" && PRINTABLE.test(text)) return `'${text.replaceAll("'", "''")}'`;
  return quotedText(text);
}

function isPlain(text: string): boolean {
  return PLAIN.test(text) && !text.endsWith(":") && !OTHER_VALUE.test(text) && resolvePlain(text) === TAG.STR &&
    !/^(?:---|\.\.\.)/.test(text);
}
