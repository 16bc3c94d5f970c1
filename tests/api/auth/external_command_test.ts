import assert from "node:assert/strict";
import { inspect } from "node:util";
import { Authenticator, type AuthenticatorOptions } from "../../../src/api/mod.ts";
import { defaultHost, memoryHost, PlatformConfig } from "../../../mod.ts";
import { Config as FlyteConfig, PlatformConfig as FlytePlatform } from "../../../v2.ts";
import { CONNECT, startFlyte } from "../../_support/flyte_server.ts";
import { errorOf } from "../../_support/support.ts";

function authFor(command: readonly string[], options: AuthenticatorOptions = {}): Authenticator {
  const text = `admin:\n  endpoint: flyte.test\n  authType: ExternalCommand\n  command: ${JSON.stringify(command)}\n`;
  return new Authenticator(FlyteConfig.from({ file: { name: "config.yaml", text } }).platform, options);
}

const shell = (script: string) => ["sh", "-c", script];

Deno.test("the token is what the command prints, without the whitespace around it", async () => {
  const outputs: Readonly<Record<string, string>> = {
    "echo token": "token",
    "printf '\\n\\t token \\r\\n\\n'": "token",
    "printf '\\302\\240token\\342\\200\\250'": "token",
    "echo ignored >&2; printf a.b-c_d~e+f/g==": "a.b-c_d~e+f/g==",
  };
  for (const [script, token] of Object.entries(outputs)) {
    assert.deepEqual(await authFor(shell(script)).headers(), { authorization: `Bearer ${token}` });
  }
});

Deno.test("the command runs again only after a refusal, and once for concurrent calls", async () => {
  const file = await Deno.makeTempFile();
  const auth = authFor(shell(`echo x >> ${file}; wc -l < ${file}`));
  const calls = await Promise.all(Array.from({ length: 20 }, () => auth.headers()));
  for (const headers of [...calls, await auth.headers()]) assert.deepEqual(headers, { authorization: "Bearer 1" });
  assert.deepEqual(await auth.refresh({ authorization: "Bearer 1" }), { authorization: "Bearer 2" });
  await Deno.remove(file);
});

Deno.test("a command that gives no token is an error without its arguments and its output", async () => {
  const cases: readonly (readonly [command: readonly string[], problem: RegExp])[] = [
    [shell("echo canary; echo canary >&2; exit 3"), /ended with exit code 3/],
    [shell(": canary"), /printed nothing/],
    [shell("printf ' \\n'; : canary"), /printed nothing/],
    [shell('echo \'{"token": "canary"}\''), /must print a token and nothing else; its output contains spaces/],
    [shell("echo canary; echo canary"), /must print a token and nothing else; its output contains spaces/],
    [shell("printf 'canary\\377'"), /printed bytes that are not UTF-8/],
    [shell("head -c 70000 /dev/zero | tr '\\0' a; : canary"), /its output is too long/],
    [shell("head -c 2000000 /dev/zero; : canary"), /printed more than 1 MiB/],
    [["/nowhere/get-token", "canary"], /was not found/],
  ];
  for (const [command, problem] of cases) {
    const auth = authFor(command);
    const error = await errorOf(() => auth.headers());
    assert.equal(error.code, "auth_command_failed", error.message);
    const start = `the program "${command[0]}" of platform.command from config.yaml:4:12 (admin.command) `;
    assert.ok(error.message.startsWith(start), error.message);
    assert.match(error.message, problem);
    const printed = inspect([error, auth], { depth: 9, showHidden: true }) + Deno.inspect(error, { depth: 9 }) +
      error.stack;
    assert.ok(!printed.includes("canary"), printed);
  }
});

Deno.test("a command is ended after its time limit, and by the signal", async () => {
  const error = await errorOf(() => authFor(["sleep", "60"], { commandTimeoutMs: 50 }).headers());
  assert.match(error.message, /^the program "sleep" .* took longer than 50 ms/);
  const [stop, reason] = [new AbortController(), new Error("enough")];
  const call = authFor(["sleep", "60"]).headers({ signal: stop.signal });
  stop.abort(reason);
  await assert.rejects(call, reason);
});

Deno.test("without programs, the error is that of the host", async () => {
  assert.equal((await errorOf(() => authFor(["token"], { host: memoryHost() }).headers())).code, "no_processes");
  const host = { ...defaultHost(), run: () => Promise.reject(new Error("raw")) };
  assert.equal((await errorOf(() => authFor(["token"], { host }).headers())).code, "host_failed");
});

Deno.test("flytekit sends the token of the command in the header that the server names, flyte 2 in authorization", async () => {
  await using server = startFlyte({
    [CONNECT.client]: () => Response.json({ authorizationMetadataKey: "flyte-authorization" }),
  });
  const settings = { endpoint: server.name, command: shell("echo token") };
  const flytekit = new PlatformConfig({ ...settings, insecure: true, authMode: "external_process" });
  assert.deepEqual(await new Authenticator(flytekit).headers(), { "flyte-authorization": "Bearer token" });
  const before = server.requests.length;
  const flyte2 = new FlytePlatform({ ...settings, authMode: "ExternalCommand" });
  assert.deepEqual(await new Authenticator(flyte2).headers(), { authorization: "Bearer token" });
  assert.equal(server.requests.length, before);
});

Deno.test("the token of a proxy is sent to the Flyte API, also with its requests for tokens, and to no other server", async () => {
  await using idp = startFlyte();
  let tokenEndpoint = `${idp.url}/oauth2/token`;
  await using server = startFlyte({ [CONNECT.metadata]: () => Response.json({ tokenEndpoint }) });
  const platform = new PlatformConfig({
    endpoint: server.name,
    insecure: true,
    authMode: "ClientSecret",
    clientId: "robot",
    clientCredentialsSecret: "s3cret",
    proxyCommand: shell("echo proxy"),
  });
  const expected = { "proxy-authorization": "Bearer proxy", authorization: "Bearer t1" };
  assert.deepEqual(await new Authenticator(platform).headers(), expected);
  assert.deepEqual(
    new Set(server.requests.map(({ headers }) => headers.get("proxy-authorization"))),
    new Set(["Bearer proxy"]),
  );
  assert.deepEqual(idp.requests.map(({ headers }) => headers.get("proxy-authorization")), [null]);
  tokenEndpoint = `${server.url}/oauth2/token`;
  await new Authenticator(platform).headers();
  assert.equal(server.requests.at(-1)!.headers.get("proxy-authorization"), "Bearer proxy");
});

Deno.test("a refused proxy token is replaced together with the other one", async () => {
  const file = await Deno.makeTempFile();
  const platform = new FlytePlatform({
    endpoint: "flyte.test",
    authMode: "ExternalCommand",
    command: shell("echo token"),
    proxyCommand: shell(`echo x >> ${file}; wc -l < ${file}`),
  });
  const auth = new Authenticator(platform);
  assert.equal((await auth.headers())["proxy-authorization"], "Bearer 1");
  assert.equal((await auth.refresh(await auth.headers()))["proxy-authorization"], "Bearer 2");
  const broken = new Authenticator(platform.with({ proxyCommand: shell("exit 1") }));
  assert.match((await errorOf(() => broken.headers())).message, /of platform\.proxy_command ended with exit code 1/);
  await Deno.remove(file);
});
