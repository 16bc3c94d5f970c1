/**
 * How values are shown: secrets and credentials never are.
 *
 * @module
 */
import { redactValue } from "../python/redact_value.ts";
import { isYamlMapping } from "../formats/yaml/values.ts";
import { oneLine } from "../text/quote.ts";
import { MASK, redact } from "../text/redact.ts";
import { VALUE_TYPES } from "./value_types.ts";
import type { SettingDefinition } from "./definition.ts";

/** A value to show: secrets become `***`, and so do those within URLs and the words of command lines. */
export function masked(definition: SettingDefinition, value: unknown): unknown {
  if (value === undefined || value === null) return value;
  if (isHidden(definition, value)) return MASK;
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object") return typeof value === "string" ? redact(value) : value;
  const isShown = Array.isArray(value) || Object.getPrototypeOf(value) === null;
  return isShown ? redactValue(value) : typeName(value);
}

/** Whether a value must not be shown as it is: it is a secret, or there are credentials in it. */
export function holdsSecret(definition: SettingDefinition, value: unknown): boolean {
  if (isHidden(definition, value)) return true;
  return differs(value, redactValue(value));
}

function differs(value: unknown, safe: unknown): boolean {
  if (typeof value !== "object" || value === null || typeof safe !== "object" || safe === null) return value !== safe;
  const [entries, others] = [Object.entries(value), Object.entries(safe)];
  return entries.some(([key, held], at) => key !== others[at]?.[0] || differs(held, others[at][1]));
}

function isHidden({ type }: SettingDefinition, value: unknown): boolean {
  const { isSecret, mayShow } = VALUE_TYPES[type];
  return isSecret || (mayShow !== undefined && !(typeof value === "string" && mayShow(value)));
}

/** A value for a message: masked, in one line, and cut where it is long. */
export function shown(definition: SettingDefinition, value: unknown): string {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return typeName(value);
  const safe = masked(definition, value);
  if (safe === undefined || safe === null) return "not set";
  const text = typeof safe === "string" || typeof safe === "boolean" || typeof safe === "number" || Array.isArray(safe)
    ? JSON.stringify(safe)
    : typeName(safe);
  return oneLine(text);
}

/** What sort of value it is. */
export function typeName(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value !== "object") return typeof value === "string" ? "a text" : `a ${typeof value}`;
  return isYamlMapping(value) ? "a mapping" : `a ${value.constructor.name}`;
}
