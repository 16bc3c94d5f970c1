/**
 * Builds the documentation site into `.work/site/dist`: `deno task site`. With `--serve`, builds and serves it.
 *
 * @module
 */
import { buildSite, SITE } from "./site/build.ts";
import { serveDirectory } from "./site/serve.ts";

await buildSite();
console.log(SITE);
if (Deno.args.includes("--serve")) {
  const server = serveDirectory(SITE, { port: 4173 });
  console.log(`http://127.0.0.1:${server.addr.port}/`);
  await server.finished;
}
