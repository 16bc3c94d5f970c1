/**
 * Masking of what the page shows.
 *
 * @module
 */
import { redact } from "@flyte-ts/config/diagnostics";

/** What is shown in place of a secret. */
export const MASK = "***";

/** Whether a variable looks secret, by its name or its value. */
export function looksSecret(name: string, value: string): boolean {
  return value !== "" && (masked(`${name}=x`) || masked(value));
}

/** Returns the value of a variable, or the mask if it looks secret. */
export function shownValue(name: string, value: string): string {
  return looksSecret(name, value) ? MASK : value;
}

function masked(text: string): boolean {
  return redact(text) !== text;
}
