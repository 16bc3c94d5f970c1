/**
 * What a setting and a section of settings are: literal tables, from which everything else is derived.
 *
 * @module
 */

/** What each kind of setting is in TypeScript; `kinds.ts` says how each is read and written. */
export interface ValueTypes {
  /** Any text. */
  readonly string: string;
  /** True or false. */
  readonly boolean: boolean;
  /** A whole number. */
  readonly integer: number;
  /** A duration in whole seconds. */
  readonly seconds: number;
  /** Texts; separated by commas where a source has no lists. */
  readonly commaList: readonly string[];
  /** A program and its arguments; where a source has no lists, a JSON list, or a line as a shell takes it. */
  readonly commandLine: readonly string[];
  /** Texts; where a source has no lists, a JSON list, or separated by commas and white space. */
  readonly wordList: readonly string[];
  /** Where a service is; `dns:///`, which means nothing to who reads it, is taken off. */
  readonly endpoint: string;
  /** A path of a file or folder. */
  readonly path: string;
  /** One of the texts that the row lists. */
  readonly choice: string;
  /** Name of an environment variable; what looks like none is not shown, as it may be what the variable must hold. */
  readonly variable: string;
  /** A text that is never shown. */
  readonly secret: string;
  /** Texts by name: a whole section of a file. */
  readonly map: Readonly<Record<string, string>>;
}

/** Name of a kind of setting. */
export type ValueType = keyof ValueTypes;

/**
 * One setting. The key under which a table has it is its name in TypeScript; its name on the wire is the same in
 * snake_case.
 */
export interface SettingDefinition {
  /** What its value is. */
  readonly type: ValueType;
  /** One line that says what it is for. */
  readonly doc: string;
  /** `section.option` of an INI file; the name of its environment variable follows from it. For a map: `section`. */
  readonly ini?: string;
  /** Its keys in a YAML file, separated by dots. */
  readonly yaml?: string;
  /** Name of its environment variable, where it does not follow from `ini` (or, in flyte 2, from `yaml`). */
  readonly env?: string;
  /** Names of further variables for the same, which go before that one. */
  readonly envAliases?: readonly string[];
  /** Name on the wire, if it is not the property's name in snake_case. */
  readonly wire?: string;
  /** The value if no source has one. Without a default, it is `undefined` then. */
  readonly default?: ValueTypes[ValueType];
  /** For a choice: all that it may be. */
  readonly choices?: readonly string[];
  /** For a number: the least that it may be. */
  readonly min?: number;
  /** For a number: the most that it may be. */
  readonly max?: number;
  /** Whether an empty text in a file is a value, and not the same as nothing. */
  readonly mayBeEmpty?: true;
  /** Says where to find another setting, and is no property itself. */
  readonly inputOnly?: true;
  /** Has no source, and can only be given by a program. */
  readonly argumentOnly?: true;
  /** Has no name of its own in any source: other settings say where it is. */
  readonly indirect?: true;
  /** The program that reads it, where the Python library does not; no field of the Python class, and never refused. */
  readonly otherProgram?: string;
  /** Is a property here, and no field of the Python class, so not in `toDict()`. */
  readonly notInDict?: true;
  /** Path of the setting of another version that is the same as this one, where it has another path there. */
  readonly counterpart?: string;
}

/**
 * A section of settings. Write it as `{…} as const satisfies SectionDefinition`, so that types follow from it.
 *
 * @example A section of a program's own
 * ```ts
 * import type { InferSection, SectionDefinition } from "@flyte-ts/config";
 *
 * const r2 = {
 *   id: "r2",
 *   doc: "Cloudflare R2",
 *   settings: {
 *     accountId: { type: "string", ini: "r2.account_id", doc: "Account that owns the buckets" },
 *     retries: { type: "integer", ini: "r2.retries", default: 3, min: 0, doc: "How often to try again" },
 *   },
 * } as const satisfies SectionDefinition;
 *
 * const settings: InferSection<typeof r2> = { accountId: undefined, retries: 3 };
 * console.log(settings.retries + 1); // 4
 * ```
 */
export interface SectionDefinition {
  /** Its name, as a property. */
  readonly id: string;
  /** One line that says what it is about. */
  readonly doc: string;
  /** Its settings, by their names in TypeScript. */
  readonly settings: Readonly<Record<string, SettingDefinition>>;
}

/** The TypeScript type of a setting's value. */
export type SettingValue<D extends SettingDefinition> = D["choices"] extends readonly (infer C)[] ? C
  : ValueTypes[D["type"]];

/**
 * The properties of a section, inferred from its definition. Those without a default may be `undefined`. The comment on
 * a setting in the definition becomes the documentation of the property.
 */
export type InferSection<T extends SectionDefinition> = {
  readonly [K in keyof T["settings"] as T["settings"][K] extends { readonly inputOnly: true } ? never : K]:
    | SettingValue<T["settings"][K]>
    | (T["settings"][K] extends { readonly default: unknown } ? never : undefined);
};

/** The values that a section can be created from: any of its properties; the others keep their defaults. */
export type SectionInit<T extends SectionDefinition> = {
  readonly [K in keyof T["settings"] as T["settings"][K] extends { readonly inputOnly: true } ? never : K]?:
    | SettingValue<T["settings"][K]>
    | undefined;
};

/** Whether the Python class has a field for it, so that `toDict()` has one. */
export function isField({ inputOnly, otherProgram, notInDict }: SettingDefinition): boolean {
  return !inputOnly && otherProgram === undefined && !notInDict;
}

/** `clientId` is `client_id` on the wire. */
export function wireName(key: string): string {
  return /[A-Z]/.test(key) ? key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) : key;
}
