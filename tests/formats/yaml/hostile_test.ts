import assert from "node:assert/strict";
import { FlyteConfigError } from "../../../src/errors.ts";
import { parseYaml } from "../../../src/formats/yaml/mod.ts";

const MANY = 100_000;
const MEGABYTES = 2_000_000;

/** Strings that are meant to take long, and the code of their error, if there is one. */
const TEXTS: Readonly<Record<string, readonly [text: () => string, code?: string]>> = {
  "open brackets": [() => "[".repeat(MANY), "yaml_too_deep"],
  "brackets": [() => "[".repeat(MANY) + "]".repeat(MANY), "yaml_too_deep"],
  "open braces": [() => "{a: ".repeat(MANY), "yaml_too_deep"],
  "dashes": [() => "- ".repeat(MANY), "yaml_too_deep"],
  "question marks": [() => "? ".repeat(MANY), "yaml_too_deep"],
  "ever deeper blocks": [() => lines(2000, (line) => `${" ".repeat(line)}a:`), "yaml_too_deep"],
  "a long line": [() => `a: ${"x".repeat(MEGABYTES)}`],
  "a long line of words": [() => `a: ${"x ".repeat(MEGABYTES / 2)}`],
  "a long line of digits": [() => `a: ${"1".repeat(MEGABYTES)}`, "yaml_invalid_value"],
  "a long line of colons": [() => "a:".repeat(MEGABYTES / 2), "yaml_syntax"],
  "a long key": [() => `${"x".repeat(MEGABYTES)}: 1`, "yaml_syntax"],
  "a long text in quotes": [() => `a: "${"\\n".repeat(MEGABYTES / 2)}"`],
  "a long tag": [() => `!<${"%41".repeat(MANY)}> a`, "yaml_unknown_tag"],
  "many keys": [() => lines(MANY, (line) => `k${line}: ${line}`)],
  "many keys in braces": [() => `{${lines(MANY, (line) => `k${line}: ${line},`)}}`],
  "many items": [() => `[${"1,".repeat(MANY)}]`],
  "open quotes in brackets": [() => `["${"a\n".repeat(MANY)}`, "yaml_syntax"],
  "a long line of backslashes": [() => `a: "${"\\\\".repeat(MEGABYTES / 2)}"`],
  "a long line of quotes": [() => `a: '${"''".repeat(MEGABYTES / 2)}'`],
  "tabs": [() => "a: 1\t\n".repeat(MANY), "yaml_syntax"],
  "ends of documents": [() => `a\n${"...\n".repeat(MANY)}`],
  "directives": [() => "%A\n".repeat(MANY), "yaml_syntax"],
  "tags": [() => "!a ".repeat(MANY), "yaml_syntax"],
  "names of anchors": [() => "&a ".repeat(MANY), "yaml_duplicate_anchor"],
  "aliases": [() => "*a ".repeat(MANY), "yaml_undefined_alias"],
  "closing brackets": [() => "]".repeat(MANY), "yaml_syntax"],
  "commas": [() => `[${",".repeat(MANY)}`, "yaml_syntax"],
  "many comments below an entry": [() => `a:\n  b: 1\n${"  # c\n".repeat(MANY)}c: 1\n`],
  "many lines of every kind of break": [() => "a: 1\r\x85\u2028\r\n".repeat(MANY / 2)],
  "many blocks of text": [() => "- |\n  a\n".repeat(MANY)],
  "a block of long blank lines": [() => `a: |\n${`${" ".repeat(1000)}\n`.repeat(4000)}`],
  "many empty lines": [() => "\n".repeat(MEGABYTES)],
  "many comments": [() => "#\n".repeat(MANY)],
  "many lines of one text": [() => `a: >\n${"  text\n".repeat(MANY)}`],
  "many anchors": [() => lines(20_000, (line) => `- &a${line} 1`)],
  "many documents": [() => "---\n".repeat(MANY), "yaml_multiple_documents"],
  "many keys that are one": [() => "a: 1\n".repeat(MANY)],
  "many faults": [() => "a: @\n".repeat(MANY), "yaml_syntax"],
  "many quotes that are open": [() => "a: 'x\n".repeat(MANY), "yaml_syntax"],
  "many merge keys": [() => `a: &a {b: 1}\nc:\n${"  <<: *a\n".repeat(10_000)}`],
  "many characters beyond the basic plane": [() => `a: ${"😀 ".repeat(MANY)}\nb: {${"😀: 1, ".repeat(MANY)}}`],
  "many control characters": [() => "\x01".repeat(MANY), "yaml_character"],
  "a sexagesimal number": [() => `1${":1".repeat(MANY)}`, "yaml_invalid_value"],
  "a billion laughs": [() => laughs((alias) => `[${Array<string>(9).fill(alias).join()}]`), "yaml_alias_bomb"],
  "a billion merges": [
    () => laughs((alias) => `{<<: [${Array<string>(9).fill(alias).join()}]}`),
    "yaml_alias_bomb",
  ],
};

for (const [name, [text, code]] of Object.entries(TEXTS)) {
  Deno.test(`${name}: ${code ?? "read"}`, () => {
    if (code === undefined) return void parseYaml(text()).issues;
    assert.throws(() => parseYaml(text()), (error) => errorCode(error) === code);
  });
}

Deno.test("nested aliases below the limit are parsed", () => {
  assert.equal(
    parseYaml(lines(300, (line) => line === 0 ? "a0: &a0 x" : `a${line}: &a${line} [*a${line - 1}]`)).issues.length,
    0,
  );
});

Deno.test("a string that is longer than the caller allows is not parsed at all", () => {
  const refused = (run: () => unknown) => assert.throws(run, (error) => errorCode(error) === "too_large");
  refused(() => parseYaml("a".repeat(11_000_000)));
  refused(() => parseYaml("é: 1", { maxBytes: 4 }));
  refused(() => parseYaml("\u{1f600}", { maxBytes: 3 }));
  assert.equal(parseYaml("é: 1", { maxBytes: 5 }).issues.length, 0);
  assert.equal(parseYaml("'\u{1f600}'", { maxBytes: 6 }).issues.length, 0);
});

Deno.test("characters that no file contains do not crash the parser", () => {
  for (const text of ["\0", "a: \ud800", "\udc00: b", "a: \x1b", "\ufffe", "\x7f"]) {
    assert.throws(() => parseYaml(text), (error) => errorCode(error) === "yaml_character");
  }
});

Deno.test("prototypes are not changed", () => {
  const before = Object.getOwnPropertyNames(Object.prototype).join();
  const text = "__proto__: {polluted: 1}\nconstructor: {prototype: {polluted: 1}}\n<<: {__proto__: {polluted: 1}}\n";
  const document = parseYaml(`${text}? __proto__\n: 1\n`);
  assert.equal(({} as Record<string, unknown>).polluted, undefined);
  assert.equal(Object.getOwnPropertyNames(Object.prototype).join(), before);
  assert.equal((document.value as Record<string, unknown>)["__proto__"], 1);
  assert.equal(document.at(["toString"]), undefined);
});

function errorCode(error: unknown): string | undefined {
  return error instanceof FlyteConfigError ? error.code : undefined;
}

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join("\n");
}

function laughs(level: (alias: string) => string): string {
  return lines(10, (index) => `a${index}: &a${index} ${index === 0 ? "{x: 1}" : level(`*a${index - 1}`)}`);
}
