/**
 * Checks the built site: links to pages and headings that do not exist, images without text, and code in the pages that
 * does not run. `deno task site:check`, after `deno task site`.
 *
 * @module
 */
import { nodeProgram, ROOT, tool } from "../tools/npm.ts";
import { run } from "../tools/run.ts";
import { SITE } from "./build.ts";
import { serveDirectory } from "./serve.ts";

/** A link that a crawl of the site has followed. */
interface Link {
  readonly url: string;
  readonly status?: number;
  readonly state: "OK" | "BROKEN" | "SKIPPED";
  readonly parent?: string;
}

/** Pages of others are not requested: a check must not depend on them. */
const ELSEWHERE = "^(?!http://127\\.0\\.0\\.1)";

const problems = [...await brokenLinks(), ...await imagesWithoutText(SITE)];
for (const problem of problems) console.error(`not ok: ${problem}`);
if (problems.length > 0) Deno.exit(1);
await run(Deno.execPath(), ["test", "-A", "--doc", "README.md", "docs"], { cwd: ROOT });
console.log("ok: the code in the pages runs");

async function brokenLinks(): Promise<readonly string[]> {
  const server = serveDirectory(SITE);
  const start = `http://127.0.0.1:${server.addr.port}/`;
  const options = ["--recurse", "--check-fragments", "--skip", ELSEWHERE, "--format", "json", "--verbosity", "info"];
  const { links } = JSON.parse(await crawled([start, ...options])) as { readonly links: readonly Link[] };
  await server.shutdown();
  const followed = links.filter(({ state }) => state !== "SKIPPED");
  if (followed.length < 200) throw new Error(`only ${followed.length} links were followed`);
  const broken = followed.filter(({ state }) => state === "BROKEN");
  if (broken.length === 0) console.log(`ok: ${followed.length} links`);
  return broken.map(({ url, status, parent }) => `${parent ?? "/"} links to ${url}: ${status}`);
}

/** Runs the crawler, which ends with an error if a link is broken, and returns its report. */
async function crawled(args: readonly string[]): Promise<string> {
  try {
    // It needs a newer Node than this package.
    const program = `${await tool("linkinator")}node_modules/.bin/linkinator`;
    return await run(await nodeProgram("node24"), [program, ...args], { cwd: SITE });
  } catch (error) {
    const output = error instanceof Error ? error.message : "";
    const start = output.indexOf("{");
    if (start === -1) throw error;
    return output.slice(start, output.lastIndexOf("}") + 1);
  }
}

async function imagesWithoutText(directory: string): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(directory)) {
    const path = directory + name;
    if (isDirectory) found.push(...await imagesWithoutText(`${path}/`));
    if (!name.endsWith(".html")) continue;
    for (const [image] of (await Deno.readTextFile(path)).matchAll(/<img\b[^>]*>/g)) {
      if (!/\salt="[^"]+"/.test(image)) found.push(`${path.slice(SITE.length)} has an image without text: ${image}`);
    }
  }
  return found;
}
