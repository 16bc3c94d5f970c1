import assert from "node:assert/strict";
import { Authenticator, type AuthenticatorOptions } from "../../../src/api/mod.ts";
import { Config, defaultHost, memoryHost, PlatformConfig } from "../../../mod.ts";
import { Config as FlyteConfig, PlatformConfig as FlytePlatform } from "../../../v2.ts";
import { CA, OTHER_CA } from "../../_support/certificates.ts";
import { CONNECT, type FlyteServer, startFlyte } from "../../_support/flyte_server.ts";
import { errorOf, thrownBy } from "../../_support/support.ts";

/** flytekit's settings, since flyte 2 does not authenticate without TLS. */
function platformOf(server: FlyteServer, more: ConstructorParameters<typeof PlatformConfig>[0] = {}): PlatformConfig {
  const client = { clientId: "robot", clientCredentialsSecret: "s3cret", authMode: "ClientSecret" } as const;
  return new PlatformConfig({ endpoint: server.name, insecure: true, ...client, ...more });
}

function tokenRequests({ requests }: FlyteServer) {
  return requests.filter(({ line }) => line === "POST /oauth2/token");
}

Deno.test("a token is requested once, and sent in the header until it is refused", async () => {
  await using server = startFlyte();
  const auth = new Authenticator(platformOf(server));
  for (let times = 0; times < 3; times++) assert.deepEqual(await auth.headers(), { authorization: "Bearer t1" });
  assert.equal(tokenRequests(server).length, 1);
  assert.deepEqual(await auth.refresh(await auth.headers()), { authorization: "Bearer t2" });
  assert.deepEqual(await auth.refresh({ authorization: "Bearer t1" }), { authorization: "Bearer t2" });
  assert.deepEqual(await auth.refresh(), { authorization: "Bearer t3" });
  assert.equal(server.requests.filter(({ line }) => line.endsWith("GetOAuth2Metadata")).length, 1);
});

Deno.test("concurrent calls share a request, and one that is aborted does not end the others", async () => {
  await using server = startFlyte();
  const auth = new Authenticator(platformOf(server));
  const [stop, reason] = [new AbortController(), new Error("enough")];
  const calls = Array.from({ length: 50 }, () => auth.headers());
  const aborted = auth.headers({ signal: stop.signal });
  stop.abort(reason);
  await assert.rejects(aborted, reason);
  assert.deepEqual(new Set((await Promise.all(calls)).map((headers) => headers.authorization)), new Set(["Bearer t1"]));
  const refused = { authorization: "Bearer t1" };
  const fresh = await Promise.all(Array.from({ length: 50 }, () => auth.refresh(refused)));
  assert.deepEqual(new Set(fresh.map(({ authorization }) => authorization)), new Set(["Bearer t2"]));
  assert.equal(tokenRequests(server).length, 2);
});

Deno.test("a token is replaced shortly before it expires, and never without a known lifetime", async () => {
  const lifetimes = new Map<unknown, readonly [kept: number, replaced: number]>([
    [3600, [3589_000, 3591_000]],
    [10, [8_900, 9_100]],
    ["100", [89_000, 91_000]],
    [1, [850, 950]],
  ]);
  const [now, start] = [Date.now, Date.now()];
  try {
    for (const [expires_in, [kept, replaced]] of lifetimes) {
      let issued = 0;
      await using server = startFlyte({
        "/oauth2/token": () => Response.json({ access_token: `t${++issued}`, expires_in }),
      });
      const auth = new Authenticator(platformOf(server));
      for (const [elapsed, token] of [[0, "t1"], [kept, "t1"], [replaced, "t2"]] as const) {
        Date.now = () => start + elapsed;
        assert.equal((await auth.headers()).authorization, `Bearer ${token}`, `${expires_in}, ${elapsed}`);
      }
    }
    for (const expires_in of [undefined, null, 0, -5, "soon", {}]) {
      Date.now = () => start;
      await using server = startFlyte({ "/oauth2/token": () => Response.json({ access_token: "t", expires_in }) });
      const auth = new Authenticator(platformOf(server));
      await auth.headers();
      Date.now = () => start + 1e12;
      await auth.headers();
      assert.equal(tokenRequests(server).length, 1);
    }
  } finally {
    Date.now = now;
  }
});

Deno.test("flyte 2 does not authenticate without TLS, flytekit does", async () => {
  await using server = startFlyte();
  const insecure = new FlytePlatform({
    endpoint: server.name,
    insecure: true,
    authMode: "ClientSecret",
    clientId: "robot",
    clientCredentialsSecret: "s3cret",
  });
  const auth = new Authenticator(insecure);
  assert.deepEqual(await auth.headers(), {});
  const error = await errorOf(() => auth.refresh());
  assert.equal(error.code, "auth_token_missing");
  assert.match(error.message, /it requires a token, but platform\.insecure turns authentication off, as in flyte 2/);
  assert.deepEqual(server.requests, []);
});

Deno.test("with TLS, the CA file and insecureSkipVerify of the configuration are used", async () => {
  await using server = startFlyte({}, { tls: true });
  const host = {
    ...memoryHost({ files: { "/ca.pem": CA, "/other.pem": OTHER_CA } }),
    fetchWith: defaultHost().fetchWith!,
  };
  const client = "  authType: ClientSecret\n  clientId: robot\n  clientSecretEnvVar: SECRET\n";
  const load = (line: string) => {
    const text = `admin:\n  endpoint: dns:///${server.name}\n${client}${line}\n`;
    return [Config, FlyteConfig].map((product) =>
      product.from({ file: { name: "config.yaml", text }, env: { SECRET: "s3cret" } }).platform
    );
  };
  for (const line of ["  caCertFilePath: /ca.pem", "  insecureSkipVerify: true"]) {
    for (const platform of load(line)) {
      assert.match((await new Authenticator(platform, { host }).headers()).authorization!, /^Bearer t\d+$/);
    }
  }
  for (const platform of load("  caCertFilePath: /other.pem")) {
    const error = await errorOf(() => new Authenticator(platform, { host }).headers());
    assert.equal(error.code, "api_untrusted");
    assert.match(
      error.message,
      /its certificate is not trusted: .*; check platform\.ca_cert_file_path from config\.yaml:6:19 \(admin\.caCertFilePath\)/,
    );
  }
  for (const platform of load("")) {
    const error = await errorOf(() => new Authenticator(platform, { host: memoryHost() }).headers());
    assert.equal(error.code, "api_untrusted");
    assert.match(
      error.message,
      /; set admin\.caCertFilePath in the configuration file or the variable FLYTE_\w+ to the file/,
    );
  }
  for (const platform of load("  caCertFilePath: /missing.pem")) {
    const error = await errorOf(() => new Authenticator(platform, { host }).headers());
    assert.equal(error.code, "file_not_found");
    assert.match(error.message, /config\.yaml:6:19 \(admin\.caCertFilePath\)/);
  }
});

Deno.test("requests go through fetchWith of the host only if TLS settings need it", async () => {
  const client = { authMode: "ClientSecret", clientId: "a", clientCredentialsSecret: "b" } as const;
  const answer = (name: string) => (input: string | URL | Request) => {
    asked.push(`${name} ${new URL(String(input)).host}`);
    const { pathname } = new URL(String(input));
    const value = pathname === "/token" ? { access_token: "t" } : { tokenEndpoint: "https://idp.test/token" };
    return Promise.resolve(Response.json(value));
  };
  const asked: string[] = [];
  const host = { ...memoryHost({ files: { "/ca.pem": CA } }), fetch: answer("plain") as typeof fetch };
  const both = { ...host, fetchWith: (tls: object) => answer(Object.keys(tls).join()) };
  const api = (name: string) => [`${name} flyte.test`, `${name} flyte.test`];
  const cases = [
    [FlytePlatform, {}, both, [...api("plain"), "plain idp.test"]],
    [FlytePlatform, { caCertFilePath: "/ca.pem" }, both, [...api("ca"), "plain idp.test"]],
    [PlatformConfig, { caCertFilePath: "/ca.pem" }, both, [...api("ca"), "ca idp.test"]],
    [FlytePlatform, { insecureSkipVerify: true }, both, [...api("rejectUnauthorized"), "plain idp.test"]],
    [FlytePlatform, { caCertFilePath: "/ca.pem" }, host, [...api("plain"), "plain idp.test"]],
  ] as const;
  for (const [type, more, host, expected] of cases) {
    asked.length = 0;
    await new Authenticator(new type({ endpoint: "flyte.test", ...client, ...more }), { host }).headers();
    assert.deepEqual(asked, expected, JSON.stringify(more));
  }
});

Deno.test("a server that cannot be reached is the endpoint's only if it is the API", async () => {
  const client = { authMode: "ClientSecret", clientId: "a", clientCredentialsSecret: "b" } as const;
  const platform = new FlytePlatform({ endpoint: "flyte.test", ...client });
  const refused = () => Promise.reject(new TypeError("fetch failed"));
  const messageOf = async (options: AuthenticatorOptions) => {
    const error = await errorOf(() => new Authenticator(platform, { ...options, fetch: refused }).headers());
    assert.equal(error.code, "api_unreachable");
    return error.message;
  };
  assert.match(await messageOf({}), /^flyte\.test: .*; check platform\.endpoint and the network$/);
  const clientConfig = { tokenEndpoint: "https://idp.test/token" };
  assert.match(await messageOf({ clientConfig }), /^idp\.test: it cannot be reached[^;]*; check the network$/);
});

Deno.test("without other limits, a request may take 30 seconds and a command two minutes", async () => {
  const { setTimeout: real } = globalThis;
  const limits: unknown[] = [];
  globalThis.setTimeout = ((run: () => void, limit: number) => {
    limits.push(limit);
    return real(run, limit);
  }) as never;
  try {
    const fetch = () => Promise.resolve(Response.json({ access_token: "t" }));
    const clientConfig = { tokenEndpoint: "https://idp.test/token" };
    const client = { authMode: "ClientSecret", clientId: "a", clientCredentialsSecret: "b" } as const;
    await new Authenticator(new FlytePlatform({ endpoint: "a.test", ...client }), { fetch, clientConfig }).headers();
    const command = { authMode: "ExternalCommand", command: ["token"] } as const;
    const run = () => Promise.resolve({ code: 0, stdout: new TextEncoder().encode("t"), stderr: new Uint8Array() });
    const host = { ...memoryHost(), run };
    await new Authenticator(new FlytePlatform({ endpoint: "a.test", ...command }), { host }).headers();
  } finally {
    globalThis.setTimeout = real;
  }
  assert.deepEqual(limits, [30_000, 120_000]);
});

Deno.test("a function fetch of the caller is used for all requests", async () => {
  await using server = startFlyte();
  const asked: string[] = [];
  const fetch: AuthenticatorOptions["fetch"] = (input, init) => {
    asked.push(new URL(String(input)).host);
    return globalThis.fetch(String(input).replace("https://flyte.test", server.url), init);
  };
  const platform = new FlytePlatform({
    endpoint: "flyte.test",
    authMode: "ClientSecret",
    clientId: "a",
    clientCredentialsSecret: "b",
  });
  assert.deepEqual(await new Authenticator(platform, { fetch }).headers(), { authorization: "Bearer t1" });
  assert.deepEqual(asked, ["flyte.test", "flyte.test", server.name]);
});

Deno.test("values of clientConfig take precedence over the server's, and those of the settings over both", async () => {
  await using server = startFlyte();
  const formOf = async (more: Parameters<typeof platformOf>[1], options: AuthenticatorOptions) => {
    await new Authenticator(platformOf(server, more), options).headers();
    return Object.fromEntries(new URLSearchParams(tokenRequests(server).at(-1)!.body));
  };
  const grant_type = "client_credentials";
  const clientConfig = { scopes: ["given"], audience: "given" };
  assert.deepEqual(await formOf({}, {}), { grant_type, scope: "all offline" });
  assert.deepEqual(await formOf({}, { clientConfig }), { grant_type, scope: "given", audience: "given" });
  assert.deepEqual(await formOf({ scopes: ["set", "too"], audience: "set" }, { clientConfig }), {
    grant_type,
    scope: "set too",
    audience: "set",
  });
  const before = server.requests.length;
  const only = { clientConfig: { tokenEndpoint: `${server.url}/oauth2/token`, headerName: "Flyte-Authorization" } };
  const auth = new Authenticator(platformOf(server), only);
  assert.deepEqual(Object.keys(await auth.headers()), ["flyte-authorization"]);
  assert.deepEqual(server.requests.slice(before).map(({ line }) => line), ["POST /oauth2/token"]);
});

Deno.test("Passthrough sends the headers of the function metadata, and gets no token", async () => {
  await using server = startFlyte({}, { tls: true });
  const platform = new FlytePlatform({ endpoint: server.name, authMode: "Passthrough" });
  let calls = 0;
  const auth = new Authenticator(platform, { metadata: () => Promise.resolve({ authorization: `Bearer ${++calls}` }) });
  assert.deepEqual(await auth.headers(), { authorization: "Bearer 1" });
  assert.deepEqual(await auth.headers(), { authorization: "Bearer 2" });
  assert.deepEqual(await new Authenticator(platform).headers(), {});
  assert.equal((await errorOf(() => auth.refresh())).code, "auth_token_missing");
  const wrong = (metadata: () => unknown) =>
    errorOf(() => new Authenticator(platform, { metadata } as AuthenticatorOptions).headers());
  assert.equal((await wrong(() => ({ a: 1 }))).code, "invalid_option");
  // Runtimes quote such values in their errors.
  for (const headers of [{ authorization: "Bearer\nhunter2" }, { authorization: "hunter2…" }, { "hunter2\n": "a" }]) {
    const error = await wrong(() => headers);
    assert.deepEqual([error.code, error.path], ["invalid_option", "metadata"]);
    assert.doesNotMatch(error.message, /hunter2/);
  }
  const spaced = new Authenticator(platform, { metadata: () => ({ authorization: "Bearer a\n" }) });
  assert.equal(new Headers(await spaced.headers()).get("authorization"), "Bearer a");
  assert.equal((await wrong(() => Promise.reject(new Error("x")))).code, "callback_failed");
  assert.deepEqual(server.requests, []);
});

Deno.test("a way to authenticate that needs a browser is an error that names the alternatives", async () => {
  const text = "admin:\n  endpoint: dns:///flyte.test\n  authType: DeviceFlow\n";
  for (const product of [Config, FlyteConfig]) {
    const { platform } = product.from({ file: { name: "config.yaml", text } });
    const error = await errorOf(() => new Authenticator(platform).headers());
    assert.deepEqual([error.code, error.path], ["auth_interactive", "platform.auth_mode"]);
    const start =
      'platform.auth_mode from config.yaml:3:13 (admin.authType) is "DeviceFlow", which needs a browser; use ' +
      '"ClientSecret" with admin.clientId in the configuration file or the variable FLYTE_';
    assert.ok(error.message.startsWith(start), error.message);
  }
  const standard = new FlytePlatform({ endpoint: "flyte.test" });
  const error = await errorOf(() => new Authenticator(standard).headers());
  assert.match(error.message, /^platform\.auth_mode is not set, and its default "Pkce" needs a browser/);
  for (const authMode of ["standard", "Pkce", "DeviceFlow"] as const) {
    const platform = new PlatformConfig({ endpoint: "flyte.test", authMode });
    assert.equal((await errorOf(() => new Authenticator(platform).headers())).code, "auth_interactive");
  }
});

Deno.test("a missing id, secret or command is an error that names the setting to change", async () => {
  for (const authMode of ["ClientSecret", "client_credentials", "basic"] as const) {
    const [id, secret] = await Promise.all(
      [{ clientCredentialsSecret: "x" }, { clientId: "x" }].map((one) =>
        errorOf(() => new Authenticator(new PlatformConfig({ authMode, ...one })).headers())
      ),
    );
    assert.equal(id!.code, "missing_client_id");
    assert.match(id!.message, /is "\w+", which needs a client id, and none is set; set admin\.clientId in the conf/);
    assert.equal(secret!.code, "missing_client_secret");
    assert.match(secret!.message, /none is set; set admin\.clientSecretLocation in the configuration file/);
  }
  const platform = new FlytePlatform({ endpoint: "flyte.test", authMode: "ExternalCommand" });
  assert.equal((await errorOf(() => new Authenticator(platform).headers())).code, "missing_command");
});

Deno.test("flytekit's proxy needs a function fetch; flyte 2 ignores the setting", () => {
  const settings = { endpoint: "flyte.test", httpProxyUrl: "http://user:s3cret@proxy.test" };
  const error = thrownBy(() => new Authenticator(new PlatformConfig(settings)));
  assert.equal(error.code, "invalid_option");
  assert.match(
    error.message,
    /platform\.http_proxy_url is set; pass a function "fetch" that connects through that proxy/,
  );
  new Authenticator(new PlatformConfig(settings), { fetch });
  new Authenticator(new FlytePlatform(settings));
});

Deno.test("wrong arguments and options are rejected", async () => {
  const platform = new FlytePlatform({ endpoint: "flyte.test", authMode: "Passthrough" });
  const cases: readonly (readonly [() => unknown, RegExp])[] = [
    [
      () => new Authenticator({} as FlytePlatform),
      /platform must be a PlatformConfig.*; write Authenticator\(config\.platform\)/,
    ],
    [
      () => new Authenticator(platform, { timeout: 5 } as object),
      /unknown option "timeout"; did you mean "timeoutMs"\?/,
    ],
    [() => new Authenticator(platform, { clientConfig: { scope: "a" } } as object), /unknown option "scope"/],
    [() => new Authenticator(platform, { clientConfig: { headerName: "a b" } }), /must be the name of a header/],
    [() => new Authenticator(platform).headers({ signal: 5 } as object), /option signal must be an AbortSignal/],
    [
      () => new Authenticator(platform).refresh("token" as unknown as Record<string, string>),
      /refused must be an object/,
    ],
  ];
  for (const [call, message] of cases) assert.match((await errorOf(call)).message, message);
});

Deno.test("a request and a command end with the last call that waits for them", async () => {
  const platform = new FlytePlatform({ endpoint: "flyte.test", authMode: "ClientSecret" });
  const client = platform.with({ clientId: "a", clientCredentialsSecret: "b" });
  const command = platform.with({ authMode: "ExternalCommand", command: ["token"] });
  const started = [Promise.withResolvers<AbortSignal>(), Promise.withResolvers<AbortSignal>()] as const;
  const fetch = (_: unknown, init?: RequestInit) => {
    started[0].resolve(init!.signal!);
    return new Promise<Response>(() => {});
  };
  const run: NonNullable<AuthenticatorOptions["host"]>["run"] = (_, options) => {
    started[1].resolve(options!.signal as AbortSignal);
    return new Promise(() => {});
  };
  const calls = [
    new Authenticator(client, { fetch, clientConfig: { tokenEndpoint: "https://idp.test/token" } }),
    new Authenticator(command, { host: { ...memoryHost(), run }, commandTimeoutMs: 100 }),
  ] as const;
  for (const [index, auth] of calls.entries()) {
    const stop = new AbortController();
    const call = auth.headers({ signal: stop.signal });
    const signal = await started[index]!.promise;
    assert.equal(signal.aborted, false);
    stop.abort(new Error("enough"));
    await assert.rejects(call, { message: "enough" });
    assert.equal(signal.aborted, true);
  }
});

Deno.test("an aborted call rejects with the signal's reason, whatever it waits for", async () => {
  const asked = Promise.withResolvers<void>();
  await using server = startFlyte({
    [CONNECT.metadata]: async () => {
      asked.resolve();
      await new Promise((resolve) => setTimeout(resolve, 200));
      return new Response();
    },
  });
  const [stop, reason] = [new AbortController(), new Error("enough")];
  const call = new Authenticator(platformOf(server)).headers({ signal: stop.signal });
  await asked.promise;
  stop.abort(reason);
  await assert.rejects(call, reason);
  await assert.rejects(new Authenticator(platformOf(server)).headers({ signal: AbortSignal.abort(reason) }), reason);
});
