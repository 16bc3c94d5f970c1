/**
 * Display of values, without secrets and credentials.
 *
 * @module
 */
import { isYamlMapping } from "../formats/yaml/values.ts";
import { isPlainObject } from "../python/json_value.ts";
import { redactValue } from "../python/redact_value.ts";
import { typeName as plainTypeName } from "../text/expected.ts";
import { oneLine } from "../text/quote.ts";
import { MASK, redact } from "../text/redact.ts";
import type { SettingDefinition } from "./definition.ts";
import { VALUE_TYPES } from "./value_types.ts";

/** Returns a value that may be shown: secrets become `***`, and so do those in URLs and command lines. */
export function masked(definition: SettingDefinition, value: unknown): unknown {
  if (value === undefined || value === null) return value;
  if (isMaskedAsWhole(definition, value)) return MASK;
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object") return typeof value === "string" ? redact(value) : value;
  return Array.isArray(value) || isPlainObject(value) ? redactValue(value) : typeName(value);
}

/** Whether a value is a secret, or has credentials in it. */
export function holdsSecret(definition: SettingDefinition, value: unknown): boolean {
  return isMaskedAsWhole(definition, value) || differs(value, redactValue(value));
}

function differs(value: unknown, safe: unknown): boolean {
  if (typeof value !== "object" || value === null || typeof safe !== "object" || safe === null) return value !== safe;
  const [entries, others] = [Object.entries(value), Object.entries(safe)];
  return entries.some(([key, held], at) => key !== others[at]?.[0] || differs(held, others[at][1]));
}

function isMaskedAsWhole({ type }: SettingDefinition, value: unknown): boolean {
  const { isSecret, mayShow } = VALUE_TYPES[type];
  return isSecret || (mayShow !== undefined && !(typeof value === "string" && mayShow(value)));
}

/** Shows a value in a message: masked, on one line, and cut where it is long. */
export function shown(definition: SettingDefinition, value: unknown): string {
  const isMapping = typeof value === "object" && value !== null && !Array.isArray(value);
  if (isMapping && definition.type !== "map") return typeName(value);
  const safe = masked(definition, value);
  if (safe === undefined || safe === null) return "not set";
  // A mapping whose keys are not strings is masked as a whole.
  if (isScalar(safe)) return oneLine(isMapping ? typeName(value) : JSON.stringify(safe));
  return oneLine(isMapping || Array.isArray(safe) ? jsonText(safe) : typeName(value));
}

function isScalar(value: unknown): boolean {
  return ["string", "boolean", "number"].includes(typeof value);
}

/** Writes JSON, with integers beyond those of JavaScript as strings. */
function jsonText(value: unknown): string {
  return JSON.stringify(value, (_, item) => typeof item === "bigint" ? String(item) : item);
}

/** Names the type of a value: `a string`, `a mapping`, `null`. */
export function typeName(value: unknown): string {
  return isYamlMapping(value) ? "a mapping" : plainTypeName(value);
}
