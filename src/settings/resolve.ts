/**
 * Strict reading: the value of a setting is that of the environment, else that of the file, else the default.
 *
 * @module
 */
import type { IniError } from "../formats/ini/mod.ts";
import { closest, didYouMean } from "../text/closest.ts";
import { mustBe } from "../text/expected.ts";
import { shown, typeName } from "./display.ts";
import { issueAt, type SettingIssue } from "./issues.ts";
import { DEFAULT, fileOrigin, originText } from "./origin.ts";
import type { RawValue, ResolvedValue, Setting } from "./setting.ts";
import { allValues, type RawValues } from "./sources.ts";
import { readValue, VALUE_TYPES } from "./value_types.ts";

/** Returns the default of a setting. */
export function defaultOf({ definition }: Setting): ResolvedValue {
  return { value: definition.default, origin: DEFAULT, shadowed: [] };
}

/**
 * Resolves a setting. An empty string, an empty list and `null` mean that it is not set. What is wrong is added to
 * `problems`, and the default is used instead.
 */
export function resolve(setting: Setting, raw: RawValues, problems: SettingIssue[]): ResolvedValue {
  if (raw.fileError !== undefined) problems.push(interpolationProblem(setting, raw.fileError));
  const values = allValues(raw);
  for (const [index, found] of values.entries()) {
    const read = readValue(setting.definition, found.value);
    if (isUnset(read.ok ? read.value : found.value, setting, found)) continue;
    if (read.ok) return { value: read.value, origin: found.origin, shadowed: values.slice(index + 1) };
    problems.push(wrongValue(setting, found));
    break;
  }
  return defaultOf(setting);
}

function interpolationProblem(setting: Setting, error: IniError): SettingIssue {
  const { code, message, problems: [problem], file } = error;
  const { section, option, line, column, endLine, endColumn } = problem!;
  const { path } = setting;
  const origin = fileOrigin(file, { line, column, end: { line: endLine, column: endColumn } }, `${section}.${option}`);
  // The name of a missing option would be a part of the secret.
  const hidden = `the value of ${path} has a percent sign that does not start a reference; write %%`;
  return VALUE_TYPES[setting.definition.type].isSecret
    ? issueAt(code, origin, hidden, { path })
    : { code, message, what: problem!.what, path, origin };
}

function isUnset(value: unknown, { definition }: Setting, { origin }: RawValue): boolean {
  if (value === "") return !(definition.mayBeEmpty && origin.source === "file");
  return value === null || (Array.isArray(value) && value.length === 0);
}

/** Describes a wrong value, but never a secret. */
function wrongValue({ definition, path }: Setting, { origin, value }: RawValue): SettingIssue {
  const rules = VALUE_TYPES[definition.type];
  const meant = typeof value === "string" ? closest(value, rules.allowedWords?.(definition) ?? []) : undefined;
  const found = mustBe(rules.expected(definition), value, (found) => describe(definition, found));
  const quote = typeof value !== "string" && rules.isString ? "; write it in quotes to make it a string" : "";
  return issueAt(rules.code, origin, `${path} ${found}${quote}`, { path, meant }, didYouMean(meant));
}

/** Shows a value in a message; of a secret and of an object, only its type. */
export function describe(definition: Setting["definition"], value: unknown): string {
  const { isSecret, code } = VALUE_TYPES[definition.type];
  if (isSecret || typeof value !== "object") return isSecret ? typeName(value) : shown(definition, value);
  const holdsStrings = value !== null && (Array.isArray(value) ? code === "not_list" : code === "not_map");
  const items: readonly unknown[] = holdsStrings ? Object.values(value) : [];
  const index = items.findIndex((item) => typeof item !== "string");
  return typeName(value) + (index < 0 ? "" : ` that contains ${typeName(items[index])}`);
}

/** Describes a shadowed value. */
export function shadowText({ definition }: Setting, { origin, value }: RawValue): string {
  return `${shown(definition, value)} in ${originText(origin)}`;
}
