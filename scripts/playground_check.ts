/**
 * Builds the playground and uses it in Chromium as people do: `deno task playground:check`. Screenshots are left in
 * `.work/playground/screenshots`.
 *
 * @module
 */
import { buildPlayground } from "./playground/build.ts";
import { withBrowser } from "./playground/browser.ts";
import { CHECKS } from "./playground/checks.ts";
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
  for (const [name, check] of Object.entries(CHECKS)) {
    const start = performance.now();
    try {
      await check(open, url);
      passed++;
      console.log(`ok ${name} (${Math.round(performance.now() - start)} ms)`);
    } catch (error) {
      failed++;
      console.error(`not ok ${name}\n${error instanceof Error ? error.stack : error}`);
    }
  }
});
console.log(`${passed} passed, ${failed} failed`);
if (failed > 0) Deno.exit(1);
