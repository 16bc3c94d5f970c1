/**
 * Methods of CPython's `str` and `bytes`, with the Unicode tables of CPython 3.11 in every runtime.
 *
 * @module
 */
import { isPrintable } from "./printable.ts";

/** Returns `text.lower()`. */
export function lower(text: string): string {
  if (!/[^\0-\x7f]/.test(text)) return text.toLowerCase();
  // A letter that is unknown to CPython ends a word, which decides how a capital sigma at its end is written.
  return text.split(/([^\p{C}\p{Z}])/u).reduce<string[]>((pieces, piece, index) => {
    if (index % 2 === 1 && !isKnown(piece)) pieces.push(piece, "");
    else pieces.push((pieces.pop() ?? "") + piece);
    return pieces;
  }, []).map((piece, index) => index % 2 === 1 ? piece : piece.toLowerCase()).join("");
}

/** Whether a character matches `\w` of `re`: a letter, a number or an underscore. */
export function isWordCharacter(character: string): boolean {
  return /^[\p{L}\p{N}_]$/u.test(character) && isKnown(character);
}

/** Whether a character matches `\d` of `re`: a decimal digit of any script. */
export function isDecimalDigit(character: string): boolean {
  return /^\p{Nd}$/u.test(character) && isKnown(character);
}

function isKnown(character: string): boolean {
  return isPrintable(character.codePointAt(0)!);
}

/** Whether a UTF-16 code unit is whitespace to `str.isspace`, `str.strip` and the `\s` of `re`. */
export function isSpace(unit: number): boolean {
  if (unit < 0x80) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d) || (unit >= 0x1c && unit <= 0x1f);
  if (unit === 0x85 || unit === 0xa0) return true;
  if (unit < 0x1680) return false;
  return unit === 0x1680 || (unit >= 0x2000 && unit <= 0x200a) || unit === 0x2028 || unit === 0x2029 ||
    unit === 0x202f || unit === 0x205f || unit === 0x3000;
}

/** Returns `text.strip()`, whose whitespace is not that of JavaScript's `trim`. */
export function strip(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

/** Returns `data.strip()`, which strips only ASCII whitespace. The bytes are those of `data`, not a copy. */
export function stripBytes(data: Uint8Array): Uint8Array {
  let [start, end] = [0, data.length];
  while (start < end && isAsciiSpace(data[start]!)) start++;
  while (end > start && isAsciiSpace(data[end - 1]!)) end--;
  return data.subarray(start, end);
}

function isAsciiSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}

/** Returns the string without any of the characters at its end. By hand, since `/x+$/` takes quadratic time. */
export function trimEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text[end - 1]!)) end--;
  return text.slice(0, end);
}

/** Returns the string without any of the characters at both of its ends. */
export function trim(text: string, characters: string): string {
  let start = 0;
  while (start < text.length && characters.includes(text[start]!)) start++;
  return trimEnd(text.slice(start), characters);
}

/** Compares strings by code points, as Python does; JavaScript compares UTF-16 units. For `sort`. */
export function byCodePoints(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  let at = 0;
  while (at < length && one.charCodeAt(at) === other.charCodeAt(at)) at++;
  if (at === length) return one.length - other.length;
  // The first difference may be the second half of a surrogate pair.
  if (at > 0 && (isLowSurrogate(one, at) || isLowSurrogate(other, at)) && isHighSurrogate(one, at - 1)) at--;
  return one.codePointAt(at)! - other.codePointAt(at)!;
}

function isHighSurrogate(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800;
}

function isLowSurrogate(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00;
}

/** Maximum width of a field; wider ones are mistakes. */
const MAX_WIDTH = 1000;

/** Matches `name`, with an optional conversion and format specification. */
const FIELD = /^([^{}!:]*)(?:!([^{}:]*))?(?::([^{}]*))?$/;
/** Matches `[[fill]align][width][.precision][s]`; a zero before the width fills with zeros. */
const SPECIFICATION = /^(?:(.)?([<>^]))?(0)?(\d*)(?:\.(\d+))?s?$/su;

/**
 * Returns `template.format(**{name: value})` for a template with fields such as `{name}`, `{name!s}` and `{name:.8}`; if
 * the template is invalid, an object with the reason.
 */
export function formatText(template: string, name: string, value: string): string | { readonly fault: string } {
  const pieces: string[] = [];
  let at = 0;
  while (at < template.length) {
    const brace = template[at]!;
    if (brace !== "{" && brace !== "}") {
      const [plain] = /^[^{}]+/.exec(template.slice(at))!;
      pieces.push(plain);
      at += plain.length;
    } else if (template[at + 1] === brace) {
      pieces.push(brace);
      at += 2;
    } else {
      const end = template.indexOf("}", at);
      if (brace === "}" || end < 0) {
        return { fault: `it has a single "${brace}"; write "${brace}${brace}" for the character` };
      }
      const filled = filledField(template.slice(at + 1, end), name, value);
      if (typeof filled !== "string") return filled;
      pieces.push(filled);
      at = end + 1;
    }
  }
  return pieces.join("");
}

function filledField(field: string, name: string, value: string): string | { readonly fault: string } {
  const [, asked, conversion = "s", specification = ""] = FIELD.exec(field) ?? [];
  if (asked !== name) return { fault: `unknown field; the only one is {${name}}` };
  const [matched, fill, align, zero, width, precision] = SPECIFICATION.exec(specification) ?? [];
  if (conversion !== "s" || matched === undefined || Number(width) > MAX_WIDTH) {
    return { fault: `{${name}} can only have a width and a precision, as in {${name}:.8}` };
  }
  const characters = Array.from(value).slice(0, precision === undefined ? undefined : Number(precision));
  const missing = Math.max(0, Number(width) - characters.length);
  const before = align === ">" ? missing : align === "^" ? Math.floor(missing / 2) : 0;
  const filler = fill ?? (zero === undefined ? " " : "0");
  return filler.repeat(before) + characters.join("") + filler.repeat(missing - before);
}
