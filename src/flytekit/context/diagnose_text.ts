/**
 * Tells what was pasted in place of a context, where the text is not base64. Loaded only then.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { SERIALIZED_CONTEXT_ENV_VAR } from "./constants.ts";

/** How much of either end of the text is looked at. */
const END = 300;

/** What the beginning of a text shows, in the order in which to look. */
const BEGINNINGS: readonly (readonly [pattern: RegExp, advice: string])[] = [
  [/^\{[^{][^]*"(?:image_config|default_image)"/, "this is plain JSON: use fromJsonString"],
  [/^data:[^,]*,/, "this is a data: URL: leave out everything before and including the comma"],
  [
    RegExp(SERIALIZED_CONTEXT_ENV_VAR + `(?!\\w)["']?\\s*[=:]`),
    `this starts with the name of the variable: leave out ${SERIALIZED_CONTEXT_ENV_VAR}= and everything before it`,
  ],
  [RegExp(SERIALIZED_CONTEXT_ENV_VAR), `this names the variable ${SERIALIZED_CONTEXT_ENV_VAR}: pass its value`],
  [/^(?:undefined|null|None|\[object \w+\])$/, "this is the text of a value that is not there: is the variable set?"],
  [
    /^(?:\w+\s+)?[A-Za-z_]\w*\s*[=:]\s*\S/,
    "this starts with the name of a variable: leave out everything before its value",
  ],
  [/^b?["'`\u2018-\u201f]/, "this is in quotes: leave them out"],
  [/^\{\{/, "this is a template that was not filled in"],
  [/^\$|^%\w+%$/, "this is the name of a variable that no shell has replaced"],
  [/^\{/, "this is JSON: use fromJsonString, or pass the value alone"],
  [/^-----BEGIN/, "this is a certificate or key in PEM format"],
];

/** What the first character outside the alphabet, and what follows it, shows. */
const STRANGERS: readonly (readonly [pattern: RegExp, advice: string])[] = [
  [/^%[0-9a-f]{2}/i, "this is URL-encoded: decode it with decodeURIComponent"],
  [/^&(?:#|\w+;)/, "this is escaped for HTML: unescape it"],
  [/^\\/, "this has the escapes of a JSON string or a shell: unescape it"],
  [/^(?:\u2026|\.\.\.)/, "the text was shortened here: copy all of it"],
  [/^[;,.'"`)\]}>\u2018-\u201f]+\s*$/, "something follows the context: leave it out"],
];

/** The error of a text that is not base64, which also says what the text is instead, if that can be told. */
export function diagnoseText(text: string, error: FlyteConfigError): FlyteConfigError {
  const beginning = text.slice(0, 2 * END).trimStart().slice(0, END).trimEnd();
  const stranger = text.slice(error.offset, (error.offset ?? 0) + END);
  const advice = match(BEGINNINGS, beginning) ?? match(STRANGERS, stranger);
  if (advice === undefined) return error;
  const [what] = error.message.split(";", 1);
  return new FlyteConfigError(error.code, `${what}; ${advice}`, error);
}

function match(table: readonly (readonly [RegExp, string])[], text: string): string | undefined {
  return table.find(([pattern]) => pattern.test(text))?.[1];
}
