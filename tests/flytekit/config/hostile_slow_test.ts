/**
 * Hostile configuration files: each results in a configuration or a `FlyteConfigError`, in bounded time and memory.
 */
import assert from "node:assert/strict";
import { Config, FlyteConfigError, type Mode, SettingsError } from "../../../mod.ts";
import { LEAK } from "../../_support/config_samples.ts";
import { leaksOf } from "../../_support/leaks.ts";
import { prototypes } from "../../_support/prototypes.ts";

const yaml = (text: string) => ({ file: { name: "config.yaml", text } });
const ini = (text: string) => ({ file: { name: "flytekit.config", text } });
const MODES: readonly Mode[] = ["strict", "flytekit"];
/** The limit for the growth of the heap when a hostile file is read twice. */
const MOST_BYTES = 1_000_000_000;

const LONG = 4_000_000;
const MANY = 100_000;

/** Hostile files, and the code of the error in each mode; `undefined` if the file is read. */
const HOSTILE: Readonly<
  Record<string, readonly [name: string, text: () => string, strict?: string, flytekit?: string]>
> = {
  "YAML, __proto__ at every level": ["a.yaml", () => named("__proto__")],
  "YAML, constructor at every level": ["a.yaml", () => named("constructor")],
  "YAML, toString at every level": ["a.yaml", () => named("toString")],
  "YAML, __proto__ as a merge key's value": [
    "a.yaml",
    () => "x: &x {__proto__: {endpoint: evil}}\nadmin: {<<: *x}\n__proto__: *x\n",
  ],
  "YAML, a list of __proto__": ["a.yaml", () => "admin: {__proto__: [1], command: [__proto__, constructor]}\n"],
  "YAML, a value of 4 MB": ["a.yaml", () => `admin:\n  endpoint: ${"x".repeat(LONG)}\n`],
  "YAML, a secret of 4 MB": [
    "a.yaml",
    () => `storage: {connection: {secret-key: ${LEAK.repeat(LONG / LEAK.length)}}}`,
  ],
  "YAML, a quoted value of 4 MB": ["a.yaml", () => `admin: {endpoint: "${"\\x41".repeat(LONG / 4)}"}`],
  "YAML, a URL of 4 MB": ["a.yaml", () => `admin: {httpProxyURL: "${"://u".repeat(LONG / 4)}"}`],
  "YAML, a list of 100,000": ["a.yaml", () => `admin: {scopes: [${"a,".repeat(MANY)}]}`],
  "YAML, a number of 4 MB": [
    "a.yaml",
    () => `admin: {insecure: ${"9".repeat(LONG)}}`,
    "yaml_invalid_value",
    "yaml_invalid_value",
  ],
  "YAML, a key of 4 MB": ["a.yaml", () => `admin:\n  ${"x".repeat(LONG)}: 1\n`, "yaml_syntax"],
  "YAML, a quoted key of 4 MB": ["a.yaml", () => `admin:\n  ? "${"x".repeat(LONG)}"\n  : 1\n`],
  "YAML, a comment of 4 MB": ["a.yaml", () => `#${"x".repeat(LONG)}\n`],
  "YAML, 100,000 brackets": ["a.yaml", () => "]".repeat(MANY), "yaml_syntax"],
  "YAML, longer than allowed": ["a.yaml", () => "x".repeat(LONG + 1_000_000), "too_large", "too_large"],
  "YAML, 100,000 sections": ["a.yaml", () => repeat((at) => `s${at}:\n  a: 1\n`)],
  "YAML, 100,000 unknown keys of a section": ["a.yaml", () => `admin:\n${repeat((at) => `  endpoin${at}: 1\n`)}`],
  "YAML, one key 100,000 times": ["a.yaml", () => "admin: 1\n".repeat(MANY), "not_a_mapping"],
  "YAML, 100,000 wrong sections": ["a.yaml", () => `${"admin: 1\n".repeat(MANY)}task: 1\n`, "not_a_mapping"],
  "YAML, 100,000 images": ["a.yaml", () => `images:\n${repeat((at) => `  i${at}: repo:v${at}\n`)}`],
  "YAML, mappings 100,000 deep": ["a.yaml", () => `admin: ${"{a: ".repeat(MANY)}`, "yaml_too_deep", "yaml_too_deep"],
  "YAML, lists 100,000 deep": [
    "a.yaml",
    () => `admin: ${"[".repeat(MANY)}${"]".repeat(MANY)}`,
    "yaml_too_deep",
    "yaml_too_deep",
  ],
  "YAML, ever more indented": [
    "a.yaml",
    () => Array.from({ length: 2500 }, (_, at) => `${" ".repeat(at)}admin:\n`).join(""),
    "yaml_too_deep",
    "yaml_too_deep",
  ],
  "YAML, a NUL": ["a.yaml", () => "admin:\n  endpoint: a\0b\n", "yaml_character"],
  "YAML, a lone surrogate": ["a.yaml", () => "admin:\n  endpoint: \ud800\n", "yaml_character"],
  "YAML, a BOM": ["a.yaml", () => "\ufeffadmin:\n  endpoint: a\n"],
  "YAML, CRLF": ["a.yaml", () => "admin:\r\n  endpoint: a\r\n  insecure: true\r\n"],
  "YAML, CR": ["a.yaml", () => "admin:\r  endpoint: a\r"],
  "INI, __proto__ and others everywhere": ["config", () => iniNamed(["__proto__", "constructor", "tostring"])],
  "INI, a value of 4 MB": ["config", () => `[platform]\nurl = ${"x".repeat(LONG)}\n`],
  "INI, a secret of 4 MB": ["config", () => `[credentials]\nclient_secret = ${LEAK.repeat(LONG / LEAK.length)}\n`],
  "INI, a number of 4 MB": ["config", () => `[aws]\nretries = ${"9".repeat(LONG)}\n`, "not_integer", "not_integer"],
  "INI, a list of 100,000": ["config", () => `[credentials]\nscopes = ${"a,".repeat(MANY)}\n`],
  "INI, a name of 4 MB": ["config", () => `[platform]\n${"x".repeat(LONG)} = 1\n`],
  "INI, a section of 4 MB": ["config", () => `[${"x".repeat(LONG)}]\n`],
  "INI, 4 MB of no INI": [
    "config",
    () => "x".repeat(LONG),
    "ini_missing_section_header",
    "ini_missing_section_header",
  ],
  "INI, 4 MB of references": [
    "config",
    () => `[platform]\na = ${"x".repeat(1000)}\nurl = ${"%(a)s".repeat(LONG / 5)}\n`,
    "ini_too_large",
  ],
  "INI, 100,000 sections": ["config", () => repeat((at) => `[s${at}]\na = 1\n`)],
  "INI, 100,000 unknown options": ["config", () => `[platform]\n${repeat((at) => `ur${at} = 1\n`)}`],
  "INI, 100,000 images": ["config", () => `[images]\n${repeat((at) => `i${at} = repo:v${at}\n`)}`],
  "INI, 100,000 lines of a value": ["config", () => `[platform]\nurl = a\n${"  b\n".repeat(MANY)}`],
  "INI, one section 100,000 times": [
    "config",
    () => "[platform]\n".repeat(MANY),
    "ini_duplicate_section",
    "ini_duplicate_section",
  ],
  "INI, 100,000 brackets": [
    "config",
    () => "[".repeat(MANY),
    "ini_missing_section_header",
    "ini_missing_section_header",
  ],
  "INI, a NUL": ["config", () => "[platform]\nurl = a\0b\n"],
  "INI, a lone surrogate": ["config", () => "[platform]\nurl = \ud800\n"],
  "INI, a BOM": [
    "config",
    () => "\ufeff[platform]\nurl = a\n",
    "ini_missing_section_header",
    "ini_missing_section_header",
  ],
  "INI, CRLF": ["config", () => "[platform]\r\nurl = a\r\ninsecure = true\r\n"],
  "INI, CR": ["config", () => "[platform]\rurl = a\r"],
};

for (const [what, [name, text, ...codes]] of Object.entries(HOSTILE)) {
  Deno.test(`${what}: ${codes.join(", ") || "read"}`, () => {
    const [before, file] = [prototypes(), { name, text: text() }];
    const kept = Deno.memoryUsage().heapUsed;
    for (const [index, mode] of MODES.entries()) {
      let result: Config | FlyteConfigError;
      try {
        result = Config.from({ mode, file });
      } catch (error) {
        if (!(error instanceof FlyteConfigError)) throw error;
        result = error;
      }
      assert.equal(result instanceof FlyteConfigError ? result.code : undefined, codes[index], mode);
      assert.deepEqual(leaksOf(result), []);
      checkBounds(result);
    }
    assert.equal(prototypes(), before);
    assert.equal(({} as Record<string, unknown>)["endpoint"], undefined);
    const growth = Deno.memoryUsage().heapUsed - kept;
    assert.ok(growth < MOST_BYTES, `the heap grew by ${growth} bytes`);
  });
}

/** Checks that messages are short, however long the file is. */
function checkBounds(result: Config | FlyteConfigError): void {
  const issues = result instanceof Config ? result.issues : result instanceof SettingsError ? result.problems : [];
  assert.ok(issues.length <= 300, `${issues.length} issues`);
  for (const { message, frame = "" } of issues) assert.ok(message.length < 2000 && frame.length < 2000, message);
  if (result instanceof FlyteConfigError) assert.ok(result.message.length < 20_000, result.message);
  else assert.ok(String(result.explain()).length < 100_000);
}

/** Returns YAML with a key at every level that settings have. */
function named(name: string): string {
  const inner = `{${name}: {polluted: 1, endpoint: evil}, constructor: {prototype: {endpoint: evil}}}`;
  return `${name}: ${inner}\nadmin:\n  ${name}: ${inner}\nstorage:\n  ${name}: 1\n  connection:\n    ${name}: ${inner}\n` +
    `images:\n  ${name}: repo:v1\nconsole: ${inner}\n`;
}

function iniNamed(names: readonly string[]): string {
  const options = names.map((name) => `${name} = evil\n`).join("");
  return ["platform", "images", "aws", ...names].map((section) => `[${section}]\n${options}`).join("") +
    `[DEFAULT]\n${options}`;
}

function repeat(line: (index: number) => string): string {
  return Array.from({ length: MANY }, (_, index) => line(index)).join("");
}

Deno.test("a hundred thousand unknown INI keys are read in bounded time", () => {
  const names = Array.from({ length: 100_000 }, (_, index) => `k${index}${"x".repeat(index % 50)}`);
  const file = ini(`[platform]\n${names.map((name) => `${name} = 1`).join("\n")}\n`);
  assert.equal(Config.from(file).issues.length, 101);
});

Deno.test("a hundred thousand unknown YAML keys are read in bounded time", () => {
  const text = Array.from({ length: 100_000 }, (_, index) => `k${index}: 1`).join("\n");
  assert.equal(Config.from(yaml(text)).issues.length, 101);
  const below = `admin:\n${text.replace(/^/gm, "  ")}`;
  assert.equal(Config.from(yaml(below)).issues.length, 101);
});
