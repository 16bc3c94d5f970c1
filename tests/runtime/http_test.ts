import assert from "node:assert/strict";
import { failureKind, failureReason, readBody } from "../../src/runtime/http.ts";

Deno.test("a body may have as many bytes as the limit, in pieces of any size", async () => {
  const limit = 20_000;
  const body = (...lengths: readonly number[]) =>
    new Response(
      new ReadableStream<Uint8Array<ArrayBuffer>>({
        start(controller) {
          for (const [index, length] of lengths.entries()) controller.enqueue(new Uint8Array(length).fill(index + 1));
          controller.close();
        },
      }),
    );
  assert.equal((await readBody(new Response(null), limit))?.length, 0);
  for (const lengths of [[3], [1024, 1], [1023, 1, 5000], [limit], [limit - 1, 1]]) {
    const expected = lengths.flatMap((length, index) => [[index + 1, length]] as const);
    const bytes = (await readBody(body(...lengths), limit))!;
    let at = 0;
    for (const [value, length] of expected) {
      assert.ok(bytes.subarray(at, at += length).every((byte) => byte === value), lengths.join());
    }
    assert.equal(bytes.length, at);
  }
  for (const lengths of [[limit + 1], [limit, 1]]) assert.equal(await readBody(body(...lengths), limit), undefined);
});

Deno.test("a body of many small chunks takes no more memory than its bytes", async () => {
  const module = new URL("../../src/runtime/http.ts", import.meta.url).href;
  const program = `
    import { readBody } from ${JSON.stringify(module)};
    let left = 600_000;
    const pull = (controller) => {
      controller.enqueue(new Uint8Array([32]));
      if (--left === 0) controller.close();
    };
    console.log((await readBody(new Response(new ReadableStream({ pull })), 1e6)).length);`;
  const args = ["eval", "--v8-flags=--max-old-space-size=48", program];
  const { stdout } = await new Deno.Command(Deno.execPath(), { args }).output();
  assert.equal(new TextDecoder().decode(stdout).trim(), "600000");
});

Deno.test("the reason of a failure has the messages of all causes once, without URLs", () => {
  const cause = new Error("error sending request for url (https://user:s3cret@acme.com/token?key=s3cret): no route");
  const error = new TypeError("fetch failed", { cause });
  assert.equal(failureReason(error), ": fetch failed: error sending request for url no route");
  assert.equal(failureReason(new Error("no route", { cause: new Error("no route") })), ": no route");
  assert.equal(failureReason("no error"), "");
});

Deno.test("the kind of a failure is that of the most specific code or message among the causes", () => {
  const withCode = (code: string, message = "x") => Object.assign(new Error(message), { code });
  const cases: readonly (readonly [error: unknown, kind: string | undefined])[] = [
    [new TypeError("fetch failed", { cause: withCode("DEPTH_ZERO_SELF_SIGNED_CERT") }), "untrusted"],
    [new TypeError("fetch failed", { cause: withCode("ERR_SSL_WRONG_VERSION_NUMBER") }), "plain"],
    [new TypeError("fetch failed", { cause: withCode("UND_ERR_SOCKET", "other side closed") }), "closed"],
    [new TypeError("fetch failed", { cause: withCode("UND_ERR_CONNECT_TIMEOUT") }), "timeout"],
    [new TypeError("fetch failed", { cause: withCode("ENOTFOUND") }), "unreachable"],
    [withCode("ECONNREFUSED", ""), "unreachable"],
    [new TypeError("fetch failed", { cause: withCode("ERR_SSL_TLSV1_ALERT_DECODE_ERROR") }), "tls"],
    [new TypeError("error sending request: tls handshake eof"), "tls"],
    [withCode("ConnectionRefused"), "unreachable"],
    [new TypeError("Unable to connect. Is the computer able to access the url?"), "unreachable"],
    [new Error("[internal] Network connection lost.", { cause: new Error("Network connection lost.") }), "unreachable"],
    [new Error("the database is unable to connect"), undefined],
    [new TypeError("Failed to fetch"), "hidden"],
    [new TypeError("x is not a function"), undefined],
    ["ECONNREFUSED", undefined],
  ];
  for (const [error, kind] of cases) assert.equal(failureKind(error), kind, String(error));
});
