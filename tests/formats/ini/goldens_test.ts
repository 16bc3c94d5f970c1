import assert from "node:assert/strict";
import { type Outcome, outcomeOf, type Question } from "../../conformance/ini/outcome.ts";

interface Golden {
  readonly cases: readonly (Question & { readonly outcome: Outcome })[];
}

const golden: Golden = JSON.parse(Deno.readTextFileSync(new URL("../../goldens/ini.json", import.meta.url)));

Deno.test("INI: what configparser says of a text, values and errors with their lines", () => {
  for (const { outcome, ...question } of golden.cases) {
    const ours = outcomeOf(question);
    const expected = "error" in outcome ? outcome : { ...outcome, tables: new Map(outcome.tables) };
    // The golden leaves out most of what is the same for all texts.
    const actual = "error" in ours || "error" in outcome
      ? ours
      : { ...ours, tables: new Map(ours.tables.filter(([name]) => new Map(outcome.tables).has(name))) };
    assert.deepEqual(actual, expected, JSON.stringify(question));
  }
});

Deno.test("INI: the golden has all classes of errors", () => {
  const text = JSON.stringify(golden.cases);
  for (
    const name of [
      "MissingSectionHeaderError",
      "DuplicateSectionError",
      "DuplicateOptionError",
      "ParsingError",
      "NoSectionError",
      "NoOptionError",
      "InterpolationSyntaxError",
      "InterpolationMissingOptionError",
      "InterpolationDepthError",
      "ValueError",
    ]
  ) assert.ok(text.includes(`"${name}"`), name);
  assert.ok(golden.cases.length >= 300);
});
