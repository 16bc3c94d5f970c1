/**
 * Expectations of the contract, and the errors for those that are not met. Their messages contain no secrets.
 *
 * @module
 */
import { FlyteConfigError } from "../errors.ts";
import type { SettingDefinition } from "../settings/definition.ts";
import { masked } from "../settings/display.ts";
import { VALUE_TYPES } from "../settings/value_types.ts";
import { thrownName } from "../text/expected.ts";
import { oneLine } from "../text/quote.ts";

/** Longest value that is shown in full. */
const MAX_SHOWN = 200;

/** Throws `contract_not_met`: `subject` is what was tested, `what` describes what is wrong. */
export function fail(subject: string, what: string, cause?: unknown): never {
  throw new FlyteConfigError("contract_not_met", `${subject}: ${what}`, { path: subject, cause });
}

/** Throws `contract_not_met` unless a condition holds. */
export function expect(holds: boolean, subject: string, what: string): asserts holds {
  if (!holds) fail(subject, what);
}

/** A setting that is tested. */
export interface Tested {
  /** Its path in messages. */
  readonly path: string;
  /** Its definition. */
  readonly definition: SettingDefinition;
}

/** Throws `contract_not_met` unless a value of a setting is the expected one; `done` describes what was done. */
export function expectValue({ path, definition }: Tested, done: string, found: unknown, expected: unknown): void {
  if (isEqual(found, expected)) return;
  if (VALUE_TYPES[definition.type].isSecret) {
    const [what, instead] = expected === undefined ? ["no value", "a value"] : ["the secret", "something else"];
    fail(path, `${done}: expected ${what}, found ${found === undefined ? "no value" : instead}`);
  }
  fail(path, `${done}: expected ${shown(masked(definition, expected))}, found ${shown(masked(definition, found))}`);
}

/** Throws `contract_not_met` unless two values that are not secret are equal. */
export function expectEqual(subject: string, done: string, found: unknown, expected: unknown): void {
  if (!isEqual(found, expected)) fail(subject, `${done}: expected ${shown(expected)}, found ${shown(found)}`);
}

/** Returns what a call returns. An error of the library becomes one of the contract. */
export function attempt<T>(subject: string, done: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    return fail(subject, `${done}: ${thrownText(error)}`, error instanceof FlyteConfigError ? error : undefined);
  }
}

/** Returns the error that a call throws. */
export function errorOf(subject: string, done: string, call: () => unknown): FlyteConfigError {
  try {
    call();
  } catch (error) {
    if (error instanceof FlyteConfigError) return error;
    fail(subject, `${done}: ${thrownText(error)}`);
  }
  return fail(subject, `${done}: expected an error, found none`);
}

/** Describes an error. Messages of errors that are not the library's may contain secrets, and are not shown. */
export function thrownText(error: unknown): string {
  if (error instanceof FlyteConfigError) return `threw ${error.code}: ${error.message}`;
  const name = thrownName(error);
  return `threw ${name}` + (name === "FlyteConfigError" ? " of another copy of @flyte-ts/config" : "");
}

function shown(value: unknown): string {
  if (value === undefined) return "no value";
  const text = typeof value === "object" || typeof value === "string" ? JSON.stringify(value) : String(value);
  return oneLine(text, MAX_SHOWN);
}

/** Whether two values are equal: lists and objects by their content, whatever their prototypes. */
export function isEqual(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) {
    return Object.is(one, other);
  }
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length &&
    keys.every((key) =>
      Object.hasOwn(other, key) &&
      isEqual((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key])
    );
}
