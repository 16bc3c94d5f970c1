/**
 * Reads settings exactly as flyte 2 does.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { strip } from "../../python/strings.ts";
import { isTruthy } from "../../python/values.ts";
import { splitCommandLine, splitWords, VALUE_TYPES } from "../../settings/value_types.ts";
import { originText } from "../../settings/origin.ts";
import { defaultOf } from "../../settings/resolve.ts";
import type { RawValue, ResolvedValue, Setting } from "../../settings/setting.ts";
import { allValues, type RawValues } from "../../settings/sources.ts";
import { pythonStr } from "../../formats/yaml/values.ts";

/** The functions that split strings into lists. flyte 2 converts no other values: a boolean in a variable is a string. */
const LISTS: Readonly<Partial<Record<Setting["definition"]["type"], typeof splitWords>>> = {
  commandLine: splitCommandLine,
  wordList: splitWords,
};

/**
 * Reads a setting as flyte 2 does: from the first variable that is set, else from the file. Falsy values other than
 * booleans are then replaced by the default. Throws where flyte 2 raises an error.
 */
export function readAsFlyte(setting: Setting, raw: RawValues): ResolvedValue {
  const { env: [env], file } = raw;
  const values = allValues(raw);
  // Most settings are not set.
  if (values.length === 0) return defaultOf(setting);
  const fromEnv = env && convert(setting, env);
  if (fromEnv !== undefined) return resolved(setting, fromEnv, values, env!);
  return file === undefined
    ? { ...defaultOf(setting), shadowed: values }
    : resolved(setting, fromFile(setting, file), values, file);
}

function resolved(setting: Setting, value: unknown, values: readonly RawValue[], used: RawValue): ResolvedValue {
  if (typeof value !== "boolean" && !isTruthy(value)) return { ...defaultOf(setting), shadowed: values };
  return { value, origin: used.origin, shadowed: values.slice(values.indexOf(used) + 1) };
}

/** Converts the value of a file, where flyte 2 ignores errors. */
function fromFile(setting: Setting, raw: RawValue): unknown {
  if (typeof raw.value !== "boolean" && !isTruthy(raw.value)) return undefined;
  try {
    return convert(setting, raw);
  } catch (error) {
    if (error instanceof FlyteConfigError) return undefined;
    throw error;
  }
}

/** Converts a raw value; `undefined` if flyte 2 treats it as not set. */
function convert({ definition, path }: Setting, { value, origin }: RawValue): unknown {
  const split = LISTS[definition.type];
  if (split === undefined || Array.isArray(value)) return value;
  const text = pythonStr(value);
  if (strip(text) === "") return undefined;
  const items = split(text);
  if (items !== undefined) return items.map(pythonStr);
  const valueType = VALUE_TYPES[definition.type];
  throw new FlyteConfigError(
    valueType.code,
    `${originText(origin)}: ${path} must be ${valueType.expected(definition)}`,
    { path },
  );
}
