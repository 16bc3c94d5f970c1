import assert from "node:assert/strict";
import { FlyteConfigError } from "../../../src/errors.ts";
import { fetchWith } from "../../../src/runtime/server/fetch.ts";
import { CA, OTHER_CA, SERVER } from "../../_support/certificates.ts";
import { thrownBy } from "../../_support/support.ts";

async function withServer(answer: Deno.ServeHandler, check: (url: string) => Promise<void>): Promise<void> {
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {}, ...SERVER }, answer);
  try {
    await check(`https://127.0.0.1:${server.addr.port}/`);
  } finally {
    await server.shutdown();
  }
}

Deno.test("a server is trusted with its CA, or without verification, and not with another CA", async () => {
  await withServer(() => new Response("hello"), async (url) => {
    for (const tls of [{ ca: CA }, { rejectUnauthorized: false }, { ca: OTHER_CA, rejectUnauthorized: false }]) {
      assert.equal(await (await fetchWith(tls)(url)).text(), "hello");
    }
    for (const tls of [{}, { ca: OTHER_CA }]) {
      await assert.rejects(
        fetchWith(tls)(url),
        (error: Error & { code?: string }) => /^UNABLE_|^SELF_/.test(error.code!),
      );
    }
  });
});

Deno.test("method, headers, body and the response are those of fetch", async () => {
  const echo = async (request: Request) => {
    const { method, headers } = request;
    const body = JSON.stringify([method, headers.get("x-name"), await request.text()]);
    return new Response(body, { status: 418, headers: [["x-many", "a"], ["x-many", "b"]] });
  };
  await withServer(echo, async (url) => {
    const body = new URLSearchParams({ scope: "größe" });
    const response = await fetchWith({ ca: CA })(url, { method: "POST", headers: { "x-name": "1" }, body });
    assert.deepEqual([response.status, response.headers.get("x-many")], [418, "a, b"]);
    assert.deepEqual(await response.json(), ["POST", "1", "scope=gr%C3%B6%C3%9Fe"]);
  });
});

Deno.test("a redirect is the response, and so is one without a body", async () => {
  const answers: Readonly<Record<string, () => Response>> = {
    "/moved": () => new Response(null, { status: 307, headers: { location: "https://other.test/" } }),
    "/none": () => new Response(null, { status: 204 }),
  };
  await withServer((request) => answers[new URL(request.url).pathname]!(), async (url) => {
    const moved = await fetchWith({ ca: CA })(`${url}moved`);
    assert.deepEqual([moved.status, moved.headers.get("location")], [307, "https://other.test/"]);
    assert.equal((await fetchWith({ ca: CA })(`${url}none`)).body, null);
  });
});

Deno.test("a request is aborted with the signal's reason, and a body that is cancelled is not read on", async () => {
  const asked = Promise.withResolvers<void>();
  const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => controller.enqueue(new Uint8Array(65536));
  const answer = async (request: Request) => {
    if (new URL(request.url).pathname === "/endless") return new Response(new ReadableStream({ pull }));
    asked.resolve();
    await new Promise((resolve) => request.signal.addEventListener("abort", resolve));
    return new Response();
  };
  await withServer(answer, async (url) => {
    const [stop, reason] = [new AbortController(), new Error("enough")];
    const request = fetchWith({ ca: CA })(url, { signal: stop.signal });
    await asked.promise;
    stop.abort(reason);
    await assert.rejects(request, reason);
    const reader = (await fetchWith({ ca: CA })(`${url}endless`)).body!.getReader();
    assert.ok((await reader.read()).value!.length > 0);
    await reader.cancel();
  });
});

Deno.test("without TLS, the runtime's fetch is used, and redirects are not followed either", async () => {
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    () => Response.redirect("http://a.b"),
  );
  const response = await fetchWith({ ca: CA })(`http://127.0.0.1:${server.addr.port}/`);
  assert.equal(response.status, 302);
  await response.body?.cancel();
  await server.shutdown();
});

Deno.test("Deno: a denied permission is an error that names its flag", async () => {
  const module = new URL("../../../src/runtime/server/fetch.ts", import.meta.url).href;
  const messageWith = async (tls: object, ...flags: readonly string[]) => {
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-prompt", "--no-check", "--no-config", ...flags, "-"],
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode(`
      import { fetchWith } from ${JSON.stringify(module)};
      fetchWith(${JSON.stringify(tls)})("https://127.0.0.1:9/").catch(({ message }) => console.log(message));
    `));
    await writer.close();
    return new TextDecoder().decode((await child.output()).stdout).trim();
  };
  const denied = 'Deno denied permission to connect to "127.0.0.1:9"; run with --allow-net=127.0.0.1:9';
  assert.equal(await messageWith({ ca: CA }), denied);
  assert.equal(await messageWith({ rejectUnauthorized: false }), denied);
  const system = 'Deno denied permission to connect to "https://127.0.0.1:9/"; run with --allow-sys=ca';
  assert.equal(await messageWith({}, "--allow-net"), system);
  assert.match(await messageWith({ rejectUnauthorized: false }, "--allow-net"), /ECONNREFUSED/);
});

Deno.test("wrong settings are rejected", () => {
  const error = thrownBy(() => fetchWith({ cert: "x" } as object));
  assert.ok(error instanceof FlyteConfigError);
  assert.match(error.message, /host\.fetchWith: unknown option "cert"/);
});
