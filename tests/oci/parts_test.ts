import assert from "node:assert/strict";
import { parseReference } from "../../src/oci/reference.ts";
import { backoff, retryAfter, wait } from "../../src/oci/transport.ts";
import { endpointOf, helperServer, insecureHosts, registryName } from "../../src/oci/endpoint.ts";
import { BUILD_PROGRAMS } from "../../src/container/programs.ts";
import { isLoopback } from "../../src/text/loopback.ts";
import { LruMap } from "../../src/oci/lru_map.ts";

Deno.test("Docker Hub is asked at its own server, under any of its names", () => {
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

Deno.test("this machine is localhost, 127.0.0.0/8 and ::1, for whoever asks or builds", () => {
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

Deno.test("listed hosts may be asked without TLS, with a port for that port alone", () => {
  const isListed = insecureHosts(["Plain.example.org", "other.example.org:5000"]);
  for (const host of ["plain.example.org", "plain.example.org:81", "other.example.org:5000"]) {
    assert.ok(isListed(host), host);
  }
  for (const host of ["other.example.org", "other.example.org:5001", "xplain.example.org", "localhost"]) {
    assert.ok(!isListed(host), host);
  }
});

Deno.test("what is remembered is what was used last", () => {
  const map = new LruMap<number>(2);
  map.set("a", 1);
  map.set("b", 2);
  assert.equal(map.get("a"), 1);
  map.set("c", 3);
  assert.deepEqual(["a", "b", "c"].map((key) => map.get(key)), [1, undefined, 3]);
  map.remove("c", 4);
  map.remove("a", 1);
  assert.deepEqual(["a", "c"].map((key) => map.get(key)), [undefined, 3]);
});

Deno.test("Retry-After is a number of seconds or a date", () => {
  const now = Date.UTC(2026, 0, 1);
  const cases: readonly (readonly [string | null, number | undefined])[] = [
    ["120", 120_000],
    [" 0 ", 0],
    ["Thu, 01 Jan 2026 00:00:30 GMT", 30_000],
    ["Wed, 31 Dec 2025 00:00:30 GMT", 0],
    ["Thursday, 01-Jan-26 00:01:00 GMT", 60_000],
    [null, undefined],
    ["", undefined],
    ["-1", undefined],
    ["1.5", undefined],
    ["2027", 2_027_000],
    ["2026-01-01T00:00:30Z", undefined],
    ["Soon, very soon GMT", undefined],
    ["9".repeat(400), undefined],
  ];
  for (const [header, expected] of cases) assert.equal(retryAfter(header, now), expected, String(header));
});

Deno.test("waits grow, vary, and have an end", () => {
  const policy = { retries: 9, backoffMs: 100, maxWaitMs: 1000 };
  for (
    const [attempts, least, most] of [[1, 50, 150], [2, 100, 300], [3, 200, 600], [9, 1000, 1000], [
      5000,
      1000,
      1000,
    ]] as const
  ) {
    const waits = Array.from({ length: 50 }, () => backoff(attempts, policy));
    assert.ok(waits.every((time) => time >= least && time <= most), `${waits}`);
    assert.ok(least === most || new Set(waits).size > 1);
  }
  assert.equal(backoff(3, { ...policy, backoffMs: 0 }), 0);
});

Deno.test("a wait ends when it is aborted, before it or in it", async () => {
  const reason = new Error("enough");
  await assert.rejects(wait(60_000, AbortSignal.abort(reason)), reason);
  const stop = new AbortController();
  const waiting = wait(60_000, stop.signal);
  stop.abort(reason);
  await assert.rejects(waiting, reason);
  await wait(0, new AbortController().signal);
});
