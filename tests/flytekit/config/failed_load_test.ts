/**
 * Errors of failed loads: all problems, with positions and lines of the file, and the issues.
 */
import assert from "node:assert/strict";
import { inspect } from "node:util";
import { Config, convertToYaml, type FileOrigin, ImageConfig, PlatformConfig, SettingsError } from "../../../mod.ts";
import { Config as FlyteConfig } from "../../../v2.ts";
import { errorOf, thrownBy } from "../../_support/support.ts";

interface Span {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

function failureOf(call: () => unknown): SettingsError {
  const error = thrownBy(call);
  assert.ok(error instanceof SettingsError, error.stack);
  return error;
}

/** Returns the part of a string that an origin describes. */
function textAt(text: string, origin: unknown): string {
  const { line, column, endLine, endColumn } = origin as Span;
  const lines = text.split("\n");
  if (line === endLine) return lines[line - 1]!.slice(column - 1, endColumn - 1);
  const last = lines[endLine - 1]!.slice(0, endColumn - 1);
  return [lines[line - 1]!.slice(column - 1), ...lines.slice(line, endLine - 1), last].join("\n");
}

Deno.test("a failed load has the warnings as well", () => {
  const text = "admin:\n  insecur: true\n  insecure: flase\n  endpoint: https://a\n";
  const file = { name: "config.yaml", text };
  for (const call of [() => Config.from({ file }), () => PlatformConfig.from({ file })]) {
    const { problems, issues } = failureOf(call);
    assert.deepEqual(problems.map(({ code }) => code), ["not_boolean"]);
    assert.deepEqual(issues.map(({ code }) => code).sort(), ["endpoint_unusable", "unknown_key"]);
  }
  const { problems, issues } = failureOf(() =>
    FlyteConfig.from({ file: { name: "a", text: `${text}images: {a: b}\n` } })
  );
  assert.deepEqual(problems.map(({ code }) => code), ["not_boolean"]);
  assert.deepEqual(issues.map(({ code }) => code), ["unknown_key", "other_version"]);
});

Deno.test("each problem and issue of a file has a position and an end", async () => {
  const yaml = 'admin:\n  insecure: "flase"\n  "insecur": 1\n  authType: pkce\n  scopes: {a: 1}\n';
  const ini =
    "[platform]\ninsecure = flase\nulr : a\n[aws]\nretries = 1\n  # comment\n  2\nsecret_access_key = a%b\n[mine]\na = 1\n";
  const found = (name: string, text: string) => {
    const { problems, issues } = failureOf(() => Config.from({ file: { name, text } }));
    return [...problems, ...issues].map(({ code, origin, frame }) => {
      assert.ok(frame?.startsWith(`> ${(origin as FileOrigin).line} | `), `${code}: ${frame}`);
      return [code, textAt(text, origin)];
    });
  };
  assert.deepEqual(found("config.yaml", yaml), [
    ["not_boolean", '"flase"'],
    ["not_list", "{a: 1}"],
    ["not_a_choice", "pkce"],
    ["unknown_key", '"insecur"'],
  ]);
  assert.deepEqual(found("flytekit.config", ini), [
    ["not_boolean", "flase"],
    ["not_integer", "1\n  # comment\n  2"],
    ["ini_interpolation_syntax", "%b"],
    ["unknown_key", "ulr"],
    ["unknown_key", "[mine]"],
  ]);
  for (const text of ["x = 1\n[a]\n", "[a]\nb\n", "[a]\n[a]\n", "[a]\nb = hunter2\nb = hunter2\n"]) {
    const { problems: [problem] } = failureOf(() => Config.from({ file: { name: "flytekit.config", text } }));
    const { line, endColumn } = problem!.origin as Span;
    assert.equal(endColumn, text.split("\n")[line - 1]!.length + 1);
    assert.ok(problem!.frame!.startsWith(`> ${line} | `));
    assert.doesNotMatch(JSON.stringify(problem), /hunter2/);
  }
  const syntax = failureOf(() => Config.from({ file: { name: "a.yaml", text: "admin:\n  endpoint: [\n" } }));
  assert.match(syntax.problems[0]!.frame!, /^> \d \|/);
  const images = await errorOf(() => ImageConfig.auto({ file: { name: "a.yaml", text: "images:\n  a: 5\n" } }));
  assert.ok(
    images instanceof SettingsError && images.problems[0]!.frame === "> 2 |   a: …\n    |      ^",
    images.message,
  );
});

Deno.test("errors of a file with an unexpected format say why it is read as that format", () => {
  const hint = (name: string, text: string) => failureOf(() => Config.from({ file: { name, text } })).message;
  const read = /the file is read as INI since its name ends in neither "yaml" nor "yml"/;
  assert.match(hint("config.json", '{"admin": {"endpoint": "a"}}'), read);
  assert.match(hint("config.json", '{"admin": {}}'), /rename it if it is YAML, which includes JSON/);
  assert.match(hint("config.toml", "admin = 1"), read);
  assert.match(hint("config", "admin:\n  endpoint: a\n"), read);
  assert.doesNotMatch(hint("config", "[a]\nb\n"), read);
  assert.match(
    hint("config.yaml", "[platform]\nurl = a\n"),
    /looks like an INI file, but a name that ends in "yaml" or "yml" is read as YAML/,
  );
});

Deno.test("an empty file is reported", () => {
  for (const [name, text] of [["a.yaml", ""], ["a.yaml", "# nothing\n---\n"], ["a.yaml", "{}"], ["a", "; nothing\n"]]) {
    const codes = Config.from({ file: { name: name!, text: text! } }).issues.map(({ code }) => code);
    assert.deepEqual(codes, ["empty_file"], JSON.stringify(text));
  }
  assert.deepEqual(Config.from({ file: { name: "a.yaml", text: "admin:\n" } }).issues, []);
  assert.deepEqual(Config.from({ file: { name: "a", text: "[platform]\n" } }).issues, []);
  assert.deepEqual(Config.from({}).issues, []);
});

Deno.test("names that may be misplaced secrets are never shown", () => {
  const text = "[aws]\nsecret_access_key hunter2: a\nretries = x\n";
  const file = { name: "flytekit.config", text };
  const error = failureOf(() => Config.from({ file }));
  assert.deepEqual(error.issues.map(({ code }) => code), ["unknown_key"]);
  const good = { ...file, text: text.replace("retries = x", "retries = 1") };
  for (const shown of [inspect(error, { depth: 9 }), inspect(error.issues, { depth: 9 }), convertToYaml(good).text]) {
    assert.doesNotMatch(shown, /hunter2/);
  }
  assert.doesNotMatch(JSON.stringify([Config.from({ file: good }).issues, convertToYaml(good).notCarried]), /hunter2/);
});

Deno.test("a problem shows its line, and not those around it", () => {
  for (const [name, text] of [["c.yaml", "a: 1\nb: @\nc: 3\n"], ["c", "[a]\nb\nc = 1\n"]] as const) {
    const { problems: [problem] } = failureOf(() => Config.from({ file: { name, text } }));
    assert.match(problem!.frame!, /^> 2 \| \S.*\n +\| +\^$/);
  }
});
