/**
 * The first argument of every function for a client: a section of storage settings, of either product or of a program.
 *
 * @module
 */
import { ANYTHING, checkArgument, objectWith, STRING } from "../arguments.ts";
import { FlyteConfigError } from "../errors.ts";
import { isPlainObject } from "../python/json_value.ts";
import { unknownName } from "../text/expected.ts";

/** The names of the settings of a storage. */
export interface SectionNames {
  /** Name of the section in `config.dataConfig`. */
  readonly id: "s3" | "gcs" | "azure";
  /** Names of the settings that clients use. */
  readonly settings: readonly string[];
  /** Names of those that are strings; the others are checked where they are used. */
  readonly strings: readonly string[];
  /** Names of settings of the sections that no client uses. */
  readonly others: readonly string[];
  /** Names of which every section has one, and sections of other things have none. */
  readonly marks: readonly string[];
  /** Names of settings that only sections of other storages have, if these have one of the marks. */
  readonly foreign?: readonly string[];
}

/** A section is an instance of a class. */
const ANY_OBJECT = /* @__PURE__ */ objectWith("an object");

/**
 * Throws `invalid_argument` unless `settings` is a section with these settings, or a plain object with some of them, whose
 * strings are strings. A whole configuration, or the section of another storage, has none of the settings, and would look like one in which nothing is set.
 */
export function checkSettings(call: string, settings: object, names: SectionNames, further = ""): void {
  const usage = `${call}(config.dataConfig.${names.id}${further})`;
  checkArgument(call, "settings", settings, ANY_OBJECT, usage);
  checkArgument(call, "settings", settings, {
    ...ANYTHING,
    expected: `the settings of ${names.id}`,
    accepts: () => isPlainObject(settings) || hasMarks(settings, names),
  }, usage);
  if (isPlainObject(settings)) checkNames(call, settings, names, usage);
  // Readers that do what Python does return numbers in place of strings, too.
  for (const name of names.strings) {
    const value = (settings as Readonly<Record<string, unknown>>)[name];
    if (value !== undefined) checkArgument(call, name, value, STRING);
  }
}

function hasMarks(settings: object, { marks, foreign = [] }: SectionNames): boolean {
  return marks.some((name) => name in settings) && !foreign.some((name) => name in settings);
}

function checkNames(call: string, settings: object, names: SectionNames, usage: string): void {
  const known = [...names.settings, ...names.others];
  const unknown = unknownIn(settings, names);
  if (unknown === undefined) return;
  const what = `${call}: ${unknownName("setting", unknown, known)}`;
  throw new FlyteConfigError("invalid_argument", what.endsWith("?") ? what : `${what}; write ${usage}`, {
    path: unknown,
  });
}

/** Whether a plain object has settings of this storage and nothing else; sections are not plain objects. */
export function isPlainSection(value: object, names: SectionNames): boolean {
  return isPlainObject(value) && unknownIn(value, names) === undefined;
}

function unknownIn(settings: object, { settings: clients, others }: SectionNames): string | undefined {
  return Object.keys(settings).find((name) => !clients.includes(name) && !others.includes(name));
}
