/**
 * Descriptions of unknown names and wrong values in messages, for arguments, settings, wire fields and image layers.
 *
 * @module
 */
import { closest, didYouMean } from "./closest.ts";
import { oneLine, quoted } from "./quote.ts";

/** Names that may be those of classes. */
const CLASS_NAME = /^[\w\p{L}$]{1,80}$/u;

/**
 * Describes a name that is not one of the known ones, with the nearest of them:
 * `unknown option "enpoint"; did you mean "endpoint"?`.
 *
 * @param kind – Kind of the named thing, such as `option`, `field` or `setting`.
 */
export function unknownName(kind: string, name: string, known: Iterable<string>): string {
  return `unknown ${kind} ${quoted(name)}${didYouMean(closest(name, known))}`;
}

/**
 * Describes a value that is not what it must be: `must be a string, found a list`.
 *
 * @param describe – Describes the value. The default names its type only. Pass {@linkcode shortValue} where the
 * value cannot be a secret.
 */
export function mustBe(expected: string, value: unknown, describe: (value: unknown) => string = typeName): string {
  return `must be ${expected}, found ${describe(value)}`;
}

/** Names the type of a value: `a string`, `a list`, `null`. Booleans are shown, since they cannot be secret. */
export function typeName(value: unknown): string {
  if (value === undefined || value === null || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return "a list";
  if (typeof value === "function") return "a function";
  if (typeof value === "bigint") return "an integer";
  return typeof value === "object" ? instanceName(value) : `a ${typeof value}`;
}

/** Shows a string or a number, redacted and cut; of anything else, names the type. For values that cannot be secret. */
export function shortValue(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  return typeof value === "number" || typeof value === "bigint" ? oneLine(String(value)) : typeName(value);
}

/** Names whatever was thrown, without its message, which may contain a secret. */
export function thrownName(error: unknown): string {
  try {
    return error instanceof Error ? oneLine(error.name) : typeName(error);
  } catch {
    return "an unreadable object";
  }
}

function instanceName(value: object): string {
  const name = Object.getPrototypeOf(value)?.constructor?.name;
  return typeof name === "string" && name !== "Object" && CLASS_NAME.test(name)
    ? `an instance of ${name}`
    : "an object";
}
