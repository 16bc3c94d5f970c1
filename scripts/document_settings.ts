/**
 * Writes docs/settings.md and the JSON Schemas from the tables of settings. With `--check`, fails where one of them says
 * otherwise.
 *
 * @module
 */
import { Config } from "../mod.ts";
import { Config as FlyteConfig } from "../v2.ts";
import { FOREIGN_KEYS, FOREIGN_VARIABLES, MISNOMERS } from "../src/flytekit/config/foreign_names.ts";
import { LEGACY_KEYS } from "../src/flytekit/config/legacy_keys.ts";

import { allSections, DEFAULT_PLUGINS, NAMING } from "../src/flytekit/config/sections.ts";
import { FLYTE } from "../src/flyte2/config/dialect.ts";
import { NAMING as FLYTE_NAMING, SECTIONS as FLYTE_PLACES, storageSettings } from "../src/sections/flyte2/sections.ts";
import { VALUE_TYPES } from "../src/settings/value_types.ts";
import { type ComposedSection, composeSections, type Setting } from "../src/settings/registry.ts";
import type { SettingDefinition, ValueType } from "../src/settings/definition.ts";

/** What each kind is called, and what may be written for it. */
const KIND_DOCS: Readonly<Record<ValueType, readonly [name: string, written: string]>> = {
  string: ["text", "any text"],
  path: ["path", "any text"],
  endpoint: ["endpoint", "host and port; every `dns:///` in it is taken off"],
  variable: ["name of a variable", "the name; if it does not look like one, it is not shown"],
  secret: ["secret", "any text; white space around it is taken off, and it is never shown"],
  boolean: ["boolean", `${words("boolean")}, in capitals or not; in YAML also its own booleans`],
  integer: ["integer", "digits with an optional sign; in YAML also a number"],
  seconds: ["seconds", "a whole number of seconds, written as an integer"],
  commaList: ["list", "texts separated by commas; in YAML also a list of texts"],
  commandLine: [
    "command",
    "a list of texts as JSON, or a line with quotes as a shell takes it; in YAML also a list of texts",
  ],
  wordList: [
    "words",
    "a list of texts as JSON, or texts separated by commas and white space; in YAML also a list of texts",
  ],
  choice: ["choice", "one of the words listed with the setting, in these very letters"],
  map: ["map", "texts by name: a section in INI, a mapping in YAML"],
};

const composed = composeSections(allSections(DEFAULT_PLUGINS), NAMING);
const flyte = composeSections(FLYTE_PLACES, FLYTE_NAMING);
const files: Readonly<Record<string, string>> = {
  "docs/settings.md": reference(),
  "docs/config.schema.json": `${JSON.stringify(Config.jsonSchema(), null, 2)}\n`,
  "docs/config.v2.schema.json": `${JSON.stringify(FlyteConfig.jsonSchema(), null, 2)}\n`,
};

const outdated: string[] = [];
for (const [path, text] of Object.entries(files)) {
  if (!Deno.args.includes("--check")) await Deno.writeTextFile(path, text);
  else if (text !== await Deno.readTextFile(path).catch(() => undefined)) outdated.push(path);
}
if (outdated.length > 0) {
  console.error(`${outdated.join(", ")}: out of date; run \`deno task settings\``);
  Deno.exit(1);
}

function reference(): string {
  const used = new Set(
    [...composed, ...flyte].flatMap(({ settings }) => settings.map(({ definition: row }) => row.type)),
  );
  const kinds = (Object.keys(KIND_DOCS) as ValueType[]).filter((kind) => used.has(kind));
  return [
    "<!-- Written by scripts/document_settings.ts from the tables of settings: `deno task settings`. -->\n",
    "# Settings\n",
    "All settings, with their names in each source. [Configuration](configuration.md) says how they are read;",
    "[config.schema.json](config.schema.json) describes the YAML file to editors.\n",
    "A dash means that a source has no name for a setting, or that a setting has no default. An empty value is the same as",
    "none, unless the setting says otherwise.\n",
    "## Types\n",
    table(["type", "what may be written"], kinds.map((kind) => [...KIND_DOCS[kind]])),
    ...composed.map(section),
    "## Names of other programs\n",
    "These are in the same files and are read by others. They are no unknown keys, with all that is below them.\n",
    table(
      ["YAML key", "INI", "read by"],
      FOREIGN_KEYS.map(({ yaml, ini, owner }) => [code(yaml), code(ini), owner]),
    ),
    "Variables that start so are not reported as unknown:",
    `${FOREIGN_VARIABLES.map((start) => `\`${start}\``).join(", ")}.\n`,
    "## Options of flytekit before 1.0\n",
    "Files still have them, and no current release reads them; an issue `legacy_key` says so.\n",
    table(
      ["INI", "now"],
      LEGACY_KEYS.map(({ ini, meant, instead }) => [code(ini), code(meant) === "–" ? instead ?? "–" : code(meant)]),
    ),
    "## Wrong names\n",
    "Names that people write for others, and what is suggested in their place:\n",
    table(["wrong", "right"], MISNOMERS.map(({ wrong, right }) => [code(wrong), right])),
    ...flyteReference(),
  ].join("\n").trimEnd() + "\n";
}

function flyteReference(): string[] {
  const variables = FLYTE.foreignVariables.filter((start) => !FOREIGN_VARIABLES.includes(start));
  return [
    "# Settings of flyte 2\n",
    "Those of the entry `@flyte-ts/config/v2`; [config.v2.schema.json](config.v2.schema.json) describes its YAML file to",
    "editors. Of several variables, the first one that is set counts. There are no INI files.\n",
    ...flyte.map(flyteSection),
    "## flyte 2: storage\n",
    "Variables that flyte 2 reads for storage (`flyte.storage`), which its `Config` does not have. They are known here, and",
    "issues lead from the names of flytekit to them.\n",
    table(
      ["variable", "what it is for", "in flytekit"],
      storageSettings().filter(({ env }) => env !== undefined).map((
        { env, definition: row },
      ) => [code(env), row.doc, code(row.counterpart)]),
    ),
    "Keys of other programs are those above. Variables that start so are not reported as unknown either:",
    `${variables.map((start) => `\`${start}\``).join(", ")}.\n`,
  ];
}

function flyteSection({ definition: { id, doc }, settings }: ComposedSection): string {
  const head = ["property", "type", "default", "environment", "YAML", "what it is for"];
  const rows = settings.map(({ key, definition: row, env, envs, yaml }) => [
    ...[code(key), `${KIND_DOCS[row.type][0]}${range(row)}`, fallback(row)],
    ...[env === undefined ? "–" : envs.map(code).join(", "), code(yaml?.join(".")), remarks(row)],
  ]);
  return `## flyte 2: ${id}\n\n${doc}.\n\n${table(head, rows)}`;
}

function section({ path, definition: { id, doc }, settings }: ComposedSection): string {
  const place = path.length === 0 ? "" : ` (\`${settings[0]!.path.slice(0, -settings[0]!.wire.length - 1)}\`)`;
  const head = ["property", "type", "default", "environment", "INI", "YAML", "what it is for"];
  return `## ${id}${place}\n\n${doc}.\n\n${table(head, settings.map(cells))}`;
}

function cells({ key, definition: row, env, ini, yaml }: Setting): string[] {
  const option = ini?.filter((name) => name !== "").join(".");
  const kind = `${KIND_DOCS[row.type][0]}${range(row)}`;
  return [code(key), kind, fallback(row), code(env), code(option), code(yaml?.join(".")), remarks(row)];
}

function fallback({ default: value }: SettingDefinition): string {
  return value === undefined ? "–" : code(JSON.stringify(value));
}

function range({ min, max }: SettingDefinition): string {
  if (min !== undefined && max !== undefined) return `, ${min} to ${max}`;
  if (min !== undefined) return `, at least ${min}`;
  return max === undefined ? "" : `, at most ${max}`;
}

function remarks(row: SettingDefinition): string {
  const { doc, type: kind, choices, mayBeEmpty, inputOnly, argumentOnly, indirect, otherProgram, notInDict } = row;
  return [
    doc,
    choices && `One of ${choices.map((choice) => `\`${choice}\``).join(", ")}`,
    VALUE_TYPES[kind].isSecret && "Never shown",
    mayBeEmpty && "An empty text in a file is a value",
    inputOnly && "Says where the secret is, and is no property",
    argumentOnly && "Given by a program only",
    indirect && "Other settings say where it is",
    otherProgram && `A setting of ${otherProgram}, which the Python class does not have`,
    notInDict && "No field of the Python class",
  ].filter(Boolean).join(". ");
}

function words(kind: ValueType): string {
  return VALUE_TYPES[kind].allowedWords!({ type: kind, doc: "" }).map((word) => `\`${word}\``).join(", ");
}

function code(text: string | undefined): string {
  return text === undefined ? "–" : `\`${text}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows].map((row) =>
    `| ${row.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`
  );
  return `${lines.join("\n")}\n`;
}
