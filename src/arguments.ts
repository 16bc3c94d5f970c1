/**
 * Checks the arguments of public functions at run time, so that callers in plain JavaScript get the same errors as the
 * compiler gives to callers in TypeScript.
 *
 * @module
 */
import { FlyteConfigError } from "./errors.ts";
import { mustBe, shortValue, typeName, unknownName } from "./text/expected.ts";
import { oneLine, quoted } from "./text/quote.ts";

/** A check of an argument or option. */
export interface Check {
  /** Describes the allowed values in messages. */
  readonly expected: string;
  /** Whether a value is allowed. */
  readonly accepts: (value: unknown) => boolean;
  /** Describes the allowed values in the plural, if it is not `each item` and {@linkcode expected}. */
  readonly plural?: string;
  /** Describes a wrong value. If absent, messages name its type only, since it could be a secret. */
  readonly found?: (value: unknown) => string;
}

/** The checks of an options object, one for each option. `undefined` is always allowed. */
export type OptionChecks<O> = { readonly [Name in keyof O]-?: Check };

/** Any value; it is checked elsewhere. */
export const ANYTHING: Check = { expected: "a value", accepts: () => true };
/** A string. */
export const STRING: Check = {
  expected: "a string",
  plural: "strings",
  accepts: (value) => typeof value === "string",
};
/** A boolean. */
export const BOOLEAN: Check = { expected: "true or false", accepts: (value) => typeof value === "boolean" };
/** A function. */
export const FUNCTION: Check = { expected: "a function", accepts: (value) => typeof value === "function" };
/** An integer of at least 0. */
export const COUNT: Check = {
  expected: "an integer of at least 0",
  accepts: (value) => Number.isSafeInteger(value) && (value as number) >= 0,
  found: numberFound,
};
/** A positive integer; `Infinity` means no limit. */
export const LIMIT: Check = {
  expected: "a positive integer, or Infinity",
  accepts: isLimit,
  found: numberFound,
};
/** A plain object or instance whose content is its properties, unlike a list, `Map`, date or promise. */
export const OBJECT: Check = { expected: "an object", accepts: isObject };
/** Bytes. */
export const BYTES: Check = { expected: "a Uint8Array", accepts: (value) => value instanceof Uint8Array };
/** A signal that cancels an operation. */
export const SIGNAL: Check = /* @__PURE__ */ objectWith("an AbortSignal", "aborted", "addEventListener");
/** A `Host`. */
export const HOST: Check = /* @__PURE__ */ objectWith("a host (see defaultHost and memoryHost)", "env", "hasFiles");

/** One of some plain words. */
export function oneOf(...words: readonly string[]): Check {
  return {
    expected: words.map((word) => `"${word}"`).join(" or "),
    accepts: (value) => words.includes(value as string),
  };
}

/** A list of items that all pass a check. */
export function listOf(check: Check): Check {
  return {
    expected: check.plural === undefined ? `a list, each item ${check.expected}` : `a list of ${check.plural}`,
    accepts: (value) => Array.isArray(value) && Array.from(value).every(check.accepts),
    found: (value) => {
      if (!Array.isArray(value)) return typeName(value);
      const index = Array.from(value).findIndex((item) => !check.accepts(item));
      return `a list whose item ${index + 1} is ${foundBy(check, value[index])}`;
    },
  };
}

/** An object of values that all pass a check. */
export function recordOf(check: Check): Check {
  return {
    expected: check.plural === undefined ? `an object, each value ${check.expected}` : `an object of ${check.plural}`,
    accepts: (value) => isObject(value) && Object.values(value as object).every(check.accepts),
    found: (value) => {
      const wrong = isObject(value) && Object.entries(value as object).find(([, item]) => !check.accepts(item));
      return wrong ? `an object whose ${quoted(wrong[0])} is ${foundBy(check, wrong[1])}` : typeName(value);
    },
  };
}

/** A value that passes one of some checks. */
export function either(...checks: readonly Check[]): Check {
  return {
    expected: checks.map(({ expected }) => expected).join(" or "),
    accepts: (value) => checks.some(({ accepts }) => accepts(value)),
    // The check that says most about the value is the one that the caller had in mind.
    found: (value) =>
      checks.map((check) => foundBy(check, value)).find((text) => text !== typeName(value)) ?? typeName(value),
  };
}

/** Describes a wrong value as the check does. */
function foundBy({ found = typeName }: Check, value: unknown): string {
  return found(value);
}

/** Shows a number, and names the type of anything else. */
export function numberFound(value: unknown): string {
  return typeof value === "number" ? shortValue(value) : typeName(value);
}

/** An object that has some properties. */
export function objectWith(expected: string, ...properties: readonly string[]): Check {
  return {
    expected,
    accepts: (value) => typeof value === "object" && value !== null && properties.every((name) => name in value),
  };
}

/** An object that has these methods. */
export function objectWithMethods(expected: string, ...methods: readonly string[]): Check {
  return {
    expected,
    accepts: (value) =>
      isObject(value) && methods.every((name) => FUNCTION.accepts(Reflect.get(value as object, name))),
  };
}

/** An instance of a class. */
export function instanceOf(
  expected: string,
  type: { readonly [Symbol.hasInstance]: (value: unknown) => boolean },
): Check {
  return { expected, accepts: (value) => type[Symbol.hasInstance](value) };
}

/** Throws `invalid_argument` for a positional argument that fails its check. `usage` shows the right call. */
export function checkArgument(call: string, name: string, value: unknown, check: Check, usage = ""): void {
  try {
    if (check.accepts(value)) return;
    const what = `${call}: ${name} ${mustBe(check.expected, value, check.found)}`;
    throw new FlyteConfigError("invalid_argument", what + (usage && `; write ${usage}`), { path: name });
  } catch (error) {
    throw checkError(call, "invalid_argument", error);
  }
}

/**
 * Throws `invalid_option` for options that are not an object, for an unknown option, and for one that fails its check.
 * `usage` shows the right call to callers that pass something other than an object.
 */
export function checkOptions<O extends object>(
  call: string,
  options: unknown,
  checks: OptionChecks<O>,
  usage = "",
): asserts options is O {
  if (!isObject(options)) {
    const what = `${call}: options ${mustBe("an object", options)}`;
    throw new FlyteConfigError("invalid_option", what + (usage && `; write ${usage}`));
  }
  try {
    for (const name of Object.keys(options as object)) {
      const check = Object.hasOwn(checks, name) ? checks[name as keyof O] : undefined;
      const value = (options as Record<string, unknown>)[name];
      if (check === undefined) {
        const what = `${call}: ${unknownName("option", name, Object.keys(checks))}`;
        throw new FlyteConfigError("invalid_option", what, { path: name });
      }
      if (value === undefined || check.accepts(value)) continue;
      const what = `${call}: option ${oneLine(name)} ${mustBe(check.expected, value, check.found)}`;
      throw new FlyteConfigError("invalid_option", what, { path: name });
    }
  } catch (error) {
    throw checkError(call, "invalid_option", error);
  }
}

/** The error of a check that failed. The getters and proxies of callers may throw anything. */
function checkError(call: string, code: "invalid_argument" | "invalid_option", cause: unknown): FlyteConfigError {
  if (cause instanceof FlyteConfigError) return cause;
  return new FlyteConfigError(code, `${call}: an argument cannot be read`, { cause });
}

/** Whether a value is a positive integer or `Infinity`. */
export function isLimit(value: unknown): boolean {
  return value === Infinity || (Number.isSafeInteger(value) && (value as number) > 0);
}

/** Whether the content of a value is its properties. The content of a `Map` or a promise is not. */
export function isObject(value: unknown): boolean {
  return Object.prototype.toString.call(value) === "[object Object]";
}
