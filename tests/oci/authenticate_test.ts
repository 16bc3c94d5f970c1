import assert from "node:assert/strict";
import { inspect } from "node:util";
import { memoryHost } from "../../src/runtime/memory_host.ts";
import { Credential, type Existence, type RegistryClientOptions } from "../../src/oci/mod.ts";
import { type Answer, client, type OddServer, present, refusal, withServers } from "../_support/odd_registry.ts";

const SECRET = "s3cret-of-the-test";

/** A registry that lets in who shows one of these, and otherwise says what it wants. */
function guarded(challenge: () => string, good: readonly string[] = []): Answer {
  return ({ headers }) => {
    const shown = headers.get("authorization");
    if (shown !== null && good.includes(shown)) return present();
    return refusal(401, "UNAUTHORIZED", { "www-authenticate": challenge() });
  };
}

async function ask(server: OddServer, options: RegistryClientOptions = {}, times = 1): Promise<Existence> {
  const asking = client(options);
  for (let time = 1; time < times; time++) await asking.exists(`${server.name}/acme/app:v1`);
  const answer = await asking.exists(`${server.name}/acme/app:v1`);
  for (const text of [Deno.inspect([asking, answer], { depth: 9 }), inspect([asking, answer], { showHidden: true })]) {
    assert.ok(!text.includes(SECRET) && !text.includes(btoa(`robot:${SECRET}`)), text);
  }
  return answer;
}

/** Runs with a registry whose tokens another server gives. */
async function withTokens(
  tokens: Answer,
  run: (registry: OddServer, tokens: OddServer) => Promise<void>,
  good: readonly string[] = ["Bearer good"],
): Promise<void> {
  await withServers([tokens], async (tokenServer) => {
    const challenge = () =>
      `Negotiate abc==, Bearer realm="http://${tokenServer.name}/token?a=b",service="the \\"registry\\"",` +
      `scope="repository:acme/app:pull", Basic realm="r"`;
    await withServers([guarded(challenge, good)], (registry) => run(registry, tokenServer));
  });
}

function reasonOf(answer: Existence): string {
  return answer.state === "unknown" ? answer.reason : answer.state;
}

Deno.test("tokens are fetched without credentials, as the challenge says, and cached", async () => {
  await withTokens(() => Response.json({ token: "good", expires_in: 300 }), async (registry, tokens) => {
    assert.equal((await ask(registry, {}, 3)).state, "present");
    assert.equal(tokens.seen.length, 1);
    const [{ method, search, headers }] = tokens.seen as [OddServer["seen"][number]];
    assert.deepEqual([method, headers.get("authorization")], ["GET", null]);
    assert.deepEqual([...search], [["a", "b"], ["service", 'the "registry"'], ["scope", "repository:acme/app:pull"]]);
    assert.deepEqual(registry.seen.map(({ headers }) => headers.get("authorization")), [
      null,
      ...Array(3).fill("Bearer good"),
    ]);
  });
});

Deno.test("expired tokens are fetched again, and so are those that the registry rejects", async () => {
  await withTokens(() => Response.json({ access_token: "good", expires_in: 1 }), async (registry, tokens) => {
    assert.equal((await ask(registry, {}, 2)).state, "present");
    assert.equal(tokens.seen.length, 2);
  });
  const good = ["Bearer token-0"];
  const answer: Answer = (_, times) => Response.json({ token: `token-${times}`, expires_in: 300 });
  await withTokens(answer, async (registry, tokens) => {
    const asking = client();
    assert.equal((await asking.exists(`${registry.name}/acme/app`)).state, "present");
    good[0] = "Bearer token-1";
    assert.equal((await asking.exists(`${registry.name}/acme/app`)).state, "present");
    // Another repository needs its own.
    assert.equal((await asking.exists(`${registry.name}/acme/other`)).state, "unknown");
    assert.equal(tokens.seen.length, 3);
  }, good);
});

Deno.test("a user name and password are sent to the token server only", async () => {
  const credentials = () => Credential.basic("robot", SECRET);
  await withTokens(() => Response.json({ token: "good" }), async (registry, tokens) => {
    assert.equal((await ask(registry, { credentials })).state, "present");
    assert.equal(tokens.seen[0]!.headers.get("authorization"), `Basic ${btoa(`robot:${SECRET}`)}`);
    assert.deepEqual(registry.seen.map(({ headers }) => headers.get("authorization")), [null, "Bearer good"]);
  });
});

Deno.test("an identity token is exchanged for an access token, and is never redirected", async () => {
  const credentials = () => Credential.identityToken(SECRET);
  await withTokens(() => Response.json({ access_token: "good" }), async (registry, tokens) => {
    assert.equal((await ask(registry, { credentials })).state, "present");
    const [{ method, body, search, headers }] = tokens.seen as [OddServer["seen"][number]];
    assert.deepEqual([method, headers.get("authorization"), [...search]], ["POST", null, [["a", "b"]]]);
    assert.deepEqual(Object.fromEntries(new URLSearchParams(body)), {
      grant_type: "refresh_token",
      client_id: "flyte-ts",
      service: 'the "registry"',
      scope: "repository:acme/app:pull",
      refresh_token: SECRET,
    });
  });
  await withServers([() => Response.json({ access_token: "good" })], async (elsewhere) => {
    const location = `http://${elsewhere.name}/token`;
    await withTokens(() => new Response(null, { status: 307, headers: { location } }), async (registry) => {
      assert.equal(reasonOf(await ask(registry, { credentials })), "registry_redirect");
    });
    assert.equal(elsewhere.seen.length, 0);
  });
});

Deno.test("a registry token is sent unchanged", async () => {
  await withTokens(() => new Response(null, { status: 500 }), async (registry, tokens) => {
    const credentials = () => Credential.registryToken("good");
    assert.equal((await ask(registry, { credentials })).state, "present");
    assert.equal(tokens.seen.length, 0);
    const bad = () => Credential.registryToken(`${SECRET}\n`);
    assert.equal(reasonOf(await ask(registry, { credentials: bad })), "credentials_malformed");
  });
});

Deno.test("a token server is redirected without the password, and retried when it is busy", async () => {
  const credentials = () => Credential.basic("robot", SECRET);
  await withServers([() => Response.json({ token: "good" })], async (elsewhere) => {
    const answer: Answer = (_, times) =>
      times === 0
        ? new Response(null, { status: 503 })
        : new Response(null, { status: 302, headers: { location: `http://${elsewhere.name}/` } });
    await withTokens(answer, async (registry, tokens) => {
      assert.equal((await ask(registry, { credentials })).state, "present");
      assert.deepEqual(tokens.seen.map(({ headers }) => headers.has("authorization")), [true, true]);
      assert.deepEqual(elsewhere.seen.map(({ headers }) => headers.has("authorization")), [false]);
    });
  });
});

Deno.test("a rejection by the token server is unknown, with its reason", async () => {
  const cases: readonly (readonly [Response, string])[] = [
    [refusal(401, "UNAUTHORIZED"), "registry_unauthorized"],
    [refusal(403, "DENIED"), "registry_forbidden"],
    [refusal(404, "NOT_FOUND"), "registry_unexpected"],
    [refusal(429, "TOOMANYREQUESTS"), "registry_rate_limited"],
    [refusal(500, "UNKNOWN"), "registry_failed"],
    [Response.json({}), "registry_unexpected"],
    [Response.json({ token: 1, access_token: "" }), "registry_unexpected"],
    [new Response("no JSON"), "registry_unexpected"],
    [Response.json({ token: `${SECRET}\n${SECRET}` }), "registry_unexpected"],
    [Response.json({ token: SECRET }), "registry_unauthorized"],
  ];
  for (const [response, reason] of cases) {
    for (const credentials of [() => undefined, () => Credential.basic("robot", SECRET, "the test")]) {
      await withTokens(() => response.clone(), async (registry) => {
        const answer = await ask(registry, { credentials, retries: 0 });
        assert.equal(reasonOf(answer), reason);
        if (reason !== "registry_unauthorized" || answer.state !== "unknown") return;
        assert.match(
          answer.message,
          credentials() === undefined ? /no credentials were found/ : /credentials from the test/,
        );
      });
    }
  }
});

Deno.test("unsupported challenges are unknown", async () => {
  const cases: Readonly<Record<string, string>> = {
    "Bearer": "registry_unexpected",
    "Bearer realm=": "registry_unexpected",
    'Bearer realm="/token"': "registry_unexpected",
    'Bearer realm="': "registry_unexpected",
    '"': "registry_unexpected",
    'Bearer realm="http://token.example.org/"': "registry_insecure",
    'Bearer realm="ftp://127.0.0.1/"': "registry_insecure",
    'Bearer realm="https://me:me@token.example.org/"': "registry_redirect",
    "Negotiate": "registry_unauthorized",
    'Basic realm="r"': "registry_unauthorized",
  };
  for (const [challenge, reason] of Object.entries(cases)) {
    await withServers([guarded(() => challenge)], async (registry) => {
      assert.equal(reasonOf(await ask(registry)), reason, challenge);
    });
  }
  await withServers([guarded(() => "Basic")], async (registry) => {
    const credentials = () => Credential.identityToken(SECRET);
    assert.equal(reasonOf(await ask(registry, { credentials })), "registry_unauthorized");
  });
});

Deno.test("a password of any characters is sent as UTF-8", async () => {
  const bytes = new TextEncoder().encode("rôle:pä:ss");
  const good = `Basic ${btoa(String.fromCharCode(...bytes))}`;
  await withServers([guarded(() => 'Basic realm="r", charset="UTF-8"', [good])], async (registry) => {
    const credentials = () => Credential.basic("rôle", "pä:ss");
    assert.equal((await ask(registry, { credentials }, 2)).state, "present");
    assert.equal(registry.seen.length, 3);
  });
});

Deno.test("credentials are looked up when they are needed, and their problems are reported", async () => {
  const host = memoryHost({ home: "/me", files: { "/me/.docker/config.json": `{"auths": ${SECRET}` } });
  await withServers([() => present()], async (registry) => {
    assert.equal((await ask(registry, { host })).state, "present");
  });
  await withServers([guarded(() => "Basic")], async (registry) => {
    const answer = await ask(registry, { host });
    assert.equal(reasonOf(answer), "credentials_malformed");
    assert.match(answer.state === "unknown" ? answer.message : "", /"\/me\/\.docker\/config\.json"/);
  });
});

Deno.test("a token that states no lifetime is used for 55 seconds, one that does until 5 seconds before its end", async () => {
  const { now } = Date;
  const lifetimes: readonly (readonly [expiresIn: number | undefined, seconds: number])[] = [
    [undefined, 55],
    [0, 55],
    [-1, 55],
    [300, 295],
  ];
  try {
    for (const [expires_in, seconds] of lifetimes) {
      await withTokens(() => Response.json({ token: "good", expires_in }), async (registry, tokens) => {
        const asking = client();
        const start = now();
        for (const [elapsed, count] of [[0, 1], [seconds * 1000 - 1, 1], [seconds * 1000, 2]] as const) {
          Date.now = () => start + elapsed;
          assert.equal((await asking.exists(`${registry.name}/acme/app`)).state, "present");
          assert.equal(tokens.seen.length, count, `${expires_in}: after ${elapsed} ms`);
        }
      });
    }
  } finally {
    Date.now = now;
  }
});
