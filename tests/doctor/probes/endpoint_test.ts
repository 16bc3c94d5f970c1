import assert from "node:assert/strict";
import { freePort } from "../../real/registry/programs.ts";
import { examined, machineWith, onlyFinding, probed, rawServer } from "../../_support/examined.ts";

const RULES = { versions: ["flytekit"], image: "127.0.0.1:1/a:b" } as const;

Deno.test("a server that listens is reached", async () => {
  await using server = rawServer((connection) => Promise.resolve(connection.close()));
  const host = machineWith({ env: { FLYTE_PLATFORM_URL: server.name, FLYTE_PLATFORM_INSECURE: "true" } });
  const found = onlyFinding(await probed("endpoint", { ...RULES, host }), "ok", /accepts connections/);
  assert.equal(found.subject, server.name);
});

Deno.test("a closed port is named, with the setting and where it is set", async () => {
  const name = `127.0.0.1:${freePort()}`;
  const files = { "/home/me/.flyte/config.yaml": `admin:\n  endpoint: dns:///${name}\n` };
  const findings = await examined({ ...RULES, host: machineWith({ files }) });
  const fix = /correct the port of platform\.endpoint from \/home\/me\/\.flyte\/config\.yaml:2:13 \(admin\.endpoint\)/;
  const endpoint = findings.filter(({ probe }) => probe === "endpoint");
  const found = onlyFinding(endpoint, "failed", new RegExp(`^nothing listens at ${name}$`), fix);
  assert.equal(found.code, "api_unreachable");
  const others = findings.filter(({ probe }) => ["tls", "auth", "token"].includes(probe));
  assert.deepEqual(others.map(({ status }) => status), ["skipped", "skipped", "skipped"]);
});

Deno.test("an unknown name is named, and the variable that sets it", async () => {
  const host = machineWith({ env: { FLYTE_PLATFORM_URL: "flyte.invalid" } });
  const fix = /correct platform\.endpoint from env FLYTE_PLATFORM_URL, or connect to the network/;
  onlyFinding(
    await probed("endpoint", { ...RULES, host }),
    "failed",
    /there is no host "flyte\.invalid"|name server/,
    fix,
  );
});

Deno.test("without connections, requests show whether a server can be reached", async () => {
  const { connect: _, ...host } = machineWith({ env: { FLYTE_PLATFORM_URL: `127.0.0.1:${freePort()}` } });
  onlyFinding(await probed("endpoint", { ...RULES, host }), "failed", /cannot be reached/, /check platform\.endpoint/);
  const answering = { ...host, fetch: () => Promise.resolve(new Response("hello")) };
  onlyFinding(await probed("endpoint", { ...RULES, host: answering }), "ok", /answers/);
});

Deno.test("a missing endpoint fails if no version has one, and is skipped otherwise", async () => {
  const none = await probed("endpoint", { ...RULES, versions: ["flyte2"], host: machineWith() });
  onlyFinding(
    none,
    "failed",
    /platform\.endpoint is not set/,
    /set admin\.endpoint in the configuration file/,
  );
  const one = machineWith({ env: { FLYTE_PLATFORM_URL: "127.0.0.1:1" } });
  const both = await probed("endpoint", { image: RULES.image, host: one });
  assert.deepEqual(both.map(({ status, versions }) => [status, versions]), [
    ["skipped", ["flyte2"]],
    ["failed", ["flytekit"]],
  ]);
});

Deno.test("an endpoint that no client can use is reported", async () => {
  const host = machineWith({ env: { FLYTE_PLATFORM_URL: "https://flyte.acme.com" } });
  const [found] = await probed("endpoint", { ...RULES, host });
  assert.equal(found?.code, "endpoint_unusable");
  assert.match(found?.fix ?? "", /did you mean "flyte\.acme\.com"/);
});

Deno.test("a denied connection names the permission", async () => {
  const { FlyteConfigError } = await import("../../../src/errors.ts");
  const error = new FlyteConfigError("permission_denied", "Deno denied permission to connect; run with --allow-net=a");
  const host = machineWith({ env: { FLYTE_PLATFORM_URL: "a" }, connect: () => Promise.reject(error) });
  onlyFinding(
    await probed("endpoint", { ...RULES, host }),
    "failed",
    /Deno denied permission/,
    /run with --allow-net=a/,
  );
});

Deno.test("flytekit's default endpoint, that of the sandbox, matters only if nothing is configured", async () => {
  const refused = () => Promise.reject(Object.assign(new Error("refused"), { code: "ECONNREFUSED" }));
  const fix = /start the sandbox, whose address is the default, or set admin\.endpoint in the configuration file or/;
  const none = await probed("endpoint", { image: RULES.image, host: machineWith({ connect: refused }) });
  assert.deepEqual(none.map(({ status, versions }) => [status, versions]), [
    ["skipped", ["flyte2"]],
    ["failed", ["flytekit"]],
  ]);
  assert.match(none[1]?.fix ?? "", fix);
  const files = { "/work/config.yaml": "admin:\n  endpoint: dns:///flyte.test\n" };
  const flyte2 = await probed("endpoint", { image: RULES.image, host: machineWith({ files, connect: refused }) });
  assert.deepEqual(flyte2.map(({ status, versions }) => [status, versions]), [
    ["skipped", ["flytekit"]],
    ["failed", ["flyte2"]],
  ]);
});
