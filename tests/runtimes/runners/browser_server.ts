/**
 * Serves the page with the suite, and the modules of the installed package, on the loopback interface.
 *
 * @module
 */
import config from "../../../deno.json" with { type: "json" };
import { bundleOf } from "../../../scripts/pack/bundle.ts";
import { STAGE } from "../stage.ts";

/** A server that runs until it is disposed of. */
export interface PageServer extends AsyncDisposable {
  /** Address of the page, with a slash at its end. */
  readonly url: string;
}

const OURS = Object.keys(config.exports).map((entry) => [
  `@flyte-ts/config${entry.slice(1)}`,
  `/node_modules/@flyte-ts/config/lib/${bundleOf(entry)}`,
]);

const IMPORT_MAP = JSON.stringify({
  imports: {
    ...Object.fromEntries(OURS),
    "smol-toml": "/node_modules/smol-toml/dist/index.js",
  },
});

const PAGE = `<!doctype html>
<meta charset="utf-8">
<link rel="icon" href="data:,">
<script type="importmap" nonce="suite">${IMPORT_MAP}</script>
<script type="module" src="/page.js"></script>
`;

/** No code but that of the server: the library needs no \`eval\`. */
const POLICY = "default-src 'none'; script-src 'self' 'nonce-suite'; img-src data:";

/** Starts the server on a free port. */
export function serve(): PageServer {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, answer);
  return {
    url: `http://127.0.0.1:${server.addr.port}/`,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

async function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === "/") {
    return new Response(PAGE, { headers: { "content-type": "text/html", "content-security-policy": POLICY } });
  }
  if (!/^\/(?:page\.js|node_modules\/[\w@./-]+\.m?js)$/.test(pathname)) return new Response(null, { status: 404 });
  try {
    const code = await Deno.readTextFile(STAGE + pathname.slice(1));
    return new Response(code, { headers: { "content-type": "text/javascript" } });
  } catch {
    return new Response(null, { status: 404 });
  }
}
