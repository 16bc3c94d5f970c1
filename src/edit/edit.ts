/**
 * Edits configuration files in place.
 *
 * @module
 */
import { ANYTHING, type Check, checkArgument, checkOptions } from "../arguments.ts";
import { diagnose, type Diagnostic } from "../diagnostics/diagnose.ts";
import { findingsOf } from "../diagnostics/findings.ts";
import { type DiagnosticOptions, diagnosticRequest, type FlyteVersion } from "../diagnostics/options.ts";
import type { Product } from "../diagnostics/products.ts";
import { FlyteConfigError } from "../errors.ts";
import type { NamedText } from "../formats/config_document.ts";
import type { YamlDocument } from "../formats/yaml/mod.ts";
import { readYaml } from "../formats/yaml/parse.ts";
import { isYamlMapping, type YamlValue } from "../formats/yaml/values.ts";
import { masked, shown } from "../settings/display.ts";
import { NAMED_TEXT } from "../settings/file/file_option.ts";
import { openText } from "../settings/file/open.ts";
import { type SettingIssue, SettingsError } from "../settings/issues.ts";
import { oneLine } from "../text/quote.ts";
import { type EditedSetting, findSetting } from "./find_setting.ts";
import { readEditValue } from "./read_value.ts";
import { withoutKey } from "./remove_key.ts";
import type { EditValue } from "./scalar_text.ts";
import { withKey } from "./set_key.ts";
import { isSameYaml, updated } from "./values.ts";

/** An edit: a setting to set or to unset. */
export type YamlEdit = SetEdit | UnsetEdit;

/** Sets a setting. */
export interface SetEdit {
  /**
   * Name of the setting, as `explain` shows it (`platform.endpoint`) or as its key in a YAML file (`admin.endpoint`). The
   * item of a mapping has its key at the end: `images.default`.
   */
  readonly set: string;
  /** The value: with its type, or as a string, which is read by the type of the setting. */
  readonly value: EditValue;
}

/** Unsets a setting. */
export interface UnsetEdit {
  /** Name of the setting, as in {@linkcode SetEdit}. */
  readonly unset: string;
}

/** Options of {@linkcode editYaml}. */
export type EditOptions = Omit<DiagnosticOptions, "name">;

/** A key that an edit has changed. */
export interface YamlChange {
  /** Kind of change. */
  readonly kind: "added" | "changed" | "removed";
  /** Name of the setting, such as `platform.endpoint`. */
  readonly setting: string;
  /** Its key in the file, such as `admin.endpoint`. */
  readonly key: string;
  /** Line of the key, counted from 1: in the new text, or in the previous one if it was removed. */
  readonly line: number;
  /** The previous value for people, with secrets masked; `undefined` if there was none. */
  readonly before: string | undefined;
  /** The new value for people, with secrets masked; `undefined` if there is none. */
  readonly after: string | undefined;
  /** The versions that read the key. */
  readonly versions: readonly FlyteVersion[];
}

/** The result of {@linkcode editYaml}. */
export interface EditedYaml {
  /** The new text. */
  readonly text: string;
  /** The keys that have changed, in the order of the edits; none if all had these values. */
  readonly changes: readonly YamlChange[];
  /** Warnings about the new text that the previous one did not have. */
  readonly warnings: readonly Diagnostic[];
}

const CALL = "editYaml";
const USAGE = 'editYaml({ name: "config.yaml", text }, [{ set: "platform.endpoint", value: "flyte.acme.com" }])';

/** Maximum number of equal keys that are removed; the text is parsed after each. */
const MAX_EQUAL_KEYS = 20;

const EDITS: Check = {
  expected: "a list of edits { set, value } or { unset }",
  accepts: (value) => Array.isArray(value) && Array.from(value).every(isEdit),
};

function isEdit(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { set, unset, value: given } = value as Partial<SetEdit & UnsetEdit>;
  return typeof set === "string" ? unset === undefined && given !== undefined : typeof unset === "string";
}

/**
 * Sets and unsets settings in the text of a `config.yaml`, and keeps every other byte: comments, layout, quotation marks,
 * order and line endings.
 *
 * A value replaces the previous one. A new key is added after the last one of its section, with the same indentation, and
 * a new section at the end. A key is removed with its lines and the comment on them; a section without further keys is
 * removed with it, but not the comments on lines of their own. The result is parsed again: all other values are the
 * same, and the new ones are read as they were given.
 *
 * @param file – Name and text of the file.
 * @param edits – The settings to set and to unset, in order.
 * @param options – The versions that read the file, and plugins.
 * @returns The new text, the changes and new warnings.
 * @throws {YamlError} `yaml_syntax` – when the file is not valid YAML; there are other codes that start with `yaml_`.
 * @throws {SettingsError} `not_text`, `not_boolean`, `not_integer`, `not_seconds`, `not_list`, `not_a_choice` or
 * `not_map` – when a value has the wrong type for a version that reads it. The new file may have other problems that the
 * previous one does not have.
 * @throws {SettingsError} `differs_from_python` – when flytekit or flyte 2 would read another value.
 * @throws {FlyteConfigError} `unknown_setting` – when no setting has a name.
 * @throws {FlyteConfigError} `setting_not_in_yaml` – when a setting cannot be in a YAML file.
 * @throws {FlyteConfigError} `edit_unsupported` – when the file is an INI file, or a key cannot be edited in place: aliases
 * repeat it, it comes from another mapping, or its section is not a mapping.
 * @throws {FlyteConfigError} `edit_not_read` – when another value would be read.
 * @throws {FlyteConfigError} `invalid_argument` – when `file` or `edits` has another type.
 * @throws {FlyteConfigError} `invalid_option` – when a value is empty, or an option is unknown or has the wrong type.
 * @throws {FlyteConfigError} `invalid_section`, `duplicate_section`, `duplicate_source` or `setting_without_source` –
 * when a plugin is not a valid definition.
 *
 * @example
 * ```ts
 * import { editYaml } from "@flyte-ts/config/edit";
 *
 * const text = "admin:\n  endpoint: dns:///old.acme.com # production\n";
 * const { text: edited, changes } = editYaml({ name: "config.yaml", text }, [
 *   { set: "platform.endpoint", value: "dns:///new.acme.com" },
 *   { set: "platform.insecure", value: "no" },
 * ]);
 * console.log(edited.split("\n")[1]); //   endpoint: dns:///new.acme.com # production
 * console.log(changes[0]?.key, changes[0]?.line); // admin.endpoint 2
 * ```
 */
export function editYaml(file: NamedText, edits: readonly YamlEdit[], options: EditOptions = {}): EditedYaml {
  checkArgument(CALL, "file", file, NAMED_TEXT, USAGE);
  checkArgument(CALL, "edits", edits, EDITS, USAGE);
  checkOptions(CALL, options, { versions: ANYTHING, plugins: ANYTHING }, USAGE);
  const { name, text } = file;
  const { products } = diagnosticRequest(CALL, text, { ...options, name }, USAGE);
  requireYaml(name, products);
  const original = readYaml(text, { name });
  const edited = new Map<string, EditedSetting>();
  let current = original;
  let result = text;
  for (const edit of edits) {
    const isSet = "set" in edit && edit.set !== undefined;
    const setting = findSetting(CALL, isSet ? edit.set : (edit as UnsetEdit).unset, products);
    const value = isSet ? readEditValue(CALL, setting, edit.value) : undefined;
    edited.set(JSON.stringify(setting.path), setting);
    const next = value === undefined
      ? unset(name, result, current, setting)
      : set(name, result, current, setting, value);
    if (next === undefined) continue;
    [result, current] = [next, reread(name, next)];
  }
  if (result === text) return { text, changes: [], warnings: [] };
  requireNoProblems(file, result, products, [...edited.values()]);
  const changes = [...edited.values()].flatMap((setting) => changeOf(setting, original, current));
  return { text: result, changes, warnings: newWarnings(file, result, options) };
}

/** INI files are for flytekit only, and can be converted. flyte 2 reads a file of any name as YAML. */
function requireYaml(name: string, products: readonly Product[]): void {
  if (products.every(({ request: { catalog } }) => catalog.dialect.configFile.formatOf(name) === "yaml")) return;
  const message =
    `${oneLine(name)} is an INI file, since its name ends in neither "yaml" nor "yml"; only YAML files can ` +
    "be edited: convert it with convertToYaml";
  throw new FlyteConfigError("edit_unsupported", message);
}

/** Returns the text with a value; `undefined` if it already has this value. */
function set(
  name: string,
  text: string,
  document: YamlDocument,
  setting: EditedSetting,
  value: EditValue,
): string | undefined {
  const found = document.at(setting.path);
  if (found !== undefined && isSameYaml(found.value, value as YamlValue)) return undefined;
  const next = withKey(name, text, setting.path, value);
  requireValue(name, next, updated(document.value, setting.path, value as YamlValue), setting);
  return next;
}

/** Returns the text without a key; `undefined` if it does not have it. */
function unset(name: string, text: string, document: YamlDocument, setting: EditedSetting): string | undefined {
  if (document.at(setting.path) === undefined) return undefined;
  let next = text;
  // Of equal keys, each but the last one was ignored before.
  for (let left = MAX_EQUAL_KEYS; left >= 0 && reread(name, next).at(setting.path) !== undefined; left--) {
    const without = left === 0 ? undefined : withoutKey(name, next, setting.path);
    if (without === undefined) throw notRemovable(name, document, setting, left === 0);
    next = without;
  }
  requireValue(name, next, updated(document.value, setting.path, undefined), setting);
  return next;
}

function notRemovable(name: string, document: YamlDocument, setting: EditedSetting, isFrequent: boolean) {
  const { line, column } = document.at(setting.path)!;
  const what = isFrequent
    ? `occurs more than ${MAX_EQUAL_KEYS} times; remove it by hand`
    : "comes from another mapping through a merge key; change it there";
  const message = `${name}:${line}:${column}: ${setting.path.join(".")} ${what}`;
  return new FlyteConfigError("edit_unsupported", message, { path: setting.name });
}

/** Parses an edited text. An error means that the edit does not suit the file; the text that people have is valid. */
function reread(name: string, text: string): YamlDocument {
  try {
    return readYaml(text, { name });
  } catch (cause) {
    throw new FlyteConfigError("edit_not_read", `${name}: the edit would make the file invalid; edit it by hand`, {
      cause,
    });
  }
}

/** Checks that an edited text has one other value, and that all others are as they were. */
function requireValue(name: string, text: string, expected: YamlValue, { name: path }: EditedSetting): void {
  const { value } = reread(name, text);
  const isEmpty = isYamlMapping(expected) && [...expected as Map<YamlValue, YamlValue>].length === 0;
  if (isSameYaml(value, expected) || (value === null && isEmpty)) return;
  const message =
    `${name}: editing ${path} would change another value of the file, or its own would not be read; edit it ` +
    "by hand";
  throw new FlyteConfigError("edit_not_read", message, { path });
}

/** Checks that no version refuses the new text, and that Python reads the new values alike. */
function requireNoProblems(
  { name, text }: NamedText,
  next: string,
  products: readonly Product[],
  edited: readonly EditedSetting[],
): void {
  const paths = new Set(edited.flatMap(({ owners }) => owners.map(({ setting }) => setting.path)));
  const found = products.flatMap(({ request }) => {
    const { configFile } = request.catalog.dialect;
    const seriousOf = (text: string): readonly SettingIssue[] => {
      const { problems, issues } = findingsOf(request, openText({ name, text }, "strict", configFile));
      const differing = issues.filter(({ code, path }) => code === "differs_from_python" && paths.has(path ?? ""));
      return [...problems, ...differing];
    };
    return added(seriousOf(next), seriousOf(text), ({ code, what, message, path }) => [code, path, what ?? message]);
  });
  const problems = [...new Map(found.map((problem) => [problem.message, problem])).values()];
  if (problems.length > 0) throw new SettingsError(problems);
}

function newWarnings({ name, text }: NamedText, next: string, options: EditOptions): readonly Diagnostic[] {
  const warningsOf = (text: string) =>
    diagnose(text, { ...options, name }).filter(({ severity }) => severity === "warning");
  return added(warningsOf(next), warningsOf(text), ({ code, message }) => [code, message]);
}

/** Returns the items that are not in another list, whatever their position in the text. */
function added<T>(items: readonly T[], others: readonly T[], keyOf: (item: T) => readonly unknown[]): readonly T[] {
  const known = new Set(others.map((item) => JSON.stringify(keyOf(item))));
  return items.filter((item) => !known.has(JSON.stringify(keyOf(item))));
}

function changeOf(setting: EditedSetting, original: YamlDocument, current: YamlDocument): readonly YamlChange[] {
  const { name, path, owners } = setting;
  const [before, after] = [original.at(path), current.at(path)];
  if (before === undefined ? after === undefined : after !== undefined && isSameYaml(before.value, after.value)) {
    return [];
  }
  return [{
    kind: before === undefined ? "added" : after === undefined ? "removed" : "changed",
    setting: name,
    key: path.join("."),
    line: (after ?? before)!.key!.line,
    before: before && display(setting, before.value),
    after: after && display(setting, after.value),
    versions: owners.map(({ version }) => version),
  }];
}

/** Shows a value; of an item, as its mapping would. */
function display({ item, owners: [owner] }: EditedSetting, value: YamlValue): string {
  const { definition } = owner!.setting;
  if (item === undefined) return shown(definition, value);
  const { [item]: safe } = masked(definition, { [item]: value }) as Readonly<Record<string, unknown>>;
  return shown({ ...definition, type: "string" }, safe);
}
