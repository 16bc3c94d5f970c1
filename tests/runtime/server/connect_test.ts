import assert from "node:assert/strict";
import { hostFor } from "../../../src/runtime/guarded_host.ts";
import { memoryHost } from "../../../src/runtime/memory_host.ts";
import { connect } from "../../../src/runtime/server/connect.ts";
import { CA, OTHER_CA, SERVER } from "../../_support/certificates.ts";
import { rawServer } from "../../_support/examined.ts";
import { freePort } from "../../real/registry/programs.ts";

function secureServer() {
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {}, ...SERVER }, () => new Response());
  return { port: server.addr.port, [Symbol.asyncDispose]: () => server.shutdown() };
}

const portOf = ({ name }: { readonly name: string }): number => Number(name.split(":")[1]);

Deno.test("a connection without TLS has the address, and is closed", async () => {
  let closed = Promise.resolve<number | null>(0);
  await using server = rawServer((connection) => {
    closed = connection.read(new Uint8Array(1));
    return Promise.resolve();
  });
  assert.deepEqual(await connect({ hostname: "localhost", port: portOf(server) }), { address: "127.0.0.1" });
  assert.equal(await closed, null);
});

Deno.test("a certificate is described, and whether it is trusted", async () => {
  await using server = secureServer();
  const target = { hostname: "127.0.0.1", port: server.port };
  const { certificate, ...rest } = await connect({ ...target, tls: { ca: CA } });
  assert.deepEqual(rest, { address: "127.0.0.1", protocol: "h2" });
  assert.deepEqual([certificate?.subject, certificate?.issuer], ["localhost", "Tests of flyte-ts"]);
  assert.deepEqual(certificate?.names, ["127.0.0.1", "localhost"]);
  assert.equal(certificate!.validTo.getUTCFullYear(), 2126);
  assert.equal(certificate!.validFrom.getUTCFullYear(), 2026);
  for (const tls of [{}, { ca: OTHER_CA }]) {
    assert.match((await connect({ ...target, tls })).untrusted ?? "", /^(?:UNABLE_TO|SELF_SIGNED|DEPTH_ZERO)_/);
  }
});

Deno.test("errors have the code of the reason", async () => {
  await assert.rejects(connect({ hostname: "127.0.0.1", port: freePort() }), { code: "ECONNREFUSED" });
  await assert.rejects(connect({ hostname: "flyte.invalid", port: 1 }), { code: /^(?:ENOTFOUND|EAI_AGAIN)$/ });
  await using plain = rawServer(async (connection) => void await connection.write(new TextEncoder().encode("hello\n")));
  await assert.rejects(connect({ hostname: "127.0.0.1", port: portOf(plain), tls: {} }), { code: /SSL|ECONN|EPROTO/ });
  await using closing = rawServer((connection) => Promise.resolve(connection.close()));
  await assert.rejects(connect({ hostname: "127.0.0.1", port: portOf(closing), tls: {} }), { code: "ECONNRESET" });
});

Deno.test("a signal ends a handshake that does not end", async () => {
  await using silent = rawServer(() => new Promise(() => {}));
  const [stop, reason] = [new AbortController(), new Error("enough")];
  const connecting = connect({ hostname: "127.0.0.1", port: portOf(silent), tls: {}, signal: stop.signal });
  stop.abort(reason);
  await assert.rejects(connecting, reason);
  await assert.rejects(connect({ hostname: "127.0.0.1", port: 1, signal: AbortSignal.abort(reason) }), reason);
});

Deno.test("Deno: a denied permission is an error that names its flag, for names and addresses", async () => {
  const code = `import { connect } from "${import.meta.resolve("../../../src/runtime/server/connect.ts")}";
for (const hostname of ["localhost", "127.0.0.1"]) {
  for (const more of [{}, { tls: {} }]) {
    await connect({ hostname, port: 1, ...more }).catch(({ code, message }) => console.log(code, message));
  }
}`;
  const command = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--no-check", "--ext=ts", "-"],
    stdin: "piped",
    stdout: "piped",
  });
  await using child = command.spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(code));
  await writer.close();
  const lines = new TextDecoder().decode((await child.output()).stdout).trim().split("\n");
  assert.equal(lines.length, 4);
  for (const line of lines) {
    assert.match(line, /^permission_denied .*; run with --allow-net=(?:localhost|127\.0\.0\.1):1$/);
  }
});

Deno.test("arguments are checked", async () => {
  const wrong: readonly (readonly [object, string])[] = [
    [{}, "invalid_argument"],
    [{ hostname: "a" }, "invalid_argument"],
    [{ hostname: "a", port: 65536 }, "invalid_option"],
    [{ hostname: 1, port: 1 }, "invalid_option"],
    [{ hostname: "a", port: 1, tls: { cert: "x" } }, "invalid_option"],
    [{ hostname: "a", port: 1, timeout: 1 }, "invalid_option"],
  ];
  for (const [target, code] of wrong) await assert.rejects(connect(target as never), { code }, JSON.stringify(target));
});

Deno.test("a guarded host checks what connect returns, and keeps its errors", async () => {
  const target = { hostname: "a", port: 1 };
  assert.equal(hostFor(memoryHost()).connect, undefined);
  const wrong = hostFor(memoryHost({ connect: () => Promise.resolve(1 as never) }));
  await assert.rejects(wrong.connect!(target), { code: "host_failed" });
  const error = Object.assign(new Error("no"), { code: "ENOTFOUND" });
  await assert.rejects(hostFor(memoryHost({ connect: () => Promise.reject(error) })).connect!(target), error);
  const never = hostFor(memoryHost({ connect: () => new Promise(() => {}) }), AbortSignal.abort(error));
  await assert.rejects(never.connect!(target), error);
});
