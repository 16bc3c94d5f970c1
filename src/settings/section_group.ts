/**
 * A group of sections, such as a whole configuration: an immutable value whose properties are sections or other groups.
 *
 * @module
 */
import { checkArgument, OBJECT } from "../arguments.ts";
import { inspectable } from "../text/inspect.ts";
import { wireName } from "./definition.ts";
import { type ExplainedSetting, Explanation } from "./explain.ts";
import { type SettingIssue, SettingsError, unknownArgument } from "./issues.ts";
import type { Section } from "./section.ts";
import type { Entries, Naming } from "./setting.ts";

/** A section or a group. */
type Member = Pick<Section, "issues" | "entries" | "toDict" | "toJSON">;

/** The members of a group. */
export interface GroupInit {
  /** Its sections and groups, by the names of its properties. */
  readonly members: Readonly<Record<string, Member>>;
  /** A section whose settings are properties of the group itself. */
  readonly own?: Section | undefined;
  /** Issues that are not about its members. */
  readonly issues?: readonly SettingIssue[] | undefined;
  /** Names that `explain` knows besides those of settings. */
  readonly naming?: Pick<Naming, "otherEnv" | "whereIs"> | undefined;
}

/** Throws `invalid_argument` unless `init` is an object, and `unknown_setting` for a name that is not in `names`. */
export function checkMembers(call: string, init: object, names: readonly string[]): void {
  checkArgument(call, "init", init, OBJECT);
  const unknown = Object.keys(init).filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new SettingsError(unknown.map((name) => unknownArgument(call, name, names)));
}

/**
 * Base of all groups of sections, such as a whole configuration.
 *
 * @example
 * ```ts
 * import { Config, SectionGroup } from "@flyte-ts/config";
 *
 * const config = new Config();
 * console.log(config instanceof SectionGroup, config.dataConfig instanceof SectionGroup); // true true
 * ```
 */
export abstract class SectionGroup<Name extends string = string> {
  readonly #init: GroupInit;

  /**
   * Assigns the members as properties; the class that extends this one freezes the object.
   *
   * @internal
   */
  constructor(init: GroupInit) {
    this.#init = init;
    Object.assign(this, init.members);
    // Secrets are not enumerable.
    Object.defineProperties(this, Object.getOwnPropertyDescriptors(init.own ?? {}));
  }

  /** Issues about the settings and their sources. Problems were thrown. */
  get issues(): readonly SettingIssue[] {
    return [...this.#init.issues ?? [], ...this.#all().flatMap((member) => member.issues)];
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
   * @param name – Any name of the setting: of the property, on the wire, of the environment variable, in INI or in YAML.
   * @returns The setting.
   * @throws {FlyteConfigError} `unknown_setting` – when no setting has the name.
   * @throws {FlyteConfigError} `invalid_argument` – when `name` is not a string.
   */
  explain(name: Name | (string & Record<never, never>)): ExplainedSetting;
  explain(name?: string): Explanation | ExplainedSetting {
    const all = new Explanation(this.entries(), this.#init.naming);
    return name === undefined ? all : all.find(name);
  }

  /**
   * Returns the settings with their values and origins. May hold secrets.
   *
   * @internal
   */
  entries(): Entries {
    return this.#all().flatMap((member) => member.entries());
  }

  /**
   * Returns the values by their wire names, secrets included; `null` for those without a value.
   *
   * @returns The values.
   */
  toDict(): Record<string, unknown> {
    return this.#values((member) => member.toDict());
  }

  /**
   * Returns what {@linkcode toDict} returns, with secrets masked, for `JSON.stringify`.
   *
   * @returns The values.
   */
  toJSON(): Record<string, unknown> {
    return this.#values((member) => member.toJSON());
  }

  /**
   * Formats the group on one line, with secrets masked.
   *
   * @returns The class and its members.
   */
  toString(): string {
    const { members, own } = this.#init;
    const texts = Object.entries(members).map(([key, member]) => `${wireName(key)}=${member}`);
    return `${this.constructor.name}(${[...texts, ...own?.texts() ?? []].join(", ")})`;
  }

  #values(valuesOf: (member: Member) => Record<string, unknown>): Record<string, unknown> {
    const { members, own } = this.#init;
    const values = Object.entries(members).map(([key, member]) => [wireName(key), valuesOf(member)]);
    return { ...Object.fromEntries(values), ...own && valuesOf(own) };
  }

  #all(): readonly Member[] {
    const { members, own } = this.#init;
    return [...Object.values(members), ...own ? [own] : []];
  }

  static readonly #inspectable: void = inspectable(
    this.prototype,
    (group) => ({ ...group.#init.members, ...group.#init.own }),
  );
}
