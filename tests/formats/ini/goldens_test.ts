import assert from "node:assert/strict";
import { type Outcome, outcomeOf, type Question } from "../../conformance/ini/outcome.ts";

interface Golden {
  readonly cases: readonly (Question & { readonly outcome: Outcome })[];
}

const golden: Golden = JSON.parse(Deno.readTextFileSync(new URL("../../goldens/ini.json", import.meta.url)));

Deno.test("INI: values and errors with their lines match configparser", () => {
  for (const { outcome, ...question } of golden.cases) {
    const ours = outcomeOf(question);
    const expected = "error" in outcome ? outcome : { ...outcome, tables: new Map(outcome.tables) };
    // The golden omits most tables that are the same in all cases.
    const actual = "error" in ours || "error" in outcome
      ? ours
      : { ...ours, tables: new Map(ours.tables.filter(([name]) => new Map(outcome.tables).has(name))) };
    assert.deepEqual(actual, expected, JSON.stringify(question));
  }
});

Deno.test("INI: the golden covers all classes of errors", () => {
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
