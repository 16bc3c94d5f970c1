/**
 * Random configurations of flyte 2, of which about half hold nothing odd.
 *
 * @module
 */
import { oneOf, type Random } from "../../_support/mutations.ts";
import type { ConfigCase, Content, NamedFile } from "../config/case.ts";
import {
  chance,
  images,
  imageValue,
  insert,
  ODD_TEXTS,
  ODD_YAML,
  ODD_YAML_EXTRAS,
  put,
  quoted,
  secretFiles,
  secretVariables,
  type Tree,
  typo,
  written,
  YAML_EXTRAS,
  yamlEntry,
} from "../config/generate.ts";

type Kind = "bool" | "string" | "command" | "words" | "location" | "variable" | "auth";
type Setting = readonly [yaml: string, kind: Kind, ...aliases: readonly string[]];

/** Where flyte looks for its settings; on purpose not the table of the library. */
const SETTINGS: readonly Setting[] = [
  ["admin.endpoint", "string"],
  ["admin.insecure", "bool"],
  ["admin.insecureSkipVerify", "bool"],
  ["admin.caCertFilePath", "string"],
  ["console.endpoint", "string"],
  ["admin.httpProxyURL", "string"],
  ["admin.disableKeyring", "bool"],
  ["admin.command", "command", "FLYTE_AUTH_COMMAND"],
  ["admin.proxyCommand", "command", "FLYTE_AUTH_PROXY_COMMAND"],
  ["admin.clientId", "string"],
  ["admin.clientSecretLocation", "location"],
  ["admin.clientSecretEnvVar", "variable"],
  ["admin.scopes", "words"],
  ["admin.authType", "auth", "FLYTE_AUTH_TYPE"],
  ["task.org", "string"],
  ["task.project", "string"],
  ["task.domain", "string"],
  ["image.builder", "string"],
  ["image.registry", "string"],
  ["local.persistence", "bool"],
  ["local.tracked", "bool"],
  ["local.tracked_strict", "bool"],
];

const GOOD: Readonly<Record<Kind, readonly string[]>> = {
  bool: ["true", "false", "True", "1", "0", "on", "off", "yes"],
  string: ["a", "dns:///flyte.example.com", "localhost:30080", "my-project", "two words", "é", "ghcr.io/acme"],
  command: ["uctl get-token", "sh -c 'echo a b'", '["uctl", "get token"]', 'a "b c" d\\ e', "one"],
  words: ["openid", "openid,profile", "openid profile, email", '["a b", "c"]'],
  location: ["@ROOT@/secrets/client", "@ROOT@/secrets/client", "@ROOT@/secrets/other"],
  variable: ["MY_SECRET", "MY_SECRET", "OTHER_SECRET"],
  auth: ["Pkce", "ClientSecret", "DeviceFlow", "ExternalCommand", "Passthrough"],
};
const ODD_LISTS = [
  ...["'open", 'a "open', "a\\", "[]", '["a", 1, null, 1.5, true, {"b": [false, -0.0, "\'"]}]', "[1", '""', "'' \"\""],
  ...[
    'a "b \\" c" d',
    'a "\\x" \\y',
    "a\u00a0b",
    " , ,",
    ",",
    "{}",
    '{"a": 1}',
    "[NaN, 1e400]",
    "\u2003a\u2003",
    "[a]",
  ],
  ...["a#b # c", "a\u000bb", "a\nb", "[1.0, 10000000000000000000000]", '["\\ud83d"]', "[[]]]", "a'b'c\"d\"e", "''a"],
];
const ODD: Readonly<Record<Kind, readonly string[]>> = {
  bool: ["flase", "y", "2", "NO", " false "],
  string: [],
  command: ODD_LISTS,
  words: ODD_LISTS,
  location: ["@ROOT@/none", "@ROOT@/secrets", "client", "@ROOT@/secrets/"],
  variable: ["UNSET_SECRET", "EMPTY_SECRET", "MY=SECRET", "my_secret"],
  auth: ["pkce", "standard", "basic", "client_credentials", "nothing"],
};
const GOOD_YAML: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  bool: ["true", "false", "yes", "off", "True"],
  command: ["[uctl, get-token]", "[one]", "uctl get-token", '["a b", c]'],
  words: ["[openid, profile]", "[]", "openid profile"],
};
/** Values for lists in YAML, in addition to those for flytekit. Sets are left out, since their order is random. */
const ODD_LIST_YAML = [
  "5",
  "true",
  "false",
  "1.5",
  "{b: 1, 2: 'x y', ~: [c]}",
  "2024-01-01",
  "!!binary aGk=",
  "[1, null]",
];
const NAMES = ["config.yaml", "config.yaml", "config.yml", "flytekit.config", "settings", "é.json"];
const PLACES = [
  ...["@CWD@/config.yaml", "@CWD@/.flyte/config.yaml", "@CWD@/below/config.yaml", "@CWD@/below/.flyte/config.yaml"],
  ...["@HOME@/.union/config.yaml", "@HOME@/.flyte/config.yaml"],
];

/** A random case. */
export function flyteCase(random: Random): ConfigCase {
  const odd = oneOf(random, [0, 0, 0, 0, 5, 15, 30, 60]);
  const env: Record<string, string> = { ...variables(random, odd), ...secretVariables(random) };
  const files: Record<string, Content> = secretFiles(random);
  const content = () => written(random, yamlText(random, odd), odd);
  if (!chance(random, 30)) return { env, file: namedFile(random, content(), odd), files };
  const repository = chance(random, 50);
  // Now and then none at all.
  for (let count = random(4); count > 0; count--) files[oneOf(random, PLACES)] = content();
  for (const name of ["UCTL_CONFIG", "FLYTECTL_CONFIG"]) {
    if (!chance(random, 20)) continue;
    const path = `@ROOT@/${oneOf(random, NAMES)}`;
    env[name] = chance(random, 80) ? path : oneOf(random, ["", "@ROOT@/none", "@ROOT@"]);
    files[path] = content();
  }
  return { env, file: null, files, repository };
}

function namedFile(random: Random, content: Content, odd: number): NamedFile {
  const name = oneOf(random, NAMES);
  if (chance(random, odd / 20)) return { name };
  return { name, ...typeof content === "string" ? { text: content } : content };
}

function textValue(random: Random, kind: Kind, odd: number): string {
  if (!chance(random, odd)) return oneOf(random, GOOD[kind]);
  const special = ODD[kind];
  return special.length > 0 && chance(random, 60) ? oneOf(random, special) : oneOf(random, ODD_TEXTS);
}

function variables(random: Random, odd: number): Record<string, string> {
  if (chance(random, 40)) return {};
  const entries = Array.from({ length: random(6) }, () => {
    const [yaml, kind, ...aliases] = oneOf(random, SETTINGS);
    const name = oneOf(random, [...aliases, `FLYTE_${yaml.replaceAll(".", "_")}`.toUpperCase()]);
    return [chance(random, odd / 5) ? typo(random, name) : name, textValue(random, kind, odd)] as const;
  });
  const refs = chance(random, odd / 10) ? { FLYTE_IMAGE_IMAGE_REFS: oneOf(random, ["", "a", '{"a": "b"}']) } : {};
  return { ...Object.fromEntries(entries), ...refs };
}

function yamlText(random: Random, odd: number): string {
  const tree: Tree = new Map();
  for (let count = 1 + random(9); count > 0; count--) {
    const [yaml, kind] = oneOf(random, SETTINGS);
    const path = yaml.split(".");
    if (chance(random, odd / 10)) path.push(typo(random, path.pop()!));
    put(tree, path, yamlValue(random, kind, odd));
  }
  if (chance(random, 30)) {
    for (const [name, identifier] of images(random, odd)) {
      put(tree, ["image", "image_refs", name], imageValue(random, identifier, odd));
    }
  } else if (chance(random, odd / 5)) put(tree, ["image", "image_refs"], oneOf(random, ODD_YAML));
  const parts = Array.from(tree, ([key, value]) => yamlEntry(random, key, value, ""));
  if (chance(random, 20)) insert(random, parts, oneOf(random, YAML_EXTRAS));
  if (chance(random, odd / 2)) insert(random, parts, oneOf(random, ODD_YAML_EXTRAS));
  return parts.join("");
}

function yamlValue(random: Random, kind: Kind, odd: number): string {
  const isList = kind === "command" || kind === "words";
  if (chance(random, odd)) {
    if (!chance(random, 70)) return quoted(random, textValue(random, kind, 100));
    return oneOf(
      random,
      isList ? [...ODD_LIST_YAML, ...ODD_YAML.filter((value) => !value.includes("!!set"))] : ODD_YAML,
    );
  }
  const good = GOOD_YAML[kind];
  return good === undefined ? quoted(random, oneOf(random, GOOD[kind])) : oneOf(random, good);
}
