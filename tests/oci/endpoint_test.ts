import assert from "node:assert/strict";
import { parseReference } from "../../src/oci/reference.ts";
import { endpointOf, helperServer, insecureHosts, registryName } from "../../src/oci/endpoint.ts";
import { BUILD_PROGRAMS } from "../../src/container/programs.ts";
import { isLoopback } from "../../src/text/loopback.ts";

Deno.test("Docker Hub has one server for all of its names", () => {
  for (
    const text of [
      "python",
      "docker.io/python",
      "index.docker.io/library/python",
      "registry-1.docker.io/library/python",
    ]
  ) {
    assert.deepEqual(endpointOf(parseReference(text), insecureHosts([])), {
      registry: "docker.io",
      server: "registry-1.docker.io",
      repository: "library/python",
      path: "/v2/library/python/manifests/latest",
      schemes: ["https:"],
    });
  }
  assert.equal(endpointOf(parseReference("acme/app:v1"), insecureHosts([])).repository, "acme/app");
  assert.equal(helperServer(registryName("Docker.io")), "https://index.docker.io/v1/");
  assert.equal(helperServer(registryName("GHCR.io")), "ghcr.io");
});

Deno.test("this machine is localhost, 127.0.0.0/8 and ::1, for queries and builds", () => {
  const here = ["localhost", "LOCALHOST:5000", "127.0.0.1", "127.255.1.20:5000", "[::1]:5000", "[0:0:0:0:0:0:0:1]"];
  const names = ["registry.localhost:80", "localhost.example.org", "127.0.0.1.example.org", "notlocalhost", "ghcr.io"];
  const addresses = ["127.0.0.256", "128.0.0.1", "127.1", "10.0.0.1", "[::2]", "[::1].org", "[:1]", "[::1", "::1", ""];
  for (const host of here) assert.ok(isLoopback(host), host);
  for (const host of [...names, ...addresses]) assert.ok(!isLoopback(host), host);
  for (const host of [...here, ...names]) {
    const nothing = { args: [], pushArgs: [], secrets: [], registryConfig: undefined };
    const request = { imageName: `${host}/app:v1`, platform: "linux/amd64", directory: "/", push: true, ...nothing };
    const command = BUILD_PROGRAMS.podman.push(request)!;
    assert.equal(command.includes("--tls-verify=false"), isLoopback(host), host);
  }
});

Deno.test("listed hosts may be reached without TLS, with a port for that port only", () => {
  const isListed = insecureHosts(["Plain.example.org", "other.example.org:5000"]);
  for (const host of ["plain.example.org", "plain.example.org:81", "other.example.org:5000"]) {
    assert.ok(isListed(host), host);
  }
  for (const host of ["other.example.org", "other.example.org:5001", "xplain.example.org", "localhost"]) {
    assert.ok(!isListed(host), host);
  }
});
