/**
 * Finds out what was passed instead of a serialized context when the string is not base64. Loaded only then.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { base64Error } from "../../runtime/base64_error.ts";
import { SERIALIZED_CONTEXT_ENV_VAR } from "./constants.ts";

/** Number of characters that are examined at the beginning, and from the first invalid character on. */
const END = 300;

/** Beginnings of other strings than base64, and advice; the first match counts. */
const BEGINNINGS: readonly (readonly [pattern: RegExp, advice: string])[] = [
  [/^\{[^{][^]*"(?:image_config|default_image)"/, "this is plain JSON: use SerializationSettings.fromJsonString"],
  [/^data:[^,]*,/, "this is a data: URL: pass only what follows the comma"],
  [
    RegExp(SERIALIZED_CONTEXT_ENV_VAR + `(?!\\w)["']?\\s*[=:]`),
    `this starts with the name of the variable: pass only the value of ${SERIALIZED_CONTEXT_ENV_VAR}`,
  ],
  [
    RegExp(SERIALIZED_CONTEXT_ENV_VAR),
    `this mentions the variable ${SERIALIZED_CONTEXT_ENV_VAR}: pass only its value`,
  ],
  [/^(?:undefined|null|None|\[object \w+\])$/, "this is a missing value written as a string: is the variable set?"],
  [
    /^(?:\w+\s+)?[A-Za-z_]\w*\s*[=:]\s*\S/,
    "this starts with the name of a variable: pass only its value",
  ],
  [/^b?["'`\u2018-\u201f]/, "this is in quotes: remove them"],
  [/^\{\{/, "this is a template that was not filled in"],
  [/^\$|^%\w+%$/, "this is the name of a variable that a shell should have replaced by its value"],
  [/^\{/, "this is JSON: use SerializationSettings.fromJsonString, or pass only the value"],
  [/^-----BEGIN/, "this is a certificate or key in PEM format"],
];

/** The first invalid character, with what follows it, and advice. */
const INVALID: readonly (readonly [pattern: RegExp, advice: string])[] = [
  [/^%[0-9a-f]{2}/i, "this is URL-encoded: decode it with decodeURIComponent"],
  [/^&(?:#|\w+;)/, "this is escaped for HTML: unescape it"],
  [/^\\/, "this has the escapes of a JSON string or a shell: unescape it"],
  [/^(?:\u2026|\.\.\.)/, "the text was shortened here: copy all of it"],
  [/^[;,.'"`)\]}>\u2018-\u201f]+\s*$/, "something follows the context: remove it"],
];

/** Returns the error of a string that is not base64, with advice if the string can be recognized as something else. */
export function diagnoseBase64(text: string): FlyteConfigError {
  const error = base64Error(text);
  const beginning = text.slice(0, 2 * END).trimStart().slice(0, END).trimEnd();
  const invalid = text.slice(error.offset, (error.offset ?? 0) + END);
  const advice = match(BEGINNINGS, beginning) ?? match(INVALID, invalid);
  if (advice === undefined) return error;
  const [what] = error.message.split(";", 1);
  return new FlyteConfigError(error.code, `${what}; ${advice}`, error);
}

function match(table: readonly (readonly [RegExp, string])[], text: string): string | undefined {
  return table.find(([pattern]) => pattern.test(text))?.[1];
}
