/**
 * Where the Python library reads something else than the strict reading.
 *
 * @module
 */
import { FlyteConfigError, makeIssue } from "../../errors.ts";
import { orderedKeys } from "../../python/json_value.ts";
import { shown } from "../display.ts";
import { VALUE_TYPES } from "../value_types.ts";
import { originText } from "../origin.ts";
import { issueAt, type SettingIssue } from "../problem.ts";
import type { Setting } from "../registry.ts";
import type { Resolved } from "../resolve.ts";
import type { ResolvedSection } from "../section.ts";
import type { Dialect } from "./dialect.ts";

/**
 * Where the Python library reads something else; `isDeaf` says that it reads no variables. What is not listed here and
 * not refused is the same in both modes.
 */
export function differences(
  strict: ReadonlyMap<string, Resolved>,
  settings: readonly Setting[],
  { library }: Dialect,
  isDeaf: boolean,
  readAsPython: () => ResolvedSection,
): SettingIssue[] {
  let theirs: ResolvedSection;
  try {
    theirs = readAsPython();
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    const what = `${library} refuses this, and reads nothing at all: ${error.message}`;
    const path = settings[0]?.path.slice(0, -settings[0].wire.length - 1);
    return [makeIssue("differs_from_python", what, path)];
  }
  return settings.flatMap((setting) => {
    const [ours, other] = [strict.get(setting.key)!, theirs.values.get(setting.key)!];
    return setting.definition.inputOnly || setting.definition.otherProgram || isSame(ours.value, other.value)
      ? []
      : [difference(setting, ours, other, library, isDeaf)];
  });
}

function difference(
  { definition, path }: Setting,
  ours: Resolved,
  theirs: Resolved,
  library: string,
  isDeaf: boolean,
): SettingIssue {
  const origin = ours.origin.source === "default" ? theirs.shadowed[0]?.origin ?? theirs.origin : ours.origin;
  const from = definition.type === "boolean" && typeof theirs.value === "string"
    ? `a text, which counts as true, from ${originText(theirs.origin)}`
    : `from ${originText(theirs.origin)}`;
  const what = VALUE_TYPES[definition.type].isSecret
    ? `the secret is not what ${library} reads: white space around it is taken off here, or it is empty there`
    : isDeaf
    ? `${path} is ${shown(definition, ours.value)} here, and ${
      shown(definition, theirs.value)
    } to ${library}, which reads no variables without a file`
    : `${path} is ${shown(definition, ours.value)} here, and ${
      shown(definition, theirs.value)
    } (${from}) to ${library}`;
  return issueAt("differs_from_python", origin, what, { path });
}

/** Whether two values are the same to Python as well. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other)) {
    return Array.isArray(one) && Array.isArray(other) && one.length === other.length &&
      one.every((item, index) => item === other[index]);
  }
  if (!isTexts(one) || !isTexts(other)) return false;
  const keys = orderedKeys(one);
  return keys.length === orderedKeys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && one[key] === other[key]);
}

function isTexts(value: object): value is Readonly<Record<string, unknown>> {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
