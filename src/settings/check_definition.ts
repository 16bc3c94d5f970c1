/**
 * Checks the definitions of sections and settings: callers in plain JavaScript have no compiler that would.
 *
 * @module
 */
import { ANYTHING, type Check, FUNCTION, listOf, OBJECT, STRING } from "../arguments.ts";
import { FlyteConfigError } from "../errors.ts";
import { closest } from "../text/closest.ts";
import { mustBe, unknownName } from "../text/expected.ts";
import { oneLine, quoted } from "../text/quote.ts";
import type { SettingDefinition } from "./definition.ts";
import type { Plugin } from "./plugin.ts";
import type { Setting } from "./setting.ts";
import { hasType, VALUE_TYPES } from "./value_types.ts";

const NUMBER: Check = { expected: "a number", accepts: (value) => typeof value === "number" && !Number.isNaN(value) };
const TRUE: Check = { expected: "true or absent", accepts: (value) => value === true };
const STRINGS: Check = /* @__PURE__ */ listOf(STRING);
const WIRE_NAME: Check = {
  expected: "a string of lower-case letters, digits and _",
  accepts: (value) => typeof value === "string" && /^[a-z][a-z0-9_]*$/.test(value),
};

/** The members of a setting's definition; what `default` must be depends on the type of the value. */
const MEMBERS: Readonly<Record<keyof SettingDefinition, Check>> = {
  type: STRING,
  doc: STRING,
  ini: STRING,
  yaml: STRING,
  env: STRING,
  envAliases: STRINGS,
  wire: WIRE_NAME,
  default: ANYTHING,
  choices: STRINGS,
  min: NUMBER,
  max: NUMBER,
  mayBeEmpty: TRUE,
  inputOnly: TRUE,
  argumentOnly: TRUE,
  indirect: TRUE,
  otherProgram: STRING,
  notInDict: TRUE,
  counterpart: STRING,
};

/** The members of a plugin: a section's definition, and what belongs to it. */
const PLUGIN_MEMBERS: Readonly<Record<keyof Plugin, Check>> = {
  id: STRING,
  doc: STRING,
  settings: { expected: "an object of settings", accepts: isObject },
  check: FUNCTION,
  clients: { expected: "an object of functions", accepts: isObject },
};

/** Throws `invalid_section` unless `plugin` has the shape of a plugin; `where` names the argument that holds it. */
export function checkDefinition(plugin: unknown, where: string): asserts plugin is Plugin {
  if (!isObject(plugin)) throw invalid(where, mustBe("a plugin { id, doc, settings }", plugin));
  const known = Object.keys(PLUGIN_MEMBERS);
  for (const name of Object.keys(plugin)) {
    if (!known.includes(name)) throw invalid(where, `has an ${unknownName("member", name, known)}`);
  }
  for (const [name, { expected, accepts }] of Object.entries(PLUGIN_MEMBERS)) {
    const isAbsent = plugin[name] === undefined && (name === "check" || name === "clients");
    if (!isAbsent && !accepts(plugin[name])) throw invalid(`${where}.${name}`, mustBe(expected, plugin[name]));
  }
  const { settings, clients } = plugin as Partial<Plugin>;
  for (const [name, client] of Object.entries(clients ?? {})) {
    if (typeof client !== "function") throw invalid(`${where}.clients.${oneLine(name)}`, mustBe("a function", client));
  }
  for (const [key, setting] of Object.entries(settings!)) {
    checkSettingDefinition(setting, `${where}.settings[${quoted(key)}]`);
  }
}

function checkSettingDefinition(setting: unknown, where: string): void {
  if (!isObject(setting)) throw invalid(where, mustBe("a setting { type, doc, … }", setting));
  for (const [name, value] of Object.entries(setting)) {
    const check = Object.hasOwn(MEMBERS, name) ? MEMBERS[name as keyof SettingDefinition] : undefined;
    if (check === undefined) {
      throw invalid(where, `has an ${unknownName("member", name, Object.keys(MEMBERS))}`);
    }
    if (value !== undefined && !check.accepts(value)) {
      throw invalid(`${where}.${oneLine(name)}`, mustBe(check.expected, value));
    }
  }
  for (const name of ["type", "doc"]) {
    if (setting[name] === undefined) throw invalid(`${where}.${name}`, mustBe("a string", undefined));
  }
  const definition = setting as unknown as SettingDefinition;
  const { type, default: fallback, choices = [], min = -Infinity, max = Infinity } = definition;
  if (!Object.hasOwn(VALUE_TYPES, type)) {
    const known = closest(type, TYPES) === undefined ? `; the types are ${TYPES.join(", ")}` : "";
    throw invalid(where, `has an ${unknownName("type", type, TYPES)}${known}`);
  }
  if (type !== "choice" && definition.choices !== undefined) throw invalid(where, 'has choices; use the type "choice"');
  if (type === "choice" && choices.length === 0) throw invalid(where, "needs at least one string in choices");
  if (min > max) throw invalid(where, `has a min of ${min}, which is greater than its max of ${max}`);
  if (fallback === undefined) return;
  if (!hasType(definition, fallback)) {
    throw invalid(`${where}.default`, `must be ${VALUE_TYPES[type].expected(definition)}`);
  }
}

/** Throws `invalid_section` unless `id` can be the name of a property. */
export function checkId(id: string): void {
  if (!isPropertyName(id)) {
    throw new FlyteConfigError("invalid_section", `${quoted(id)} ${notAName("id of a section")}`, { path: id });
  }
}

/** Throws `invalid_section` or `setting_without_source` for a setting that no source could hold. */
export function checkSetting({ key, path, definition, envs, ini, yaml }: Setting): void {
  const { type } = definition;
  if (!isPropertyName(key)) {
    throw invalidSetting(path, notAName("name of a setting"));
  }
  if (type === "map" && definition.env !== undefined) {
    throw invalidSetting(path, "is a map, which an environment variable cannot hold; remove env");
  }
  if (yaml?.includes("")) throw invalidSetting(path, "has an empty key in yaml");
  const wrong = envs.find((env) => /[\s=,\p{Cc}]/u.test(env));
  if (wrong !== undefined) {
    throw invalidSetting(path, `has the invalid environment variable ${quoted(wrong)}; use letters, digits and _`);
  }
  if (ini?.some((name) => name.trim() !== name || /[\p{Cc}\[\]=:]|^[#;]/u.test(name))) {
    throw invalidSetting(path, "has a name in ini that an INI file cannot hold");
  }
  if (ini?.[0] === "" || (ini?.[1] === "" && type !== "map")) {
    throw invalidSetting(path, "needs both a section and an option in ini, such as section.option");
  }
  if (!envs[0] && !ini && !yaml && !definition.argumentOnly && !definition.indirect) {
    throw new FlyteConfigError(
      "setting_without_source",
      `${path} has no source; give its definition ini, yaml or env, or argumentOnly: true`,
      { path },
    );
  }
}

const TYPES: readonly string[] = Object.keys(VALUE_TYPES);

/** Members that all sections, or the groups of sections, have. */
const RESERVED: readonly string[] = ["issues", "explain", "with", "entries", "toDict", "toJSON", "texts", "section"];

/** Describes a string that cannot be the name of a property, and the rule for such names. */
function notAName(kind: string): string {
  return `is not a valid ${kind}; use letters and digits, start with a lower-case letter, and do not use the name of a member such as toDict`;
}

/** Keys become properties, so none may be a member of all sections or of all objects. */
function isPropertyName(text: string): boolean {
  return /^[a-z][A-Za-z0-9]*$/.test(text) && !(text in Object.prototype) && !RESERVED.includes(text);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return OBJECT.accepts(value);
}

function invalid(where: string, what: string): FlyteConfigError {
  return new FlyteConfigError("invalid_section", `${where} ${what}`);
}

function invalidSetting(path: string, what: string): FlyteConfigError {
  return new FlyteConfigError("invalid_section", `${path} ${what}`, { path });
}
