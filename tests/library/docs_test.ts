import assert from "node:assert/strict";
import { ERROR_CODES } from "../../src/errors.ts";
import config from "../../deno.json" with { type: "json" };

const PAGES = ["README.md", "CONTRIBUTING.md", ...[...Deno.readDirSync("docs")].map(({ name }) => `docs/${name}`)]
  .filter((name) => name.endsWith(".md"));

for (const page of PAGES) {
  const text = Deno.readTextFileSync(page);

  Deno.test(`the files that ${page} names exist`, () => {
    for (const [, path] of text.matchAll(/`((?:src|plugins|tests|scripts|docs|examples)\/(?!\.)[\w/.-]*)`/g)) {
      assert.ok(exists(path!), `${path} does not exist`);
    }
  });

  Deno.test(`the links of ${page} lead to files and headings that exist`, () => {
    for (const [, path, heading] of text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)) {
      const target = path === "" ? page : new URL(path!, `file:///${page}`).pathname.slice(1);
      assert.ok(exists(target), `${path} does not exist`);
      if (heading !== undefined) assert.ok(headings(target).includes(heading), `${target} has no heading ${heading}`);
    }
  });

  Deno.test(`the tasks that ${page} names exist`, () => {
    for (const [, task] of text.matchAll(/\bdeno(?:@[\d.]+)?\s+task\s+([\w:]+)/g)) {
      assert.ok(task! in config.tasks, `there is no task ${task}`);
    }
  });

  Deno.test(`the error codes in the tables of ${page} exist`, () => {
    for (const [, table] of text.matchAll(/^\| (?:code|reason) +\|.*\n\|[-| ]+\n((?:\|.*\n)+)/gm)) {
      for (const line of table!.trim().split("\n")) {
        for (const [, code] of line.split("|")[1]!.matchAll(/`(\w+)`/g)) {
          assert.ok(code! in ERROR_CODES, `there is no code ${code}`);
        }
      }
    }
  });

  Deno.test(`the functions that ${page} names with their files are in them`, () => {
    for (const [, name, path] of text.matchAll(/`([\w.]+)`\s+in\s+`((?:src|plugins)\/[\w/]+\.ts)`/g)) {
      const last = name!.split(".").at(-1)!;
      assert.match(Deno.readTextFileSync(path!), new RegExp(`\\b${last}\\b`), `${path} has no ${name}`);
    }
  });
}

Deno.test("docs/architecture.md describes every directory of src", () => {
  const text = Deno.readTextFileSync("docs/architecture.md");
  for (const { name, isDirectory } of Deno.readDirSync("src")) {
    if (isDirectory) assert.match(text, new RegExp(`^\\| .*\`src/${name}/`, "m"), `src/${name} is not described`);
  }
});

Deno.test("docs/plugins.md has the plugin of examples/r2", () => {
  const page = Deno.readTextFileSync("docs/plugins.md");
  assert.ok(page.includes("```ts\n" + Deno.readTextFileSync("examples/r2/r2.ts") + "```\n"));
});

function exists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}

/** The anchors of a page's headings, as GitHub makes them. */
function headings(page: string): readonly string[] {
  return [...Deno.readTextFileSync(page).matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
    title!.toLowerCase().replace(/[^\w\s-]/g, "").replaceAll(" ", "-")
  );
}
