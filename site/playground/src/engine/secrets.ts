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
  return value !== "" && (isRedacted(`${name}=x`) || isRedacted(value));
}

/** Returns the value of a variable, or the mask if it looks secret. */
export function shownValue(name: string, value: string): string {
  return looksSecret(name, value) ? MASK : value;
}

/** Returns the secrets of plain data, which are masked in a copy of it. */
export function secretsIn(raw: unknown, shown: unknown): readonly string[] {
  if (shown === MASK) {
    return typeof raw === "string" && raw !== MASK ? [raw] : [];
  }
  if (
    typeof raw !== "object" || raw === null || typeof shown !== "object" || shown === null
  ) return [];
  return Object.entries(raw).flatMap(([key, value]) => secretsIn(value, (shown as Record<string, unknown>)[key]));
}

/** Whether a secret is so long that it is masked within words, too. */
export function isLong(secret: string): boolean {
  return secret.length >= 6;
}

/** Masks secrets wherever they occur in a string, also as they are written in quotes. */
export function maskAll(text: string, secrets: readonly string[]): string {
  const written = secrets.flatMap((
    secret,
  ) => [secret, JSON.stringify(secret).slice(1, -1), secret.replaceAll("%", "%%")]);
  const longestFirst = [...new Set(written)].filter((secret) => secret !== "" && secret !== MASK)
    .sort((one, other) => other.length - one.length);
  return longestFirst.reduce((masked, secret) => {
    if (isLong(secret)) return masked.replaceAll(secret, MASK);
    const escaped = secret.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
    return masked.replace(new RegExp(`(?<!\\w)${escaped}(?!\\w)`, "g"), MASK);
  }, text);
}

function isRedacted(text: string): boolean {
  return redact(text) !== text;
}
