import assert from "node:assert/strict";
import { denoClientOptions, FlyteConfigError, httpProxy, tlsOptions } from "../../src/api/mod.ts";
import { memoryHost, PlatformConfig } from "../../mod.ts";
import { PlatformConfig as FlytePlatform } from "../../v2.ts";

const PEM = "# acme\n-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
const host = memoryHost({
  files: {
    "/ca.pem": PEM,
    "/ca.der": new Uint8Array([0x30, 0x82, 1, 2]),
    "/key.pem": "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----\n",
    "/empty.pem": "",
  },
});
const endpoint = "flyte.acme.com";

Deno.test("the CA certificate is read, and verification is skipped where that is set", async () => {
  const both = { endpoint, caCertFilePath: "/ca.pem", insecureSkipVerify: true };
  for (const type of [PlatformConfig, FlytePlatform]) {
    const options = (init: ConstructorParameters<typeof type>[0]) => tlsOptions(new type(init as object), { host });
    assert.deepEqual(await options({ endpoint }), {});
    assert.deepEqual(await options({ endpoint, caCertFilePath: "/ca.pem" }), { ca: PEM });
    assert.deepEqual(await options({ endpoint, insecureSkipVerify: true }), { rejectUnauthorized: false });
    assert.deepEqual(await options({ ...both, insecure: true }), {});
  }
  // The libraries differ in what takes precedence.
  assert.deepEqual(await tlsOptions(new PlatformConfig(both), { host }), { rejectUnauthorized: false });
  assert.deepEqual(await tlsOptions(new FlytePlatform(both), { host }), { ca: PEM });
});

Deno.test("a file without a certificate is an error that says where its name comes from", async () => {
  const cases: readonly (readonly [path: string, code: string, message: RegExp])[] = [
    ["/none.pem", "file_not_found", /cannot be read: .*"\/none.pem"/],
    ["/ca.der", "certificate_invalid", /openssl x509 -inform der/],
    ["/key.pem", "certificate_invalid", /BEGIN CERTIFICATE/],
    ["/empty.pem", "certificate_invalid", /BEGIN CERTIFICATE/],
  ];
  for (const [path, code, message] of cases) {
    const file = { name: "config.yaml", text: `admin:\n  caCertFilePath: ${path}\n` };
    for (const platform of [PlatformConfig.from({ file }), FlytePlatform.from({ file })]) {
      await assert.rejects(tlsOptions(platform, { host }), (error) => {
        assert.ok(error instanceof FlyteConfigError);
        assert.deepEqual([error.code, error.path], [code, "platform.ca_cert_file_path"]);
        assert.match(error.message, /^config.yaml:2:19 \(admin.caCertFilePath\): platform.ca_cert_file_path /);
        assert.match(error.message, message);
        assert.doesNotMatch(Deno.inspect(error), /hunter2/);
        return true;
      });
    }
  }
});

Deno.test("Deno gets the certificate, and cannot skip verifying", async () => {
  const platform = new FlytePlatform({ endpoint, caCertFilePath: "/ca.pem" });
  assert.deepEqual(await denoClientOptions(platform, { host }), { caCerts: [PEM] });
  assert.deepEqual(await denoClientOptions(new FlytePlatform({ endpoint })), {});
  await assert.rejects(denoClientOptions(new FlytePlatform({ endpoint, insecureSkipVerify: true })), {
    code: "certificate_unverifiable",
    message: /^platform.insecure_skip_verify has no effect in Deno; set caCertFilePath, or run with --unsafely/,
  });
});

Deno.test("a proxy is split into its URL and its credentials, which are not printed", () => {
  const proxyOf = (httpProxyUrl: string) => httpProxy(new PlatformConfig({ httpProxyUrl }));
  assert.equal(httpProxy(new PlatformConfig()), undefined);
  assert.deepEqual(proxyOf("http://proxy:3128"), { url: "http://proxy:3128/" });
  const proxy = proxyOf("https://me%40acme:hunter2%2f@proxy:3128/")!;
  assert.equal(proxy.url, "https://proxy:3128/");
  assert.deepEqual([proxy.basicAuth!.username, proxy.basicAuth!.password], ["me@acme", "hunter2/"]);
  assert.doesNotMatch(Deno.inspect(proxy) + JSON.stringify(proxy), /hunter2/);
  assert.equal(proxyOf("http://me:100%@proxy")!.basicAuth!.password, "100%");
  for (const url of ["proxy:3128", "socks5://me:hunter2@proxy", "hunter2"]) {
    assert.throws(() => proxyOf(url), (error) => {
      assert.ok(error instanceof FlyteConfigError && error.code === "proxy_invalid");
      assert.doesNotMatch(Deno.inspect(error), /hunter2/);
      return true;
    });
  }
});
