/**
 * Collects the pages of the site, writes the reference of the API, and runs VitePress.
 *
 * @module
 */
import config from "../../deno.json" with { type: "json" };
import { emptyDirectory, ROOT, tool, WORK } from "../tools/npm.ts";
import { run } from "../tools/run.ts";

/** The directory of the built site. */
export const SITE: string = `${WORK}site/`;

/** Files and directories that are pages, as in the repository, so that their links work. */
const PAGES = ["docs", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"];

/** The README is the page with which readers start. */
const START = "docs/start.md";

/** Files beside the pages. */
const SCHEMAS = ["config.schema.json", "config.v2.schema.json", "config.all.schema.json"];

/** Entry points without a reference: the program exports nothing. */
const PROGRAMS: readonly string[] = ["./cli"];

/** Builds the site. */
export async function buildSite(): Promise<void> {
  const home = await tool("vitepress");
  // Inside the directory of the tool, so that the configuration finds it.
  const stage = `${home}stage/`;
  await emptyDirectory(stage);
  for (const name of PAGES) await run("cp", ["-r", ROOT + name, stage]);
  await Deno.writeTextFile(stage + START, startPage(await Deno.readTextFile(`${ROOT}README.md`)));
  await linkStart(`${stage}docs/`);
  await run("cp", [`${ROOT}site/index.md`, stage]);
  await run("cp", ["-r", `${ROOT}site/public`, stage]);
  // Pages link to the schemas as files beside them.
  await Deno.mkdir(`${stage}public/docs`);
  for (const name of SCHEMAS) await Deno.rename(`${stage}docs/${name}`, `${stage}public/docs/${name}`);
  await writeApi(`${stage}api/`);
  await Deno.mkdir(`${stage}.vitepress/theme`, { recursive: true });
  await run("cp", [`${ROOT}site/config.mts`, `${stage}.vitepress/`]);
  await run("cp", ["-r", `${ROOT}site/theme`, `${stage}.vitepress/`]);
  await run(`${home}node_modules/.bin/vitepress`, ["build", stage, "--outDir", SITE], { env: { CI: "true" } });
}

/** Moves the README into docs: links to `docs/x.md` become links to `x.md`. */
function startPage(readme: string): string {
  return readme
    .replace(/^# .*$/m, "# Getting started")
    .replace(/\]\(docs\//g, "](")
    .replace(/\]\((CONTRIBUTING|CHANGELOG|SECURITY)\.md/g, "](../$1.md");
}

/** Makes links to the README links to the page that it becomes. */
async function linkStart(docs: string): Promise<void> {
  for await (const { name } of Deno.readDir(docs)) {
    if (!name.endsWith(".md")) continue;
    const text = await Deno.readTextFile(docs + name);
    if (text.includes("](../README.md")) {
      await Deno.writeTextFile(docs + name, text.replaceAll("](../README.md", "](start.md"));
    }
  }
}

/** Writes the reference of the API from the sources, and its sidebar. */
async function writeApi(directory: string): Promise<void> {
  const home = await tool("typedoc");
  const entries = await entryFiles(`${home}entries/`);
  const project = `${home}tsconfig.json`;
  const compilerOptions = {
    ...config.compilerOptions,
    target: "es2023",
    lib: ["esnext", "dom", "dom.iterable"],
    module: "esnext",
    moduleResolution: "bundler",
    allowImportingTsExtensions: true,
    noEmit: true,
    types: [],
  };
  await Deno.writeTextFile(project, JSON.stringify({ compilerOptions, files: entries }));
  await run(`${home}node_modules/.bin/typedoc`, [
    ...[
      "--plugin",
      "typedoc-plugin-markdown",
      "--entryFileName",
      "index",
      "--navigationJson",
      `${directory}pages.json`,
    ],
    ...["--tsconfig", project, "--basePath", `${home}entries`, "--out", directory],
    ...entries.flatMap((entry) => ["--entryPoints", entry]),
    // A page for each class; what else an entry point exports is on one page.
    ...["--membersWithOwnFile", "Class"],
    ...["--name", "API", "--readme", "none", "--excludeInternal", "--excludePrivate", "--disableSources"],
    // The compiler of the project has checked the types; here, packages are not installed.
    ...["--skipErrorChecking", "--hideBreadcrumbs", "--logLevel", "Error"],
  ], { cwd: home });
  await correctAnchors(directory);
}

/**
 * Corrects links to headings: the generator also counts members without a heading, such as the property `Host.writer` beside
 * the interface `HostWriter`, and then links to `#hostwriter-1`.
 */
async function correctAnchors(directory: string): Promise<void> {
  const pages = new Map<string, string>();
  const files = (await run("find", [directory, "-name", "*.md"])).trim().split("\n");
  for (const file of files) pages.set(file, await Deno.readTextFile(file));
  for (const [file, text] of pages) {
    const corrected = text.replace(/\]\(([\w./-]*)#([\w-]+?)-\d+\)/g, (link, path: string, anchor: string) => {
      const target = path === "" ? file : decodeURIComponent(new URL(path, `file://${file}`).pathname);
      const headings = [...pages.get(target)?.matchAll(/^#+ (.*)$/gm) ?? []].filter(([, title]) =>
        title!.toLowerCase().replace(/[^\w-]/g, "") === anchor
      );
      return headings.length === 1 ? `](${path}#${anchor})` : link;
    });
    if (corrected !== text) await Deno.writeTextFile(file, corrected);
  }
}

/**
 * Writes a file for each entry point that has its name, its description and its exports, since the reference names its pages
 * after files. Returns their paths.
 */
async function entryFiles(directory: string): Promise<readonly string[]> {
  await emptyDirectory(directory);
  const entries = Object.entries(config.exports).filter(([entry]) => !PROGRAMS.includes(entry));
  return await Promise.all(entries.map(async ([entry, file]) => {
    const source = ROOT + file.slice("./".length);
    const [description = ""] = (await Deno.readTextFile(source)).match(/^\/\*\*[\s\S]*?\*\//) ?? [];
    const path = `${directory}${entry === "." ? "config" : entry.slice("./".length).replaceAll("/", "-")}.ts`;
    await Deno.writeTextFile(path, `${description}\nexport * from ${JSON.stringify(source)};\n`);
    return path;
  }));
}
