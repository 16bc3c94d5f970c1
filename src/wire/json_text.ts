/**
 * JSON text from outside: a string or bytes, and how much of it is accepted.
 *
 * @module
 */
import { BOOLEAN, type Check, checkArgument, checkOptions, LIMIT, type OptionChecks } from "../arguments.ts";
import { FlyteConfigError } from "../plain_error.ts";
import { endOfString } from "../python/json.ts";

/** Default of `maxBytes`: 16 MiB. */
export const DEFAULT_MAX_BYTES: number = 16 * 1024 * 1024;

/** Default of `maxValues`: enough for 100,000 images, far more than an environment variable can hold. */
export const DEFAULT_MAX_VALUES = 600_000;

/** Limits on the JSON that is accepted. */
export interface JsonLimits {
  /**
   * Maximum length of the JSON: in bytes, or of a string in characters. `Infinity` means no limit.
   *
   * @default 16777216 (16 MiB)
   */
  readonly maxBytes?: number | undefined;
  /**
   * Maximum number of values in the JSON: strings, numbers, lists, objects … (an empty list or object counts twice).
   * Each may take a hundred bytes of memory, however short its text is. `Infinity` means no limit.
   *
   * @default 600000
   */
  readonly maxValues?: number | undefined;
}

/** Options of `fromJsonString`. */
export interface FromJsonOptions extends JsonLimits {
  /**
   * Accepts `NaN` and the infinities, which are not JSON, but which Python reads and writes. In Python, `false`
   * corresponds to a `parse_constant` that raises.
   *
   * @default true
   */
  readonly allowNan?: boolean | undefined;
}

/** The checks of {@linkcode JsonLimits}. */
export const JSON_LIMITS: OptionChecks<JsonLimits> = { maxBytes: LIMIT, maxValues: LIMIT };
const FROM_JSON: OptionChecks<FromJsonOptions> = { maxBytes: LIMIT, maxValues: LIMIT, allowNan: BOOLEAN };

const [QUOTE, COMMA, BRACKET, BRACE] = [0x22, 0x2c, 0x5b, 0x7b];

const TEXT: Check = {
  expected: "a string or a Uint8Array",
  accepts: (value) => typeof value === "string" || value instanceof Uint8Array,
};

/** Checks the arguments of `fromJsonString`, and returns its text. Throws `too_large` and `not_utf8`. */
export function jsonText(call: string, text: string | Uint8Array, options: FromJsonOptions): string {
  checkArgument(call, "text", text, TEXT);
  checkOptions(call, options, FROM_JSON);
  const { maxBytes = DEFAULT_MAX_BYTES } = options;
  if (text.length > maxBytes) {
    const unit = typeof text === "string" ? "characters" : "bytes";
    const what = `${call}: text has ${text.length} ${unit}, the maximum is ${maxBytes}`;
    throw new FlyteConfigError("too_large", `${what}; if you trust the sender, raise maxBytes`);
  }
  return typeof text === "string" ? text : decodeUtf8(text, false);
}

/** Throws `too_many_values` for JSON text that may have more values; an empty list or object counts twice. */
export function checkValues(text: string, maxValues: number): void {
  // Each value takes at least one character, so most strings need no counting.
  if (text.length <= maxValues) return;
  let values = 1;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === COMMA || unit === BRACKET || unit === BRACE) {
      if (++values > maxValues) throw tooManyValues(maxValues);
    } else if (unit === QUOTE) {
      at = endOfString(text, at);
      if (at < 0) return;
    }
  }
}

/** Returns the error for more values than allowed. */
export function tooManyValues(maxValues: number): FlyteConfigError {
  return new FlyteConfigError(
    "too_many_values",
    `the JSON has more than ${maxValues} values (strings, numbers, lists, objects …); ` +
      "if you trust the sender, raise maxValues",
  );
}

/**
 * Decodes UTF-8. Python's decoder keeps a byte order mark, which its JSON reader then refuses, but skips it when it reads
 * bytes: `ignoreBOM` keeps it.
 */
export function decodeUtf8(bytes: Uint8Array, ignoreBOM: boolean): string {
  const text = new TextDecoder("utf-8", { ignoreBOM }).decode(bytes);
  // A fatal decoder is several times slower, and only needed where something may have been replaced.
  if (!text.includes("\ufffd")) return text;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM }).decode(bytes);
  } catch (cause) {
    throw new FlyteConfigError("not_utf8", "the bytes are not UTF-8", { cause });
  }
}
