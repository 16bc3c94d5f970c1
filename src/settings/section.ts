/**
 * A section: an immutable value that knows where each of its settings comes from, and prints no secrets.
 *
 * @module
 */
import { checkArgument, OBJECT, STRING } from "../arguments.ts";
import { isPlainObject, orderedCopy } from "../python/json_value.ts";
import { closest, didYouMean } from "../text/closest.ts";
import { mustBe } from "../text/expected.ts";
import { inspectable } from "../text/inspect.ts";
import { isField, type SectionDefinition, type SectionInit, type SettingDefinition } from "./definition.ts";
import { holdsSecret, masked, shown } from "./display.ts";
import { type ExplainedSetting, Explanation } from "./explain.ts";
import { issueAt, type SettingIssue, SettingsError, unknownArgument } from "./issues.ts";
import { ARGUMENT } from "./origin.ts";
import { settingsOf } from "./compose.ts";
import { defaultOf, describe } from "./resolve.ts";
import {
  type Entries,
  type MountedSection,
  type Naming,
  ResolvedSection,
  type ResolvedValue,
  type Setting,
} from "./setting.ts";
import { VALUE_TYPES } from "./value_types.ts";

/**
 * Base of all sections, whose properties follow from their definitions. Secrets are properties like the others, but
 * printing, `JSON.stringify`, spreading and `Object.entries` do not show them.
 *
 * @example
 * ```ts
 * import { PlatformConfig, Section } from "@flyte-ts/config";
 *
 * const platform = new PlatformConfig({ endpoint: "flyte.acme.com" });
 * console.log(platform instanceof Section, platform.with({ insecure: true }).insecure); // true true
 * ```
 */
export abstract class Section<T extends SectionDefinition = SectionDefinition> {
  readonly #section: MountedSection;
  readonly #resolved: ResolvedSection;
  readonly #naming: Naming;

  /**
   * Accepts values of settings, or a section that was resolved.
   *
   * @internal
   */
  constructor(section: MountedSection, naming: Naming, init: SectionInit<T> | ResolvedSection) {
    checkArgument(new.target.name, "init", init, OBJECT);
    this.#section = section;
    this.#naming = naming;
    this.#resolved = init instanceof ResolvedSection ? init : fromArguments(settingsOf(section, naming), init);
    const { settings, values } = this.#resolved;
    const visible: Record<string, unknown> = {};
    for (const { key, definition } of settings) {
      if (definition.inputOnly) continue;
      const value = frozen(values.get(key)!.value);
      if (holdsSecret(definition, value)) Object.defineProperty(this, key, { get: () => value });
      else visible[key] = value;
    }
    Object.freeze(Object.assign(this, visible));
  }

  /** Issues about the settings. Problems were thrown. */
  get issues(): readonly SettingIssue[] {
    return [...this.#resolved.issues, ...this.#section.check?.(this.#resolved.values) ?? []];
  }

  /**
   * Explains the settings: the value of each, where it comes from, and what it shadows.
   *
   * @returns All settings.
   */
  explain(): Explanation;
  /**
   * Explains one setting.
   *
   * @param name – Name of the property, or any other name of the setting.
   * @returns The setting.
   * @throws {FlyteConfigError} `unknown_setting` – when no setting of the section has the name.
   * @throws {FlyteConfigError} `invalid_argument` – when `name` is not a string.
   */
  explain(name: Extract<keyof T["settings"], string> | (string & Record<never, never>)): ExplainedSetting;
  explain(name?: string): Explanation | ExplainedSetting {
    const all = new Explanation(this.entries(), this.#naming);
    if (name === undefined) return all;
    checkArgument(`${this.constructor.name}.explain`, "name", name, STRING);
    const own = this.#resolved.settings.find(({ key, wire }) => key === name || wire === name);
    return all.find(own?.path ?? name);
  }

  /**
   * Returns a section with other values for some settings.
   *
   * @param changes – Values by the names of their properties; `undefined` changes nothing.
   * @returns A section of the same class.
   * @throws {SettingsError} `unknown_setting` – when a name is unknown; other codes when a value does not fit.
   * @throws {FlyteConfigError} `invalid_argument` – when `changes` is not an object.
   */
  with(changes: SectionInit<T>): this {
    checkArgument(`${this.constructor.name}.with`, "changes", changes, OBJECT);
    const { settings, values, issues } = this.#resolved;
    const changed = readArguments(settings, changes, ({ key }) => values.get(key)!);
    const replaced = new Set(
      settings.filter(({ key }) => changed.get(key) !== values.get(key)).map(({ path }) => path),
    );
    const others = issues.filter(({ path }) => path === undefined || !replaced.has(path));
    return new (this.constructor as new (init: ResolvedSection) => this)(
      new ResolvedSection(settings, changed, others),
    );
  }

  /**
   * Returns the settings with their values and origins. May hold secrets.
   *
   * @internal
   */
  entries(): Entries {
    const { settings, values } = this.#resolved;
    return settings.map((setting) => [setting, values.get(setting.key)!]);
  }

  /**
   * Returns the fields of the Python class by their wire names, secrets included; `null` for those without a value.
   *
   * @returns The fields.
   */
  toDict(): Record<string, unknown> {
    return this.#fields((_, value) =>
      Array.isArray(value) ? [...value] : isPlainObject(value) ? orderedCopy(value, null) : value
    );
  }

  /**
   * Returns what {@linkcode toDict} returns, with secrets masked, for `JSON.stringify`.
   *
   * @returns The fields.
   */
  toJSON(): Record<string, unknown> {
    return this.#fields(masked);
  }

  /**
   * Formats the section on one line, with secrets masked.
   *
   * @returns The class and the settings.
   */
  toString(): string {
    return `${this.constructor.name}(${this.texts().join(", ")})`;
  }

  /**
   * Formats the settings as `name=value`, with secrets masked.
   *
   * @internal
   */
  texts(): readonly string[] {
    return this.#properties().map(([{ wire, definition }, { value }]) => `${wire}=${shown(definition, value)}`);
  }

  #fields(convert: (definition: SettingDefinition, value: unknown) => unknown): Record<string, unknown> {
    const fields = this.entries().filter(([{ definition }]) => isField(definition));
    return Object.fromEntries(
      fields.map(([{ wire, definition }, { value }]) => [wire, convert(definition, value) ?? null]),
    );
  }

  #properties(): Entries {
    return this.entries().filter(([{ definition }]) => !definition.inputOnly);
  }

  static readonly #inspectable: void = inspectable(
    this.prototype,
    (section) =>
      Object.fromEntries(
        section.#properties().map(([{ key, definition }, { value }]) => [key, masked(definition, value)]),
      ),
  );
}

/** Returns a copy of a list or a map that cannot be changed. */
function frozen(value: unknown): unknown {
  if (Array.isArray(value)) return Object.freeze([...value]);
  return isPlainObject(value) ? Object.freeze(orderedCopy(value, null)) : value;
}

function fromArguments(settings: readonly Setting[], init: Readonly<Record<string, unknown>>): ResolvedSection {
  return new ResolvedSection(settings, readArguments(settings, init, defaultOf));
}

/** Checks values that a program gives; settings without one get theirs from `otherwise`. */
function readArguments(
  settings: readonly Setting[],
  init: Readonly<Record<string, unknown>>,
  otherwise: (setting: Setting) => ResolvedValue,
): ReadonlyMap<string, ResolvedValue> {
  const properties = settings.filter(({ definition }) => !definition.inputOnly).map(({ key }) => key);
  const section = settings[0]?.path.split(".").slice(0, -1).join(".") || "Config";
  const problems = Object.keys(init).filter((key) => !properties.includes(key)).map((key) =>
    unknownArgument(section, key, properties)
  );
  const resolved = settings.map((setting): [string, ResolvedValue] => {
    const { key, definition, path } = setting;
    const value = Object.hasOwn(init, key) ? init[key] : undefined;
    if (value === undefined || definition.inputOnly) return [key, otherwise(setting)];
    const rules = VALUE_TYPES[definition.type];
    if (!rules.accepts(value, definition)) {
      const found = mustBe(rules.expected(definition), value, (found) => describe(definition, found));
      const { type, choices = [] } = definition;
      const hint = type === "choice" && typeof value === "string" ? didYouMean(closest(value, choices)) : "";
      problems.push(issueAt(rules.code, ARGUMENT, `${section}: ${key} ${found}${hint}`, { path }));
    }
    return [key, { value: isPlainObject(value) ? orderedCopy(value, null) : value, origin: ARGUMENT, shadowed: [] }];
  });
  if (problems.length > 0) throw new SettingsError(problems);
  return new Map(resolved);
}
