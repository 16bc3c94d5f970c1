import assert from "node:assert/strict";
import { ERROR_CODES } from "../../src/errors.ts";
import config from "../../deno.json" with { type: "json" };

const CLIENT_PAGES = pagesIn("docs/clients");
const PAGES = ["README.md", "CONTRIBUTING.md", "SECURITY.md", ...pagesIn("docs"), ...CLIENT_PAGES];

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

for (const page of CLIENT_PAGES) {
  const text = Deno.readTextFileSync(page);

  Deno.test(`${page} has recipes, settings and errors of a client, and an overview links to it`, () => {
    assert.deepEqual(["settings", "explain-errors"].filter((heading) => !headings(page).includes(heading)), []);
    const overview = Deno.readTextFileSync(page.includes("/connect_") ? "docs/api.md" : "docs/clients.md");
    assert.ok(overview.includes(`](${page.slice("docs/".length)})`));
  });

  Deno.test(`all code of ${page} is executed against a server`, () => {
    const blocks = [...text.matchAll(/^```(\w.*)$/gm)].map(([, language]) => language);
    assert.deepEqual(blocks.filter((language) => language !== "ts ignore real"), ["sh"]);
  });
}

Deno.test("recipes are on the pages that are executed", () => {
  const executed = ["docs/clients.md", ...CLIENT_PAGES];
  const pages = PAGES.filter((page) => Deno.readTextFileSync(page).includes("\n```ts ignore real\n"));
  assert.deepEqual(pages.toSorted(), executed.toSorted());
});

/** The pages of a directory. */
function pagesIn(directory: string): readonly string[] {
  return [...Deno.readDirSync(directory)].map(({ name }) => `${directory}/${name}`).filter((page) =>
    page.endsWith(".md")
  );
}

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
