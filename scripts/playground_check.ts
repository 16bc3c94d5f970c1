/**
 * Builds the playground and uses it in Chromium as people do, and a little in Firefox: `deno task playground:check`. Screenshots are left in
 * `.work/playground/screenshots`.
 *
 * @module
 */
import { buildPlayground } from "./playground/build.ts";
import { withBrowser } from "./playground/browser.ts";
import { CHECKS } from "./playground/checks.ts";
import { checkInFirefox } from "./playground/firefox.ts";
import { serveDirectory } from "./site/serve.ts";
import { WORK } from "./tools/npm.ts";

/** A directory of its own, since the site may be built at the same time. */
const ROOT = `${WORK}playground/site/`;

const { bytes, editorBytes } = await buildPlayground(`${ROOT}playground/`);
console.log(`gzip: ${bytes} bytes before the editor is loaded, ${editorBytes} bytes of the editor`);

await using server = serveDirectory(ROOT);
const url = `http://127.0.0.1:${server.addr.port}/playground/`;
let [passed, failed] = [0, 0];
await withBrowser(url, async (open) => {
  for (const [name, check] of Object.entries(CHECKS)) await report(name, () => check(open, url));
});
await report("in Firefox, every tab shows the results of an example", () => checkInFirefox(url));
console.log(`${passed} passed, ${failed} failed`);
if (failed > 0) Deno.exit(1);

async function report(name: string, check: () => Promise<void>): Promise<void> {
  const start = performance.now();
  try {
    await check();
    passed++;
    console.log(`ok ${name} (${Math.round(performance.now() - start)} ms)`);
  } catch (error) {
    failed++;
    console.error(`not ok ${name}\n${error instanceof Error ? error.stack : error}`);
  }
}
