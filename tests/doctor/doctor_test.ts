import assert from "node:assert/strict";
import * as fc from "fast-check";
import { FlyteConfigError } from "../../src/errors.ts";
import { memoryHost } from "../../src/runtime/memory_host.ts";
import { doctor, type DoctorOptions, type Finding, summarize } from "../../src/doctor/mod.ts";
import { examined, machineWith, probed, rawServer } from "../_support/examined.ts";
import { startFlyte } from "../_support/flyte_server.ts";

const PROBES = ["files", "variables", "configuration", "endpoint", "tls", "auth", "token", "storage", "registry"];

/** A registry that has every image. */
function anyRegistry(): Response {
  const headers = { "content-type": "application/vnd.oci.image.index.v1+json" };
  return new Response(null, { headers: { ...headers, "docker-content-digest": `sha256:${"ab".repeat(32)}` } });
}

Deno.test("a machine where all is right has no warnings", async () => {
  await using server = startFlyte({
    "/flyteidl2.project.ProjectService/ListProjects": ({ headers }) =>
      headers.get("authorization") === "Bearer t1"
        ? Response.json({ projects: {} })
        : Response.json({ code: "unauthenticated" }, { status: 401 }),
  }, { tls: true });
  const { CA } = await import("../_support/certificates.ts");
  const config = `admin:
  endpoint: dns:///${server.name}
  caCertFilePath: /ca.pem
  authType: ClientSecret
  clientId: robot
  clientSecretLocation: /secret
image:
  image_refs:
    app: ghcr.io/acme/app:v1
`;
  const host = machineWith({
    files: { "/home/me/.flyte/config.yaml": config, "/ca.pem": CA, "/secret": "hunter2-secret" },
    fetch: (input, init) =>
      String(input).startsWith("https://ghcr.io/") ? Promise.resolve(anyRegistry()) : fetch(input as string, init),
  });
  const { defaultHost } = await import("../../src/runtime/default_host.ts");
  const withTls = { ...host, fetchWith: defaultHost().fetchWith! };
  const findings = await examined({ host: withTls, versions: ["flyte2"] }, ["hunter2"]);
  assert.equal(summarize(findings).status, "ok", JSON.stringify(findings, null, 1));
  assert.deepEqual([...new Set(findings.map(({ probe }) => probe))], PROBES);
  const ok = findings.filter(({ status }) => status === "ok").map(({ probe }) => probe);
  assert.deepEqual(ok, ["files", "variables", "configuration", "endpoint", "tls", "auth", "token", "registry"]);
});

Deno.test("offline opens no connection and runs no command", async () => {
  const forbidden = (): never => assert.fail("a connection was opened");
  const config = `admin:
  endpoint: dns:///127.0.0.1:1
  authType: ExternalCommand
  command: [print-token]
  proxyCommand: [print-proxy-token]
storage:
  connection:
    endpoint: http://127.0.0.1:2
images:
  app: 127.0.0.1:3/app:v1
`;
  const host = {
    ...machineWith({ files: { "/home/me/.flyte/config.yaml": config }, fetch: forbidden, connect: forbidden }),
    fetchWith: forbidden,
    run: (command: readonly string[]) => {
      assert.equal(command[0], "git");
      return Promise.reject(new FlyteConfigError("command_not_found", "git is not there"));
    },
  };
  const findings = await examined({ host, offline: true });
  assert.deepEqual([...new Set(findings.map(({ probe }) => probe))], PROBES);
  const network = findings.filter(({ probe }) => PROBES.indexOf(probe) >= 3);
  assert.deepEqual(new Set(network.map(({ status }) => status)), new Set(["skipped"]));
});

Deno.test("probes are announced before their findings", async () => {
  const events: string[] = [];
  const host = machineWith({ env: { FLYTE_PLATFORM_URL: "flyte.test" } });
  const onProbe: DoctorOptions["onProbe"] = ({ probe }) => events.push(`start ${probe}`);
  for await (const { probe } of doctor({ host, offline: true, onProbe })) events.push(probe);
  const starts = events.filter((event) => event.startsWith("start"));
  assert.deepEqual(starts, PROBES.map((probe) => `start ${probe}`));
  for (const [index, event] of events.entries()) {
    if (!event.startsWith("start")) assert.ok(events.slice(0, index).includes(`start ${event}`));
  }
});

Deno.test("a listener that throws ends the examination with a typed error", async () => {
  const onProbe = () => {
    throw new Error("mine");
  };
  await assert.rejects(examined({ host: machineWith(), offline: true, onProbe }), { code: "callback_failed" });
});

Deno.test("options are checked when the function is called", () => {
  const wrong: readonly [object, RegExp][] = [
    [{ timeout: 1 }, /unknown option "timeout"; did you mean "timeoutMs"\?/],
    [{ versions: ["flyte3"] }, /option versions must be a list of "flytekit" and "flyte2"/],
    [{ versions: [] }, /option versions/],
    [{ image: "Not An Image" }, /option image must be the name of an image/],
    [{ image: "" }, /option image/],
    [{ timeoutMs: 0 }, /option timeoutMs must be an integer from 1/],
    [{ totalTimeoutMs: Infinity }, /option totalTimeoutMs/],
    [{ offline: "yes" }, /option offline must be true or false/],
    [{ onProbe: 1 }, /option onProbe must be a function/],
    [{ signal: {} }, /option signal must be an AbortSignal/],
    [{ file: 1 }, /option file/],
  ];
  for (const [options, message] of wrong) {
    assert.throws(() => doctor(options), { code: "invalid_option", message });
  }
});

Deno.test("an aborted signal ends the examination at once, also while a server does not answer", async () => {
  await using server = rawServer(() => new Promise(() => {}));
  const host = machineWith({ env: { FLYTE_PLATFORM_URL: server.name } });
  const stop = new AbortController();
  const reason = new Error("enough");
  const onProbe: DoctorOptions["onProbe"] = ({ probe }) => {
    if (probe === "tls") queueMicrotask(() => stop.abort(reason));
  };
  const versions = ["flytekit"] as const;
  await assert.rejects(examined({ host, versions, onProbe, signal: stop.signal, timeoutMs: 1_000_000 }), reason);
  const aborted = AbortSignal.abort(reason);
  await assert.rejects(doctor({ host, signal: aborted }).next(), reason);
});

Deno.test("time limits hold against servers and hosts that ignore signals", async () => {
  const never = () => new Promise<never>(() => {});
  const host = {
    ...machineWith({ env: { FLYTE_PLATFORM_URL: "flyte.test" }, fetch: never, connect: never }),
  };
  const findings = await examined({ host, versions: ["flytekit"], timeoutMs: 30 });
  const failed = findings.filter(({ status }) => status === "failed").map(({ probe, message }) => [probe, message]);
  assert.deepEqual(failed, [
    ["endpoint", "did not answer within 30 ms"],
    ["registry", "did not answer within 30 ms"],
  ]);
  const deaf = { ...machineWith(), stat: never };
  const local = await examined({ host: deaf, versions: ["flytekit"], timeoutMs: 30 });
  assert.deepEqual(local.map(({ probe, status }) => `${probe} ${status}`), [
    "files failed",
    "variables failed",
    "configuration failed",
  ]);
});

Deno.test("after the limit of the examination, the other probes are skipped", async () => {
  const never = () => new Promise<never>(() => {});
  const host = machineWith({ env: { FLYTE_PLATFORM_URL: "flyte.test" }, fetch: never, connect: never });
  const findings = await examined({ host, versions: ["flytekit"], totalTimeoutMs: 60, timeoutMs: 1_000_000 });
  assert.deepEqual(
    findings.slice(3).map(({ probe, status, message }) => [probe, status, message]),
    ["endpoint", "tls", "auth", "token", "storage", "registry"].map((
      probe,
    ) => [probe, "skipped", "the time limit of 60 ms is over"]),
  );
});

Deno.test("who stops reading findings stops the examination", async () => {
  await using server = rawServer(() => new Promise(() => {}));
  const host = machineWith({ env: { FLYTE_PLATFORM_URL: server.name } });
  for await (const { probe } of doctor({ host, versions: ["flytekit"] })) if (probe === "endpoint") break;
});

Deno.test("summarize counts, and returns the worst status", () => {
  const finding = (status: Finding["status"]): Finding => ({
    probe: "files",
    subject: "x",
    status,
    message: "y",
    versions: [],
  });
  assert.deepEqual(summarize([]), { status: "ok", counts: { ok: 0, warning: 0, failed: 0, skipped: 0 } });
  assert.equal(summarize([finding("ok"), finding("skipped")]).status, "ok");
  assert.equal(summarize([finding("ok"), finding("warning")]).status, "warning");
  const { status, counts } = summarize([finding("failed"), finding("warning"), finding("warning")]);
  assert.deepEqual([status, counts], ["failed", { ok: 0, warning: 2, failed: 1, skipped: 0 }]);
  assert.throws(() => summarize([1] as unknown as Finding[]), { code: "invalid_argument" });
});

Deno.test("no finding contains a secret, wherever it is", async () => {
  const secret = fc.string({
    unit: fc.constantFrom(..."abcXYZ0189+/=-_.~!"),
    minLength: 12,
    maxLength: 30,
  }).map((text) => `s3cr3t${text}`);
  const canary = "s3cr3t";
  const place = fc.constantFrom(
    "file",
    "variable",
    "secret file",
    "command",
    "s3",
    "proxy",
    "server",
    "registry",
    "key",
  );
  await fc.assert(
    fc.asyncProperty(secret, place, fc.constantFrom("flytekit", "flyte2"), async (value, place, version) => {
      const json = JSON.stringify(value);
      // No server knows the value of an unknown key, or credentials that were not sent.
      const known = place === "file" || (place === "s3" && version === "flyte2") ? "" : value;
      const refusal = place === "registry" ? "" : known;
      const lines = {
        file: `  clientSecret: ${json}\n  authType: ClientSecret\n  clientId: me\n`,
        variable: "  authType: ClientSecret\n  clientId: me\n  clientSecretEnvVar: MY_OWN\n",
        "secret file": "  authType: ClientSecret\n  clientId: me\n  clientSecretLocation: /secret\n",
        command: `  authType: ExternalCommand\n  command: [print-token, --token, ${json}]\n`,
        proxy: `  proxyCommand: [print, ${json}]\n`,
      };
      const admin = (lines as Readonly<Record<string, string>>)[place] ?? "  authType: ClientSecret\n  clientId: me\n";
      const storage = place === "s3"
        ? `storage:\n  connection:\n    endpoint: http://flyte.test\n    access-key: me\n    secret-key: ${json}\n`
        : "";
      const config = `admin:\n  endpoint: dns:///flyte.test\n${admin}${storage}images:\n  app: reg.test/app:v1\n`;
      const host = {
        ...memoryHost({
          home: "/home/me",
          files: {
            "/home/me/.flyte/config.yaml": config,
            "/secret": `${value}\n`,
            "/home/me/.docker/config.json": JSON.stringify({ auths: { "reg.test": { auth: btoa(`me:${value}`) } } }),
          },
          env: {
            MY_OWN: value,
            ...place === "key" && { FLYTE_API_KEY: btoa(`flyte.test:me:${value}:None`) },
            ...place === "server" && { FLYTE_CREDENTIALS_CLIENT_SECRET: value, FLYTE_AWS_SECRET_ACCESS_KEY: value },
          },
          // A server that repeats everything that it has received.
          fetch: (input, init) => {
            const { headers, body } = init as RequestInit;
            const echo = JSON.stringify([String(input), [...new Headers(headers)], String(body), known]);
            const error = { error: echo, error_description: known, errors: [{ message: echo }], message: echo };
            const challenge = { "www-authenticate": `Basic realm="${known.replace(/\W/g, "")}"` };
            return Promise.resolve(Response.json(error, { status: 401, headers: challenge }));
          },
          connect: () => Promise.reject(Object.assign(new Error(refusal), { code: "EWHATEVER" })),
        }),
        run: () => Promise.resolve({ code: 1, stdout: new TextEncoder().encode(value), stderr: new Uint8Array() }),
      };
      const versions = [version as "flytekit" | "flyte2"];
      for (const connects of [true, false]) {
        const { connect: _, ...without } = host;
        const found = JSON.stringify(await examined({ host: connects ? host : without, versions }));
        assert.ok(!found.includes(canary), found);
      }
    }),
    { numRuns: 60 },
  );
});

Deno.test("findings of both versions about one server are reported once", async () => {
  const host = machineWith({ files: { "/home/me/.flyte/config.yaml": "admin:\n  endpoint: 127.0.0.1:1\n" } });
  const [found, ...others] = await probed("endpoint", { host, image: "127.0.0.1:1/a:b" });
  assert.deepEqual(others, []);
  assert.deepEqual(found?.versions, ["flytekit", "flyte2"]);
});
