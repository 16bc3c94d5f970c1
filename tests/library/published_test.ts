/**
 * Files that other programs read where this repository or its package is published.
 */
import assert from "node:assert/strict";
import { parse } from "yaml";
import config from "../../deno.json" with { type: "json" };
import { REPOSITORY } from "../../src/settings/published.ts";

/** How versions are pinned in files. */
const PINS: Readonly<Record<string, RegExp>> = {
  "scripts/tools/npm.ts": /"([^"`\s]+)@\d/g,
  "scripts/bundles/bundlers.ts": /"([^"`\s]+)@\d/g,
  "scripts/tools/python.ts": /"([^"\s]+)==/g,
  "scripts/tools/go.ts": /"(github\.com\/[^/]+\/[^/@]+)[^"]*@v/g,
  "examples/r2/package.json": /"(typescript)": "\d/g,
  "examples/node_connect/package.json": /"([^"]+)": "\d/g,
  ".ci/run": /npx --yes (\w+)@/g,
  ".github/workflows/release.yml": /npx --yes (\w+)@/g,
  "CONTRIBUTING.md": /npx --yes (\w+)@/g,
};

Deno.test("the action and the hook run the version of the package", () => {
  for (const file of ["action.yml", ".pre-commit-hooks.yaml"]) {
    const found = Deno.readTextFileSync(file).match(/@flyte-ts\/config@[\w.-]+/g);
    assert.deepEqual(found, [`@flyte-ts/config@${config.version}`], file);
  }
});

Deno.test("docs/ci.md has the version of the package", () => {
  const found = Deno.readTextFileSync("docs/ci.md").match(/(?:@flyte-ts\/config@|flyte-ts\/config@v|rev: v)[\w.-]+/g) ??
    [];
  assert.ok(found.length >= 3);
  for (const version of found) assert.ok(version.endsWith(config.version), version);
});

Deno.test("the address of the repository is the same everywhere", () => {
  for (const file of ["SECURITY.md", "docs/ci.md", "site/config.mts"]) {
    const found = Deno.readTextFileSync(file).match(/https:\/\/github\.com\/flyte-ts\/[\w-]+/g);
    assert.deepEqual([...new Set(found)], [REPOSITORY], file);
  }
});

Deno.test("renovate.json finds the tools that are pinned in scripts", () => {
  const managers: readonly {
    readonly managerFilePatterns: readonly string[];
    readonly matchStrings: readonly string[];
  }[] = JSON.parse(Deno.readTextFileSync("renovate.json")).customManagers;
  const found = (file: string) => {
    const text = Deno.readTextFileSync(file);
    return managers
      .filter(({ managerFilePatterns }) =>
        managerFilePatterns.some((pattern) => new RegExp(pattern.slice(1, -1)).test(file))
      )
      .flatMap(({ matchStrings }) => matchStrings.flatMap((pattern) => [...text.matchAll(new RegExp(pattern, "g"))]))
      .map(({ groups }) => groups!["depName"]);
  };
  for (const [file, pins] of Object.entries(PINS)) {
    const expected = [...Deno.readTextFileSync(file).matchAll(pins)].map(([, name]) => name);
    assert.ok(expected.length > 0, file);
    assert.deepEqual(found(file), expected, file);
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
