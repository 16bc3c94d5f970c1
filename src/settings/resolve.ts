/**
 * Finds the value of a setting: the environment first, then the file, then the default.
 *
 * @module
 */
import { IniError } from "../formats/ini/mod.ts";
import { shown, typeName } from "./display.ts";
import { readValue, VALUE_TYPES } from "./value_types.ts";
import { closest, didYouMean } from "../text/closest.ts";
import { DEFAULT, type Origin, originText } from "./origin.ts";
import { issueAt, type SettingIssue } from "./problem.ts";
import { fileOrigin, type Raw, rawEnvs, rawFile, type Sources } from "./raw.ts";
import type { Setting } from "./registry.ts";

/** The value of a setting and how it came about. */
export interface Resolved {
  /** The value; `undefined` if nothing gives one. */
  readonly value: unknown;
  /** Where it comes from. */
  readonly origin: Origin;
  /** What sources of less weight say, as it is written there. */
  readonly shadowed: readonly Raw[];
}

/** The default of a setting. */
export function defaultOf({ definition }: Setting): Resolved {
  return { value: definition.default, origin: DEFAULT, shadowed: [] };
}

/**
 * The value of a setting. An empty text, an empty list and `null` are the same as nothing. What is wrong is added to
 * `problems`, and the default given.
 */
export function resolve(setting: Setting, sources: Sources, problems: SettingIssue[]): Resolved {
  const [envs, file] = [rawEnvs(setting, sources), fromFile(setting, sources, problems)];
  // Most settings are given by no one.
  if (envs.length === 0 && file === undefined) return defaultOf(setting);
  const raws = file === undefined ? envs : [...envs, file];
  for (const [index, raw] of raws.entries()) {
    const read = readValue(setting.definition, raw.value);
    if (isNothing(read.ok ? read.value : raw.value, setting, raw)) continue;
    if (read.ok) return { value: read.value, origin: raw.origin, shadowed: raws.slice(index + 1) };
    problems.push(wrongValue(setting, raw));
    break;
  }
  return defaultOf(setting);
}

function fromFile(setting: Setting, sources: Sources, problems: SettingIssue[]): Raw | undefined {
  try {
    return rawFile(setting, sources);
  } catch (error) {
    if (!(error instanceof IniError)) throw error;
    const { code, message, problems: [problem], file } = error;
    const key = `${problem!.section}.${problem!.option}`;
    const { line, column, endLine, endColumn } = problem!;
    const origin = fileOrigin(file, { line, column, end: { line: endLine, column: endColumn } }, key);
    // The name of an option that is not there would be a piece of the secret.
    const hidden = `the value of ${setting.path} has a percent sign with something else than a reference; write %%`;
    problems.push(
      VALUE_TYPES[setting.definition.type].isSecret
        ? issueAt(code, origin, hidden, { path: setting.path })
        : { code, message, path: setting.path, origin },
    );
    return undefined;
  }
}

function isNothing(value: unknown, { definition }: Setting, { origin }: Raw): boolean {
  if (value === "") return !(definition.mayBeEmpty && origin.source === "file");
  return value === null || (Array.isArray(value) && value.length === 0);
}

/** What is wrong with a value, and what was meant. Never a secret's value. */
function wrongValue({ definition, path }: Setting, { origin, value }: Raw): SettingIssue {
  const valueType = VALUE_TYPES[definition.type];
  const found = valueType.isSecret || typeof value === "object" ? typeName(value) : shown(definition, value);
  const meant = typeof value === "string" ? closest(value, valueType.allowedWords?.(definition) ?? []) : undefined;
  const quote = typeof value !== "string" && valueType.isString ? `; if a text is meant, put it in quotes` : "";
  const what = `${path} is ${found}, and must be ${valueType.expected(definition)}${didYouMean(meant)}${quote}`;
  return issueAt(valueType.code, origin, what, { path, meant });
}

/** Says that one source hides what others say. */
export function shadowText({ definition }: Setting, { origin, value }: Raw): string {
  return `${shown(definition, value)} in ${originText(origin)}`;
}
