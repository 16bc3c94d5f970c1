/**
 * Random configurations, of which about half hold nothing odd.
 *
 * @module
 */
import { mutateText, oneOf, type Random } from "../../_support/mutations.ts";
import type { ConfigCase, Content, NamedFile } from "./case.ts";

type Kind = "bool" | "int" | "seconds" | "list" | "endpoint" | "string" | "location" | "variable" | "auth";
type Setting = readonly [section: string, option: string, kind: Kind, yaml?: string];

/** Where flytekit looks for its settings; on purpose not the table of the library. */
const SETTINGS: readonly Setting[] = [
  ["platform", "url", "endpoint", "admin.endpoint"],
  ["platform", "insecure", "bool", "admin.insecure"],
  ["platform", "insecure_skip_verify", "bool", "admin.insecureSkipVerify"],
  ["platform", "ca_cert_file_path", "string", "admin.caCertFilePath"],
  ["platform", "console_endpoint", "string", "console.endpoint"],
  ["platform", "http_proxy_url", "string", "admin.httpProxyURL"],
  ["credentials", "command", "list", "admin.command"],
  ["credentials", "proxy_command", "list", "admin.proxyCommand"],
  ["credentials", "client_id", "string", "admin.clientId"],
  ["credentials", "client_secret", "string"],
  ["credentials", "client_secret_location", "location", "admin.clientSecretLocation"],
  ["credentials", "client_secret_env_var", "variable", "admin.clientSecretEnvVar"],
  ["credentials", "scopes", "list", "admin.scopes"],
  ["credentials", "auth_mode", "auth", "admin.authType"],
  ["credentials", "audience", "string", "admin.audience"],
  ["secrets", "env_prefix", "string"],
  ["secrets", "default_dir", "string"],
  ["secrets", "file_prefix", "string"],
  ["secrets", "host", "string"],
  ["secrets", "port", "int"],
  ["secrets", "disabled", "bool"],
  ["secrets", "disable_tags", "bool"],
  ["aws", "enable_debug", "bool"],
  ["aws", "endpoint", "string", "storage.connection.endpoint"],
  ["aws", "retries", "int"],
  ["aws", "backoff_seconds", "seconds"],
  ["aws", "access_key_id", "string", "storage.connection.access-key"],
  ["aws", "secret_access_key", "string", "storage.connection.secret-key"],
  ["aws", "addressing_style", "string", "storage.connection.addressing-style"],
  ["gcp", "gsutil_parallelism", "bool"],
  ["azure", "storage_account_name", "string"],
  ["azure", "storage_account_key", "string"],
  ["azure", "tenant_id", "string"],
  ["azure", "client_id", "string"],
  ["azure", "client_secret", "string"],
  ["persistence", "attach_execution_metadata", "bool"],
  ["sdk", "local_sandbox", "string"],
  ["local", "cache_enabled", "bool"],
  ["local", "cache_overwrite", "bool"],
  ["local", "project", "string", "task.project"],
  ["local", "domain", "string", "task.domain"],
  ["local", "org", "string", "task.org"],
];
const YAML_SETTINGS = SETTINGS.filter(([, , , yaml]) => yaml !== undefined);

/** Values as they are written in an INI file and in an environment variable. */
const GOOD: Readonly<Record<Kind, readonly string[]>> = {
  bool: ["true", "false", "True", "FALSE", "1", "0", "on", "off", "yes", "no"],
  int: ["5", "8126", "1", "12", "0"],
  seconds: ["5", "1", "30", "600", "0"],
  list: ["one", "one,two", "openid,profile", "my-tool,token,--json", "a b,c"],
  endpoint: ["localhost:30080", "dns:///flyte.example.com", "dns:///a:81", "flyte.example.com:443", "http://a:8080"],
  string: ["a", "http://localhost:30080", "minio", "/etc/ssl/ca.pem", "my-project", "two words", "é"],
  location: ["@ROOT@/secrets/client", "@ROOT@/secrets/client", "@ROOT@/secrets/other"],
  variable: ["MY_SECRET", "MY_SECRET", "OTHER_SECRET"],
  auth: ["standard", "Pkce", "ClientSecret", "DeviceFlow", "basic", "client_credentials", "ExternalCommand"],
};
/** Used for flyte 2 as well. */
export const ODD_TEXTS = [
  ...["", "", " ", "flase", "tru", "0", "None", "null", "a # b", "a ; b", "a=b:c", '"quoted"', "'quoted'", "[a, b]"],
  ...["%", "%%", "%(url)s", "%(none)s", "%(base)s", "\u00e9\u{1f600}", "\u2028", "a\u00a0", "~/a", "\t", "İ"],
];
const ODD: Readonly<Record<Kind, readonly string[]>> = {
  bool: ["flase", "y", "n", "2", "none", "oN", "NO", " false "],
  int: [
    "-1",
    "+4",
    " 7 ",
    "1_000",
    "1__0",
    "007",
    "x",
    "1.5",
    "1e3",
    "0x10",
    "٣",
    "9007199254740993",
    "99999999999999999999",
  ],
  seconds: ["-1", "1_0", "x", "1.5", "86399999913600", "-86399999913600", "-86399999913601", "99999999999999999"],
  list: [",", ",,", "one, two ,", " ,", "[]"],
  endpoint: ["dns:///", "dns:///dns:///a", "dndns:///s:///a", "a,dns:///b", "DNS:///a", "dns://a"],
  string: [],
  location: ["@ROOT@/none", "@ROOT@/secrets", "client", "@ROOT@/secrets/", "@ROOT@//secrets/./client"],
  variable: ["UNSET_SECRET", "EMPTY_SECRET", "MY=SECRET", "my_secret"],
  auth: ["pkce", "clientSecret", "nothing", "STANDARD"],
};

/** Values as YAML has them after a key. */
const GOOD_YAML: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  bool: ["true", "false", "yes", "off", "True", '"true"', "'false'"],
  list: ["[one, two]", "[openid]", "[]", "one,two", '["a b", c]'],
};
/** Used for flyte 2 as well. */
export const ODD_YAML = [
  ...[
    "null",
    "~",
    "",
    "true",
    "no",
    "y",
    "0",
    "5",
    "-1",
    "1.5",
    "1e3",
    "1.0e+3",
    ".nan",
    "-.inf",
    "-0.0",
    "0x1f",
    "0o17",
  ],
  ...[
    "017",
    "0b11",
    "1_000",
    "1:30",
    "190:20:30.15",
    "9007199254740993",
    "2024-01-01",
    "2024-01-01 12:30:00",
    "2024-1-1",
  ],
  ...["2024-01-01T12:30:00.5+02:00", "2024-02-30", "[]", "[a, 1, null, [b], 2.5]", "{}", "{a: 1}", "{1: a, true: b}"],
  ...[
    "{b: 1, '2': x, a: {c: []}}",
    "!!binary aGk=",
    "!!set {b, a, 1}",
    "!!str 5",
    "!!int '5'",
    "!!float 1",
    "''",
    "'0'",
  ],
  ...[
    "'flase'",
    '"a\\u0041\\n"',
    "a # b",
    "a#b",
    "a: b",
    "'it''s'",
    "- a",
    "=",
    "*none",
    "@bad",
    "!mine x",
    "[a",
    "é😀",
  ],
];
/** Used for flyte 2 as well. */
export const IDENTIFIERS = [
  ...[
    "repo:v1",
    "docker.io/a/b:latest",
    "ghcr.io/a/b@sha256:26c68657",
    "localhost:5000/a",
    "localhost:5000/a:v1",
    "repo",
  ],
  ...["cr.flyte.org/flyteorg/flytekit:py3.11-1.16.31", "a:b@sha256:c", "host/UPPER:Tag"],
];
/** Used for flyte 2 as well. */
export const ODD_IDENTIFIERS = ["", "@", ":", "a:b:c", "a@b@c", "a b:c", "a:b/c", "é:é", "a:"];
const IMAGE_NAMES = ["one", "two", "default", "My_Image", "a-b", "é", "with space", "__proto__", "constructor", "x.y"];
const ODD_IMAGE_NAMES = ["5", "1", "true", "null", "2.5", "~", "yes", "2024-01-01"];

const SECRETS: readonly Content[] = [
  ...[
    "s3cret",
    "s3cret\n",
    "  s3cret \n",
    "s3cret\r\n",
    "",
    "\n",
    "  ",
    "a\nb",
    "\ufeffs3cret\n",
    "\u00a0s\x1c\n",
    "é",
  ],
  { base64: "6Q==" },
];
const SECRET_VALUES = ["from-variable", "from-variable", "", " spaces ", "line\n"];

/** Used for flyte 2 as well. */
export const INI_NAMES = ["flytekit.config", "config", "config.ini", "CONFIG.YAML", "config.yaml.bak", "é.config"];
/** Used for flyte 2 as well. */
export const YAML_NAMES = ["config.yaml", "config.yaml", "config.yaml", "config.yml", "myyaml", ".yml"];
const INI_EXTRAS = [
  ...[
    "[auth]\nassumable_iam_role = x\n",
    "[DEFAULT]\nbase = a\n",
    "[DEFAULT]\nurl = b\nproject = c\n",
    "# a comment\n",
  ],
  ...["; a comment\n", "\n", "[sdk2]\n", "[PLATFORM]\nurl = c\n"],
];
const ODD_INI_EXTRAS = [
  "[internal]\n",
  "[platform]\nurl = twice\n",
  "a bare key\n",
  "  continued\n",
  "[admin]\nendpoint = x\n",
];
/** Used for flyte 2 as well. */
export const YAML_EXTRAS = [
  "logger:\n  show-source: true\n  level: 0\n",
  "# a comment\n",
  "union:\n  x: [1, 2]\n",
  "x: !!str 1\n",
];
/** Used for flyte 2 as well. */
export const ODD_YAML_EXTRAS = [
  ...[
    "---\n",
    "admin: {}\n",
    "admin: text\n",
    "task:\n",
    "storage: []\n",
    "- a\n",
    "x: =\n",
    "<<: {admin: {endpoint: m}}\n",
  ],
  ...[
    "images:\n",
    "images: []\n",
    "images: {}\n",
    "images: false\n",
    "%YAML 1.2\n",
    "\tx: y\n",
    "x: 2024-13-01\n",
    "? [a]\n: b\n",
  ],
];
const PIECES = [
  ..."abz01 :=#;[]{},-'\"%&*!|>@`~?.\\/\t\n\r",
  ...[
    "\n",
    "\n  ",
    "\n- ",
    ": ",
    " #",
    "[platform]\n",
    "\nurl = ",
    "\nadmin:\n  ",
    "%(url)s",
    "\r\n",
    "---\n",
    "...\n",
  ],
  ...[
    "&a ",
    "*a",
    "<<: ",
    "!!str ",
    "null",
    "yes",
    "0x1",
    "1:2",
    "\0",
    "\ufeff",
    "\u0085",
    "\u2028",
    "\u00a0",
    "é",
    "😀",
  ],
];

/** Whether something of a probability in percent happens. */
export function chance(random: Random, percent: number): boolean {
  return random(100) < percent;
}

/** A random case. */
export function configCase(random: Random): ConfigCase {
  // Half of the cases are well-formed; the others have something odd anywhere with this probability.
  const odd = oneOf(random, [0, 0, 0, 0, 5, 15, 30, 60]);
  const format = oneOf(random, [..."iiiiiiii", ..."yyyyyyyyy", ..."nnn"]);
  const env: Record<string, string> = { ...variables(random, odd), ...secretVariables(random) };
  const files: Record<string, Content> = secretFiles(random);
  if (format === "n") return { env, file: null, files };
  const ini = format === "i";
  const content = written(random, ini ? iniText(random, odd) : yamlText(random, odd), odd);
  if (!chance(random, 12)) return { env, file: namedFile(random, ini, content, odd), files };
  files[place(random, ini, env)] = content;
  return { env, file: null, files };
}

function namedFile(random: Random, ini: boolean, content: Content, odd: number): NamedFile {
  // Seldom a name of the other format, or of nothing.
  const name = oneOf(random, ini === !chance(random, odd / 20) ? INI_NAMES : YAML_NAMES);
  if (chance(random, odd / 20)) return { name };
  return { name, ...typeof content === "string" ? { text: content } : content };
}

/** A file of the search path. */
function place(random: Random, ini: boolean, env: Record<string, string>): string {
  const path = ini ? oneOf(random, ["@CWD@/flytekit.config", "@HOME@/.flyte/config"]) : "@HOME@/.flyte/config.yaml";
  if (!chance(random, 40)) return path;
  const named = `@ROOT@/${oneOf(random, ini ? INI_NAMES : YAML_NAMES)}`;
  const written = named + (chance(random, 20) ? oneOf(random, ["/", "/.", "//"]) : "");
  env["FLYTECTL_CONFIG"] = chance(random, 70) ? written : oneOf(random, ["", "@ROOT@/none", "@ROOT@"]);
  if (chance(random, 30)) env["_FLYTECTL_CONFIG_PYFLYTE_OVERRIDE"] = oneOf(random, [named, "", "@ROOT@/none"]);
  return named;
}

/** The text as it is in the file: in 1 of 10 changed, seldom with other line ends, a BOM or in Latin-1. */
export function written(random: Random, text: string, odd: number): Content {
  let result = chance(random, odd === 0 ? 0 : 20) ? mutateText(random, text, PIECES).toWellFormed() : text;
  if (chance(random, 5)) result = result.replaceAll("\n", oneOf(random, ["\r\n", "\r\n", "\r"]));
  if (chance(random, odd / 10)) result = `\ufeff${result}`;
  return chance(random, odd / 10) ? { base64: btoa(result.replaceAll(/[^\0-\xff]/gu, "\xe9")) } : result;
}

// --- values ---------------------------------------------------------------------------------------------------------

function textValue(random: Random, kind: Kind, odd: number): string {
  if (!chance(random, odd)) return oneOf(random, GOOD[kind]);
  const special = ODD[kind];
  return special.length > 0 && chance(random, 60) ? oneOf(random, special) : oneOf(random, ODD_TEXTS);
}

function yamlValue(random: Random, kind: Kind, odd: number): string {
  if (chance(random, odd)) {
    return chance(random, 70) ? oneOf(random, ODD_YAML) : quoted(random, textValue(random, kind, 100));
  }
  const good = GOOD_YAML[kind];
  return good === undefined ? quoted(random, oneOf(random, GOOD[kind])) : oneOf(random, good);
}

/** A string as a scalar of one of three styles. Plain ones are not always the text. */
export function quoted(random: Random, text: string): string {
  const styles = [text, text, JSON.stringify(text), `'${text.replaceAll("'", "''")}'`];
  return oneOf(random, styles);
}

function variables(random: Random, odd: number): Record<string, string> {
  const entries = Array.from({ length: random(5) }, () => {
    const [section, option, kind] = oneOf(random, SETTINGS);
    const name = `FLYTE_${section}_${option}`.toUpperCase();
    return [chance(random, odd / 5) ? typo(random, name) : name, textValue(random, kind, odd)] as const;
  });
  return chance(random, 50) ? {} : Object.fromEntries(entries);
}

/** The variables that may hold a secret. */
export function secretVariables(random: Random): Record<string, string> {
  if (chance(random, 30)) return { EMPTY_SECRET: "" };
  return { MY_SECRET: oneOf(random, SECRET_VALUES), OTHER_SECRET: "other", EMPTY_SECRET: "" };
}

/** The files that may hold a secret. */
export function secretFiles(random: Random): Record<string, Content> {
  if (chance(random, 5)) return {};
  return { "@ROOT@/secrets/client": oneOf(random, SECRETS), "@ROOT@/secrets/other": "other\n" };
}

/** A name with a mistake in it. */
export function typo(random: Random, name: string): string {
  return oneOf(random, [name.toUpperCase(), name.toLowerCase(), name.slice(1), `${name}s`, name.replace("_", "-")]);
}

/** A few different settings. */
function chosen(random: Random, from: readonly Setting[]): readonly Setting[] {
  const count = random(4) === 0 ? 1 : 1 + random(10);
  return [...new Set(Array.from({ length: count }, () => oneOf(random, from)))];
}

/** Images by name. */
export function images(random: Random, odd: number): (readonly [name: string, identifier: string])[] {
  const names = new Set(Array.from({ length: random(4) }, () => oneOf(random, IMAGE_NAMES)));
  if (chance(random, odd)) names.add(oneOf(random, ODD_IMAGE_NAMES));
  return [...names].map((name) => [name, oneOf(random, chance(random, odd) ? ODD_IDENTIFIERS : IDENTIFIERS)]);
}

// --- INI ------------------------------------------------------------------------------------------------------------

function iniText(random: Random, odd: number): string {
  const sections = new Map<string, string[]>();
  for (const [section, option, kind] of chosen(random, SETTINGS)) {
    const name = chance(random, odd / 10) ? typo(random, option) : chance(random, 3) ? option.toUpperCase() : option;
    const line = iniLine(random, name, textValue(random, kind, odd));
    sections.set(section, [...sections.get(section) ?? [], line]);
  }
  if (chance(random, 30)) {
    const lines = images(random, odd).map((image) => iniLine(random, ...image));
    sections.set("images", lines);
    // Defaults may be images, too; their order is not that of the section.
    if (chance(random, 30)) sections.set("DEFAULT", [iniLine(random, "base", "reg.io/base:v1"), ...lines.slice(-1)]);
  }
  const parts = Array.from(sections, ([name, lines]) => `[${name}]\n${lines.join("")}${oneOf(random, ["", "\n"])}`);
  if (chance(random, 20)) insert(random, parts, oneOf(random, INI_EXTRAS));
  if (chance(random, odd / 2)) insert(random, parts, oneOf(random, ODD_INI_EXTRAS));
  return parts.join("");
}

function iniLine(random: Random, option: string, value: string): string {
  // Within a value of several lines, each further one is indented.
  const lines = chance(random, 5) ? value.replaceAll(",", ",\n    ") : value;
  return `${option}${oneOf(random, ["=", "=", " = ", ":", ": "])}${lines}\n`;
}

/** Puts a part among others. */
export function insert(random: Random, parts: string[], part: string): void {
  parts.splice(random(parts.length + 1), 0, part);
}

// --- YAML -----------------------------------------------------------------------------------------------------------

/** Keys with values, or with a value as it is written. */
export type Tree = Map<string, Tree | string>;

function yamlText(random: Random, odd: number): string {
  const tree: Tree = new Map();
  for (const [, , kind, yaml] of chosen(random, YAML_SETTINGS)) {
    const path = yaml!.split(".");
    if (chance(random, odd / 10)) path.push(typo(random, path.pop()!));
    put(tree, path, yamlValue(random, kind, odd));
  }
  if (chance(random, 30)) {
    for (const [name, identifier] of images(random, odd)) {
      put(tree, ["images", name], imageValue(random, identifier, odd));
    }
  }
  const parts = Array.from(tree, ([key, value]) => yamlEntry(random, key, value, ""));
  if (chance(random, 20)) insert(random, parts, oneOf(random, YAML_EXTRAS));
  if (chance(random, odd / 2)) insert(random, parts, oneOf(random, ODD_YAML_EXTRAS));
  return (chance(random, 5) ? "---\n" : "") + parts.join("");
}

/** An image as a YAML value. */
export function imageValue(random: Random, identifier: string, odd: number): string {
  return chance(random, odd / 3) ? oneOf(random, ODD_YAML) : quoted(random, identifier);
}

/** Puts a value below keys. */
export function put(tree: Tree, path: readonly string[], value: string): void {
  const [key, ...rest] = path as readonly [string, ...string[]];
  if (rest.length === 0) {
    tree.set(key, value);
    return;
  }
  const inner = tree.get(key);
  const below = inner instanceof Map ? inner : new Map();
  tree.set(key, below);
  put(below, rest, value);
}

export function yamlEntry(random: Random, key: string, value: Tree | string, indent: string): string {
  if (typeof value === "string") return `${indent}${key}: ${blockValue(random, value, indent)}\n`;
  if (chance(random, 25)) return `${indent}${key}: ${flow(value)}\n`;
  const deeper = indent + oneOf(random, ["  ", "  ", "    ", " "]);
  return `${indent}${key}:\n${Array.from(value, ([name, inner]) => yamlEntry(random, name, inner, deeper)).join("")}`;
}

/** A value after a key of block style; sometimes a list of one line for each item, or a literal text. */
function blockValue(random: Random, value: string, indent: string): string {
  const items = /^\[([\w, -]+)\]$/.exec(value)?.[1]?.split(",");
  if (items !== undefined && chance(random, 40)) return items.map((item) => `\n${indent}- ${item.trim()}`).join("");
  if (/^[\w:/.@]+$/.test(value) && chance(random, 4)) {
    return `${oneOf(random, ["|", ">", "|-", ">-"])}\n${indent}  ${value}`;
  }
  return chance(random, 3) ? `${value} # a comment` : value;
}

function flow(tree: Tree): string {
  const entries = Array.from(tree, ([key, value]) => `${key}: ${typeof value === "string" ? value : flow(value)}`);
  return `{${entries.join(", ")}}`;
}
