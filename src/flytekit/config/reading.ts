/**
 * Reads settings as flytekit does, with all its quirks.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { parsePythonInt } from "../../python/numbers.ts";
import { isTruthy } from "../../python/values.ts";
import { VALUE_TYPES } from "../../settings/value_types.ts";
import { originText } from "../../settings/origin.ts";
import { type Raw, rawEnvs, rawFile, type Sources } from "../../settings/raw.ts";
import type { Setting } from "../../settings/registry.ts";
import { defaultOf, type Resolved } from "../../settings/resolve.ts";
import type { ValueType } from "../../settings/definition.ts";
import { IniError } from "../../formats/ini/mod.ts";

/** How flytekit turns a value of one kind into another. It throws where Python raises. */
interface Transform {
  /** Of an environment variable, and of whatever a YAML file holds. */
  readonly any: (value: unknown, fail: Fail) => unknown;
  /** Of an option in an INI file. */
  readonly ini: (text: string, fail: Fail) => unknown;
}

type Fail = () => never;

const SAME: Transform = { any: (value) => value, ini: (text) => text };
const INTEGER_TEXT = (text: string, fail: Fail) => parsePythonInt(text) ?? fail();

const TRANSFORMS: Readonly<Record<ValueType, Transform>> = {
  string: SAME,
  path: SAME,
  variable: SAME,
  choice: SAME,
  secret: SAME,
  map: SAME,
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
  integer: { any: (value) => typeof value === "string" ? parsePythonInt(value) ?? value : value, ini: INTEGER_TEXT },
  seconds: {
    any: (value, fail) => {
      if (typeof value === "string") return INTEGER_TEXT(value, fail);
      if (typeof value === "boolean") return Number(value);
      return typeof value === "number" || typeof value === "bigint" ? value : fail();
    },
    ini: INTEGER_TEXT,
  },
  commandLine: ownList("commandLine"),
  wordList: ownList("wordList"),
  commaList: { any: (value) => typeof value === "string" ? value.split(",") : value, ini: (text) => text.split(",") },
};

/** Lists that flytekit does not have are read as flyte 2 reads them. */
function ownList(kind: "commandLine" | "wordList"): Transform {
  const list = (text: string, fail: Fail) => {
    const items = VALUE_TYPES[kind].parse(text);
    return Array.isArray(items) ? items : fail();
  };
  return { any: (value, fail) => typeof value === "string" ? list(value, fail) : value, ini: list };
}

/** The durations that Python's `timedelta` can have: days from -999999999 to 999999999, and less than a day more. */
const [MIN_SECONDS, MAX_SECONDS] = [-999_999_999 * 86_400, 999_999_999 * 86_400 + 86_399];

/**
 * The value that flytekit reads: whatever is set hides the rest, and what is false but no boolean then counts for
 * nothing. Throws where flytekit raises an error.
 */
export function readAsFlytekit(setting: Setting, sources: Sources): Resolved {
  const raws: Raw[] = [];
  const [env] = rawEnvs(setting, sources);
  const transform = TRANSFORMS[setting.definition.type];
  if (env !== undefined) raws.push(env);
  let value = env && checked(setting, transform.any(env.value, failing(setting, env)));
  try {
    const file = rawFile(setting, sources);
    if (file !== undefined) raws.push(file);
    if (file !== undefined && env === undefined) value = fromFile(setting, sources, file);
  } catch (error) {
    // flytekit takes no notice of what configparser says of one option.
    if (!(error instanceof IniError)) throw error;
  }
  // Most settings are given by no one.
  if (raws.length === 0) return defaultOf(setting);
  if (typeof value !== "boolean" && !isTruthy(value)) return { ...defaultOf(setting), shadowed: raws };
  return { value, origin: raws[0]!.origin, shadowed: raws.slice(1) };
}

function fromFile(setting: Setting, { document }: Sources, raw: Raw): unknown {
  const transform = TRANSFORMS[setting.definition.type];
  const fail = failing(setting, raw);
  if (document?.format === "ini") return checked(setting, transform.ini(raw.value as string, fail));
  if (typeof raw.value !== "boolean" && !isTruthy(raw.value)) return undefined;
  try {
    return checked(setting, transform.any(raw.value, fail));
  } catch {
    return undefined;
  }
}

/** Durations have a limit in Python, and flytekit makes them at once. */
function checked(setting: Setting, value: unknown): unknown {
  if (setting.definition.type !== "seconds" || typeof value === "undefined") return value;
  const seconds = Number(value);
  if (seconds >= MIN_SECONDS && seconds <= MAX_SECONDS) return value;
  throw new FlyteConfigError("not_seconds", `${setting.path} is outside the range of Python's timedelta`);
}

function failing({ definition, path }: Setting, { origin }: Raw): Fail {
  return () => {
    const valueType = VALUE_TYPES[definition.type];
    throw new FlyteConfigError(
      valueType.code,
      `${originText(origin)}: ${path} must be ${valueType.expected(definition)}`,
      { path },
    );
  };
}
