import assert from "node:assert/strict";
import fc from "fast-check";
import { type Completion, describe, diagnose, type DiagnosticOptions, type Hover } from "../../src/diagnostics/mod.ts";
import { FlyteConfigError } from "../../src/errors.ts";
import { DEFAULT_REGISTRY } from "../../src/flytekit/config/registry.ts";
import { CATALOG } from "../../src/flyte2/config/dialect.ts";
import { FILES, LEAK, PIECES } from "../_support/config_samples.ts";
import { runs } from "../_support/effort.ts";
import { mutateText, oneOf, seeded } from "../_support/mutations.ts";

const INI = { name: "flyte.config" };

/** Describes the position of `|` in a file. */
function at(marked: string, options?: DiagnosticOptions) {
  const [before, after] = marked.split("|") as [string, string];
  const lines = before.split("\n");
  const text = before + after;
  const position = { line: lines.length, column: lines.at(-1)!.length + 1 };
  const { hover, completions } = describe(text, position, options);
  return { text, hover, completions, labels: completions.map(({ label }) => label) };
}

/** The text after a completion was chosen. */
function chosen(marked: string, label: string, options?: DiagnosticOptions): string {
  const { text, completions } = at(marked, options);
  const found = completions.find((one) => one.label === label);
  assert.ok(found, `${label} is not among ${completions.map(({ label }) => label)}`);
  return applied(text, found);
}

function applied(text: string, { range: { start, end }, newText }: Completion): string {
  return text.slice(0, start.offset) + newText + text.slice(end.offset);
}

/** What someone types, the completion that is chosen, and the text after it. */
const COMPLETIONS: readonly (readonly [marked: string, label: string, after: string, options?: DiagnosticOptions])[] = [
  ["|", "admin", "admin:\n  "],
  ["|", "images", "images:\n  "],
  ["adm|", "admin", "admin:\n  "],
  ["admin:\n  en|", "endpoint", "admin:\n  endpoint: "],
  ["admin:\n  |", "endpoint", "admin:\n  endpoint: "],
  ["admin:\r\n  en|\r\n", "endpoint", "admin:\r\n  endpoint: \r\n"],
  ["admin:\n  endpoint: a\n  |\nlogger:\n", "insecure", "admin:\n  endpoint: a\n  insecure: \nlogger:\n"],
  ["admin:\n    endpoint: a\n    in|\n", "insecure", "admin:\n    endpoint: a\n    insecure: \n"],
  ["'admin':\n  en|\n", "endpoint", "'admin':\n  endpoint: \n"],
  ["admin: &anchor\n  en|\n", "endpoint", "admin: &anchor\n  endpoint: \n"],
  ["admin: # comment\n  en|\n", "endpoint", "admin: # comment\n  endpoint: \n"],
  ["admin:\n\n  # comment: a\n\n  en|\n", "endpoint", "admin:\n\n  # comment: a\n\n  endpoint: \n"],
  // At a wrong indentation.
  ["admin:\n  endpoint: a\n    in|\n", "insecure", "admin:\n  endpoint: a\n  insecure: \n"],
  ["admin:\n  endpoint: a\n in|\n", "insecure", "admin:\n  endpoint: a\n  insecure: \n"],
  ["admin:\n in|\n  endpoint: a\n", "insecure", "admin:\n insecure: \n  endpoint: a\n"],
  // With a colon that is already written.
  ["admin:\n  en|: a\n", "endpoint", "admin:\n  endpoint: a\n"],
  ["admin:\n  en|dpont: a\n  insecure: true\n", "endpoint", "admin:\n  endpoint: a\n  insecure: true\n"],
  ["adm|n:\n  endpoint: a\n", "admin", "admin:\n  endpoint: a\n"],
  // In a file that cannot be parsed.
  ["logger: [\nadmin:\n  en|\n", "endpoint", "logger: [\nadmin:\n  endpoint: \n"],
  ["storage:\n  connection:\n    ac|", "access-key", "storage:\n  connection:\n    access-key: "],
  // Values.
  ["admin:\n  insecure: |", "true", "admin:\n  insecure: true"],
  ["admin:\n  insecure:|", "true", "admin:\n  insecure: true"],
  ["admin:\n  insecure:   |", "false", "admin:\n  insecure:   false"],
  ["admin:\n  insecure:  | true\n", "false", "admin:\n  insecure:  false\n"],
  ["admin:\n  insecure: tr|ue # yes\n", "false", "admin:\n  insecure: false # yes\n"],
  ["admin:\n  authType: Pk|\n", "Pkce", "admin:\n  authType: Pkce\n"],
  // INI.
  ["[pl|", "platform", "[platform]", INI],
  ["[|]\nurl = a\n", "platform", "[platform]\nurl = a\n", INI],
  ["[platform]\nur|\n", "url", "[platform]\nurl = \n", INI],
  ["[platform]\n|", "insecure", "[platform]\ninsecure = ", INI],
  ["[platform]\nin| = true\n", "insecure", "[platform]\ninsecure = true\n", INI],
  ["[platform]\ninsecure = |\n", "true", "[platform]\ninsecure = true\n", INI],
  ["[credentials]\nauth_mode: p|\n", "Pkce", "[credentials]\nauth_mode: Pkce\n", INI],
];

Deno.test("describe: what is completed, also in files that are empty or malformed", () => {
  for (const [marked, label, after, options] of COMPLETIONS) {
    assert.equal(chosen(marked, label, options), after, JSON.stringify(marked));
  }
});

Deno.test("describe: keys that exist already, of other programs and of other mappings are not completed", () => {
  assert.ok(
    !at("admin:\n  endpoint: a\n  |\n  insecure: true\n").labels.some((key) => /^(endpoint|insecure)$/.test(key)),
  );
  const { labels } = at("|");
  assert.deepEqual(labels.filter((key) => ["endpoint", "logger", "union", "files"].includes(key)), []);
  assert.deepEqual(at("[platform]\nurl = a\n|\n", INI).labels.filter((option) => option === "url"), []);
  assert.deepEqual(at("[platform]\n[|", INI).labels.filter((section) => section === "platform"), []);
});

Deno.test("describe: nothing is completed in comments, lists, free values and continued values", () => {
  for (
    const [marked, options] of [
      ["# ad|"],
      ["admin:\n  endpoint: a # |"],
      ["admin:\n  endpoint: |"],
      ["admin:\n  insecure:t|"],
      ["- |"],
      [
        "[platform]\nurl =\n  a|",
        INI,
      ],
      ["; |", INI],
      ["ur|", INI],
    ] as const
  ) {
    assert.deepEqual(at(marked, options).labels, [], marked);
  }
});

Deno.test("describe: completions name the versions that know them", () => {
  const versions = (marked: string, label: string, options?: DiagnosticOptions) =>
    at(marked, options).completions.find((one) => one.label === label)?.versions;
  assert.deepEqual(versions("|", "admin"), ["flytekit", "flyte2"]);
  assert.deepEqual(versions("|", "images"), ["flytekit"]);
  assert.deepEqual(versions("|", "image"), ["flyte2"]);
  assert.deepEqual(versions("|", "image", { versions: ["flytekit"] }), undefined);
  assert.deepEqual(versions("admin:\n  authType: |", "Passthrough"), ["flyte2"]);
  assert.match(at("|").completions[0]!.documentation, /^Connection to the Flyte API.*read by flytekit and flyte 2$/s);
});

Deno.test("describe: the documentation of a setting", () => {
  const { hover } = at("admin:\n  endpoint: flyte.acme.com\n  inse|cure: yes\n");
  assert.equal(
    hover!.markdown,
    `**admin.insecure**

Whether to connect without TLS

- type: a boolean (true, 1, yes, on or false, 0, no, off)
- default: \`false\`
- value: \`true\` (line 3)
- a variable takes precedence (flytekit): \`FLYTE_PLATFORM_INSECURE\`
- a variable takes precedence (flyte 2): \`FLYTE_ADMIN_INSECURE\`
- read by flytekit and flyte 2`,
  );
  assert.deepEqual(columns(hover!), [3, 11]);
  assert.deepEqual(hover!.settings[0], {
    version: "flytekit",
    path: "platform.insecure",
    doc: "Whether to connect without TLS",
    type: "a boolean (true, 1, yes, on or false, 0, no, off)",
    default: "false",
    variables: ["FLYTE_PLATFORM_INSECURE"],
    value: "true",
    line: 3,
  });
  assert.deepEqual(columns(at("admin:\n  endpoint: fl|yte.acme.com\n").hover!), [13, 27]);
  assert.deepEqual(columns(at("[platform]\nin|secure = true\n", INI).hover!), [1, 9]);
  assert.deepEqual(columns(at("[platform]\ninsecure = tr|ue\n", INI).hover!), [12, 16]);
});

function columns({ range: { start, end } }: Hover): readonly number[] {
  return [start.column, end.column];
}

Deno.test("describe: the documentation of what is not a setting", () => {
  assert.match(at("ad|min:\n").hover!.markdown, /^\*\*admin\*\*\n\nConnection to the Flyte API/);
  assert.match(at("log|ger:\n").hover!.markdown, /Another program reads it \(flytestdlib/);
  assert.equal(at("unkno|wn: a\n").hover, undefined);
  const { markdown, isDeprecated } = at("[sta|tsd]\n", INI).hover!;
  assert.match(markdown, /No longer read since flytekit 1\.0; use \[secrets\]/);
  assert.equal(isDeprecated, true);
  assert.equal(at("[plat|form]\n", INI).hover!.isDeprecated, false);
});

Deno.test("describe: a secret is masked, and credentials in a value are", () => {
  const { markdown, settings } = at("storage:\n  connection:\n    secret-key: hunt|er2\n").hover!;
  assert.match(markdown, /value: `"\*\*\*"` \(line 3\)/);
  assert.match(settings[0]!.type, /secret/);
  assert.doesNotMatch(markdown, /hunter2/);
  assert.doesNotMatch(JSON.stringify(at("admin:\n  endpoint: https://me:hunter2@|a.com\n").hover), /me:hunter2/);
});

Deno.test("describe: each key of either version is completed where it is typed, and then known", () => {
  const settings = [...DEFAULT_REGISTRY.catalog.sections, ...CATALOG.sections].flatMap(({ settings }) => settings);
  for (const { yaml } of settings) {
    if (yaml === undefined) continue;
    const lines = yaml.map((key, index) => `${"  ".repeat(index)}${key}:`);
    const above = lines.slice(0, -1).map((line) => `${line}\n`).join("") + "  ".repeat(yaml.length - 1);
    for (const typed of ["", yaml.at(-1)!.slice(0, 2)]) {
      const after = chosen(`${above}${typed}|`, yaml.at(-1)!);
      assert.ok(after.startsWith(`${lines.join("\n")}`), after);
      const found = diagnose(after).filter(({ severity }) => severity !== "info");
      assert.deepEqual(found, [], after);
    }
  }
});

Deno.test("describe never throws, its ranges lie in the file, and it tells no secret", () => {
  const cursor = fc.record({
    format: fc.constantFrom("yaml" as const, "ini" as const),
    seed: fc.nat(),
    line: fc.integer({ min: 1, max: 25 }),
    column: fc.integer({ min: 1, max: 40 }),
    noise: fc.string(),
  });
  fc.assert(
    fc.property(cursor, ({ format, seed, line, column, noise }) => {
      const random = seeded(seed);
      const text = mutateText(random, oneOf(random, [...FILES[format], noise]), PIECES);
      const name = format === "yaml" ? "config.yaml" : "config";
      const { hover, completions } = describe(text, { line, column }, { name });
      for (const { start, end } of [...hover ? [hover.range] : [], ...completions.map(({ range }) => range)]) {
        assert.ok(0 <= start.offset && start.offset <= end.offset && end.offset <= text.length);
        assert.equal(start.line, end.line);
      }
      const isSecret = hover?.settings.some(({ type }) => type.endsWith("secret"));
      if (isSecret) assert.ok(!hover!.markdown.includes(LEAK), hover!.markdown);
    }),
    { numRuns: runs(500, 10_000) },
  );
});

Deno.test("describe: wrong arguments are refused", () => {
  const call = describe as (...args: readonly unknown[]) => unknown;
  for (const position of [undefined, 5, {}, { line: 0, column: 1 }, { line: 1, column: 1.5 }]) {
    assert.throws(() => call("", position), (error) => {
      assert.ok(error instanceof FlyteConfigError);
      assert.match(error.message, /describe: position must be an object \{ line, column \} of integers of at least 1/);
      return true;
    });
  }
  assert.throws(() => call(5, { line: 1, column: 1 }), /describe: text must be a string/);
});
