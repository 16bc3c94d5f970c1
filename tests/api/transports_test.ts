/** Calls over real transports to servers on this machine: with TLS and a private CA, without TLS, and with gRPC. */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import * as http2 from "node:http2";
import type { AddressInfo, Server } from "node:net";
import { create, createFileRegistry } from "@bufbuild/protobuf";
import { EmptySchema, file_google_protobuf_empty, FileDescriptorProtoSchema } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError, createClient, type Transport } from "@connectrpc/connect";
import { connectNodeAdapter, createConnectTransport, createGrpcTransport } from "@connectrpc/connect-node";
import { createConnectTransport as createWebTransport } from "@connectrpc/connect-web";
import { connectNodeOptions, connectWebOptions, denoClientOptions } from "../../src/api/mod.ts";
import { memoryHost, PlatformConfig } from "../../mod.ts";
import { PlatformConfig as FlytePlatform } from "../../v2.ts";
import { CA, OTHER_CA, SERVER } from "../_support/certificates.ts";

const EMPTY = ".google.protobuf.Empty";
const file = create(FileDescriptorProtoSchema, {
  name: "test.proto",
  package: "test",
  syntax: "proto3",
  dependency: ["google/protobuf/empty.proto"],
  service: [{ name: "Test", method: [{ name: "Call", inputType: EMPTY, outputType: EMPTY }] }],
});
const service = createFileRegistry(file, () => file_google_protobuf_empty.proto).getService("test.Test")!;
const host = memoryHost({ files: { "/ca.pem": CA, "/other.pem": OTHER_CA } });

/** A server, and the protocols of the calls that it got; the first `failures` of them fail. */
class TestServer implements AsyncDisposable {
  readonly calls: string[] = [];
  failures = 0;
  readonly #server: Server;

  constructor(kind: "tls" | "http" | "h2c") {
    const implementation = {
      call: (_: unknown, { protocolName }: { readonly protocolName: string }) => {
        this.calls[this.calls.length - 1] += ` ${protocolName}`;
        if (this.failures-- > 0) throw new ConnectError("busy", Code.Unavailable);
        return create(EmptySchema);
      },
    };
    // Without generated code, the types of the service are not known.
    const handler = connectNodeAdapter({ routes: (router) => router.service(service, implementation as never) });
    const listener = (request: { readonly httpVersion: string }, response: unknown) => {
      this.calls.push(`HTTP/${request.httpVersion}`);
      handler(request as Parameters<typeof handler>[0], response as Parameters<typeof handler>[1]);
    };
    this.#server = kind === "tls"
      ? http2.createSecureServer(SERVER, listener)
      : kind === "h2c"
      ? http2.createServer(listener)
      : createServer(listener);
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

async function call(transport: Transport): Promise<void> {
  const client = createClient(service, transport);
  await (client as Record<string, (message: object) => Promise<object>>).call!({});
}

const options = { sanitizeOps: false, sanitizeResources: false };

Deno.test("flyte 2: HTTP/2 with TLS and the configured CA", options, async () => {
  await using server = new TestServer("tls");
  const platform = new FlytePlatform({ endpoint: await server.start(), caCertFilePath: "/ca.pem" });
  await call(createConnectTransport({ ...await connectNodeOptions(platform, { host }), idleConnectionTimeoutMs: 1 }));
  const skipping = new FlytePlatform({ endpoint: platform.endpoint, insecureSkipVerify: true });
  await call(createConnectTransport({ ...await connectNodeOptions(skipping, { host }), idleConnectionTimeoutMs: 1 }));
  assert.deepEqual(server.calls, ["HTTP/2.0 connect", "HTTP/2.0 connect"]);
  const wrong = new FlytePlatform({ endpoint: platform.endpoint, caCertFilePath: "/other.pem", rpcRetries: 0 });
  await assert.rejects(call(createConnectTransport(await connectNodeOptions(wrong, { host }))), /certificate/);
});

Deno.test("flyte 2: HTTP/1.1 without TLS, and failed calls are repeated", options, async () => {
  await using server = new TestServer("http");
  server.failures = 1;
  const platform = new FlytePlatform({ endpoint: `http://${await server.start()}`, insecure: true });
  await call(createConnectTransport(await connectNodeOptions(platform)));
  await call(createWebTransport(connectWebOptions(platform)));
  assert.deepEqual(server.calls, Array.from({ length: 3 }, () => "HTTP/1.1 connect"));
});

Deno.test("flytekit: gRPC with and without TLS", options, async () => {
  await using plain = new TestServer("h2c");
  await using secure = new TestServer("tls");
  const insecure = new PlatformConfig({ endpoint: await plain.start(), insecure: true });
  await call(createGrpcTransport({ ...await connectNodeOptions(insecure), idleConnectionTimeoutMs: 1 }));
  const platform = new PlatformConfig({ endpoint: await secure.start(), caCertFilePath: "/ca.pem" });
  await call(createGrpcTransport({ ...await connectNodeOptions(platform, { host }), idleConnectionTimeoutMs: 1 }));
  assert.deepEqual([...plain.calls, ...secure.calls], ["HTTP/2.0 grpc", "HTTP/2.0 grpc"]);
});

Deno.test("connect-web in Deno: with an HTTP client that trusts the configured CA", options, async () => {
  await using server = new TestServer("tls");
  const platform = new FlytePlatform({ endpoint: await server.start(), caCertFilePath: "/ca.pem" });
  using client = Deno.createHttpClient(await denoClientOptions(platform, { host }));
  const fetchWithCa = (input: RequestInfo | URL, init?: RequestInit) => fetch(input, { ...init, client });
  await call(createWebTransport(connectWebOptions(platform, { fetch: fetchWithCa })));
  assert.deepEqual(server.calls, ["HTTP/2.0 connect"]);
});
