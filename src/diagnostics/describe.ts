/**
 * Describes a position of a configuration file for editors: what to show there, and what may be written.
 *
 * @module
 */
import { type Check, checkArgument, COUNT, objectWith } from "../arguments.ts";
import type { ConfigDocument } from "../formats/config_document.ts";
import type { TextPosition } from "../formats/text.ts";
import { shown } from "../settings/display.ts";
import { openText } from "../settings/file/open.ts";
import { resolve } from "../settings/resolve.ts";
import { lookupIn } from "../settings/sources.ts";
import { VALUE_TYPES } from "../settings/value_types.ts";
import { findKey, type KeyNode, keyTree, type OwnedSetting } from "./keys.ts";
import { type DiagnosticOptions, diagnosticRequest, type FlyteVersion, VERSION_NAMES } from "./options.ts";
import { type Cursor, iniCursor, yamlCursor } from "./cursor.ts";
import { type TextRange, TextRanges } from "./positions.ts";

/** A setting at a position, as one version has it. */
export interface DescribedSetting {
  /** The version. */
  readonly version: FlyteVersion;
  /** Wire names that lead to the setting, such as `platform.endpoint`. */
  readonly path: string;
  /** Documentation. */
  readonly doc: string;
  /** Description of the allowed values. */
  readonly type: string;
  /** The default, as it is shown; `undefined` if there is none. */
  readonly default: string | undefined;
  /** The environment variables that take precedence over the file. */
  readonly variables: readonly string[];
  /** The value in the file, with secrets masked; `undefined` if there is none, or the file cannot be read. */
  readonly value: string | undefined;
  /** Line of the value in the file. */
  readonly line: number | undefined;
}

/** The documentation of a name at a position. */
export interface Hover {
  /** Range of the name or value. */
  readonly range: TextRange;
  /** The documentation in Markdown. */
  readonly markdown: string;
  /** The setting with that name, of each version that has one; none for a section. */
  readonly settings: readonly DescribedSetting[];
  /** Whether only earlier releases read the name. */
  readonly isDeprecated: boolean;
}

/** A name or value that may be written at a position. */
export interface Completion {
  /** The name or value. */
  readonly label: string;
  /** Kind of completion. */
  readonly kind: "section" | "key" | "value";
  /** Documentation in Markdown. */
  readonly documentation: string;
  /** The versions that have it. */
  readonly versions: readonly FlyteVersion[];
  /** Range to replace. */
  readonly range: TextRange;
  /** The text to put there. */
  readonly newText: string;
}

/** Information about a position of a file. */
export interface PositionDescription {
  /** Documentation of the name at the position; `undefined` if there is none. */
  readonly hover: Hover | undefined;
  /** Names or values that may be written there. */
  readonly completions: readonly Completion[];
}

const USAGE = 'describe(text, { line: 1, column: 1 }, { name: "config.yaml" })';

const POSITION: Check = {
  expected: "an object { line, column } of integers of at least 1",
  accepts: (value) =>
    objectWith("", "line", "column").accepts(value) &&
    [(value as TextPosition).line, (value as TextPosition).column].every((one) => COUNT.accepts(one) && one > 0),
};

/**
 * Describes a position of a configuration file: the documentation of the key there, and the keys or values that may be
 * written. The file may be empty or malformed, as while someone types. YAML is understood in block style.
 *
 * @param text – The text of the file.
 * @param position – Line and column, counted from 1; one beyond the text is moved to its end.
 * @param options – Name of the file, versions and plugins.
 * @returns The documentation and completions.
 * @throws {FlyteConfigError} `invalid_argument` – when `text` is not a string, or `position` is not a position.
 * @throws {FlyteConfigError} `invalid_option` – when an option is unknown or has the wrong type.
 * @throws {FlyteConfigError} `invalid_section`, `duplicate_section`, `duplicate_source` or `setting_without_source` –
 * when a plugin is not a valid definition.
 *
 * @example
 * ```ts
 * import { describe } from "@flyte-ts/config/diagnostics";
 *
 * const { completions } = describe("admin:\n  end", { line: 2, column: 6 });
 * console.log(completions[0]?.label, completions[0]?.versions); // endpoint [ "flytekit", "flyte2" ]
 * const { hover } = describe("admin:\n  insecure: true\n", { line: 2, column: 5 });
 * console.log(hover?.settings[0]?.doc); // Whether to connect without TLS
 * ```
 */
export function describe(
  text: string,
  position: Pick<TextPosition, "line" | "column">,
  options: DiagnosticOptions = {},
): PositionDescription {
  const request = diagnosticRequest("describe", text, options, USAGE);
  checkArgument("describe", "position", position, POSITION, USAGE);
  const { configFile } = request.products[0]!.request.catalog.dialect;
  const format = configFile.formatOf(request.name);
  const ranges = new TextRanges(text, format);
  const { line, column, offset } = ranges.position(ranges.offsetOf(position));
  const lines = text.split(/\r\n|\r|\n/);
  const cursor = (format === "yaml" ? yamlCursor : iniCursor)(lines, line - 1, column - 1);
  if (cursor === undefined) return { hover: undefined, completions: [] };
  const root = keyTree(request.products, format);
  const start = offset - (column - 1);
  const rangeOf = (from: number, to: number) => ranges.between(start + from, start + to);
  return {
    hover: hoverAt(cursor, root, rangeOf, openText({ name: request.name, text }, "strict", configFile).document),
    completions: cursor.kind === "value" ? valuesAt(cursor, root, rangeOf) : keysAt(cursor, root, rangeOf, format),
  };
}

type RangeOf = (from: number, to: number) => TextRange;

function hoverAt(
  { parents, name, start, end }: Cursor,
  root: KeyNode,
  rangeOf: RangeOf,
  document: ConfigDocument | undefined,
): Hover | undefined {
  const node = findKey(root, [...parents, name]);
  if (node === undefined || name === "") return undefined;
  const settings = describedSettings(node.settings, document);
  return {
    range: rangeOf(start, end),
    markdown: markdownOf([...parents, name].join("."), node, settings),
    settings,
    isDeprecated: node.legacy !== undefined,
  };
}

/** Describes the settings of all versions. */
function describedSettings(
  owned: readonly OwnedSetting[],
  document: ConfigDocument | undefined,
): readonly DescribedSetting[] {
  const lookup = lookupIn(() => undefined, document);
  return owned.map(({ version, setting }) => {
    const { path, envs, definition } = setting;
    const { value, origin } = resolve(setting, lookup(setting), []);
    const isSet = origin.source === "file";
    const rules = VALUE_TYPES[definition.type];
    return {
      version,
      path,
      doc: definition.doc,
      type: rules.expected(definition) + (rules.isSecret ? ", which is secret" : ""),
      default: definition.default === undefined ? undefined : shown(definition, definition.default),
      variables: envs,
      value: isSet ? shown(definition, value) : undefined,
      line: isSet ? origin.line : undefined,
    };
  });
}

function markdownOf(name: string, node: KeyNode, settings: readonly DescribedSetting[]): string {
  if (settings.length === 0) return `**${name}**\n\n${outline(node)}`;
  const facts = [
    ...facet("type", settings, ({ type }) => type),
    ...facet("default", settings, (one) => one.default && code(one.default)),
    ...facet("value", settings, ({ value, line }) => value && `${code(value)} (line ${line})`),
    ...facet("a variable takes precedence", settings, ({ variables }) => variables.map(code).join(" or ")),
    `read by ${namesOf(settings.map(({ version }) => version))}`,
  ];
  const docs = facet("", settings, ({ doc }) => doc).join("\n\n");
  return `**${name}**\n\n${docs}\n\n${facts.map((fact) => `- ${fact}`).join("\n")}`;
}

/** Returns one line for what all versions have in common, else one for each version. */
function facet(
  label: string,
  settings: readonly DescribedSetting[],
  textOf: (setting: DescribedSetting) => string | undefined,
): readonly string[] {
  const texts = settings.map((setting) => [VERSION_NAMES[setting.version], textOf(setting)] as const);
  const isCommon = texts.every(([, text]) => text === texts[0]![1]);
  return (isCommon ? texts.slice(0, 1) : texts).flatMap(([version, text]) => {
    const start = [label, isCommon ? "" : label === "" ? version : `(${version})`].filter(Boolean).join(" ");
    return text ? [start === "" ? text : `${start}: ${text}`] : [];
  });
}

function code(text: string): string {
  return `\`${text.replaceAll("`", "'")}\``;
}

/** Describes a name that is not a setting. */
function outline({ sections, versions, owner, legacy }: KeyNode): string {
  if (legacy !== undefined) return `No longer read since flytekit 1.0; ${legacy}`;
  if (owner !== undefined) return `Another program reads it (${owner})`;
  const read = versions.size === 0 ? "" : `\n\n- read by ${namesOf([...versions])}`;
  return `${[...sections].join("; ") || "Keys of other programs"}${read}`;
}

function namesOf(versions: readonly FlyteVersion[]): string {
  return versions.map((version) => VERSION_NAMES[version]).join(" and ");
}

function keysAt(cursor: Cursor, root: KeyNode, rangeOf: RangeOf, format: "yaml" | "ini"): readonly Completion[] {
  const { kind, parents, name, start, end, indent, hasDelimiter, siblings } = cursor;
  const children = findKey(root, parents)?.children ?? new Map<string, KeyNode>();
  // A key at a wrong indentation is moved.
  const isMoved = start !== indent;
  const range = rangeOf(isMoved ? 0 : start, end);
  const margin = isMoved ? " ".repeat(indent) : "";
  return [...children].flatMap(([label, node]): Completion[] => {
    if (node.versions.size === 0 || (siblings.has(label) && label !== name)) return [];
    const written = kind === "section"
      ? `[${label}]`
      : hasDelimiter
      ? label
      : label + (format === "ini" ? " = " : holdsKeys(node) ? `:\n${" ".repeat(indent + 2)}` : ": ");
    return [{
      label,
      kind: node.settings.length === 0 || kind === "section" ? "section" : "key",
      documentation: documentationOf(node),
      versions: [...node.versions],
      range,
      newText: margin + written,
    }];
  });
}

/** Whether further keys follow a key of YAML. */
function holdsKeys({ settings }: KeyNode): boolean {
  return settings.every(({ setting }) => setting.definition.type === "map");
}

function documentationOf(node: KeyNode): string {
  const docs = new Set(node.settings.map(({ setting }) => setting.definition.doc));
  const read = `read by ${namesOf([...node.versions])}`;
  return docs.size === 0 ? outline(node) : `${[...docs].join(". ")}\n\n- ${read}`;
}

function valuesAt(
  { parents, name, start, end, needsSpace }: Cursor,
  root: KeyNode,
  rangeOf: RangeOf,
): readonly Completion[] {
  const words = new Map<string, FlyteVersion[]>();
  const settings = findKey(root, [...parents, name])?.settings ?? [];
  for (const { version, setting: { definition } } of settings) {
    const allowed = definition.type === "boolean"
      ? ["true", "false"]
      : VALUE_TYPES[definition.type].allowedWords?.(definition);
    for (const word of allowed ?? []) words.set(word, [...words.get(word) ?? [], version]);
  }
  const range = rangeOf(start, end);
  return [...words].map(([label, versions]) => ({
    label,
    kind: "value",
    documentation: `A value of ${code(name)}\n\n- read by ${namesOf(versions)}`,
    versions,
    range,
    newText: (needsSpace ? " " : "") + label,
  }));
}
