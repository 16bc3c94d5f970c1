/**
 * Strings from outside in messages: on one line, printable, and of bounded length.
 *
 * @module
 */

const MAX_SHOWN = 80;

/** Characters that change how a terminal or an editor shows the text around them. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** The string on one line, with escapes for unprintable characters, cut after `max` characters. */
export function oneLine(text: string, max: number = MAX_SHOWN): string {
  const short = text.length > max ? `${text.slice(0, max)}…` : text;
  return short.replace(UNPRINTABLE, escape);
}

/** The string in double quotes, as {@linkcode oneLine} shows it. */
export function quoted(text: string, max?: number): string {
  return `"${oneLine(text, max).replaceAll('"', '\\"')}"`;
}

function escape(character: string): string {
  return `\\u{${character.codePointAt(0)!.toString(16)}}`;
}
