import assert from "node:assert/strict";
import { FlyteConfigError, rpcUrl } from "../../src/api/mod.ts";
import { Config, PlatformConfig } from "../../mod.ts";
import { PlatformConfig as FlytePlatform } from "../../v2.ts";

Deno.test("flytekit: the URL is that of the address to which gRPC connects", () => {
  // Tried with grpcio 1.85: its default port is 443, also without TLS.
  const cases: readonly (readonly [endpoint: string, insecure: boolean, url: string])[] = [
    ["flyte.acme.com", false, "https://flyte.acme.com"],
    ["flyte.acme.com:8089", false, "https://flyte.acme.com:8089"],
    ["dns:///flyte.acme.com:8089", true, "http://flyte.acme.com:8089"],
    ["flyte.acme.com", true, "http://flyte.acme.com:443"],
    ["dns:flyte.acme.com:8089", true, "http://flyte.acme.com:8089"],
    ["dns:/flyte.acme.com", false, "https://flyte.acme.com"],
    ["DNS:///flyte.acme.com", false, "https://flyte.acme.com"],
    ["[::1]", true, "http://[::1]:443"],
    ["[::1]:8089", true, "http://[::1]:8089"],
    ["::1", true, "http://[::1]:443"],
    ["::1", false, "https://[::1]"],
  ];
  for (const [endpoint, insecure, url] of cases) {
    const platform = new PlatformConfig({ endpoint, insecure });
    assert.equal(platform.rpcUrl(), url, endpoint);
    assert.equal(rpcUrl(platform), url);
  }
  assert.equal(Config.forSandbox().platform.rpcUrl(), "http://localhost:30080");
  for (const endpoint of ["ipv4:127.0.0.1:80", "unix:/run/flyte", "xds:///flyte"]) {
    assert.throws(() => new PlatformConfig({ endpoint }).rpcUrl(), { code: "endpoint_unusable" }, endpoint);
  }
});

Deno.test("flyte 2: insecure decides on the scheme, whatever the endpoint says", () => {
  const cases: readonly (readonly [endpoint: string, insecure: boolean, url: string])[] = [
    ["flyte.acme.com", false, "https://flyte.acme.com"],
    ["flyte.acme.com:8089", true, "http://flyte.acme.com:8089"],
    ["flyte.acme.com", true, "http://flyte.acme.com"],
    ["dns:///flyte.acme.com", false, "https://flyte.acme.com"],
    ["http://flyte.acme.com", false, "https://flyte.acme.com"],
    ["https://flyte.acme.com/", true, "http://flyte.acme.com"],
    ["https://flyte.acme.com/flyte/", false, "https://flyte.acme.com/flyte"],
    ["//flyte.acme.com", false, "https://flyte.acme.com"],
    ["[::1]:80", false, "https://[::1]:80"],
  ];
  for (const [endpoint, insecure, url] of cases) {
    const platform = new FlytePlatform({ endpoint, insecure });
    assert.equal(platform.rpcUrl(), url, endpoint);
    assert.equal(rpcUrl(platform), url);
  }
});

Deno.test("an endpoint that is missing or unusable is an error that says where it comes from", () => {
  assert.throws(() => new FlytePlatform().rpcUrl(), {
    code: "endpoint_missing",
    message:
      "platform.endpoint is not set; set admin.endpoint in the configuration file or the variable FLYTE_ADMIN_ENDPOINT",
  });
  const text = "admin:\n  endpoint: ftp://me:hunter2@flyte.acme.com\n";
  const file = { name: "config.yaml", text };
  for (const platform of [PlatformConfig.from({ file }), FlytePlatform.from({ file })]) {
    assert.throws(() => platform.rpcUrl(), (error) => {
      assert.ok(error instanceof FlyteConfigError);
      assert.deepEqual([error.code, error.path], ["endpoint_unusable", "platform.endpoint"]);
      assert.match(error.message, /^config.yaml:2:13 \(admin.endpoint\): platform.endpoint is /);
      assert.doesNotMatch(error.message, /hunter2/);
      return true;
    });
  }
  assert.throws(() => new FlytePlatform({ endpoint: "1.2.3.400" }).rpcUrl(), {
    code: "endpoint_unusable",
    message: "platform.endpoint cannot be written as a URL; write host and port",
  });
});

Deno.test("what is not a PlatformConfig is refused", () => {
  for (const value of [undefined, {}, "flyte.acme.com", new Config(), { endpoint: "flyte.acme.com" }]) {
    assert.throws(() => rpcUrl(value as never), { code: "invalid_argument" });
  }
});
