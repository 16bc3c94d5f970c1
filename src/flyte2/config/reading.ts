/**
 * Reads settings exactly as flyte 2 does.
 *
 * @module
 */
import { FlyteConfigError } from "../../errors.ts";
import { strip } from "../../python/strings.ts";
import { isTruthy } from "../../python/values.ts";
import { VALUE_TYPES } from "../../settings/value_types.ts";
import { commandLine, wordList } from "../../settings/lists.ts";
import { originText } from "../../settings/origin.ts";
import { type Raw, rawEnvs, rawFile, type Sources } from "../../settings/raw.ts";
import type { Setting } from "../../settings/registry.ts";
import { defaultOf, type Resolved } from "../../settings/resolve.ts";
import { pythonStr } from "../../formats/yaml/values.ts";

/** The functions that split strings into lists. flyte 2 converts no other values: a boolean in a variable is a string. */
const LISTS: Readonly<Partial<Record<Setting["definition"]["type"], typeof commandLine>>> = { commandLine, wordList };

/**
 * Reads a setting as flyte 2 does: from the first variable that is set, else from the file. Falsy values other than
 * booleans are then replaced by the default. Throws where flyte 2 raises an error.
 */
export function readAsFlyte(setting: Setting, sources: Sources): Resolved {
  const envs = rawEnvs(setting, sources);
  const file = rawFile(setting, sources);
  const raws = file === undefined ? envs : [...envs, file];
  // Most settings are not set.
  if (raws.length === 0) return defaultOf(setting);
  const [env] = envs;
  const fromEnv = env && convert(setting, env);
  if (fromEnv !== undefined) return resolved(setting, fromEnv, raws, env!);
  return file === undefined
    ? { ...defaultOf(setting), shadowed: raws }
    : resolved(setting, fromFile(setting, file), raws, file);
}

function resolved(setting: Setting, value: unknown, raws: readonly Raw[], used: Raw): Resolved {
  if (typeof value !== "boolean" && !isTruthy(value)) return { ...defaultOf(setting), shadowed: raws };
  return { value, origin: used.origin, shadowed: raws.slice(raws.indexOf(used) + 1) };
}

/** Converts the value of a file, where flyte 2 ignores errors. */
function fromFile(setting: Setting, raw: Raw): unknown {
  if (typeof raw.value !== "boolean" && !isTruthy(raw.value)) return undefined;
  try {
    return convert(setting, raw);
  } catch (error) {
    if (error instanceof FlyteConfigError) return undefined;
    throw error;
  }
}

/** Converts a raw value; `undefined` if flyte 2 treats it as not set. */
function convert({ definition, path }: Setting, { value, origin }: Raw): unknown {
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
