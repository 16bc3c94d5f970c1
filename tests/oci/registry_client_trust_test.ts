import assert from "node:assert/strict";
import { memoryHost } from "../../src/runtime/memory_host.ts";
import {
  Credential,
  type Existence,
  RegistryClient,
  type RegistryClientOptions,
  storedCredentials,
} from "../../src/oci/mod.ts";
import { parseAnyReference } from "../../src/flytekit/image/mod.ts";
import { errorOf, thrownBy } from "../_support/support.ts";
import {
  type Answer,
  client,
  DIGEST,
  type OddServer,
  present,
  refusal,
  withServers,
} from "../_support/odd_registry.ts";

const SECRET = "s3cret-of-the-test";
const MANIFEST = JSON.stringify({ schemaVersion: 2, config: {}, layers: [] });
const MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
const OTHERS = { "sha256:": "ab".repeat(32), "sha384:": "ab".repeat(48), "sha512:": "ab".repeat(64) };

async function digestOf(algorithm: string): Promise<string> {
  const name = algorithm.toUpperCase().replace("SHA", "SHA-").replace(":", "");
  const bytes = new Uint8Array(await crypto.subtle.digest(name, new TextEncoder().encode(MANIFEST)));
  return algorithm + bytes.toHex();
}

/** A registry with one manifest, whose header states another digest. */
function claiming(digest: string | undefined, type: string = MANIFEST_TYPE): Answer {
  const headers = { "content-type": type, ...(digest === undefined ? {} : { "docker-content-digest": digest }) };
  return ({ method }) => new Response(method === "HEAD" ? null : MANIFEST, { headers });
}

function outcomeOf(answer: Existence): string {
  return answer.state === "present" ? answer.digest : answer.reason;
}

Deno.test("an image that is requested by digest is present only if the digest matches", async () => {
  for (const [algorithm, other] of Object.entries(OTHERS)) {
    const [own, wrong] = [await digestOf(algorithm), algorithm + other];
    for (const foreign of Object.keys(OTHERS).filter((name) => name !== algorithm)) {
      // The registry's digest cannot be compared, so the content is.
      await withServers([claiming(await digestOf(foreign))], async ({ name, seen }) => {
        assert.equal(outcomeOf(await client().exists(`${name}/acme/app@${own}`)), own);
        assert.equal(outcomeOf(await client().exists(`${name}/acme/app@${wrong}`)), "registry_unexpected");
        assert.deepEqual(seen.map(({ method }) => method), ["HEAD", "GET", "HEAD", "GET"]);
      });
    }
    for (const told of [own, undefined]) {
      await withServers([claiming(told)], async ({ name }) => {
        assert.equal(outcomeOf(await client().exists(`${name}/acme/app:v1@${own}`)), own);
        assert.equal(outcomeOf(await client().exists(`${name}/acme/app@${wrong}`)), "registry_unexpected");
      });
    }
  }
});

Deno.test("a manifest is verified against the digest in its header", async () => {
  const getOnly = (answer: Answer): Answer => (seen, times) =>
    seen.method === "HEAD" ? new Response(null, { status: 405 }) : answer(seen, times);
  for (const [algorithm, other] of Object.entries(OTHERS)) {
    const own = await digestOf(algorithm);
    await withServers([getOnly(claiming(own))], async ({ name }) => {
      assert.equal(outcomeOf(await client().exists(`${name}/acme/app:v1`)), own);
    });
    await withServers([getOnly(claiming(algorithm + other))], async ({ name }) => {
      const answer = await client().exists(`${name}/acme/app:v1`);
      assert.equal(outcomeOf(answer), "registry_unexpected");
      assert.match(answer.state === "unknown" ? answer.message : "", new RegExp(`${own} and not ${algorithm}abab`));
    });
  }
  // The digest of a signed manifest is not that of its bytes.
  const signed = "application/vnd.docker.distribution.manifest.v1+prettyjws";
  await withServers([getOnly(claiming(DIGEST, signed))], async ({ name }) => {
    assert.equal(outcomeOf(await client().exists(`${name}/acme/app:v1`)), DIGEST);
    assert.equal(outcomeOf(await client().exists(`${name}/acme/app@${DIGEST}`)), DIGEST);
    const other = `sha256:${"cd".repeat(32)}`;
    assert.equal(outcomeOf(await client().exists(`${name}/acme/app@${other}`)), "registry_unexpected");
  });
});

/** What a client that has a password sends where, with a registry that names a token server. */
async function sent(registry: string, realm: string, options: RegistryClientOptions = {}) {
  const asked: string[] = [];
  const fetch = (input: string | URL | Request, init?: RequestInit) => {
    const { origin, pathname } = new URL(String(input));
    const shown = new Headers(init?.headers).get("authorization");
    asked.push([origin + pathname.replace(/^\/v2\/.*/, "/v2/"), shown?.split(" ")[0]].filter(Boolean).join(" "));
    if (!pathname.startsWith("/v2/")) return Promise.resolve(Response.json({ token: "good" }));
    if (shown === "Bearer good") return Promise.resolve(present());
    // What has no TLS here does not answer with TLS.
    const plain = !registry.startsWith("https:") && origin.startsWith("https:");
    if (plain) return Promise.reject(new TypeError("no TLS"));
    return Promise.resolve(refusal(401, "UNAUTHORIZED", { "www-authenticate": `Bearer realm="${realm}"` }));
  };
  const credentials = () => Credential.basic("robot", SECRET);
  const asking = client({ host: memoryHost({ fetch }), credentials, retries: 0, ...options });
  const answer = await asking.exists(`${new URL(registry).host}/acme/app:v1`);
  return { answer, asked, tokens: asked.filter((line) => !line.includes("/v2/")) };
}

Deno.test("a token server on another host receives the password, with TLS or if the caller listed it", async () => {
  const [secure, plain] = ["https://registry.example.org", "http://localhost:5000"];
  const listed = (...names: string[]) => ({ insecureRegistries: names });
  const good: readonly (readonly [string, string, RegistryClientOptions?])[] = [
    [secure, "https://auth.example.com/token"],
    [secure, "https://127.0.0.1:5001/token"],
    [secure, "http://gitlab.example.com:10080/token", listed("gitlab.example.com:10080")],
    [secure, "http://gitlab.example.com:10080/token", listed("GitLab.example.com")],
    [secure, "http://gitlab.example.com/token", listed("gitlab.example.com:80")],
    [secure, "http://localhost:5001/token", listed("localhost:5001")],
    [plain, "http://localhost:5001/token"],
    [plain, "http://127.0.0.1:5001/token"],
    ["http://registry.local:5000", "http://auth.local/token", listed("registry.local:5000", "auth.local")],
  ];
  for (const [registry, realm, options] of good) {
    const { answer, tokens } = await sent(registry, realm, options);
    assert.equal(answer.state, "present", realm);
    assert.deepEqual(tokens, [`${realm} Basic`]);
  }
  const bad: readonly (readonly [string, string, RegistryClientOptions?])[] = [
    [secure, "http://auth.example.com/token"],
    [secure, "http://registry.example.org/token"],
    [secure, "http://localhost:5001/token"],
    [secure, "http://gitlab.example.com:10081/token", listed("gitlab.example.com:10080")],
    [plain, "http://auth.example.com/token"],
    [plain, "http://auth.localhost/token"],
    ["http://registry.local:5000", "http://auth.local/token", listed("registry.local:5000")],
    ["http://registry.local:5000", "http://localhost:5001/token", listed("registry.local:5000")],
  ];
  for (const [registry, realm, options] of bad) {
    const { answer, tokens } = await sent(registry, realm, options);
    assert.equal(outcomeOf(answer), "registry_insecure", `${registry} ${realm}`);
    assert.match(answer.state === "unknown" ? answer.message : "", /add "[\w.:]+" to insecureRegistries/);
    assert.deepEqual(tokens, []);
  }
});

Deno.test("a subdomain of localhost is reached with TLS, and the message says how to allow plain HTTP", async () => {
  const { answer, asked } = await sent("http://registry.localhost:5000", "http://registry.localhost:5000/token");
  assert.equal(outcomeOf(answer), "registry_unreachable");
  assert.match(
    answer.state === "unknown" ? answer.message : "",
    /add "registry\.localhost:5000" to insecureRegistries/,
  );
  assert.deepEqual(asked, ["https://registry.localhost:5000/v2/"]);
  const listed = { insecureRegistries: ["registry.localhost:5000"] };
  const plain = await sent("http://registry.localhost:5000", "http://registry.localhost:5000/token", listed);
  assert.equal(plain.answer.state, "present");
});

Deno.test("the registry receives only a token, unless it uses basic authentication", async () => {
  const { asked } = await sent("https://registry.example.org", "https://auth.example.com/token");
  assert.deepEqual(asked, [
    "https://registry.example.org/v2/",
    "https://auth.example.com/token Basic",
    "https://registry.example.org/v2/ Bearer",
  ]);
});

/** A registry that rejects credentials with this body. */
function refusing(status: number, body: unknown, challenge = "Basic"): Answer {
  return ({ headers, method }) =>
    headers.has("authorization")
      ? method === "HEAD" ? new Response(null, { status }) : Response.json(body, { status })
      : refusal(401, "UNAUTHORIZED", { "www-authenticate": challenge });
}

async function refusalOf({ name }: OddServer): Promise<string> {
  const credentials = () => Credential.basic("robot", SECRET, "/me/.docker/config.json");
  const answer = await client({ credentials }).exists(`${name}/acme/app:v1`);
  assert.ok(answer.state === "unknown" && !Deno.inspect(answer).includes(SECRET));
  return answer.message;
}

Deno.test("the error names the origin of the rejected credentials and the registry's explanation", async () => {
  const expired = { errors: [{ code: "DENIED", message: "Your authorization token has expired." }] };
  await withServers([refusing(403, expired)], async (registry) => {
    const message = await refusalOf(registry);
    assert.match(
      message,
      /denied access; the credentials from \/me\/\.docker\/config\.json .* \(status 403\): "Your/,
    );
    assert.deepEqual(registry.seen.map(({ method }) => method), ["HEAD", "HEAD", "GET"]);
  });
  await withServers([() => Response.json(expired, { status: 403 })], async ({ name }) => {
    const answer = await client().exists(`${name}/acme/app:v1`);
    assert.match(answer.state === "unknown" ? answer.message : "", /denied access; .* \(status 403\): "Your/);
  });
});

Deno.test("the registry's explanation is bounded, printable and without secrets of the request", async () => {
  const bodies: readonly (readonly [unknown, RegExp])[] = [
    [{ details: "wrong password" }, /\(status 403\): "wrong password"$/],
    [{ error: "invalid_grant", error_description: "too old" }, /: "too old"$/],
    [{ errors: [{ message: `\x1b[31m\u202e${"x".repeat(100_000)}` }] }, /: "\\u\{1b\}\[31m\\u\{202e\}x{1,200}…"$/],
    [{ errors: [{ message: `bad password ${SECRET}` }] }, /\(status 403\)$/],
    [{ errors: [{ message: `bad header Basic ${btoa(`robot:${SECRET}`)}` }] }, /\(status 403\)$/],
    [{ errors: [{ message: "see https://me:hunter2@example.org" }] }, /: "see https:\/\/\*\*\*@example.org"$/],
    [{ errors: [{ message: ["a list"] }] }, /\(status 403\)$/],
    [{ errors: [null], message: " " }, /\(status 403\)$/],
    ["text", /\(status 403\)$/],
  ];
  for (const [body, expected] of bodies) {
    await withServers([refusing(403, body)], async (registry) => assert.match(await refusalOf(registry), expected));
  }
  const schemes = `${"x".repeat(5000)}, Negotiate`;
  await withServers([refusing(403, {}, schemes)], async (registry) => {
    assert.ok((await refusalOf(registry)).length < 300);
  });
  await withServers([() => Response.json({ token: "x".repeat(70_000) })], async (tokens) => {
    const challenge = `Bearer realm="http://${tokens.name}/"`;
    await withServers([refusing(200, {}, challenge)], async (registry) => {
      assert.match(await refusalOf(registry), /is too long for a header$/);
    });
  });
});

Deno.test("wrong arguments and options are rejected with a message that says what is right", async () => {
  const wrong = (options: unknown) => thrownBy(() => new RegistryClient(options as RegistryClientOptions));
  const cases: readonly (readonly [unknown, RegExp])[] = [
    [null, /options must be an object/],
    ["ghcr.io", /options must be an object/],
    [{ insecureRegistry: [] }, /did you mean "insecureRegistries"\?/],
    [{ insecureRegistries: "localhost:5000" }, /must be a list/],
    [{ insecureRegistries: [5000] }, /such as "registry\.local:5000"/],
    [{ insecureRegistries: ["http://registry.local"] }, /such as "registry\.local:5000"/],
    [{ insecureRegistries: ["registry.local/acme"] }, /such as "registry\.local:5000"/],
    [{ insecureRegistries: [""] }, /such as "registry\.local:5000"/],
    [{ timeoutMs: "5" }, /timeoutMs must be an integer from 1/],
    [{ credentials: Credential.basic("u", SECRET) }, /credentials must be a function/],
    [{ authFile: 5 }, /authFile must be a string/],
    [{ authFile: "/a.json", credentials: () => undefined }, /"credentials" and "authFile" cannot be combined/],
    [{ host: {} }, /host must be a host/],
  ];
  for (const [options, message] of cases) {
    const error = wrong(options);
    assert.equal(error.code, "invalid_option");
    assert.match(error.message, message);
    assert.ok(!error.message.includes(SECRET));
  }
  const source = storedCredentials(memoryHost()) as (request: unknown) => Promise<unknown>;
  for (const bad of [undefined, "ghcr.io", {}, { registry: 5, repository: "a" }, { registry: "ghcr.io" }]) {
    assert.match((await errorOf(() => source(bad))).code, /^invalid_(option|argument)$/);
  }
  for (const bad of [undefined, {}, "host"]) {
    assert.equal(thrownBy(() => storedCredentials(bad as never)).code, "invalid_argument");
  }
  assert.equal(thrownBy(() => storedCredentials(memoryHost(), { authFiel: "x" } as never)).code, "invalid_option");
  const asking = client() as unknown as { exists(...args: unknown[]): Promise<Existence> };
  for (const bad of [undefined, null, 5, {}, ["a"], { path: 5 }, parseAnyReference("ab".repeat(32))]) {
    assert.equal((await errorOf(() => asking.exists(bad))).code, "invalid_argument");
  }
  for (const bad of [null, "now", { signal: 5 }, { sginal: new AbortController().signal }]) {
    assert.equal((await errorOf(() => asking.exists("ghcr.io/acme/app", bad))).code, "invalid_option");
  }
  for (const call of ["basic", "identityToken", "registryToken"] as const) {
    const make = Credential[call] as (...args: unknown[]) => Credential;
    assert.equal(thrownBy(() => make(undefined)).code, "invalid_argument");
    assert.equal(thrownBy(() => make("a", 5, 5)).code, "invalid_argument");
  }
});

Deno.test("failing credential sources and hosts, and wrong return values, are typed errors", async () => {
  await withServers([refusing(200, {})], async ({ name }) => {
    for (const found of [{ username: "robot", password: SECRET }, SECRET, null]) {
      const credentials = (() => found) as unknown as RegistryClientOptions["credentials"];
      const error = await errorOf(() => client({ credentials }).exists(`${name}/acme/app`));
      assert.equal(error.code, "invalid_option");
      assert.match(error.message, /Credential\.basic\(username, password\)/);
    }
    const cause = new TypeError(SECRET);
    const failing = await errorOf(() =>
      client({ credentials: () => Promise.reject(cause) }).exists(`${name}/acme/app`)
    );
    assert.deepEqual([failing.code, failing.cause], ["callback_failed", cause]);
    assert.ok(!failing.message.includes(SECRET));
    const broken = { ...memoryHost({ fetch: globalThis.fetch }), env: () => assert.fail("no environment") };
    const answer = await client({ host: broken }).exists(`${name}/acme/app`);
    assert.equal(outcomeOf(answer), "host_failed");
  });
});
