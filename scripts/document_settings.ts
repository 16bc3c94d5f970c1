/**
 * Writes docs/settings.md and the JSON Schemas from the definitions of settings, and docs/errors.md. With `--check`, fails if one of them is
 * out of date.
 *
 * @module
 */
import { ABFS, GCS, S3, Storage } from "../v2.ts";
import { publishedSchema, type SchemaName } from "../src/diagnostics/published_schema.ts";
import { ERROR_CODES, type ErrorCode } from "../src/errors.ts";
import { LEGACY_KEYS, MISNOMERS } from "../src/flytekit/config/misnomers.ts";

import { FOREIGN_KEYS, FOREIGN_VARIABLES } from "../src/sections/foreign_names.ts";
import { allSections, DEFAULT_PLUGINS, NAMING } from "../src/sections/flytekit/mod.ts";
import { DIALECT } from "../src/flyte2/config/dialect.ts";
import { NAMING as FLYTE_NAMING, SECTIONS as FLYTE_SECTIONS } from "../src/sections/flyte2/mod.ts";
import { VALUE_TYPES } from "../src/settings/value_types.ts";
import type { ComposedSection, MountedSection, Setting } from "../src/settings/setting.ts";
import { composeSections, settingsOf } from "../src/settings/compose.ts";
import type { SettingDefinition, ValueType } from "../src/settings/definition.ts";
import { ERROR_PAGES, ERROR_SECTIONS } from "./error_pages/mod.ts";

/** Each type's name, and the values that may be written for it. */
const TYPE_DOCS: Readonly<Record<ValueType, readonly [name: string, written: string]>> = {
  string: ["string", "any string"],
  path: ["path", "a path"],
  endpoint: ["endpoint", "host and port; every `dns:///` in it is removed"],
  variable: ["variable", "the name of an environment variable; anything else is masked"],
  secret: ["secret", "any string; whitespace around it is stripped, and it is masked wherever it is printed"],
  boolean: ["boolean", `${words("boolean")} in upper or lower case; in YAML also its own booleans`],
  integer: ["integer", "digits with an optional sign; in YAML also a number"],
  seconds: ["seconds", "a whole number of seconds, written like an integer"],
  commaList: ["list", "strings separated by commas; in YAML also a list of strings"],
  commandLine: [
    "command",
    "a JSON list of strings, or a command line with shell quoting; in YAML also a list of strings",
  ],
  wordList: [
    "words",
    "a JSON list of strings, or strings separated by commas and whitespace; in YAML also a list of strings",
  ],
  choice: ["choice", "one of the values listed with the setting (case-sensitive)"],
  map: ["map", "strings by name: a section in INI, a mapping in YAML"],
};

const composed = composeSections(allSections(DEFAULT_PLUGINS), NAMING);
const flyte = composeSections(FLYTE_SECTIONS, FLYTE_NAMING);
const files: Readonly<Record<string, string>> = {
  "docs/settings.md": reference(),
  "docs/errors.md": errors(),
  "docs/config.schema.json": published("flytekit"),
  "docs/config.v2.schema.json": published("flyte"),
  "docs/config.all.schema.json": published("all"),
};

const outdated: string[] = [];
for (const [path, text] of Object.entries(files)) {
  if (!Deno.args.includes("--check")) await Deno.writeTextFile(path, text);
  else if (text !== await Deno.readTextFile(path).catch(() => undefined)) outdated.push(path);
}
if (outdated.length > 0) {
  console.error(`${outdated.join(", ")}: out of date; run \`deno task docs:write\``);
  Deno.exit(1);
}

function published(name: SchemaName): string {
  return `${JSON.stringify(publishedSchema(name), null, 2)}\n`;
}

function errors(): string {
  return [
    "<!-- Written by scripts/document_settings.ts from src/error_codes.ts and scripts/error_pages: `deno task docs:write`. -->\n",
    "# Error codes\n",
    "The codes of errors and issues. They are stable; a message says what exactly was found, and what to do. Each finding of",
    "[diagnose](diagnostics.md) links to its code on this page. An example throws the error, or prints its code.\n",
    ...ERROR_SECTIONS.flatMap(([heading, codes]) => [`## ${heading}\n`, ...codes.map(errorSection)]),
  ].join("\n");
}

function errorSection(code: ErrorCode): string {
  const { cause, fix, example, seen } = ERROR_PAGES[code];
  const meaning = ERROR_CODES[code];
  // Tests run the examples; `ignore` keeps deno from running them again.
  const shown = example === undefined ? `**Seen:** ${seen}` : `\`\`\`ts ignore\n${example}\n\`\`\``;
  return [
    `### ${code}`,
    `${meaning.charAt(0).toUpperCase()}${meaning.slice(1)}.`,
    `**Cause:** ${cause}`,
    `**Fix:** ${fix}`,
    shown,
  ].join("\n\n") + "\n";
}

function reference(): string {
  const used = new Set(
    [...composed, ...flyte].flatMap(({ settings }) => settings.map(({ definition }) => definition.type)),
  );
  const types = (Object.keys(TYPE_DOCS) as ValueType[]).filter((type) => used.has(type));
  return [
    "<!-- Written by scripts/document_settings.ts from the definitions of settings: `deno task docs:write`. -->\n",
    "# Settings\n",
    "Every setting with its names in each source. [Configuration](configuration.md) describes how they are read;",
    "[Reach the Flyte API](api.md) and [Connect to storage](clients.md) what they mean to clients.",
    "[config.schema.json](config.schema.json) is a JSON Schema of the YAML file for editors;",
    "[config.all.schema.json](config.all.schema.json) that of a file which flyte 2 reads, too. See [Diagnostics for",
    "editors](diagnostics.md#json-schemas).\n",
    "A dash means that a source has no name for the setting, or that the setting has no default. An empty value means not",
    "set, unless stated otherwise.\n",
    "## Types\n",
    table(["type", "allowed values"], types.map((type) => [...TYPE_DOCS[type]])),
    ...composed.map(section),
    "## Keys of other programs\n",
    "Other programs read these keys in the same files. Neither they nor the keys below them are reported as unknown.\n",
    table(
      ["YAML key", "INI", "read by"],
      FOREIGN_KEYS.map(({ yaml, ini, owner }) => [code(yaml), code(ini), owner]),
    ),
    "Variables with these prefixes are not reported as unknown:",
    `${FOREIGN_VARIABLES.map((start) => `\`${start}\``).join(", ")}.\n`,
    "## Options of flytekit before 1.0\n",
    "Files still contain these options, but no current release reads them. An issue `legacy_key` reports them.\n",
    table(
      ["INI", "now"],
      LEGACY_KEYS.map(({ ini, meant, instead }) => [code(ini), code(meant) === "–" ? instead ?? "–" : code(meant)]),
    ),
    "## Common mistakes\n",
    "Names that people confuse with others, and the suggestion in the issue:\n",
    table(["wrong", "right"], MISNOMERS.map(({ wrong, right }) => [code(wrong), right])),
    ...flyteReference(),
  ].join("\n").trimEnd() + "\n";
}

function flyteReference(): string[] {
  const variables = DIALECT.foreignVariables.filter((start) => !FOREIGN_VARIABLES.includes(start));
  return [
    "# Settings of flyte 2\n",
    "Settings of the entry point `@flyte-ts/config/v2`; [config.v2.schema.json](config.v2.schema.json) is a JSON Schema of",
    "its YAML file. Of several variables, the first one that is set is used. There are no INI files.\n",
    ...flyte.map(flyteSection),
    "## flyte 2: storage\n",
    "`Config` and its file have no settings of storage: the classes `S3`, `GCS`, `ABFS` and their base `Storage` read them",
    "from variables.\n",
    ...[Storage, S3, GCS, ABFS].map(storageSection),
    "Keys of other programs are those above. Variables with these prefixes are not reported as unknown either:",
    `${variables.map((start) => `\`${start}\``).join(", ")}.\n`,
  ];
}

function flyteSection({ definition: { id, doc }, settings }: ComposedSection): string {
  const head = ["property", "type", "default", "environment", "YAML", "description"];
  const lines = settings.map(({ key, definition, env, envs, yaml }) => [
    ...[code(key), `${TYPE_DOCS[definition.type][0]}${range(definition)}`, fallback(definition)],
    ...[env === undefined ? "–" : envs.map(code).join(", "), code(yaml?.join(".")), description(definition)],
  ]);
  return `## flyte 2: ${id}\n\n${doc}.\n\n${table(head, lines)}`;
}

function storageSection({ name, section }: { readonly name: string; readonly section: MountedSection }): string {
  const head = ["property", "type", "default", "environment", "in flytekit", "description"];
  const lines = settingsOf(section, FLYTE_NAMING).map(({ key, definition, env }) => [
    ...[code(key), `${TYPE_DOCS[definition.type][0]}${range(definition)}`, fallback(definition), code(env)],
    ...[code(definition.counterpart), description(definition)],
  ]);
  return `### flyte 2: ${name}\n\n${section.definition.doc}.\n\n${table(head, lines)}`;
}

function section({ path, definition: { id, doc }, settings }: ComposedSection): string {
  const property = path.length === 0 ? "" : ` (\`${settings[0]!.path.slice(0, -settings[0]!.wire.length - 1)}\`)`;
  const head = ["property", "type", "default", "environment", "INI", "YAML", "description"];
  return `## ${id}${property}\n\n${doc}.\n\n${table(head, settings.map(cells))}`;
}

function cells({ key, definition, env, ini, yaml }: Setting): string[] {
  const option = ini?.filter((name) => name !== "").join(".");
  const type = `${TYPE_DOCS[definition.type][0]}${range(definition)}`;
  return [
    code(key),
    type,
    fallback(definition),
    code(env),
    code(option),
    code(yaml?.join(".")),
    description(definition),
  ];
}

function fallback({ default: value }: SettingDefinition): string {
  return value === undefined ? "–" : code(JSON.stringify(value));
}

function range({ min, max }: SettingDefinition): string {
  if (min !== undefined && max !== undefined) return `, ${min} to ${max}`;
  if (min !== undefined) return `, at least ${min}`;
  return max === undefined ? "" : `, at most ${max}`;
}

function description(definition: SettingDefinition): string {
  const { doc, type, choices, mayBeEmpty, inputOnly, argumentOnly, indirect, otherProgram, notInDict } = definition;
  return [
    doc,
    choices && `One of ${choices.map((choice) => `\`${choice}\``).join(", ")}`,
    VALUE_TYPES[type].isSecret && "Masked when printed",
    mayBeEmpty && "An empty string in a file is a value",
    inputOnly && "Refers to the secret; not a property",
    argumentOnly && "Can only be set by a program",
    indirect && "Other settings refer to it",
    otherProgram && `A setting of ${otherProgram}; not a field of the Python class`,
    notInDict && "Not a field of the Python class",
  ].filter(Boolean).join(". ");
}

function words(type: ValueType): string {
  return VALUE_TYPES[type].allowedWords!({ type, doc: "" }).map((word) => `\`${word}\``).join(", ");
}

function code(text: string | undefined): string {
  return text === undefined ? "–" : `\`${text}\``;
}

function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const written = [head, head.map(() => "---"), ...lines].map((cells) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`
  );
  return `${written.join("\n")}\n`;
}
