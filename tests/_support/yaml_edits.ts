/**
 * Random configuration files as people write them, random edits of them, and what must hold after an edit.
 *
 * @module
 */
import { type EditedYaml, type EditValue, editYaml, type YamlEdit } from "../../src/edit/mod.ts";
import { FlyteConfigError } from "../../src/errors.ts";
import { parseYaml, YamlError } from "../../src/formats/yaml/mod.ts";
import { oneOf, type Random } from "./mutations.ts";

/** An edit of a file. */
export interface EditCase {
  readonly text: string;
  readonly edit: YamlEdit;
  /** Keys of the setting in the file. */
  readonly path: readonly string[];
  /** The value that YAML must have; `undefined` if the key is removed. */
  readonly value: EditValue | undefined;
}

/** The result of an edit: the new text, or the code of the error. */
export type EditOutcome = { readonly edited: EditedYaml } | { readonly code: string };

type Kind = "string" | "boolean" | "list" | "authType";

/** Settings by their keys, with one of their names. */
const SETTINGS: readonly (readonly [key: string, name: string, kind: Kind])[] = [
  ["admin.endpoint", "platform.endpoint", "string"],
  ["admin.insecure", "platform.insecure", "boolean"],
  ["admin.insecureSkipVerify", "platform.insecureSkipVerify", "boolean"],
  ["admin.caCertFilePath", "platform.ca_cert_file_path", "string"],
  ["admin.clientId", "FLYTE_CREDENTIALS_CLIENT_ID", "string"],
  ["admin.scopes", "admin.scopes", "list"],
  ["admin.command", "platform.command", "list"],
  ["admin.authType", "platform.authMode", "authType"],
  ["console.endpoint", "platform.console_endpoint", "string"],
  ["task.project", "task.project", "string"],
  ["task.domain", "task.domain", "string"],
  ["task.org", "task.org", "string"],
  ["storage.connection.endpoint", "data_config.s3.endpoint", "string"],
  ["storage.connection.region", "data_config.s3.region", "string"],
  ["storage.connection.access-key", "data_config.s3.access_key_id", "string"],
  ["images.default", "images.default", "string"],
  ["images.my-image", "images.my-image", "string"],
  ["image.builder", "image.builder", "string"],
  ["image.image_refs.other image", "image.image_refs.other image", "string"],
  ["local.persistence", "local.persistence", "boolean"],
];

const PLAIN = [
  "dns:///flyte.acme.com",
  "localhost:30080",
  "flytesnacks",
  "ghcr.io/acme/image:1.0",
  "us-east-2",
  "/a/b",
];
const ODD = [
  "yes",
  "017",
  "1.0",
  "1e3",
  "2024-01-31",
  "12:30:45",
  "null",
  "~",
  "a: b",
  "a #b",
  "#c",
  "- d",
  "{e}",
  "[f",
  "*g",
  "&h",
  "!i",
  "it's",
  'say "hi"',
  "back\\slash",
  "%j",
  "@k",
  "two  words",
  "été ☕ 🚀",
  "line\nbreak",
  "tab\there",
  "trailing:",
  "=",
  "<<",
  "---",
  "...",
  "y",
  "?",
  "x\u0085y\u2028z",
];

function chance(random: Random, percent: number): boolean {
  return random(100) < percent;
}

function stringOf(random: Random): string {
  return oneOf(random, chance(random, 60) ? PLAIN : ODD);
}

function valueOf(random: Random, kind: Kind): EditValue {
  switch (kind) {
    case "boolean":
      return chance(random, 50);
    case "authType":
      return oneOf(random, ["Pkce", "ClientSecret", "DeviceFlow", "ExternalCommand"]);
    case "list":
      return Array.from({ length: 1 + random(3) }, () => stringOf(random));
    case "string":
      return stringOf(random);
  }
}

/** Creates a random edit of a random file. */
export function editCase(random: Random): EditCase {
  const text = fileText(random);
  // Most edits are of keys that the file has.
  const present = chance(random, 60) ? SETTINGS.filter(([key]) => text.includes(`${key.split(".").at(-1)}`)) : [];
  const [key, name, kind] = oneOf(random, present.length > 0 ? present : SETTINGS);
  const [section, ...rest] = key.split(".");
  const path = section === "image" && rest.length > 1 ? [section!, rest[0]!, rest[1]!] : [section!, ...rest];
  if (chance(random, 30)) return { text, edit: { unset: name }, path, value: undefined };
  const value = valueOf(random, kind);
  const asText = kind === "boolean" && chance(random, 50) ? (value ? "on" : "No") : value;
  return { text, edit: { set: name, value: asText }, path, value };
}

/** Edits the file of a case. Throws what is not an error of the library. */
export function outcomeOf({ text, edit }: EditCase): EditOutcome {
  try {
    return { edited: editYaml({ name: "config.yaml", text }, [edit]) };
  } catch (error) {
    if (!(error instanceof FlyteConfigError)) throw error;
    return { code: error.code };
  }
}

/** The style of a file. */
interface Style {
  readonly random: Random;
  readonly eol: string;
  readonly step: number;
  /** Percentage of lines with a comment. */
  readonly comments: number;
  /** The names of anchors of strings so far. */
  readonly anchors: string[];
}

/** Returns a random configuration file. Some are empty, and some are not valid YAML. */
export function fileText(random: Random): string {
  const style: Style = {
    random,
    eol: oneOf(random, ["\n", "\n", "\n", "\r\n", "\r\n", "\r"]),
    step: oneOf(random, [2, 2, 2, 4, 4, 1, 3]),
    comments: oneOf(random, [0, 10, 40]),
    anchors: [],
  };
  const { eol } = style;
  if (chance(random, 6)) return jsonText(random, eol);
  const sections = new Map<string, (readonly [key: string, kind: Kind])[]>();
  for (const [key, , kind] of SETTINGS) {
    if (!chance(random, 40)) continue;
    const [section, ...rest] = key.split(".");
    sections.set(section!, [...sections.get(section!) ?? [], [rest.join("."), kind]]);
  }
  const blocks = [...sections].map(([section, keys]) => sectionLines(style, section, keys));
  if (chance(random, 30)) blocks.push([["logger:", `${" ".repeat(style.step)}show-source: true`]].flat());
  if (chance(random, 10)) blocks.push(["odd: |+", "  kept", "", ""]);
  if (chance(random, 10)) blocks.push(["folded: >-", "   one", "   two # no comment", "", "   three"]);
  shuffle(random, blocks);
  if (chance(random, 8)) {
    blocks.unshift(["x-base: &base", "  endpoint: dns:///base.acme.com", "  insecure: true"], [
      "x-other: {<<: *base, clientId: me}",
    ]);
    if (!sections.has("admin")) blocks.push(["admin:", "  <<: *base", ...chance(random, 50) ? ["  clientId: me"] : []]);
  }
  const separator = chance(random, 40) ? [""] : [];
  const lines = blocks.flatMap((block, index) => index === 0 ? block : [...separator, ...block]);
  const commented = lines.flatMap((line) =>
    /^ *[\w"'-]+ ?:/.test(line) && chance(random, style.comments / 4) ? ["# a comment: here", line] : [line]
  );
  if (chance(random, 15)) commented.unshift("---");
  if (chance(random, 5)) commented.push("...");
  else if (chance(random, 20)) {
    commented.push("# the end", ...chance(random, 50) ? ["", "# admin:", "#   insecure: true"] : []);
  }
  const mark = chance(random, 8) ? "\ufeff" : "";
  return mark + commented.join(eol) + (commented.length > 0 && !chance(random, 15) ? eol : "");
}

function jsonText(random: Random, eol: string): string {
  const admin = { endpoint: stringOf(random), ...chance(random, 50) && { insecure: true } };
  const value = chance(random, 20) ? {} : { admin, ...chance(random, 50) && { task: { project: "p" } } };
  return (chance(random, 50) ? JSON.stringify(value) : JSON.stringify(value, null, 2)).replaceAll("\n", eol) + eol;
}

function sectionLines(style: Style, name: string, keys: readonly (readonly [string, Kind])[]): string[] {
  const { random, step } = style;
  const note = chance(random, style.comments) ? " # of the section" : "";
  const key = keyText(random, name);
  if (chance(random, 5)) return [`${key}:${oneOf(random, ["", " ~", " {}", " null", " { }"])}${note}`];
  if (chance(random, 18)) {
    const nested = keys.filter(([key]) => !key.includes("."));
    if (nested.length > 0) return flowSection(style, key, nested, note);
  }
  const groups = new Map<string, (readonly [string, Kind])[]>();
  for (const [path, kind] of keys) {
    const dot = path.indexOf(".");
    const [group, rest] = dot < 0 ? ["", path] : [path.slice(0, dot), path.slice(dot + 1)];
    groups.set(group, [...groups.get(group) ?? [], [rest, kind]]);
  }
  const lines = [`${key}:${note}`];
  for (const [group, members] of groups) {
    const column = group === "" ? step : 2 * step;
    if (group !== "") lines.push(`${" ".repeat(step)}${group}:`);
    for (const [member, kind] of members) lines.push(...entryLines(style, keyText(random, member), kind, column));
  }
  return lines;
}

function flowSection(style: Style, key: string, keys: readonly (readonly [string, Kind])[], note: string): string[] {
  const { random } = style;
  const pairs = keys.map(([name, kind]) => `${keyText(random, name)}: ${inline(random, valueOf(random, kind), true)}`);
  const trailing = chance(random, 20) ? "," : "";
  if (chance(random, 60)) {
    const space = chance(random, 30) ? " " : "";
    return [`${key}: {${space}${pairs.join(oneOf(random, [", ", ",", " , "]))}${trailing}${space}}${note}`];
  }
  const comment = () => chance(random, style.comments) ? " # of the pair" : "";
  return [
    `${key}: {${note}`,
    ...pairs.map((pair, index) => `    ${pair}${index < pairs.length - 1 ? "," : trailing}${comment()}`),
    "  }",
  ];
}

function keyText(random: Random, key: string): string {
  return chance(random, 85) ? key : chance(random, 50) ? `"${key}"` : `'${key}'`;
}

function inline(random: Random, value: EditValue, isFlow: boolean): string {
  if (typeof value === "boolean") return oneOf(random, value ? ["true", "yes", "On"] : ["false", "no", "off"]);
  if (Array.isArray(value)) return `[${value.map((item) => inline(random, item, true)).join(", ")}]`;
  const text = String(value);
  if (isPlainFor(text, isFlow) && chance(random, 60)) return text;
  if (/^[ -~]*$/.test(text) && chance(random, 40)) return `'${text.replaceAll("'", "''")}'`;
  return JSON.stringify(text).replace(
    /[\x85\u2028]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function isPlainFor(text: string, isFlow: boolean): boolean {
  try {
    const source = isFlow ? `[${text}]` : `a: ${text}`;
    return parseYaml(source).at([isFlow ? 0 : "a"])?.value === text && !text.includes("\n");
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    return false;
  }
}

/** Returns the lines of a key and its value, in one of many styles. */
function entryLines(style: Style, key: string, kind: Kind, column: number): string[] {
  const { random } = style;
  const margin = " ".repeat(column);
  const below = " ".repeat(column + style.step);
  const note = chance(random, style.comments)
    ? oneOf(random, [" # why", "   # a: b", chance(random, 10) ? "\t# tab" : " # why"])
    : "";
  const value = valueOf(random, kind);
  const text = inline(random, value, false);
  if (Array.isArray(value) && chance(random, 60)) {
    const dash = margin + (chance(random, 50) ? "" : " ".repeat(style.step));
    return [`${margin}${key}:${note}`, ...value.map((item) => `${dash}- ${inline(random, item, false)}${note}`)];
  }
  const form = random(20);
  if (form === 0) return [`${margin}${key}:${note}`];
  if (form === 1) return [`${margin}${key}: ${oneOf(random, ["~", "null"])}${note}`];
  if (form === 2) return [`${margin}${key}:`, `${below}${text}${note}`];
  if (form === 3 && kind === "string") {
    const name = `a${style.anchors.length}`;
    style.anchors.push(name);
    return [`${margin}${key}: &${name} ${text}${note}`];
  }
  if (form === 4 && kind === "string" && style.anchors.length > 0) {
    return [`${margin}${key}: *${oneOf(random, style.anchors)}${note}`];
  }
  if (form === 5 && kind === "string") {
    const header = oneOf(random, ["|", ">", "|-", ">-", "|+"]) + (note.startsWith(" ") ? note : "");
    return [`${margin}${key}: ${header}`, `${below}first # line`, ...chance(random, 50) ? ["", `${below}second`] : []];
  }
  if (form === 6 && kind === "string") return [`${margin}${key}: some plain`, `${below}words${note}`];
  if (form === 7 && kind === "string") {
    return [`${margin}${key}: "some`, "", `${below}quoted \\`, `${below}words"${note}`];
  }
  if (form === 8 && kind === "string") return [`${margin}${key} : !!str ${text}${note}`];
  if (form === 9 && chance(random, 20)) return [`${margin}? ${key}`, `${margin}: ${text}${note}`];
  if (form === 10 && chance(random, 20)) return [`${margin}${key}: ${text}`, `${margin}${key}: ${text}${note}`];
  return [`${margin}${key}:${oneOf(random, [" ", " ", "  "])}${text}${note}`];
}

function shuffle<T>(random: Random, items: T[]): void {
  for (let at = items.length - 1; at > 0; at--) {
    const other = random(at + 1);
    [items[at], items[other]] = [items[other]!, items[at]!];
  }
}

/**
 * Returns what is wrong with the characters of an edited text: only those of the value, or of the lines of the key, may
 * differ.
 */
export function strayChanges({ text, path, value }: EditCase, edited: string): readonly string[] {
  if (text === edited) return [];
  const found = parseYaml(text).at(path);
  const wrong: string[] = [];
  const isMerged = found !== undefined && isFromElsewhere(text, path);
  if (value === undefined) {
    if (!isSubsequence(edited, text)) wrong.push("removing a key added characters");
  } else if (found !== undefined && !isMerged) {
    const from = found.key!.offset;
    // The position of an alias is that of the value that it repeats.
    const alias = /^.*?:\s*\*[\w-]+/.exec(text.slice(from));
    const to = found.end.offset < from ? from + alias![0].length : found.end.offset;
    const isSame = edited.startsWith(text.slice(0, from)) && edited.endsWith(text.slice(to)) &&
      edited.length >= from + text.length - to;
    if (!isSame) wrong.push("characters outside of the value changed");
  } else if (!isSubsequence(text.replace(/ ?(?:~|null)/g, ""), edited)) wrong.push("adding a key removed characters");
  const [before, after] = [commentLines(text), commentLines(edited)];
  const inside = found === undefined ? "" : text.slice(found.offset, found.end.offset);
  for (const line of before) {
    if (!after.includes(line) && !inside.includes(line)) wrong.push(`the comment ${line} is gone`);
  }
  return wrong;
}

/** Whether a value is merged into its mapping. */
function isFromElsewhere(text: string, path: readonly string[]): boolean {
  const key = JSON.stringify(path);
  const own = [...parseYaml(text).entries()].filter((entry) => JSON.stringify(entry.path) === key);
  return own.every(({ isMerged }) => isMerged);
}

function commentLines(text: string): readonly string[] {
  return text.replace("\ufeff", "").split(/\r\n|\r|\n/).filter((line) => /^\s*#/.test(line));
}

/** Whether a string consists of characters of another one, in their order. */
function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (let index = 0; index < whole.length && at < part.length; index++) if (whole[index] === part[at]) at++;
  return at === part.length;
}
