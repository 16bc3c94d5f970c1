/**
 * Reads settings as flyte 2 does, with all its quirks.
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

/** How flyte makes lists of texts. All other values are taken as they are, booleans in the environment as texts. */
const LISTS: Readonly<Partial<Record<Setting["definition"]["type"], typeof commandLine>>> = { commandLine, wordList };

/**
 * The value that flyte reads: that of the first variable that is set, else that of the file; what is false but no
 * boolean then counts for nothing. Throws where flyte raises an error.
 */
export function readAsFlyte(setting: Setting, sources: Sources): Resolved {
  const envs = rawEnvs(setting, sources);
  const file = rawFile(setting, sources);
  const raws = file === undefined ? envs : [...envs, file];
  // Most settings are given by no one.
  if (raws.length === 0) return defaultOf(setting);
  const [env] = envs;
  const fromEnv = env && made(setting, env);
  if (fromEnv !== undefined) return given(setting, fromEnv, raws, env!);
  return file === undefined
    ? { ...defaultOf(setting), shadowed: raws }
    : given(setting, fromFile(setting, file), raws, file);
}

function given(setting: Setting, value: unknown, raws: readonly Raw[], used: Raw): Resolved {
  if (typeof value !== "boolean" && !isTruthy(value)) return { ...defaultOf(setting), shadowed: raws };
  return { value, origin: used.origin, shadowed: raws.slice(raws.indexOf(used) + 1) };
}

/** In a file, errors count for nothing. */
function fromFile(setting: Setting, raw: Raw): unknown {
  if (typeof raw.value !== "boolean" && !isTruthy(raw.value)) return undefined;
  try {
    return made(setting, raw);
  } catch (error) {
    if (error instanceof FlyteConfigError) return undefined;
    throw error;
  }
}

/** The value of what a source has; `undefined` where flyte makes nothing of it. */
function made({ definition, path }: Setting, { value, origin }: Raw): unknown {
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
