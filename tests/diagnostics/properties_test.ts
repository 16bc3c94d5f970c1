/**
 * Random and damaged files: `diagnose` never throws, its ranges lie in the file, its edits remove the findings, and it
 * finds what mode `strict` finds.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import * as flytekit from "../../mod.ts";
import { diagnose, type Diagnostic, type TextRange } from "../../src/diagnostics/mod.ts";
import { DEFAULT_REGISTRY } from "../../src/flytekit/config/registry.ts";
import { IMAGES } from "../../src/sections/flytekit/images.ts";
import { loadFrom } from "../../src/settings/load/load.ts";
import * as flyte2 from "../../v2.ts";
import { FILES, PIECES } from "../_support/config_samples.ts";
import { runs } from "../_support/effort.ts";
import { mutateText, oneOf, type Random, seeded } from "../_support/mutations.ts";

/** Files with many mistakes of the kinds for which there are edits. */
const WITH_MISTAKES: Readonly<Record<"ini" | "yaml", readonly string[]>> = {
  yaml: [
    "admn:\n  endpont: a\nadmin:\n  insecur: true\n  endpoint: 5\n  authType: pkce\n  insecure: ture\n  clientid: a\n",
    'admin: {"endpont": a, insecure: flase, authType: Pkc, clientId: 2020-01-01}\nimages: {a: 1}\n',
    "a: &a {insecur: 1}\nadmin:\n  <<: *a\n  endpoint: https://x.com\n  scopes: {a: 1}\nimage:\n  bilder: remote\n",
  ],
  ini: [
    "[platform]\nurll = a\ninsecure = ture\n[s3]\nx = 1\n[statsd]\nhost = a\n",
    "[DEFAULT]\nx = flase\n[platfrom]\nurl = a\n[platform]\nurl = https://a.com\ninsecure = %(x)s\n[credentials]\n" +
    "scope = a\nauth_mode = pkce\n[aws]\nretries = five\nEndpont = a\n",
  ],
};

const NAMES = { yaml: "config.yaml", ini: "flyte.config" } as const;

/** Words that damaged files may get. */
const WORDS = [
  ...PIECES,
  "insecure: tru",
  "endpoint: ",
  "authType: ",
  "admin:",
  "[platform]",
  "true",
  "Pkce",
  "images",
];

/** A file that was damaged, or a random string. */
const file = fc.tuple(fc.constantFrom("yaml" as const, "ini" as const), fc.nat(), fc.string({ maxLength: 60 })).map(
  ([format, seed, noise]): { readonly format: "yaml" | "ini"; readonly text: string } => {
    const random = seeded(seed);
    const text = oneOf(random, [...FILES[format], ...WITH_MISTAKES[format], noise]);
    return { format, text: damaged(random, text) };
  },
);

function damaged(random: Random, text: string): string {
  return random(8) === 0 ? text : mutateText(random, text, WORDS);
}

Deno.test("diagnose never throws, and its ranges lie in the file", () => {
  fc.assert(
    fc.property(file, ({ format, text }) => {
      const lines = text.split(/\r\n|\r|\n/);
      for (const { range, suggestions, message, url, versions } of diagnose(text, { name: NAMES[format] })) {
        for (const { start, end } of [range, ...suggestions.map(({ range }) => range)]) {
          assert.ok(0 <= start.offset && start.offset <= end.offset && end.offset <= text.length);
          for (const { line, column, offset } of [start, end]) {
            assert.ok(column >= 1 && column <= lines[line - 1]!.length + 2);
            const before = text.slice(0, offset).split(/\r\n|\r(?!\n)|\n/);
            assert.equal(before.length, line);
            assert.equal(before.at(-1)!.length + 1, column);
          }
        }
        assert.ok(message !== "" && !message.includes("\n> ") && versions.length > 0 && url.startsWith("https://"));
      }
    }),
    { numRuns: runs(400, 10_000) },
  );
});

Deno.test("each edit of diagnose removes its finding", () => {
  let edits = 0;
  fc.assert(
    fc.property(file, ({ format, text }) => {
      for (const found of diagnose(text, { name: NAMES[format] })) {
        for (const { range, newText } of found.suggestions) {
          edits++;
          const after = diagnose(applied(text, range, newText), { name: NAMES[format] });
          assert.ok(!after.some((one) => isSame(one, found)), `${newText} for ${found.message}`);
          assert.ok(!after.some(({ code }) => /^yaml_(?!duplicate_key)|^ini_(?!interpolation)/.test(code)), newText);
        }
      }
    }),
    { numRuns: runs(400, 10_000) },
  );
  assert.ok(edits > 200, `${edits} edits`);
});

function isSame(one: Diagnostic, other: Diagnostic): boolean {
  return one.code === other.code && one.message === other.message &&
    one.range.start.offset === other.range.start.offset;
}

function applied(text: string, { start, end }: TextRange, newText: string): string {
  return text.slice(0, start.offset) + newText + text.slice(end.offset);
}

/** The files and variables of `FILES`, with the content that `diagnose` assumes. */
const SOURCES = { env: { MY_SECRET: "assumed" }, files: { "@ROOT@/secrets/client": "assumed" } };

type Given = typeof SOURCES & { readonly file: flytekit.NamedText };
type Read = (given: Given) => { readonly issues: readonly flytekit.SettingIssue[] };

/** The classes that read a file. */
const READERS: Readonly<Record<"flytekit" | "flyte2", readonly Read[]>> = {
  flytekit: [
    (given) => flytekit.Config.from(given),
    (given) => flytekit.LocalConfig.from(given),
    (given) => flytekit.TaskConfig.from(given),
    // The images are not in Config.
    (given) => loadFrom({ catalog: DEFAULT_REGISTRY.catalog, sections: [IMAGES], isWhole: false }, given),
  ],
  flyte2: [(given) => flyte2.Config.from(given)],
};

Deno.test("diagnose finds what Config.from finds in mode strict, at the same positions", () => {
  let [compared, all] = [0, 0];
  fc.assert(
    fc.property(file, ({ format, text }) => {
      // Here, these end a line of YAML, but not one of an editor.
      if (/[\x85\u2028\u2029]/.test(text)) return;
      const given = { file: { name: NAMES[format], text }, ...SOURCES };
      for (const version of format === "yaml" ? ["flytekit", "flyte2"] as const : ["flytekit"] as const) {
        all++;
        const expected = new Set(READERS[version].flatMap((read) => findings(() => read(given))));
        // Other files and variables do not exist here.
        if ([...expected].some((key) => /^(unset_secret|file_not_found)/.test(key))) continue;
        compared++;
        const found = diagnose(text, { name: NAMES[format], versions: [version] }).map(
          ({ code, range: { start } }) => `${code} ${start.line}:${start.column}`,
        );
        assert.deepEqual([...new Set(found)].sort(), [...expected].sort());
      }
    }),
    { numRuns: runs(300, 5_000) },
  );
  assert.ok(compared > all * 0.7, `${compared} of ${all}`);
});

/** The codes and positions of all problems and issues. */
function findings(read: () => { readonly issues: readonly flytekit.SettingIssue[] }): readonly string[] {
  let issues: readonly flytekit.SettingIssue[];
  try {
    issues = read().issues;
  } catch (error) {
    if (!(error instanceof flytekit.SettingsError)) throw error;
    issues = [...error.problems, ...error.issues];
  }
  return issues.map(({ code, origin }) =>
    `${code} ${origin?.source === "file" ? `${origin.line}:${origin.column}` : "1:1"}`
  );
}
