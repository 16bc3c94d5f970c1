/**
 * Builds the playground with the packed package into the site's `playground/`: `deno task playground`. With `--serve`,
 * builds and serves it.
 *
 * @module
 */
import { buildPlayground } from "./playground/build.ts";
import { SITE } from "./site/build.ts";
import { serveDirectory } from "./site/serve.ts";

const { bytes, editorBytes } = await buildPlayground(`${SITE}playground/`);
console.log(`gzip: ${bytes} bytes before the editor is loaded, ${editorBytes} bytes of the editor`);
if (Deno.args.includes("--serve")) {
  const server = serveDirectory(SITE, { port: 4173 });
  console.log(`http://127.0.0.1:${server.addr.port}/playground/`);
  await server.finished;
}
