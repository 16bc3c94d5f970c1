/**
 * Reads settings exactly as flytekit does.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { parsePythonInt } from "../../python/parse_number.ts";
import { isTruthy } from "../../python/values.ts";
import { VALUE_TYPES } from "../../settings/value_types.ts";
import { originText } from "../../settings/origin.ts";
import { defaultOf } from "../../settings/resolve.ts";
import type { RawValue, ResolvedValue, Setting } from "../../settings/setting.ts";
import type { RawValues } from "../../settings/sources.ts";
import type { ValueType } from "../../settings/definition.ts";

/** Converts values to the type of a setting as flytekit does. Throws where flytekit raises an error. */
interface Transform {
  /** Converts the value of an environment variable or of a YAML key. */
  readonly any: (value: unknown, fail: Fail) => unknown;
  /** Converts the value of an INI option. */
  readonly ini: (text: string, fail: Fail) => unknown;
}

type Fail = () => never;

const UNCHANGED: Transform = { any: (value) => value, ini: (text) => text };
const integerFrom = (text: string, fail: Fail) => parsePythonInt(text) ?? fail();

const TRANSFORMS: Readonly<Record<ValueType, Transform>> = {
  string: UNCHANGED,
  path: UNCHANGED,
  variable: UNCHANGED,
  choice: UNCHANGED,
  secret: UNCHANGED,
  map: UNCHANGED,
  endpoint: {
    any: (value, fail) => typeof value === "string" ? value.replaceAll("dns:///", "") : fail(),
    ini: (text) => text.replaceAll("dns:///", ""),
  },
  boolean: {
    any: (value) => typeof value === "string" ? !["", "false", "0", "off", "no"].includes(value.toLowerCase()) : value,
    ini: (text, fail) => {
      const value = VALUE_TYPES.boolean.parse(text);
      return typeof value === "boolean" ? value : fail();
    },
  },
  integer: { any: (value) => typeof value === "string" ? parsePythonInt(value) ?? value : value, ini: integerFrom },
  seconds: {
    any: (value, fail) => {
      if (typeof value === "string") return integerFrom(value, fail);
      if (typeof value === "boolean") return Number(value);
      return typeof value === "number" || typeof value === "bigint" ? value : fail();
    },
    ini: integerFrom,
  },
  commandLine: listLikeFlyte2("commandLine"),
  wordList: listLikeFlyte2("wordList"),
  commaList: { any: (value) => typeof value === "string" ? value.split(",") : value, ini: (text) => text.split(",") },
};

/** flytekit does not have lists of these types, so they are read as flyte 2 reads them. */
function listLikeFlyte2(kind: "commandLine" | "wordList"): Transform {
  const list = (text: string, fail: Fail) => {
    const items = VALUE_TYPES[kind].parse(text);
    return Array.isArray(items) ? items : fail();
  };
  return { any: (value, fail) => typeof value === "string" ? list(value, fail) : value, ini: list };
}

/** The range of Python's `timedelta` in seconds: from -999999999 days to the last second of day 999999999. */
const MIN_SECONDS = -999_999_999 * 86_400;
const MAX_SECONDS = 999_999_999 * 86_400 + 86_399;

/**
 * Reads a setting as flytekit does: the environment variable shadows the file even if its value is falsy, and falsy
 * values other than booleans are then replaced by the default. Throws where flytekit raises an error.
 */
export function readAsFlytekit(setting: Setting, { env: [env], file, format }: RawValues): ResolvedValue {
  // Most settings are not set.
  if (env === undefined && file === undefined) return defaultOf(setting);
  const value = env === undefined
    ? fromFile(setting, file!, format)
    : checkRange(setting, TRANSFORMS[setting.definition.type].any(env.value, failing(setting, env)));
  const values = [env, file].filter((found) => found !== undefined);
  if (typeof value !== "boolean" && !isTruthy(value)) return { ...defaultOf(setting), shadowed: values };
  return { value, origin: values[0]!.origin, shadowed: values.slice(1) };
}

function fromFile(setting: Setting, raw: RawValue, format: RawValues["format"]): unknown {
  const transform = TRANSFORMS[setting.definition.type];
  const fail = failing(setting, raw);
  if (format === "ini") return checkRange(setting, transform.ini(raw.value as string, fail));
  if (typeof raw.value !== "boolean" && !isTruthy(raw.value)) return undefined;
  try {
    return checkRange(setting, transform.any(raw.value, fail));
  } catch {
    return undefined;
  }
}

/** Checks the range of a duration, which flytekit converts to a `timedelta`. */
function checkRange(setting: Setting, value: unknown): unknown {
  if (setting.definition.type !== "seconds" || typeof value === "undefined") return value;
  const seconds = Number(value);
  if (seconds >= MIN_SECONDS && seconds <= MAX_SECONDS) return value;
  throw new FlyteConfigError("not_seconds", `${setting.path} is outside the range of Python's timedelta`);
}

function failing({ definition, path }: Setting, { origin }: RawValue): Fail {
  return () => {
    const valueType = VALUE_TYPES[definition.type];
    throw new FlyteConfigError(
      valueType.code,
      `${originText(origin)}: ${path} must be ${valueType.expected(definition)}`,
      { path },
    );
  };
}
