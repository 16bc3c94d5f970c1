import assert from "node:assert/strict";
import { explainCallError } from "../../src/api/mod.ts";
import { FlyteConfigError, type PlatformConfig } from "../../mod.ts";
import { Config as FlyteConfig, PlatformConfig as FlytePlatform } from "../../v2.ts";
import { startFlyte } from "../_support/flyte_server.ts";
import { thrownBy } from "../_support/support.ts";

/** An error with causes, each with its code. */
function errorWith(...causes: readonly (readonly [code: unknown, message: string])[]): Error {
  const [[code, message], ...rest] = causes as [readonly [unknown, string]];
  const error = new Error(message, rest.length === 0 ? undefined : { cause: errorWith(...rest) });
  return Object.assign(error, code === undefined ? {} : { code });
}

const SECURE = new FlytePlatform({ endpoint: "flyte.test" });
const PLAIN = new FlytePlatform({ endpoint: "flyte.test", insecure: true });

Deno.test("errors of the runtime's fetch are explained", async () => {
  await using tls = startFlyte({}, { tls: true });
  await using plain = startFlyte();
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const free = `127.0.0.1:${listener.addr.port}`;
  listener.close();
  const cases = [
    [tls.name, false, "api_untrusted"],
    [tls.name, true, "api_tls_mismatch"],
    [plain.name, false, "api_tls_mismatch"],
    [free, false, "api_unreachable"],
    ["flyte.invalid", false, "api_unreachable"],
  ] as const;
  for (const [endpoint, insecure, code] of cases) {
    const platform = new FlytePlatform({ endpoint, insecure });
    try {
      await fetch(platform.rpcUrl());
      assert.fail("the request succeeded");
    } catch (error) {
      assert.equal(explainCallError(platform, error)?.code, code, String((error as Error).cause));
    }
  }
});

/** Errors of Connect's clients and of fetch, as Node 20, Deno 2.9, Bun 1.4 and Chromium report them. */
const REPORTED: readonly (readonly [platform: FlytePlatform, error: Error, code: string])[] = [
  [SECURE, errorWith([13, "[internal] x"], ["SELF_SIGNED_CERT_IN_CHAIN", "self-signed certificate"]), "api_untrusted"],
  [SECURE, errorWith([undefined, "fetch failed"], ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "unable to"]), "api_untrusted"],
  [SECURE, errorWith(["ERR_TLS_CERT_ALTNAME_INVALID", "Hostname/IP does not match"]), "api_untrusted"],
  [SECURE, errorWith([13, "[internal] x"], ["ERR_SSL_WRONG_VERSION_NUMBER", "SSL routines"]), "api_tls_mismatch"],
  [SECURE, errorWith(["EPROTO", "The TLS handshake failed"]), "api_tls_mismatch"],
  [PLAIN, errorWith([10, "[aborted] socket hang up"], ["ECONNRESET", "socket hang up"]), "api_tls_mismatch"],
  [PLAIN, errorWith([1, "[canceled] http/2 stream closed with error code CANCEL (0x8)"]), "api_tls_mismatch"],
  [PLAIN, errorWith([undefined, "fetch failed"], ["UND_ERR_SOCKET", "other side closed"]), "api_tls_mismatch"],
  [PLAIN, errorWith([13, "[internal] write EPIPE"], ["EPIPE", "write EPIPE"]), "api_tls_mismatch"],
  [SECURE, errorWith([14, "[unavailable] x"], ["ECONNREFUSED", "connect ECONNREFUSED"]), "api_unreachable"],
  [SECURE, errorWith([14, "[unavailable] x"], ["ENOTFOUND", "getaddrinfo ENOTFOUND"]), "api_unreachable"],
  [SECURE, errorWith([10, "[aborted] socket hang up"], ["ECONNRESET", "socket hang up"]), "api_unreachable"],
  [SECURE, errorWith([undefined, "fetch failed"], ["UND_ERR_CONNECT_TIMEOUT", "x"]), "api_timeout"],
  [SECURE, errorWith([undefined, "Failed to fetch"]), "api_unreachable"],
  [SECURE, errorWith([2, "[unknown] unsupported content type text/html"]), "api_unexpected"],
  [SECURE, errorWith([12, "[unimplemented] HTTP 404"]), "api_unexpected"],
];

Deno.test("errors of other runtimes and clients are explained, and name the setting to change", () => {
  for (const [platform, error, code] of REPORTED) {
    const explained = explainCallError(platform, error);
    assert.equal(explained?.code, code, error.message);
    assert.match(explained!.message, /^flyte\.test: /);
  }
  const text = "admin:\n  endpoint: dns:///flyte.test\n  insecure: true\n";
  const { platform } = FlyteConfig.from({ file: { name: "config.yaml", text } });
  const [, closed] = REPORTED.find(([one]) => one === PLAIN)!;
  assert.match(
    explainCallError(platform, closed)!.message,
    /remove platform\.insecure from config\.yaml:3:13 \(admin\.insecure\)$/,
  );
  const browser = explainCallError(SECURE, new TypeError("Failed to fetch"));
  assert.match(browser!.message, /; in a browser, it must also allow the origin of the page \(CORS\)$/);
});

Deno.test("of the codes of Connect and gRPC, those of clients can be failed connections", () => {
  const codes = Array.from({ length: 16 }, (_, index) => index + 1);
  const explained = codes.filter((code) => {
    const error = errorWith([code, "failed"], ["ECONNREFUSED", "connect ECONNREFUSED"]);
    return explainCallError(SECURE, error)?.code === "api_unreachable";
  });
  assert.deepEqual(explained, [1, 2, 4, 10, 12, 13, 14]);
});

Deno.test("a missing or refused token is explained by the way to authenticate", () => {
  const unauthenticated = errorWith([16, "[unauthenticated] token canary is expired"]);
  const yaml = (lines: string) => {
    const text = `admin:\n  endpoint: flyte.test\n${lines}`;
    return FlyteConfig.from({ file: { name: "config.yaml", text }, env: { SECRET: "s3cret" } }).platform;
  };
  const cases = [
    [
      "  clientId: robot\n  clientSecretEnvVar: SECRET\n",
      "auth_token_refused",
      /platform\.client_id from config\.yaml:3:13/,
    ],
    [
      "  authType: ExternalCommand\n  command: [a, b]\n",
      "auth_token_refused",
      /token of platform\.command from config\.yaml:4:12/,
    ],
    ["  authType: Passthrough\n", "auth_token_missing", /those of the function "metadata"/],
    ["  insecure: true\n", "auth_token_missing", /platform\.insecure from config\.yaml:3:13/],
    ["", "auth_interactive", /needs a browser/],
  ] as const;
  for (const [lines, code, message] of cases) {
    const explained = explainCallError(yaml(lines), unauthenticated)!;
    assert.equal(explained.code, code);
    assert.match(explained.message, message);
    assert.ok(!explained.message.includes("canary"));
  }
});

Deno.test("an error of this library is returned as it is, and an answer of the API is not explained", () => {
  const own = new FlyteConfigError("auth_client_rejected", "x");
  assert.equal(explainCallError(SECURE, new Error("[unknown] x", { cause: own })), own);
  const answers = [
    errorWith([5, "[not_found] no such project"]),
    errorWith([9, "[failed_precondition] the certificate has expired, HTTP 404, connection closed"]),
  ];
  for (const error of [...answers, new Error("x"), "x", undefined, null]) {
    assert.equal(explainCallError(SECURE, error), undefined);
  }
  const cyclic = new Error("x");
  cyclic.cause = cyclic;
  assert.equal(explainCallError(SECURE, cyclic), undefined);
  assert.equal(thrownBy(() => explainCallError({} as PlatformConfig, own)).code, "invalid_argument");
  // Without an endpoint, the error that is to be explained says so.
  const missing = thrownBy(() => new FlytePlatform().rpcUrl());
  assert.equal(missing.code, "endpoint_missing");
  assert.equal(explainCallError(new FlytePlatform(), missing), missing);
  assert.equal(thrownBy(() => explainCallError(new FlytePlatform(), new Error("x"))).code, "endpoint_missing");
});
