/**
 * Strings from outside in messages: on one line, printable, without secrets, and of bounded length.
 *
 * @module
 */
import { redact } from "./redact.ts";

const MAX_SHOWN = 80;

/** Characters that change how a terminal or an editor shows the text around them. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** The string on one line, without secrets, with escapes for unprintable characters, cut after `max` characters. */
export function oneLine(text: string, max: number = MAX_SHOWN): string {
  const safe = redact(text);
  const short = safe.length > max ? `${safe.slice(0, max)}…` : safe;
  return short.replace(UNPRINTABLE, escape);
}

/** The string in double quotes, as {@linkcode oneLine} shows it. */
export function quoted(text: string, max?: number): string {
  return `"${oneLine(text, max).replaceAll('"', '\\"')}"`;
}

function escape(character: string): string {
  return `\\u{${character.codePointAt(0)!.toString(16)}}`;
}
