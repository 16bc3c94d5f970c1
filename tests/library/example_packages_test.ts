/** What must hold of the directories of `examples/` before `deno task examples` runs them. */
import assert from "node:assert/strict";
import config from "../../deno.json" with { type: "json" };
import { CASES } from "../real/examples/cases.ts";
import { readmeOf } from "../real/examples/example.ts";

const NAMES = [...Deno.readDirSync("examples")].map(({ name }) => name).toSorted();

Deno.test("every example is run, and listed in docs/examples.md", () => {
  assert.deepEqual(Object.keys(CASES).toSorted(), NAMES);
  const listed = [...Deno.readTextFileSync("docs/examples.md").matchAll(/^\| `examples\/(\w+)\/`/gm)].map(([, name]) =>
    name
  );
  assert.deepEqual(listed, NAMES);
});

for (const name of NAMES) {
  Deno.test(`examples/${name} says how to run it and what it prints, in three paragraphs`, () => {
    const { commands, prints } = readmeOf(Deno.readTextFileSync(`examples/${name}/README.md`));
    assert.match(commands[0]!, /^(?:npm install|deno install|git push)$/);
    assert.notEqual(prints, "");
  });

  // A workflow has no packages of its own.
  if (name === "github_actions") continue;

  Deno.test(`examples/${name} has exact versions of packages, those of deno.json where it has them`, () => {
    const { dependencies, devDependencies } = JSON.parse(Deno.readTextFileSync(`examples/${name}/package.json`));
    const { "@flyte-ts/config": own, ...others }: Record<string, string> = { ...dependencies, ...devDependencies };
    assert.equal(own, `^${config.version}`);
    const imports: Readonly<Record<string, string>> = config.imports;
    for (const [name, version] of Object.entries(others)) {
      assert.match(version, /^\d+\.\d+\.\d+$/, name);
      const pinned = imports[name] ?? imports[`${name}/`];
      if (pinned !== undefined) assert.equal(pinned.replace(/^npm:\/?|\/$/g, ""), `${name}@${version}`);
    }
  });
}

Deno.test("the workflow runs the version of the package", () => {
  const found = Deno.readTextFileSync("examples/github_actions/retag.yaml").match(/@flyte-ts\/config@[\w.-]+/g);
  assert.deepEqual([...new Set(found)], [`@flyte-ts/config@${config.version}`]);
});

Deno.test("a README that is not complete is refused", () => {
  const complete = "# Title\n\nRun: `npm install`, then\n`node a.js`\n\nPrints: `a…`, `b`\n";
  assert.deepEqual(readmeOf(complete), { commands: ["npm install", "node a.js"], prints: "a…\nb" });
  for (const text of ["# Title\n", complete + "\nMore\n", complete.replace("`a…`, `b`", "`…`"), complete.slice(1)]) {
    assert.throws(() => readmeOf(text), /a README/);
  }
});
