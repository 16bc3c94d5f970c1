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
import { damagedFile } from "../_support/damaged_files.ts";
import { runs } from "../_support/effort.ts";

Deno.test("diagnose never throws, and its ranges lie in the file", () => {
  fc.assert(
    fc.property(damagedFile, ({ name, text }) => {
      const lines = text.split(/\r\n|\r|\n/);
      for (const { range, suggestions, message, url, versions } of diagnose(text, { name })) {
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
    fc.property(damagedFile, ({ name, text }) => {
      for (const found of diagnose(text, { name })) {
        for (const { range, newText } of found.suggestions) {
          edits++;
          const after = diagnose(applied(text, range, newText), { name });
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
    fc.property(damagedFile, ({ name, text }) => {
      // Here, these end a line of YAML, but not one of an editor.
      if (/[\x85\u2028\u2029]/.test(text)) return;
      const given = { file: { name, text }, ...SOURCES };
      for (const version of name.endsWith(".yaml") ? ["flytekit", "flyte2"] as const : ["flytekit"] as const) {
        all++;
        const expected = new Set(READERS[version].flatMap((read) => findings(() => read(given))));
        // Other files and variables do not exist here.
        if ([...expected].some((key) => /^(unset_secret|file_not_found)/.test(key))) continue;
        compared++;
        const found = diagnose(text, { name, versions: [version] }).map(
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
