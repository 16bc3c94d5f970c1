/**
 * Files that other programs read where this repository or its package is published.
 */
import assert from "node:assert/strict";
import { parse } from "yaml";
import config from "../../deno.json" with { type: "json" };
import { REPOSITORY } from "../../src/settings/published.ts";

Deno.test("the action and the hook run the version of the package", () => {
  for (const file of ["action.yml", ".pre-commit-hooks.yaml"]) {
    const found = Deno.readTextFileSync(file).match(/@flyte-ts\/config@[\w.-]+/g);
    assert.deepEqual(found, [`@flyte-ts/config@${config.version}`], file);
  }
});

Deno.test("the address of the repository is the same everywhere", () => {
  for (const file of ["SECURITY.md", "docs/ci.md", "site/config.mts"]) {
    const found = Deno.readTextFileSync(file).match(/https:\/\/github\.com\/flyte-ts\/[\w-]+/g);
    assert.deepEqual([...new Set(found)], [REPOSITORY], file);
  }
});

Deno.test("no script of the action contains an expression, whose value would be run", () => {
  const { runs } = parse(Deno.readTextFileSync("action.yml"));
  assert.ok(runs.steps.length > 0);
  for (const { run } of runs.steps) assert.ok(!run.includes("${{"));
});

Deno.test("docs/ci.md names every input of the action", () => {
  const { inputs } = parse(Deno.readTextFileSync("action.yml"));
  const text = Deno.readTextFileSync("docs/ci.md");
  const documented = [...text.matchAll(/^\| `([\w-]+)`/gm)].map(([, name]) => name);
  assert.deepEqual(documented, Object.keys(inputs));
});
