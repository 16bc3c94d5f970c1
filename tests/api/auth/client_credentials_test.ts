import assert from "node:assert/strict";
import { inspect } from "node:util";
import * as fc from "fast-check";
import { Authenticator } from "../../../src/api/mod.ts";
import { Config, type ErrorCode, type FlyteConfigError, PlatformConfig } from "../../../mod.ts";
import { runs } from "../../_support/effort.ts";
import { type FlyteServer, startFlyte } from "../../_support/flyte_server.ts";
import { errorOf, ofBase64 } from "../../_support/support.ts";

function authFor({ name }: FlyteServer, secret = "s3cret", scopes = ""): Authenticator {
  const lines = ["authType: ClientSecret", "clientId: robot", "clientSecretEnvVar: SECRET", "insecure: true", scopes];
  const text = `admin:\n  endpoint: ${name}\n${lines.map((line) => `  ${line}\n`).join("")}`;
  return new Authenticator(Config.from({ file: { name: "config.yaml", text }, env: { SECRET: secret } }).platform);
}

Deno.test("the request is that of flytekit and flyte 2", async () => {
  await using server = startFlyte();
  await authFor(server, "a+b/c %é~_.-!*'()").headers();
  const { headers, body } = server.requests.at(-1)!;
  assert.equal(body, "grant_type=client_credentials&scope=all+offline");
  assert.equal(headers.get("content-type"), "application/x-www-form-urlencoded");
  assert.equal(headers.get("accept"), "application/json");
  assert.equal(headers.get("cache-control"), "no-cache");
  // Of urllib.parse.quote_plus; the id stays as it is.
  const encoded = "a%2Bb%2Fc+%25%C3%A9~_.-%21%2A%27%28%29";
  assert.equal(headers.get("authorization"), `Basic ${btoa(`robot:${encoded}`)}`);
});

Deno.test("quotes and brackets around scopes are stripped as in flytekit", async () => {
  const cases: readonly (readonly [yaml: string, scope: string])[] = [
    ["scopes: []", "all offline"],
    ["scopes: [all]", "all"],
    [`scopes: [" 'all' ", "b c"]`, "all b c"],
    [`scopes: ["[all", "off]line]"]`, "all off]line"],
  ];
  for (const [yaml, scope] of cases) {
    await using server = startFlyte();
    await authFor(server, "s3cret", yaml).headers();
    assert.equal(new URLSearchParams(server.requests.at(-1)!.body).get("scope"), scope);
  }
});

/** Answers of a token endpoint, with the code of the error and a part of its message. */
const REFUSALS: readonly (readonly [status: number, body: unknown, code: ErrorCode, message: RegExp])[] = [
  [
    401,
    { error: "invalid_client", error_description: "no such client" },
    "auth_client_rejected",
    /rejected the client \(status 401, "invalid_client: no such client"\); check platform\.client_id from config\.yaml:4:13 \(admin\.clientId\) and platform\.client_credentials_secret from env SECRET, named by config\.yaml:5:23/,
  ],
  [401, "<html>", "auth_client_rejected", /\(status 401\); check/],
  [400, { error: "invalid_client" }, "auth_client_rejected", /\(status 400, "invalid_client"\)/],
  [403, { error: "unauthorized_client" }, "auth_client_rejected", /status 403/],
  [
    400,
    { error: "invalid_scope" },
    "auth_request_rejected",
    /issued no token \(status 400, "invalid_scope"\); check platform\.scopes$/,
  ],
  [403, {}, "auth_request_rejected", /issued no token \(status 403\)$/],
  [404, "not found", "auth_request_rejected", /status 404/],
  [429, {}, "auth_server_failed", /failed \(status 429\); try again later/],
  [499, {}, "auth_request_rejected", /status 499/],
  [500, {}, "auth_server_failed", /status 500/],
  [503, "<html>", "auth_server_failed", /status 503/],
  [200, "<html>", "auth_response_invalid", /^127\.0\.0\.1:\d+: its response is not a JSON object$/],
  [200, [], "auth_response_invalid", /is not a JSON object/],
  [200, {}, "auth_response_invalid", /has no access_token/],
  [200, { access_token: 5 }, "auth_response_invalid", /has no access_token/],
  [200, { access_token: "" }, "auth_response_invalid", /its access_token is empty/],
  [200, { access_token: "a b" }, "auth_response_invalid", /its access_token contains spaces or other characters/],
  [200, { access_token: "a\r\nx: y" }, "auth_response_invalid", /contains spaces/],
  [200, { access_token: "é" }, "auth_response_invalid", /contains spaces or other characters/],
  [200, { access_token: "a".repeat(64 * 1024 + 1) }, "auth_response_invalid", /its access_token is too long/],
  [200, { access_token: "t", more: "x".repeat(2 ** 20) }, "auth_response_invalid", /is not a JSON object/],
];

Deno.test("each refusal of the token endpoint is its own error", async () => {
  for (const [status, body, code, message] of REFUSALS) {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    await using server = startFlyte({ "/oauth2/token": () => new Response(text, { status }) });
    const error = await errorOf(() => authFor(server).headers());
    assert.equal(error.code, code, error.message);
    assert.match(error.message, message);
  }
});

Deno.test("every status from 200 to 299 and a token of 64 KiB are accepted", async () => {
  const token = "a".repeat(64 * 1024);
  for (const status of [200, 201, 299]) {
    const answer = () => new Response(JSON.stringify({ access_token: token }), { status });
    await using server = startFlyte({ "/oauth2/token": answer });
    assert.equal((await authFor(server).headers()).authorization, `Bearer ${token}`);
  }
  await using server = startFlyte({ "/oauth2/token": () => Response.json({ access_token: token }, { status: 300 }) });
  assert.equal((await errorOf(() => authFor(server).headers())).code, "api_unexpected");
});

Deno.test("after an error, the next call asks again", async () => {
  let failures = 2;
  const answer = () => failures-- > 0 ? new Response(null, { status: 503 }) : Response.json({ access_token: "t" });
  await using server = startFlyte({ "/oauth2/token": answer });
  const auth = authFor(server);
  for (let times = 0; times < 2; times++) {
    assert.equal((await errorOf(() => auth.headers())).code, "auth_server_failed");
  }
  assert.deepEqual(await auth.headers(), { authorization: "Bearer t" });
});

Deno.test("a redirect is not followed, neither with nor without the secret", async () => {
  for (const status of [301, 302, 303, 307, 308]) {
    await using other = startFlyte();
    const redirect = () => new Response(null, { status, headers: { location: `${other.url}/oauth2/token` } });
    await using server = startFlyte({ "/oauth2/token": redirect });
    const error = await errorOf(() => authFor(server).headers());
    assert.equal(error.code, "api_unexpected");
    assert.match(error.message, /redirects to "http:\/\/127\.0\.0\.1:\d+", which is not followed/);
    assert.deepEqual(other.requests, []);
  }
});

Deno.test("time and memory for a response are limited", async () => {
  const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => controller.enqueue(new Uint8Array(65536));
  const endless = () => new Response(new ReadableStream({ pull }));
  const stuck = () => new Response(new ReadableStream({ pull: () => new Promise(() => {}) }));
  for (const [answer, code] of [[endless, "auth_response_invalid"], [stuck, "api_timeout"]] as const) {
    await using server = startFlyte();
    const fetch = (input: string | URL | Request, init?: RequestInit) =>
      String(input).endsWith("/oauth2/token") ? Promise.resolve(answer()) : globalThis.fetch(input, init);
    const platform = new PlatformConfig({
      endpoint: server.name,
      insecure: true,
      authMode: "ClientSecret",
      clientId: "robot",
      clientCredentialsSecret: "s3cret",
    });
    const error = await errorOf(() => new Authenticator(platform, { fetch, timeoutMs: 200 }).headers());
    assert.equal(error.code, code, error.message);
  }
});

Deno.test("no error has the secret or a token, whatever the server answers", async () => {
  const secret = fc.oneof(
    fc.string({ minLength: 8, maxLength: 20 }).filter((text) => /^[!-~]{8,}$/.test(text)),
    fc.constantFrom("canary-s3cret", "p4ss word+/é%", "eyJhbGciOi.eyJzdWIi.c2lnbg"),
  );
  const echo = fc.constantFrom<(secret: string, header: string) => unknown>(
    (secret) => ({ error: secret }),
    (secret) => ({ error: "invalid_client", error_description: `client robot with ${secret} is unknown` }),
    (secret) => ({ error_description: `CLIENT ROBOT WITH ${secret.toUpperCase()}` }),
    (_, header) => ({ error: "invalid_request", error_description: `header ${header}` }),
    (secret) => ({ access_token: `${secret} \n`, expires_in: secret }),
    (secret, header) => `<html>${secret}${header}`,
  );
  const statuses = fc.constantFrom(200, 400, 401, 403, 429, 500);
  await fc.assert(
    fc.asyncProperty(secret, echo, statuses, async (secret, echo, status) => {
      await using server = startFlyte({
        "/oauth2/token": ({ headers }) => {
          const body = echo(secret, headers.get("authorization")!);
          return new Response(typeof body === "string" ? body : JSON.stringify(body), { status });
        },
      });
      const auth = authFor(server, secret);
      let error: FlyteConfigError;
      try {
        await auth.headers();
        return;
      } catch (thrown) {
        error = thrown as FlyteConfigError;
      }
      const header = server.requests.at(-1)!.headers.get("authorization")!.slice("Basic ".length);
      assert.ok(new TextDecoder().decode(ofBase64(header)).startsWith("robot:"));
      const texts = [
        inspect([error, auth], { depth: 9, showHidden: true }),
        Deno.inspect([error, auth], { depth: 9 }),
        JSON.stringify([error, auth]),
        String(error),
        error.stack!,
      ];
      for (const text of texts) {
        for (const hidden of [secret, header, secret.toUpperCase()]) assert.ok(!text.includes(hidden), text);
      }
    }),
    { numRuns: runs(40, 400) },
  );
});
