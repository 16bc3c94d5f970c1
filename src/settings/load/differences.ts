/**
 * Issues of strict mode: values that the Python library reads differently, and variables that conflict.
 *
 * @module
 */
import { FlyteConfigError, makeIssue } from "../../errors.ts";
import { shown } from "../display.ts";
import type { ValueType } from "../definition.ts";
import { issueAt, type SettingIssue } from "../issues.ts";
import { type Origin, originText } from "../origin.ts";
import type { ResolvedSection, ResolvedValue, Setting } from "../setting.ts";
import type { Lookup } from "../sources.ts";
import { VALUE_TYPES } from "../value_types.ts";
import type { Library } from "./dialect.ts";

/**
 * Reports values that the Python library reads differently; `ignoresVariables` says that it ignores the environment. A
 * value that is neither reported here nor a problem is the same in both modes.
 */
export function differences(
  strict: ReadonlyMap<string, ResolvedValue>,
  settings: readonly Setting[],
  library: Library,
  ignoresVariables: boolean,
  readAsPython: () => ResolvedSection,
): SettingIssue[] {
  let python: ResolvedSection;
  try {
    python = readAsPython();
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    const path = settings[0]?.path.slice(0, -settings[0].wire.length - 1);
    return [makeIssue("differs_from_python", `${library} raises an error here: ${error.message}`, path)];
  }
  return settings.flatMap((setting) => {
    const { key, definition } = setting;
    if (definition.inputOnly || definition.otherProgram !== undefined) return [];
    const [ours, theirs] = [strict.get(key)!, python.values.get(key)!];
    return isSame(ours.value, theirs.value) ? [] : [difference(setting, ours, theirs, library, ignoresVariables)];
  });
}

function difference(
  { definition, path }: Setting,
  ours: ResolvedValue,
  theirs: ResolvedValue,
  library: Library,
  ignoresVariables: boolean,
): SettingIssue {
  const origin = ours.origin.source === "default" ? theirs.shadowed[0]?.origin ?? theirs.origin : ours.origin;
  if (VALUE_TYPES[definition.type].isSecret) {
    const what = `${library} reads another secret; whitespace around it is stripped here, or it is empty there`;
    return issueAt("differs_from_python", origin, what, { path });
  }
  const values = `${path} is ${shown(definition, ours.value)} here and ${
    shown(definition, theirs.value)
  } in ${library}`;
  const asString = typeof theirs.value === "string" ? AS_STRING[definition.type] : undefined;
  const from = asString !== undefined
    ? `${asString}, from ${originText(theirs.origin)}`
    : theirs.origin.source === "default"
    ? "the default"
    : `from ${originText(theirs.origin)}`;
  const reason = ignoresVariables ? ", which ignores environment variables if there is no file" : ` (${from})`;
  return issueAt("differs_from_python", origin, `${values}${reason}`, { path });
}

/** Descriptions of strings in Python, as values of settings that have another type. */
const AS_STRING: Readonly<Partial<Record<ValueType, string>>> = {
  boolean: "a string, which is true in Python",
  integer: "a string, which is not a number in Python",
  seconds: "a string, which is not a duration in Python",
};

/** Whether two values are equal in Python: scalars, lists and mappings of strings, since no setting has other types. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  const [entries, others] = [Object.entries(one), other as Readonly<Record<string, unknown>>];
  return entries.length === Object.keys(others).length && entries.every(([key, item]) => item === others[key]);
}

/** Reports variables of one setting that have different values, which are not shown: they may be secret. */
export function conflictingVariables(settings: readonly Setting[], lookup: Lookup): readonly SettingIssue[] {
  return settings.flatMap((setting) => {
    if (setting.envs.length < 2) return [];
    const [first, ...others] = lookup(setting).env;
    return others.filter(({ value }) => value !== first!.value).map(({ origin }) => {
      const what = `this value differs from that of ${
        nameOf(first!.origin)
      }, which takes precedence; unset one of them`;
      return issueAt("ambiguous_variables", origin, what, { path: setting.path });
    });
  });
}

function nameOf(origin: Origin): string {
  return origin.source === "env" ? origin.name : origin.source;
}
