/**
 * How values are shown: secrets and credentials never are.
 *
 * @module
 */
import { isYamlMapping } from "../sources/yaml/values.ts";
import { oneLine } from "../text/quote.ts";
import { KINDS } from "./kinds.ts";
import type { SettingRow } from "./row.ts";

/** What stands for a secret. */
export const MASK = "***";

/** A value to show: secrets become `***`, and so do the user and password of a URL. */
export function masked(row: SettingRow, value: unknown): unknown {
  if (value === undefined || value === null) return value;
  if (isHidden(row, value)) return MASK;
  if (typeof value === "string") return withoutCredentials(value);
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((item) => masked(row, item));
  if (Object.getPrototypeOf(value) !== null) return typeName(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, masked(row, item)]));
}

/** Whether a value must not be shown as it is: it is a secret, or there are credentials in it. */
export function holdsSecret(row: SettingRow, value: unknown): boolean {
  if (isHidden(row, value)) return true;
  if (typeof value === "string") return withoutCredentials(value) !== value;
  return typeof value === "object" && value !== null && Object.values(value).some((item) => holdsSecret(row, item));
}

function isHidden({ kind }: SettingRow, value: unknown): boolean {
  const { isSecret, isShown } = KINDS[kind];
  return isSecret || (isShown !== undefined && !(typeof value === "string" && isShown(value)));
}

/** A value for a message: masked, in one line, and cut where it is long. */
export function shown(row: SettingRow, value: unknown): string {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return typeName(value);
  const safe = masked(row, value);
  if (safe === undefined || safe === null) return "not set";
  const text = typeof safe === "string" || typeof safe === "boolean" || typeof safe === "number" || Array.isArray(safe)
    ? JSON.stringify(safe)
    : typeName(safe);
  return oneLine(text);
}

/** What sort of value it is. */
export function typeName(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value !== "object") return typeof value === "string" ? "a text" : `a ${typeof value}`;
  return isYamlMapping(value) ? "a mapping" : `a ${value.constructor.name}`;
}

/**
 * A text without the credentials that URLs in it may carry, with or without their schemes. A password may have any
 * character in it, so rather too much than too little is taken for one.
 */
export function withoutCredentials(text: string): string {
  return text.includes("@") ? text.replace(/\S+/g, wordWithoutCredentials) : text;
}

// By hand, since a regular expression takes quadratic time on some texts.
function wordWithoutCredentials(word: string): string {
  const end = word.lastIndexOf("@");
  const scheme = word.indexOf("://");
  if (scheme >= 0 && scheme < end) return word.slice(0, scheme + 3) + MASK + word.slice(end);
  const [colon, slash] = [word.indexOf(":"), word.indexOf("/")];
  const isUser = colon > 0 && colon < end && !(slash >= 0 && slash < colon);
  return isUser ? MASK + word.slice(end) : word;
}
