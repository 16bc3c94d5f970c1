/**
 * Reads the value of an edit by the type of its setting.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import { isPlainObject } from "../python/json_value.ts";
import { SettingsError } from "../settings/issues.ts";
import type { SettingIssue } from "../settings/issues.ts";
import { ARGUMENT } from "../settings/origin.ts";
import { resolve } from "../settings/resolve.ts";
import type { Setting } from "../settings/setting.ts";
import { VALUE_TYPES } from "../settings/value_types.ts";
import type { EditedSetting } from "./find_setting.ts";
import type { EditValue } from "./scalar_text.ts";

/**
 * Returns the value to write for a value that a caller gave, as a string or with its type. Throws `SettingsError` if a
 * version refuses it, and `invalid_option` if it would mean that the setting is not set, or if versions disagree on it.
 */
export function readEditValue(call: string, edited: EditedSetting, given: unknown): EditValue {
  if (edited.item !== undefined) {
    if (typeof given === "string" && given !== "") return given;
    throw wrong(call, edited, "must be a string that is not empty");
  }
  const value = copied(call, given);
  const values = edited.owners.map(({ setting }) => valueFor(setting, value));
  const problems: SettingIssue[] = [];
  for (const [index, { setting }] of edited.owners.entries()) {
    const raw = { origin: ARGUMENT, value: values[index] as string };
    const { origin } = resolve(
      setting,
      { env: [raw], file: undefined, format: "yaml", fileError: undefined },
      problems,
    );
    if (problems.length === 0 && origin !== ARGUMENT && !isEmptyAllowed(setting, values[index])) {
      throw wrong(call, edited, "is empty, which means that it is not set; unset it instead");
    }
  }
  if (problems.length > 0) throw new SettingsError(withoutRepetition(problems));
  const [first, ...others] = values;
  if (others.some((other) => JSON.stringify(other) !== JSON.stringify(first))) {
    throw wrong(call, edited, "is split differently by flytekit and flyte 2; write it as a JSON list");
  }
  return first as EditValue;
}

/** Copies a list or an object, whose getters may throw anything. */
function copied(call: string, given: unknown): unknown {
  try {
    return Array.isArray(given) ? Array.from(given) : isPlainObject(given) ? { ...given } : given;
  } catch (cause) {
    throw new FlyteConfigError("invalid_argument", `${call}: a value cannot be read`, { cause });
  }
}

/** Returns what a file must have: strings as they are, other values with their type. */
function valueFor({ definition: { type } }: Setting, given: unknown): unknown {
  const { code, isString, parse } = VALUE_TYPES[type];
  if (typeof given !== "string" || isString) return given;
  const isJson = code === "not_list" ? /^\s*\[/.test(given) : code === "not_map";
  return (isJson ? fromJson(given) : undefined) ?? parse(given);
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isEmptyAllowed({ definition }: Setting, value: unknown): boolean {
  return value === "" && definition.mayBeEmpty === true;
}

function withoutRepetition(problems: readonly SettingIssue[]): readonly SettingIssue[] {
  return [...new Map(problems.map((problem) => [problem.message, problem])).values()];
}

function wrong(call: string, { name }: EditedSetting, what: string): FlyteConfigError {
  return new FlyteConfigError("invalid_option", `${call}: the value of ${name} ${what}`, { path: name });
}
