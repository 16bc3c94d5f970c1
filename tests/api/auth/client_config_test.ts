import assert from "node:assert/strict";
import { Authenticator } from "../../../src/api/mod.ts";
import { PlatformConfig } from "../../../mod.ts";
import { ADMIN, type Answers, CONNECT, type FlyteServer, startFlyte } from "../../_support/flyte_server.ts";
import { errorOf } from "../../_support/support.ts";

function authFor({ name }: FlyteServer): Authenticator {
  const client = { clientId: "robot", clientCredentialsSecret: "s3cret", authMode: "ClientSecret" } as const;
  return new Authenticator(new PlatformConfig({ endpoint: name, insecure: true, ...client }));
}

const json = (value: unknown) => () => Response.json(value);

Deno.test("flytekit's settings ask flyteadmin first, and flyte 2's service if it is missing", async () => {
  await using server = startFlyte();
  await authFor(server).headers();
  const lines = server.requests.map(({ line }) => line);
  assert.deepEqual(lines.slice(0, 2).sort(), [`GET ${ADMIN.client}`, `GET ${ADMIN.metadata}`].sort());
  assert.deepEqual(lines.slice(2, 4).sort(), [`POST ${CONNECT.client}`, `POST ${CONNECT.metadata}`].sort());
  const [asked] = server.requests.filter(({ line }) => line.startsWith("POST"));
  assert.deepEqual([asked!.body, asked!.headers.get("content-type")], ["{}", "application/json"]);
});

Deno.test("flyteadmin's names of fields are read as well, and its header for tokens", async () => {
  let origin = "";
  const answers: Answers = {
    [ADMIN.metadata]: () => Response.json({ token_endpoint: `${origin}/oauth2/token` }),
    [ADMIN.client]: json({ authorization_metadata_key: "Flyte-Authorization", scopes: ["a", 5, "b"], audience: "x" }),
  };
  await using server = startFlyte(answers);
  origin = server.url;
  assert.deepEqual(await authFor(server).headers(), { "flyte-authorization": "Bearer t1" });
  const form = new URLSearchParams(server.requests.at(-1)!.body);
  assert.deepEqual([form.get("scope"), form.get("audience")], ["a b", "x"]);
});

Deno.test("a server that does not say where tokens are issued is an error that names the endpoint", async () => {
  const html = () => new Response("<html>", { headers: { "content-type": "text/html" } });
  const moved = () => new Response(null, { status: 302, headers: { location: "https://login.test/?a=s3cret" } });
  const cases: readonly (readonly [Answers, RegExp])[] = [
    [
      { [ADMIN.metadata]: html, [ADMIN.client]: html, [CONNECT.metadata]: html },
      /not a JSON object, as that of a web page/,
    ],
    [{ [ADMIN.metadata]: json([1]), [ADMIN.client]: json({}), [CONNECT.metadata]: html }, /not a JSON object/],
    [{ [CONNECT.metadata]: html }, /it responded with status 404/],
    [{ [ADMIN.metadata]: json({}), [CONNECT.metadata]: html }, /it responded with status 404/],
    [{ [ADMIN.metadata]: json({}), [ADMIN.client]: html, [CONNECT.metadata]: html }, /not a JSON object/],
    [
      { [ADMIN.metadata]: moved, [CONNECT.metadata]: html },
      /it redirects to "https:\/\/login\.test", which is not followed/,
    ],
    [{ [CONNECT.metadata]: json({}) }, /it names no token endpoint/],
    [{ [CONNECT.metadata]: json({ tokenEndpoint: 5 }) }, /it names no token endpoint/],
    [{ [CONNECT.metadata]: json({ tokenEndpoint: "/token" }) }, /its token endpoint "\/token" is not a URL/],
    [{ [CONNECT.metadata]: json({ tokenEndpoint: "https://a:b@c.test/" }) }, /contains a user name or password/],
    [{ [CONNECT.client]: json({ authorizationMetadataKey: "a b\n" }) }, /it names "a b\S*" as the header of tokens/],
    [{ [CONNECT.metadata]: () => new Response(" ".repeat(2 ** 20 + 1)) }, /status 404/],
  ];
  for (const [answers, message] of cases) {
    await using server = startFlyte(answers);
    const error = await errorOf(() => authFor(server).headers());
    assert.equal(error.code, "auth_discovery_failed", error.message);
    assert.match(error.message, message);
    assert.match(
      error.message,
      /; check that platform\.endpoint is the address of the Flyte API, or set clientConfig$/,
    );
    assert.ok(!server.requests.some(({ headers }) => headers.has("authorization")));
  }
});

Deno.test("the secret is sent to a token endpoint without TLS only if the API has none either, or to this machine", async () => {
  const platform = new PlatformConfig({
    endpoint: "flyte.test",
    authMode: "ClientSecret",
    clientId: "robot",
    clientCredentialsSecret: "s3cret",
  });
  const asked: string[] = [];
  const fetch = (input: string | URL | Request) => {
    asked.push(String(input));
    return Promise.resolve(Response.json({ access_token: "t" }));
  };
  const headersFor = (tokenEndpoint: string) =>
    new Authenticator(platform, { fetch, clientConfig: { tokenEndpoint } }).headers();
  for (const url of ["http://idp.test/token", "ftp://idp.test/", "file:///token"]) {
    const error = await errorOf(() => headersFor(url));
    assert.equal(error.code, "auth_insecure");
    assert.match(error.message, /the token endpoint does not use TLS, so that the client secret is not sent/);
  }
  assert.deepEqual(asked, []);
  for (const url of ["https://idp.test/token", "http://127.0.0.1:5/token"]) await headersFor(url);
  assert.deepEqual(asked, ["https://idp.test/token", "http://127.0.0.1:5/token"]);
});
