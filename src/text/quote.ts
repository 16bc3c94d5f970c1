/**
 * Strings from outside in messages: on one line, printable, without secrets, and of bounded length.
 *
 * @module
 */
import { redact } from "./redact.ts";

const MAX_SHOWN = 80;
/** Paths may be longer than other strings before they are cut. */
const MAX_PATH = 512;
const MAX_LINE = 4000;
const MAX_MESSAGE = 32_000;

/** Characters that change how a terminal or an editor shows the text around them. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Returns the string with escapes for unprintable characters other than line breaks. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => character === "\n" ? character : escape(character));
}

/** Returns the JSON text with escapes for unprintable characters, which JSON allows in strings. */
export function printableJson(json: string): string {
  return json.replace(
    UNPRINTABLE,
    (characters) =>
      characters === "\n"
        ? characters
        : characters.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
  );
}

/** Returns the string on one line: redacted, with escapes for unprintable characters, cut after `max` characters. */
export function oneLine(text: string, max: number = MAX_SHOWN): string {
  return cut(redact(text), max).replace(UNPRINTABLE, escape);
}

/** Returns the string in double quotes, as {@linkcode oneLine} shows it. */
export function quoted(text: string, max?: number): string {
  return `"${oneLine(text, max).replaceAll('"', '\\"')}"`;
}

/** Returns the path in double quotes. */
export function quotedPath(path: string): string {
  return quoted(path, MAX_PATH);
}

/** Returns the message of whatever was thrown, even if it cannot be converted to a string. */
export function errorText(error: unknown): string {
  try {
    return String(error instanceof Error ? error.message : error);
  } catch {
    return "an object was thrown";
  }
}

/**
 * Returns a message as people may see it: redacted, printable, and of bounded length. Line breaks stay, since messages
 * may list problems and show lines of files. Each tab becomes one space, so that marks below such lines stay aligned.
 */
export function messageText(text: string): string {
  const lines: string[] = [];
  let length = 0;
  for (const line of redact(text).split("\n")) {
    const shown = cut(cut(line.replaceAll("\t", " "), MAX_LINE).replace(UNPRINTABLE, escape), MAX_LINE);
    length += shown.length + 1;
    if (length > MAX_MESSAGE) return [...lines, "…"].join("\n");
    lines.push(shown);
  }
  return lines.join("\n");
}

/** Returns the string, cut after `max` characters but not within one. */
function cut(text: string, max: number): string {
  return text.length > max ? `${text.slice(0, max).replace(/[\ud800-\udbff]$/, "")}…` : text;
}

function escape(character: string): string {
  return `\\u{${character.codePointAt(0)!.toString(16)}}`;
}
