import assert from "node:assert/strict";
import { Code, ConnectError, type Interceptor } from "@connectrpc/connect";
import { createConnectTransport, createGrpcTransport } from "@connectrpc/connect-node";
import { createConnectTransport as createWebTransport } from "@connectrpc/connect-web";
import { connectNodeOptions, connectWebOptions, retryInterceptor } from "../../src/api/mod.ts";
import { Config, memoryHost, PlatformConfig } from "../../mod.ts";
import { PlatformConfig as FlytePlatform } from "../../v2.ts";

const interceptor: Interceptor = (next) => (request) => next(request);

Deno.test("the options fit the transports of connect-node and connect-web", async () => {
  const platform = new FlytePlatform({ endpoint: "dns:///flyte.acme.com" });
  const options = await connectNodeOptions(platform, { interceptors: [interceptor] });
  createConnectTransport(options);
  createConnectTransport(await connectNodeOptions(platform));
  createGrpcTransport(await connectNodeOptions(new PlatformConfig()));
  createWebTransport(connectWebOptions(platform, { interceptors: [interceptor], fetch: globalThis.fetch }));
  createWebTransport(connectWebOptions(platform));
  assert.equal(options.interceptors[0], interceptor);
  assert.equal(options.interceptors.length, 2);
});

Deno.test("HTTP/2 is used with TLS and for gRPC, as in Python", async () => {
  const PEM = "-----BEGIN CERTIFICATE-----\n";
  const host = memoryHost({ files: { "/ca.pem": PEM } });
  const secure = new FlytePlatform({ endpoint: "flyte.acme.com", caCertFilePath: "/ca.pem" });
  const { interceptors: _, ...rest } = await connectNodeOptions(secure, { host });
  assert.deepEqual(rest, { baseUrl: "https://flyte.acme.com", httpVersion: "2", nodeOptions: { ca: PEM } });
  const plain = new FlytePlatform({ endpoint: "localhost:8090", insecure: true });
  assert.equal((await connectNodeOptions(plain)).httpVersion, "1.1");
  assert.equal((await connectNodeOptions(plain, { httpVersion: "2" })).httpVersion, "2");
  const { baseUrl, httpVersion } = await connectNodeOptions(Config.forSandbox().platform);
  assert.deepEqual([baseUrl, httpVersion], ["http://localhost:30080", "2"]);
});

Deno.test("browsers and edge workers need a fetch that verifies as configured", () => {
  const platform = FlytePlatform.from({
    file: { name: "config.yaml", text: "admin:\n  endpoint: flyte.acme.com\n  insecureSkipVerify: true\n" },
  });
  assert.throws(() => connectWebOptions(platform), {
    code: "certificate_unverifiable",
    message:
      /^config.yaml:3:23 \(admin.insecureSkipVerify\): platform.insecure_skip_verify has no effect .*; pass fetch/,
  });
  assert.equal(connectWebOptions(platform, { fetch }).fetch, fetch);
  const withFile = new FlytePlatform({ endpoint: "flyte.acme.com", caCertFilePath: "/ca.pem" });
  assert.throws(() => connectWebOptions(withFile), { message: /^platform.ca_cert_file_path has no effect/ });
  const { useBinaryFormat } = connectWebOptions(withFile.with({ insecure: true }));
  assert.equal(useBinaryFormat, true);
});

/** Calls a method that fails with some codes before it succeeds, and returns the number of attempts. */
async function attempts(rpcRetries: number, codes: readonly Code[], stream = false): Promise<number | Code> {
  const left = [...codes];
  let count = 0;
  const call = retryInterceptor(new FlytePlatform({ rpcRetries }))((_: { stream: boolean; signal: AbortSignal }) => {
    count++;
    const code = left.shift();
    return code === undefined ? Promise.resolve(count) : Promise.reject(new ConnectError("failed", code));
  });
  return await call({ stream, signal: new AbortController().signal }).catch(({ code }) => -code);
}

Deno.test("calls are repeated after the codes of flyte, as often as rpcRetries says", async () => {
  const [{ setTimeout: real }, { random }] = [globalThis, Math];
  const pauses: number[] = [];
  // Without waiting, and with the middle of each random pause.
  Math.random = () => 0.5;
  globalThis.setTimeout = ((run: () => void, pause: number) => real(run, void pauses.push(pause))) as never;
  try {
    assert.equal(await attempts(3, [Code.Unavailable, Code.Internal, Code.Unavailable]), 4);
    assert.equal(await attempts(2, [Code.Unavailable, Code.Internal, Code.Unavailable]), -Code.Unavailable);
    assert.equal(await attempts(0, [Code.Unavailable]), -Code.Unavailable);
    assert.equal(await attempts(3, [Code.NotFound]), -Code.NotFound);
    assert.equal(await attempts(3, [Code.Unavailable], true), -Code.Unavailable);
    assert.deepEqual(pauses, [500, 1_000, 2_000, 500, 1_000]);
    pauses.length = 0;
    await attempts(7, Array.from({ length: 7 }, () => Code.Unavailable));
    assert.deepEqual(pauses, [500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
    pauses.length = 0;
    for (const share of [0, 0.9]) {
      Math.random = () => share;
      await attempts(1, [Code.Unavailable]);
    }
    assert.deepEqual(pauses, [250, 700]);
  } finally {
    globalThis.setTimeout = real;
    Math.random = random;
  }
});

Deno.test("whatever else is thrown is thrown on", async () => {
  for (const thrown of [null, undefined, "unavailable", new Error("x")]) {
    const call = retryInterceptor(new FlytePlatform())((_: { stream: boolean; signal: AbortSignal }) =>
      Promise.reject(thrown)
    );
    const signal = new AbortController().signal;
    assert.equal(await call({ stream: false, signal }).catch((error: unknown) => error), thrown);
  }
});

Deno.test("a pause ends when the call is aborted", async () => {
  const stop = new AbortController();
  const call = retryInterceptor(new FlytePlatform())((_: { stream: boolean; signal: AbortSignal }) => {
    queueMicrotask(() => stop.abort(new Error("enough")));
    return Promise.reject(new ConnectError("failed", Code.Unavailable));
  });
  await assert.rejects(call({ stream: false, signal: stop.signal }), { message: "enough" });
});
