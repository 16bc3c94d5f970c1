/**
 * Sections together: a value made of parts, each a section or another group.
 *
 * @module
 */
import { checkArgument, OBJECT } from "../arguments.ts";
import { type ExplainedSetting, Explanation } from "./explain.ts";
import { inspectable } from "../text/inspect.ts";
import { type SettingIssue, SettingsError, unknownName } from "./problem.ts";
import type { Naming, Setting } from "./registry.ts";
import type { Resolved } from "./resolve.ts";
import { wireName } from "./definition.ts";
import type { Section } from "./section.ts";

/** A section or a group. */
export interface Part {
  /** What is worth knowing about its settings. */
  readonly issues: readonly SettingIssue[];
  /** Its settings with their values and origins. */
  entries(): readonly (readonly [Setting, Resolved])[];
  /** The values by their names on the wire, secrets too. */
  toDict(): Record<string, unknown>;
  /** The same with secrets masked. */
  toJSON(): Record<string, unknown>;
}

/** What a group is made of. */
export interface GroupInit {
  /** Its parts, by the names of its properties. */
  readonly parts: Readonly<Record<string, Part>>;
  /** A section whose settings are properties of the group itself. */
  readonly own?: Section | undefined;
  /** What is worth knowing besides what the parts know. */
  readonly issues?: readonly SettingIssue[] | undefined;
  /** What is read besides settings, and where names belong that no setting has. */
  readonly naming?: Pick<Naming, "otherEnv" | "whereIs"> | undefined;
}

/** Throws `invalid_argument` for what is no object of parts, and `unknown_setting` for a part that there is not. */
export function checkParts(call: string, init: object, names: readonly string[]): void {
  checkArgument(call, "init", init, OBJECT);
  const unknown = Object.keys(init).filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new SettingsError(unknown.map((name) => unknownName(name, names)));
}

/** What all groups have in common. Each class of groups freezes what it makes. */
export abstract class SectionGroup<Name extends string = string> implements Part {
  readonly #init: GroupInit;

  /** Makes the parts properties. */
  constructor(init: GroupInit) {
    this.#init = init;
    Object.assign(this, init.parts);
    // Some of its properties may be hidden from those who list them.
    Object.defineProperties(this, Object.getOwnPropertyDescriptors(init.own ?? {}));
  }

  /** What is worth knowing about the settings and where they come from; what was wrong has been thrown. */
  get issues(): readonly SettingIssue[] {
    return [...this.#init.issues ?? [], ...this.#all().flatMap((part) => part.issues)];
  }

  /**
   * What the settings are, where they come from and what that hides; of one of them, if a name is given: that of the
   * property or on the wire, of the variable, of the option in INI or of the key in YAML. Throws `unknown_setting`.
   */
  explain(): Explanation;
  /** What one setting is, where it comes from and what that hides. Throws `unknown_setting`. */
  explain(name: Name | (string & {})): ExplainedSetting;
  explain(name?: string): Explanation | ExplainedSetting {
    const all = new Explanation(this.entries(), this.#init.naming);
    return name === undefined ? all : all.find(name);
  }

  /** The settings with their values and origins, for those that explain or write them. Holds secrets. */
  entries(): readonly (readonly [Setting, Resolved])[] {
    return this.#all().flatMap((part) => part.entries());
  }

  /** The values by their names on the wire, secrets too; `null` for those without one. */
  toDict(): Record<string, unknown> {
    const { parts, own } = this.#init;
    const dicts = Object.entries(parts).map(([key, part]) => [wireName(key), part.toDict()]);
    return { ...Object.fromEntries(dicts), ...own?.toDict() };
  }

  /** As `toDict`, with secrets masked. */
  toJSON(): Record<string, unknown> {
    const { parts, own } = this.#init;
    const dicts = Object.entries(parts).map(([key, part]) => [wireName(key), part.toJSON()]);
    return { ...Object.fromEntries(dicts), ...own?.toJSON() };
  }

  /** The group in one line, with secrets masked. */
  toString(): string {
    const { parts, own } = this.#init;
    const texts = Object.entries(parts).map(([key, part]) => `${wireName(key)}=${part}`);
    return `${this.constructor.name}(${[...texts, ...own?.texts() ?? []].join(", ")})`;
  }

  #all(): readonly Part[] {
    const { parts, own } = this.#init;
    return [...Object.values(parts), ...own ? [own] : []];
  }

  static {
    inspectable(this.prototype, (group) => ({ ...group.#init.parts, ...group.#init.own }));
  }
}
