/**
 * Builds the documentation site with the playground into `.work/site`, and serves it: `deno task site`. With `--build`,
 * only builds it.
 *
 * @module
 */
import { buildPlayground } from "./playground/build.ts";
import { buildSite, SITE } from "./site/build.ts";
import { serveDirectory } from "./site/serve.ts";

await buildSite();
await buildPlayground(`${SITE}playground/`);
console.log(SITE);
if (!Deno.args.includes("--build")) {
  const server = serveDirectory(SITE, { port: 4173 });
  console.log(`http://127.0.0.1:${server.addr.port}/ (Ctrl-C ends it)`);
  await server.finished;
}
