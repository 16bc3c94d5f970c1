/**
 * A server of files for looking at the site, and for checking it.
 *
 * @module
 */

const TYPES: Readonly<Record<string, string>> = {
  css: "text/css",
  html: "text/html; charset=utf-8",
  js: "text/javascript",
  json: "application/json",
  md: "text/markdown; charset=utf-8",
  svg: "image/svg+xml",
  woff2: "font/woff2",
};

/** Serves a directory on 127.0.0.1. */
export function serveDirectory(directory: string, { port = 0 } = {}): Deno.HttpServer<Deno.NetAddr> {
  return Deno.serve({ hostname: "127.0.0.1", port, onListen: () => {} }, async (request) => {
    const path = decodeURIComponent(new URL(request.url).pathname).replace(/\/$/, "/index.html");
    if (path.split("/").includes("..")) return new Response("not found", { status: 404 });
    try {
      const body = await Deno.readFile(directory + path.slice(1));
      const type = TYPES[path.slice(path.lastIndexOf(".") + 1)] ?? "application/octet-stream";
      return new Response(body, { headers: { "content-type": type } });
    } catch {
      return new Response("not found", { status: 404 });
    }
  });
}
