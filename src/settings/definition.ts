/**
 * Definitions of settings and sections: literal objects, from which types, reading, writing and schemas follow.
 *
 * @module
 */

/** The types of values, and what each is in TypeScript. `value_types.ts` has the rules of each. */
export interface ValueTypes {
  /** Any string. */
  readonly string: string;
  /** True or false. */
  readonly boolean: boolean;
  /** An integer. */
  readonly integer: number;
  /** A duration in whole seconds. */
  readonly seconds: number;
  /** Strings; separated by commas in an INI file or an environment variable. */
  readonly commaList: readonly string[];
  /** A program and its arguments; a JSON list or a shell command line in an INI file or an environment variable. */
  readonly commandLine: readonly string[];
  /** Strings; a JSON list, or separated by commas and whitespace, in an INI file or an environment variable. */
  readonly wordList: readonly string[];
  /** Host and port of a service. Every `dns:///` is stripped. */
  readonly endpoint: string;
  /** Path of a file or directory. */
  readonly path: string;
  /** One of the strings in `choices`. */
  readonly choice: string;
  /** Name of an environment variable. A value that does not look like one may be a secret, and is not shown. */
  readonly variable: string;
  /** A string that is never shown. */
  readonly secret: string;
  /** Strings by name: a section of an INI file, or a mapping in YAML. */
  readonly map: Readonly<Record<string, string>>;
}

/** Name of a type of values. */
export type ValueType = keyof ValueTypes;

/**
 * Definition of a setting. Its key in the section is the name of the property; its name on the wire is the same in
 * snake_case.
 */
export interface SettingDefinition {
  /** Type of its value. */
  readonly type: ValueType;
  /** Documentation of the setting: one line, without a full stop. */
  readonly doc: string;
  /** `section.option` in an INI file, from which the name of the environment variable follows; `section` for a map. */
  readonly ini?: string;
  /** Keys in a YAML file, separated by dots. */
  readonly yaml?: string;
  /** Environment variable, if its name does not follow from `ini` (in flyte 2, from `yaml`). */
  readonly env?: string;
  /** Further environment variables, which take precedence over that one. */
  readonly envAliases?: readonly string[];
  /** Name on the wire, if it is not the name of the property in snake_case. */
  readonly wire?: string;
  /** Value if no source has one; `undefined` if absent. */
  readonly default?: ValueTypes[ValueType];
  /** Allowed strings of a `choice`. */
  readonly choices?: readonly string[];
  /** Minimum of a number. */
  readonly min?: number;
  /** Maximum of a number. */
  readonly max?: number;
  /** Whether an empty string in a file is a value; otherwise it means that the setting is not set. */
  readonly mayBeEmpty?: true;
  /** Whether the setting only locates another one, and is not a property. */
  readonly inputOnly?: true;
  /** Whether only arguments can set it. */
  readonly argumentOnly?: true;
  /** Whether other settings locate it, so that it has no name in any source. */
  readonly indirect?: true;
  /** The program that reads it, if it is not the Python library. Not a field of the Python class, and never refused. */
  readonly otherProgram?: string;
  /** Whether it is not a field of the Python class, and not in `toDict()`. */
  readonly notInDict?: true;
  /** Path of the same setting in the other product, if it has another path there. */
  readonly counterpart?: string;
}

/**
 * Definition of a section. Write it as `{ … } as const satisfies SectionDefinition`, so that its types can be inferred.
 *
 * @example A section of your own
 * ```ts
 * import type { InferSection, SectionDefinition } from "@flyte-ts/config";
 *
 * const r2 = {
 *   id: "r2",
 *   doc: "Cloudflare R2",
 *   settings: {
 *     accountId: { type: "string", ini: "r2.account_id", doc: "Account that owns the buckets" },
 *     retries: { type: "integer", ini: "r2.retries", default: 3, min: 0, doc: "Number of retries" },
 *   },
 * } as const satisfies SectionDefinition;
 *
 * const settings: InferSection<typeof r2> = { accountId: undefined, retries: 3 };
 * console.log(settings.retries + 1); // 4
 * ```
 */
export interface SectionDefinition {
  /** Name of the property. */
  readonly id: string;
  /** Documentation of the section: one line, without a full stop. */
  readonly doc: string;
  /** The settings, by the names of their properties. */
  readonly settings: Readonly<Record<string, SettingDefinition>>;
}

/**
 * The properties of a section, inferred from its definition. Those without a default may be `undefined`. The comment on
 * a setting in the definition becomes the documentation of the property.
 */
export type InferSection<T extends Pick<SectionDefinition, "settings">> = {
  readonly [K in keyof T["settings"] as T["settings"][K] extends { readonly inputOnly: true } ? never : K]:
    | (T["settings"][K]["choices"] extends readonly (infer C)[] ? C : ValueTypes[T["settings"][K]["type"]])
    | (T["settings"][K] extends { readonly default: unknown } ? never : undefined);
};

/** The values that a section can be created from: any of its properties; the others keep their defaults. */
export type SectionInit<T extends SectionDefinition> = {
  readonly [K in keyof T["settings"] as T["settings"][K] extends { readonly inputOnly: true } ? never : K]?:
    | (T["settings"][K]["choices"] extends readonly (infer C)[] ? C : ValueTypes[T["settings"][K]["type"]])
    | undefined;
};

/** Whether a setting is a field of the Python class, and so in `toDict()`. */
export function isField({ inputOnly, otherProgram, notInDict }: SettingDefinition): boolean {
  return !inputOnly && otherProgram === undefined && !notInDict;
}

/** Returns the name on the wire: `client_id` for `clientId`. */
export function wireName(key: string): string {
  return /[A-Z]/.test(key) ? key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) : key;
}
