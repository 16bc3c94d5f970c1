/**
 * A section of settings as an immutable value that knows where each of them comes from, and shows no secret.
 *
 * @module
 */
import * as v from "valibot";
import { checkArgument, OBJECT, STRING } from "../arguments.ts";
import { orderedCopy } from "../python/json_value.ts";
import { MASK } from "../text/redact.ts";
import { holdsSecret, masked, shown, typeName } from "./display.ts";
import { type ExplainedSetting, Explanation } from "./explain.ts";
import { inspectable } from "../text/inspect.ts";
import { VALUE_TYPES } from "./value_types.ts";
import { ARGUMENT } from "./origin.ts";
import { issueAt, type SettingIssue, SettingsError, unknownName } from "./problem.ts";
import { type MountedSection, type Naming, type Setting, settingsOf } from "./registry.ts";
import { defaultOf, type Resolved } from "./resolve.ts";
import { isField, type SectionDefinition, type SectionInit } from "./definition.ts";

/** The settings of a section with their values and origins. */
export class ResolvedSection {
  /** The settings, in the order of the definition. */
  readonly settings: readonly Setting[];
  /** Their values, by the names of their properties. */
  readonly values: ReadonlyMap<string, Resolved>;
  /** What is worth knowing about them. */
  readonly issues: readonly SettingIssue[];

  /** Takes all as it is. */
  constructor(
    settings: readonly Setting[],
    values: ReadonlyMap<string, Resolved>,
    issues: readonly SettingIssue[] = [],
  ) {
    this.settings = settings;
    this.values = values;
    this.issues = issues;
  }
}

/**
 * What all sections have in common; their properties follow from their tables. Secrets are properties like the others,
 * but printing, `JSON.stringify`, spreading and `Object.entries` do not show them.
 */
export abstract class Section<T extends SectionDefinition = SectionDefinition> {
  readonly #section: MountedSection;
  readonly #resolved: ResolvedSection;
  readonly #naming: Naming;

  /** Takes what was read, or values for settings. Throws `SettingsError` for values that do not fit. */
  constructor(section: MountedSection, naming: Naming, init: SectionInit<T> | ResolvedSection) {
    checkArgument(new.target.name, "init", init, OBJECT);
    this.#section = section;
    this.#naming = naming;
    this.#resolved = init instanceof ResolvedSection ? init : given(settingsOf(section, naming), init);
    const { settings, values } = this.#resolved;
    const shown: Record<string, unknown> = {};
    for (const { key, definition } of settings) {
      if (definition.inputOnly) continue;
      const value = frozen(values.get(key)!.value);
      if (holdsSecret(definition, value)) Object.defineProperty(this, key, { get: () => value });
      else shown[key] = value;
    }
    Object.freeze(Object.assign(this, shown));
  }

  /** What is worth knowing about the settings; what was wrong has been thrown. */
  get issues(): readonly SettingIssue[] {
    return [...this.#resolved.issues, ...this.#section.check?.(this.#resolved.values) ?? []];
  }

  /** What the settings are, where they come from and what that hides; of one of them, if a name is given. */
  explain(): Explanation;
  /** What one setting is, where it comes from and what that hides. Throws `unknown_setting`. */
  explain(name: Extract<keyof T["settings"], string> | (string & {})): ExplainedSetting;
  explain(name?: string): Explanation | ExplainedSetting {
    const all = new Explanation(this.entries(), this.#naming);
    if (name === undefined) return all;
    checkArgument(`${this.constructor.name}.explain`, "name", name, STRING);
    // Asked of the section itself, the short name is enough.
    const own = this.#resolved.settings.find(({ key, wire }) => key === name || wire === name);
    return all.find(own?.path ?? name);
  }

  /** The same section with other values for some settings. Throws `SettingsError` for values that do not fit. */
  with(changes: SectionInit<T>): this {
    checkArgument(`${this.constructor.name}.with`, "changes", changes, OBJECT);
    const { settings, values, issues } = this.#resolved;
    const changed = fromInit(settings, changes, ({ key }) => values.get(key)!);
    const replaced = new Set(
      settings.filter(({ key }) => changed.get(key) !== values.get(key)).map(({ path }) => path),
    );
    const others = issues.filter(({ path }) => path === undefined || !replaced.has(path));
    return new (this.constructor as new (init: ResolvedSection) => this)(
      new ResolvedSection(settings, changed, others),
    );
  }

  /** The settings with their values and origins, for those that explain or write them. Holds secrets. */
  entries(): readonly (readonly [Setting, Resolved])[] {
    const { settings, values } = this.#resolved;
    return settings.map((setting) => [setting, values.get(setting.key)!]);
  }

  /** The fields of the Python class by their names on the wire, secrets too; `null` for those without a value. */
  toDict(): Record<string, unknown> {
    return this.#dict((_, value) =>
      Array.isArray(value) ? [...value] : isPlain(value) ? orderedCopy(value, null) : value
    );
  }

  /** As `toDict`, with secrets masked. */
  toJSON(): Record<string, unknown> {
    return this.#dict(masked);
  }

  /** The section in one line, with secrets masked. */
  toString(): string {
    return `${this.constructor.name}(${this.texts().join(", ")})`;
  }

  /** The settings as `name=value`, with secrets masked. */
  texts(): readonly string[] {
    return this.#shown().map(([{ wire, definition }, { value }]) => `${wire}=${shown(definition, value)}`);
  }

  #dict(valueOf: (definition: Setting["definition"], value: unknown) => unknown): Record<string, unknown> {
    const fields = this.entries().filter(([{ definition }]) => isField(definition));
    return Object.fromEntries(
      fields.map(([{ wire, definition }, { value }]) => [wire, valueOf(definition, value) ?? null]),
    );
  }

  #shown(): readonly (readonly [Setting, Resolved])[] {
    return this.entries().filter(([{ definition }]) => !definition.inputOnly);
  }

  static {
    inspectable(
      this.prototype,
      (section) =>
        Object.fromEntries(
          section.#shown().map(([{ key, definition }, { value }]) => [key, masked(definition, value)]),
        ),
    );
  }
}

/** A list or a map, as no one can change it. */
function frozen(value: unknown): unknown {
  if (Array.isArray(value)) return Object.freeze([...value]);
  return isPlain(value) ? Object.freeze(orderedCopy(value, null)) : value;
}

/** Whether a value is texts by name: as YAML has them, or as a program or a definition writes them. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function given(settings: readonly Setting[], init: Readonly<Record<string, unknown>>): ResolvedSection {
  return new ResolvedSection(settings, fromInit(settings, init, defaultOf));
}

function fromInit(
  settings: readonly Setting[],
  init: Readonly<Record<string, unknown>>,
  otherwise: (setting: Setting) => Resolved,
): ReadonlyMap<string, Resolved> {
  const problems: SettingIssue[] = [];
  const fields = new Map(
    settings.filter(({ definition }) => !definition.inputOnly).map((setting) => [setting.key, setting]),
  );
  for (const key of Object.keys(init)) {
    if (!fields.has(key)) problems.push(unknownName(key, fields.keys()));
  }
  const resolved = settings.map((setting): [string, Resolved] => {
    const value = Object.hasOwn(init, setting.key) ? init[setting.key] : undefined;
    if (value === undefined || !fields.has(setting.key)) return [setting.key, otherwise(setting)];
    const { definition, path } = setting;
    const valueType = VALUE_TYPES[definition.type];
    if (!v.is(valueType.schema(definition), value)) {
      const found = valueType.isSecret ? MASK : typeof value === "object" ? typeName(value) : shown(definition, value);
      const what = `${path} is ${found}, and must be ${valueType.expected(definition)}`;
      problems.push(issueAt(valueType.code, ARGUMENT, what, { path }));
    }
    return [setting.key, {
      value: isPlain(value) ? orderedCopy(value, null) : value,
      origin: ARGUMENT,
      shadowed: [],
    }];
  });
  if (problems.length > 0) throw new SettingsError(problems);
  return new Map(resolved);
}
