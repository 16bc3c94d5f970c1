import assert from "node:assert/strict";
import type { YamlValue } from "../../src/formats/yaml/mod.ts";
import { parseYaml, YamlError } from "../../src/formats/yaml/mod.ts";
import { isSameYaml, updated } from "../../src/edit/values.ts";
import { runs } from "../_support/effort.ts";
import { mutateText, seeded } from "../_support/mutations.ts";
import { editCase, outcomeOf, strayChanges } from "../_support/yaml_edits.ts";

/** What a file must have for an edit to be refused: an alias, a merge key, or a key after a question mark. */
const REFUSED = /\*\w|\? /;

Deno.test("random edits of random files change one value and no other character, or are refused", () => {
  const random = seeded(15);
  const counts = new Map<string, number>();
  for (let left = runs(300, 8_000); left > 0; left--) {
    const given = editCase(random);
    const outcome = outcomeOf(given);
    const name = "code" in outcome ? outcome.code : outcome.edited.changes[0]?.kind ?? "same";
    counts.set(name, (counts.get(name) ?? 0) + 1);
    const shown = `${JSON.stringify(given)}\n${given.text}`;
    let before: YamlValue;
    try {
      before = parseYaml(given.text).value;
    } catch (error) {
      assert.ok(error instanceof YamlError && "code" in outcome && outcome.code === error.code, shown);
      continue;
    }
    if ("code" in outcome) {
      assert.equal(outcome.code, "edit_unsupported", shown);
      assert.match(given.text, REFUSED, shown);
      continue;
    }
    const { text, changes } = outcome.edited;
    assert.deepEqual(strayChanges(given, text), [], `${shown}\n---\n${text}`);
    assert.equal(changes.length, text === given.text ? 0 : 1, shown);
    if (text === given.text) continue;
    const expected = updated(before, given.path, given.value as YamlValue | undefined);
    assert.ok(isSameYaml(parseYaml(text).value ?? new Map(), expected), `${shown}\n---\n${text}`);
  }
  for (const name of ["same", "added", "changed", "removed", "edit_unsupported"]) assert.ok(counts.has(name), name);
});

Deno.test("an edit changes nothing when it is made again, and an added key can be removed", () => {
  const random = seeded(16);
  for (let left = runs(150, 2000); left > 0; left--) {
    const given = editCase(random);
    const outcome = outcomeOf(given);
    if (!("edited" in outcome)) continue;
    const { text, changes: [change] } = outcome.edited;
    const again = outcomeOf({ ...given, text });
    assert.ok("edited" in again && again.edited.text === text, `${JSON.stringify(given)}\n${text}`);
    if (change?.kind !== "added") continue;
    const undone = outcomeOf({ ...given, text, edit: { unset: change.setting }, value: undefined });
    assert.ok(
      "edited" in undone && parseYaml(undone.edited.text).at(given.path) === undefined,
      `${JSON.stringify(given)}\n${text}`,
    );
  }
});

Deno.test("malformed files are edited safely or refused, and nothing is thrown but the errors of the library", () => {
  const random = seeded(17);
  const pieces = [
    "\n",
    "\r",
    " ",
    "  ",
    "\t",
    "#",
    ":",
    "- ",
    "? ",
    "{",
    "}",
    "[",
    "]",
    ",",
    "&a ",
    "*a",
    "!!str ",
    "|+",
    ">",
    "'",
    '"',
  ];
  const outcomes = new Set<string>();
  for (let left = runs(300, 8_000); left > 0; left--) {
    const given = editCase(random);
    const text = mutateText(random, given.text, [...pieces, "<<: ", "...", "---", "\ufeff", "\u2028", "~", "admin:"]);
    const outcome = outcomeOf({ ...given, text });
    outcomes.add("code" in outcome ? outcome.code : "edited");
    if (!("edited" in outcome)) continue;
    // The reader itself has checked all other values.
    const found = parseYaml(outcome.edited.text).at(given.path)?.value;
    assert.ok(given.value === undefined ? found === undefined : isSameYaml(found!, given.value as YamlValue));
  }
  for (const name of ["edited", "yaml_syntax", "edit_unsupported"]) assert.ok(outcomes.has(name), name);
});
