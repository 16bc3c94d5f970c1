import assert from "node:assert/strict";
import type { Host, ServerConnection } from "../../../src/runtime/host.ts";
import { CA, OTHER_CA } from "../../_support/certificates.ts";
import { examined, machineWith, onlyFinding, probed, rawServer } from "../../_support/examined.ts";
import { startFlyte } from "../../_support/flyte_server.ts";

const RULES = { versions: ["flytekit"], image: "127.0.0.1:1/a:b" } as const;

/** A machine whose file has these lines below `admin`. */
function machine(endpoint: string, lines = "", connect?: Host["connect"]): Host {
  const text = `admin:\n  endpoint: dns:///${endpoint}\n${lines}`;
  const files = { "/home/me/.flyte/config.yaml": text, "/ca.pem": CA, "/other.pem": OTHER_CA, "/bad.pem": "nothing" };
  return machineWith({ files, ...connect && { connect } });
}

/** A connection with a certificate. */
function connection(certificate: object, more: Partial<ServerConnection> = {}): Host["connect"] {
  const [validFrom, validTo] = [new Date(Date.now() - 1e9), new Date(Date.now() + 1e10)];
  const whole = { subject: "flyte.test", issuer: "Acme CA", names: ["flyte.test"], validFrom, validTo, ...certificate };
  return () => Promise.resolve({ address: "192.0.2.1", certificate: whole, protocol: "h2", ...more });
}

Deno.test("a certificate of a private CA is trusted with that CA, and its owner, issuer and end are shown", async () => {
  await using server = startFlyte({}, { tls: true });
  const findings = await probed("tls", { ...RULES, host: machine(server.name, "  caCertFilePath: /ca.pem\n") });
  onlyFinding(
    findings,
    "ok",
    /certificate of "localhost" by "Tests of flyte-ts", valid until 2126-\d\d-\d\d, is trusted/,
  );
});

Deno.test("an untrusted certificate names the setting for the CA", async () => {
  await using server = startFlyte({}, { tls: true });
  const fix = /set admin\.caCertFilePath in the configuration file .* to the file with the certificate of its CA/;
  const found = onlyFinding(
    await probed("tls", { ...RULES, host: machine(server.name) }),
    "failed",
    /is not trusted/,
    fix,
  );
  assert.equal(found.code, "api_untrusted");
  const wrong = machine(server.name, "  caCertFilePath: /other.pem\n");
  const other = /correct platform\.ca_cert_file_path from .*config\.yaml:3:19 \(admin\.caCertFilePath\): its file/;
  onlyFinding(await probed("tls", { ...RULES, host: wrong }), "failed", /is not trusted/, other);
  const skipped = machine(server.name, "  insecureSkipVerify: true\n");
  const remove = /set admin\.caCertFilePath.*, and remove platform\.insecure_skip_verify from .*:3:23/;
  onlyFinding(await probed("tls", { ...RULES, host: skipped }), "warning", /accepts it, and any other one/, remove);
});

Deno.test("a file without a certificate is reported with its setting", async () => {
  await using server = startFlyte({}, { tls: true });
  for (const path of ["/bad.pem", "/none.pem"]) {
    const host = machine(server.name, `  caCertFilePath: ${path}\n`);
    const findings = await examined({ ...RULES, host });
    const fix = /correct platform\.ca_cert_file_path from .*config\.yaml:3:19/;
    onlyFinding(findings.filter(({ probe }) => probe === "tls"), "failed", /platform\.ca_cert_file_path/, fix);
    assert.ok(
      findings.filter(({ probe }) => probe === "auth" || probe === "token").every(({ status }) => status === "skipped"),
    );
  }
});

Deno.test("a server with TLS where insecure is set is recognized, and the reverse", async () => {
  await using secure = startFlyte({}, { tls: true });
  const insecure = machine(secure.name, "  insecure: true\n");
  const remove = /remove platform\.insecure from .*config\.yaml:3:13 \(admin\.insecure\)/;
  const found = onlyFinding(
    await probed("tls", { ...RULES, host: insecure }),
    "failed",
    /the server uses TLS, but platform\.insecure from .* is true/,
    remove,
  );
  assert.equal(found.code, "api_tls_mismatch");
  await using plain = startFlyte();
  const fix = /set admin\.insecure in the configuration file or the variable FLYTE_PLATFORM_INSECURE to true/;
  const reverse = await probed("tls", { ...RULES, host: machine(plain.name) });
  assert.equal(onlyFinding(reverse, "failed", /does not use TLS|closed the connection/, fix).code, "api_tls_mismatch");
  onlyFinding(
    await probed("tls", { ...RULES, host: machine(plain.name, "  insecure: true\n") }),
    "ok",
    /does not use TLS, as configured/,
  );
});

Deno.test("an expired, future, soon ending or foreign certificate has a fix of its own", async () => {
  const day = 24 * 3600_000;
  const cases: readonly [Host["connect"], "failed" | "warning", RegExp, RegExp][] = [
    [
      connection({ validTo: new Date("2020-01-02T03:04:05Z") }, { untrusted: "CERT_HAS_EXPIRED" }),
      "failed",
      /has expired on 2020-01-02/,
      /renew the certificate of the server/,
    ],
    [
      connection({ validFrom: new Date(Date.now() + day) }, { untrusted: "CERT_NOT_YET_VALID" }),
      "failed",
      /is only valid from/,
      /correct the clock of this machine/,
    ],
    [
      connection({ names: ["a.test", "b.test"] }, { untrusted: "ERR_TLS_CERT_ALTNAME_INVALID" }),
      "failed",
      /is for "a\.test", "b\.test", not for "flyte\.test"/,
      /use one of these names in platform\.endpoint from .*config\.yaml:2:13/,
    ],
    [
      connection({ validTo: new Date(Date.now() + 3.5 * day) }),
      "warning",
      /is trusted, for 3 more days/,
      /renew the certificate of the server/,
    ],
    [connection({}, { protocol: "http/1.1" }), "warning", /not HTTP\/2, which gRPC/, /enable HTTP\/2/],
  ];
  for (const [connect, status, message, fix] of cases) {
    const findings = await probed("tls", { ...RULES, host: machine("flyte.test", "", connect) });
    onlyFinding(findings.filter(({ status }) => status !== "ok"), status, message, fix);
  }
});

Deno.test("insecureSkipVerify is superfluous for a trusted certificate", async () => {
  const host = machine("flyte.test", "  insecureSkipVerify: true\n", connection({}));
  onlyFinding(
    await probed("tls", { ...RULES, host }),
    "warning",
    /but not verified/,
    /remove platform\.insecure_skip_verify/,
  );
});

Deno.test("a server that accepts and never answers fails within the limit, with or without TLS", async () => {
  const never = () => new Promise<never>(() => {});
  // Nothing but the timers takes time.
  const silent: Host["connect"] = ({ tls }) => tls === undefined ? Promise.resolve({ address: "192.0.2.1" }) : never();
  const examine = (lines: string) =>
    examined({ ...RULES, host: { ...machine("flyte.test", lines, silent), fetch: never }, timeoutMs: 50 });
  const secure = await examine("");
  const fix = /check that platform\.endpoint from .* is the address of the Flyte API/;
  onlyFinding(secure.filter(({ probe }) => probe === "tls"), "failed", /did not answer within 50 ms/, fix);
  const plain = await examine("  insecure: true\n");
  onlyFinding(plain.filter(({ probe }) => probe === "tls"), "skipped", /could not determine/);
  onlyFinding(
    plain.filter(({ probe }) => probe === "auth"),
    "failed",
    /did not (?:answer|respond) within 50 ms/,
    /check/,
  );
});

Deno.test("a server that closes the connection during the handshake is reported", async () => {
  await using server = rawServer(async (connection) => {
    await connection.read(new Uint8Array(10));
    connection.close();
  });
  onlyFinding(
    await probed("tls", { ...RULES, host: machine(server.name) }),
    "failed",
    /closed|TLS/,
    /platform\.endpoint/,
  );
});
