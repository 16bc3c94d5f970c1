import assert from "node:assert/strict";
import { FlyteConfigError } from "../../src/errors.ts";
import { memoryHost } from "../../src/runtime/memory_host.ts";
import { parseReference } from "../../src/oci/reference.ts";
import { Credential, type UnknownImage } from "../../src/oci/mod.ts";
import { errorOf } from "../_support/support.ts";
import {
  type Answer,
  client,
  DIGEST,
  INDEX_TYPE,
  type OddServer,
  present,
  refusal,
  withServers,
} from "../_support/odd_registry.ts";

const PRESENT = { state: "present", digest: DIGEST, mediaType: INDEX_TYPE };

/** Asks a server for the image `acme/app:v1`; the answer must be unknown. */
async function unknownOf(server: OddServer, options: Parameters<typeof client>[0] = {}): Promise<UnknownImage> {
  const answer = await client(options).exists(`${server.name}/acme/app:v1`);
  assert.equal(answer.state, "unknown");
  assert.ok(answer.state === "unknown" && answer.cause instanceof FlyteConfigError);
  assert.equal(answer.cause.code, answer.reason);
  return answer;
}

function methodsOf({ seen }: OddServer): string[] {
  return seen.map(({ method }) => method);
}

Deno.test("one HEAD with all media types is enough for an image that exists", async () => {
  await withServers([() => present()], async (registry) => {
    assert.deepEqual(await client().exists(`${registry.name}/acme/app:v1`), PRESENT);
    const [{ method, path, headers }] = registry.seen as [OddServer["seen"][number]];
    assert.deepEqual([method, path], ["HEAD", "/v2/acme/app/manifests/v1"]);
    assert.equal(headers.get("authorization"), null);
    for (const part of ["oci.image.index.v1", "oci.image.manifest.v1", "manifest.list.v2", "manifest.v2"]) {
      assert.match(headers.get("accept")!, new RegExp(`vnd\\.[a-z.]*${part}\\+json`));
    }
  });
});

Deno.test("the default tag is latest, and a digest takes precedence over a tag", async () => {
  await withServers([() => present()], async (registry) => {
    await client().exists(`${registry.name}/acme/app`);
    await client().exists(`${registry.name}/acme/app:v1@${DIGEST}`);
    assert.deepEqual(registry.seen.map(({ path }) => path), [
      "/v2/acme/app/manifests/latest",
      `/v2/acme/app/manifests/${DIGEST}`,
    ]);
    const other = await client().exists(`${registry.name}/acme/app@sha256:${"cd".repeat(32)}`);
    assert.equal(other.state === "unknown" && other.reason, "registry_unexpected");
  });
});

const MANIFEST = JSON.stringify({ schemaVersion: 2, config: {}, layers: [] });
const MANIFEST_DIGEST = "sha256:" + Array.from(
  new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(MANIFEST))),
  (byte) => byte.toString(16).padStart(2, "0"),
).join("");

/** Answers to HEAD that make a GET needed. */
const POOR_HEADS: Readonly<Record<string, () => Response>> = {
  "405": () => new Response(null, { status: 405 }),
  "501": () => new Response(null, { status: 501 }),
  "no digest": () => new Response(null, { headers: { "content-type": INDEX_TYPE } }),
  "a digest that is none": () => present({ "docker-content-digest": "sha256:12" }),
  "another content type": () => present({ "content-type": "text/html" }),
};

for (const [name, head] of Object.entries(POOR_HEADS)) {
  Deno.test(`GET is used where HEAD returns ${name}`, async () => {
    const answer: Answer = ({ method }) =>
      method === "HEAD" ? head() : new Response(MANIFEST, { headers: { "content-type": "application/json" } });
    await withServers([answer], async (registry) => {
      assert.deepEqual(await client().exists(`${registry.name}/acme/app`), {
        state: "present",
        digest: MANIFEST_DIGEST,
        mediaType: "application/vnd.oci.image.manifest.v1+json",
      });
      assert.deepEqual(methodsOf(registry), ["HEAD", "GET"]);
    });
  });
}

Deno.test("404 means absent from a registry, and nothing from other servers", async () => {
  const cases: readonly (readonly [Response, string])[] = [
    [refusal(404, "MANIFEST_UNKNOWN"), "manifest_unknown"],
    [refusal(404, "NAME_UNKNOWN"), "name_unknown"],
    [refusal(404, "NOT_FOUND"), "not_found"],
    [new Response("", { status: 404, headers: { "docker-distribution-api-version": "registry/2.0" } }), "not_found"],
    [refusal(404, "DENIED", { "docker-distribution-api-version": "registry/2.0" }), "registry_unexpected"],
    [new Response("<h1>Not Found</h1>", { status: 404 }), "registry_unexpected"],
    [Response.json({ errors: "MANIFEST_UNKNOWN" }, { status: 404 }), "registry_unexpected"],
    [Response.json({ errors: [null, 1, {}] }, { status: 404 }), "registry_unexpected"],
    [Response.json(null, { status: 404 }), "registry_unexpected"],
  ];
  for (const [response, reason] of cases) {
    await withServers(
      [({ method }) => method === "HEAD" ? new Response(null, response) : response],
      async (registry) => {
        const answer = await client().exists(`${registry.name}/acme/app`);
        assert.equal(answer.state, reason.startsWith("registry") ? "unknown" : "absent");
        assert.equal(answer.reason, reason);
      },
    );
  }
});

Deno.test("content that is not a manifest does not make an image present", async () => {
  const bodies = ["<html>Sign in to the hotel's network</html>", "[]", "{}", '{"schemaVersion":2}', ""];
  for (const [index, body] of bodies.entries()) {
    // Even the right type is not enough.
    const types = index === 3 ? ["text/html"] : ["text/html", INDEX_TYPE];
    for (const type of types) {
      await withServers([() => new Response(body, { headers: { "content-type": type } })], async (registry) => {
        const { reason, status } = await unknownOf(registry);
        assert.deepEqual([reason, status], ["registry_unexpected", 200]);
      });
    }
  }
});

Deno.test("other statuses are unknown, with a reason of their own", async () => {
  const cases = { 401: "registry_unauthorized", 403: "registry_forbidden", 418: "registry_unexpected" };
  for (const [status, reason] of Object.entries(cases)) {
    await withServers([() => new Response(null, { status: Number(status) })], async (registry) => {
      const answer = await unknownOf(registry);
      assert.deepEqual([answer.reason, answer.status], [reason, Number(status)]);
    });
  }
});

Deno.test("429 and 5xx are retried as Retry-After says", async () => {
  const past = new Date(0).toUTCString();
  const busy = [
    new Response(null, { status: 503 }),
    new Response(null, { status: 429, headers: { "retry-after": "0" } }),
    new Response(null, { status: 502, headers: { "retry-after": past } }),
  ];
  await withServers([(_, times) => busy[times] ?? present()], async (registry) => {
    assert.deepEqual(await client().exists(`${registry.name}/acme/app`), PRESENT);
    assert.equal(registry.seen.length, 4);
  });
  await withServers([() => new Response(null, { status: 500 })], async (registry) => {
    const { reason, status } = await unknownOf(registry, { retries: 2 });
    assert.deepEqual([reason, status, registry.seen.length], ["registry_failed", 500, 3]);
  });
});

Deno.test("a longer Retry-After than maxWaitMs is not waited for, and is reported", async () => {
  for (const after of ["3600", new Date(Date.now() + 3_600_000).toUTCString()]) {
    const answer = () => new Response(null, { status: 429, headers: { "retry-after": after } });
    await withServers([answer], async (registry) => {
      const { reason, message } = await unknownOf(registry);
      assert.equal(reason, "registry_rate_limited");
      assert.ok(message.includes(after), message);
      assert.equal(registry.seen.length, 1);
    });
  }
});

Deno.test("Retry-After is waited for", async () => {
  const started = Date.now();
  const answer: Answer = (_, times) =>
    times > 0 ? present() : new Response(null, { status: 429, headers: { "retry-after": "1" } });
  await withServers([answer], async (registry) => {
    assert.deepEqual(await client().exists(`${registry.name}/acme/app`), PRESENT);
    assert.ok(Date.now() - started >= 990);
  });
});

Deno.test("redirects to another host carry no Authorization, and are not authenticated with", async () => {
  const credentials = () => Credential.basic("robot", "s3cret");
  const basic = { "www-authenticate": 'Basic realm="elsewhere"' };
  for (const [there, state] of [[present(), "present"], [refusal(401, "UNAUTHORIZED", basic), "unknown"]] as const) {
    await withServers([() => there.clone()], async (elsewhere) => {
      const answer: Answer = ({ headers, path }) => {
        if (!headers.has("authorization")) return refusal(401, "UNAUTHORIZED", basic);
        if (!path.endsWith("/moved")) {
          return new Response(null, { status: 307, headers: { location: `${path}/moved` } });
        }
        return new Response(null, { status: 302, headers: { location: `http://${elsewhere.name}/blob?signature=1` } });
      };
      await withServers([answer], async (registry) => {
        assert.equal((await client({ credentials }).exists(`${registry.name}/acme/app:v1`)).state, state);
        assert.deepEqual(registry.seen.map(({ path, headers }) => [path, headers.has("authorization")]), [
          ["/v2/acme/app/manifests/v1", false],
          ["/v2/acme/app/manifests/v1", true],
          ["/v2/acme/app/manifests/v1/moved", true],
        ]);
        assert.deepEqual(
          elsewhere.seen.map(({ method, path, headers }) => [method, path, headers.get("authorization")]),
          [
            ["HEAD", "/blob", null],
          ],
        );
      });
    });
  }
});

Deno.test("the target of a redirect does not receive the registry's credentials, even if it asks for them", async () => {
  const wanting = () => refusal(401, "UNAUTHORIZED", { "www-authenticate": 'Basic realm="elsewhere"' });
  await withServers([wanting], async (elsewhere) => {
    const location = `http://${elsewhere.name}/`;
    await withServers([() => new Response(null, { status: 307, headers: { location } })], async (registry) => {
      const credentials = () => assert.fail("credentials are looked for");
      const { reason, message } = await unknownOf(registry, { credentials });
      assert.equal(reason, "registry_unauthorized");
      assert.ok(message.includes(elsewhere.name));
      assert.equal(elsewhere.seen.length, 1);
    });
  });
});

Deno.test("redirects in a cycle, to invalid addresses, with a password and without TLS are not followed", async () => {
  const cases: Readonly<Record<string, string>> = {
    "/v2/": "registry_redirect",
    "http://": "registry_redirect",
    "http://me:s3cret@127.0.0.1:1/": "registry_redirect",
    "http://registry.example.org/": "registry_insecure",
    "file:///etc/passwd": "registry_insecure",
  };
  for (const [location, reason] of Object.entries(cases)) {
    await withServers([() => new Response(null, { status: 301, headers: { location } })], async (registry) => {
      const answer = await unknownOf(registry);
      assert.equal(answer.reason, reason, location);
      assert.ok(!answer.message.includes("s3cret"));
      assert.equal(registry.seen.length, location === "/v2/" ? 6 : 1);
    });
  }
  await withServers([() => new Response(null, { status: 301 })], async (registry) => {
    assert.equal((await unknownOf(registry)).reason, "registry_redirect");
  });
});

Deno.test("a redirect from TLS to plain HTTP is not followed, even on this machine", async () => {
  await withServers([() => present()], async (elsewhere) => {
    const location = `http://${elsewhere.name}/`;
    const fetch = () => Promise.resolve(new Response(null, { status: 307, headers: { location } }));
    const answer = await client({ host: memoryHost({ fetch }) }).exists("registry.example.org/acme/app");
    assert.equal(answer.state === "unknown" && answer.reason, "registry_insecure");
    assert.equal(elsewhere.seen.length, 0);
  });
});

Deno.test("a redirect that a browser hides is reported", async () => {
  const hidden = Object.defineProperty(new Response(null), "type", { value: "opaqueredirect" });
  const answer = await client({ host: memoryHost({ fetch: () => Promise.resolve(hidden) }) }).exists(
    "ghcr.io/acme/app",
  );
  assert.equal(answer.state === "unknown" && answer.reason, "registry_redirect");
});

Deno.test("a server that hangs before or after its headers is a timeout", async () => {
  const bodies: readonly Answer[] = [
    () => new Promise((resolve) => setTimeout(() => resolve(present()), 500)),
    ({ method }) => method === "HEAD" ? new Response(null, { status: 405 }) : new Response(new ReadableStream({})),
  ];
  for (const answer of bodies) {
    await withServers([answer], async (registry) => {
      const { reason, message } = await unknownOf(registry, { timeoutMs: 100 });
      assert.equal(reason, "registry_timeout");
      assert.ok(message.includes(registry.name));
    });
  }
});

Deno.test("the caller's signal aborts a request and a delay", async () => {
  const reason = new Error("enough");
  const answers: readonly Answer[] = [
    () => new Promise((resolve) => setTimeout(() => resolve(present()), 300)),
    () => new Response(null, { status: 503, headers: { "retry-after": "10" } }),
  ];
  for (const answer of answers) {
    await withServers([answer], async (registry) => {
      const stop = new AbortController();
      setTimeout(() => stop.abort(reason), 100);
      await assert.rejects(client().exists(`${registry.name}/acme/app`, { signal: stop.signal }), reason);
      await assert.rejects(client().exists(`${registry.name}/acme/app`, { signal: stop.signal }), reason);
      assert.equal(registry.seen.length, 1);
    });
  }
});

Deno.test("signals and time limits work even where the host's fetch ignores them", async () => {
  const host = memoryHost({ fetch: () => new Promise(() => {}) });
  const answer = await client({ host, timeoutMs: 20, retries: 0 }).exists("ghcr.io/acme/app");
  assert.equal(answer.state === "unknown" && answer.reason, "registry_timeout");
  const [stop, reason] = [new AbortController(), new Error("enough")];
  setTimeout(() => stop.abort(reason), 20);
  await assert.rejects(client({ host }).exists("ghcr.io/acme/app", { signal: stop.signal }), reason);
});

Deno.test("endless and broken bodies are harmless", async () => {
  const chunk = new Uint8Array(1 << 16).fill(32);
  const endless = () => new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(chunk) });
  await withServers(
    [({ method }) => method === "HEAD" ? new Response(null) : new Response(endless())],
    async (registry) => {
      assert.equal((await unknownOf(registry)).reason, "registry_unexpected");
    },
  );
  const broken = () => new ReadableStream({ pull: (controller) => controller.error(new Error("broken")) });
  await withServers(
    [({ method }) => method === "HEAD" ? new Response(null) : new Response(broken())],
    async (registry) => {
      assert.equal((await unknownOf(registry, { retries: 1 })).reason, "registry_unreachable");
      assert.deepEqual(methodsOf(registry), ["HEAD", "GET", "GET"]);
    },
  );
});

Deno.test("an unreachable server is reported with the reason, retried, and never reached without TLS by default", async () => {
  const asked: string[] = [];
  const fetch = (input: string | URL | Request) => {
    asked.push(String(input));
    return Promise.reject(new TypeError("fetch failed", { cause: new Error("refused at https://x.org/a?secret=1") }));
  };
  const host = memoryHost({ fetch });
  const options = { host, insecureRegistries: ["plain.example.org", "other.example.org:5000"], retries: 1 };
  const schemesOf = async (reference: string) => {
    asked.length = 0;
    const answer = await client(options).exists(reference);
    assert.equal(answer.state === "unknown" && answer.reason, "registry_unreachable");
    assert.match(answer.state === "unknown" ? answer.message : "", /cannot be reached: fetch failed: refused at/);
    assert.doesNotMatch(Deno.inspect(answer), /secret/);
    return asked.map((url) => new URL(url).protocol);
  };
  assert.deepEqual(await schemesOf("ghcr.io/acme/app"), ["https:", "https:"]);
  assert.deepEqual(await schemesOf("other.example.org/acme/app"), ["https:", "https:"]);
  for (const plain of ["localhost:5000", "127.8.8.8", "[::1]:1", "plain.example.org:81", "other.example.org:5000"]) {
    assert.deepEqual(await schemesOf(`${plain}/acme/app`), ["https:", "http:", "http:"], plain);
  }
  assert.deepEqual((await client({ host }).exists("ghcr.io:99999/acme/app")).state, "unknown");
  assert.deepEqual(new URL((await schemesOf("python"), asked[0]!)).pathname, "/v2/library/python/manifests/latest");
  assert.deepEqual(new URL(asked[0]!).host, "registry-1.docker.io");
  await client(options).exists(parseReference("python", { normalize: false }));
  assert.deepEqual(asked.at(-1), asked[0]);
});

Deno.test("a missing permission is reported", async () => {
  const refused = new FlyteConfigError("permission_denied", "run with --allow-net=ghcr.io");
  const host = memoryHost({ fetch: () => Promise.reject(refused) });
  const answer = await client({ host }).exists("ghcr.io/acme/app");
  assert.deepEqual(answer, {
    state: "unknown",
    reason: "permission_denied",
    message: "run with --allow-net=ghcr.io",
    cause: refused,
  });
});

Deno.test("invalid names and options are thrown", async () => {
  assert.equal((await errorOf(() => client().exists("Acme/App"))).code, "reference_name_uppercase");
  for (const bad of [{ timeoutMs: 0 }, { retries: -1 }, { retries: 0.5 }, { backoffMs: NaN }, { maxWaitMs: 2 ** 31 }]) {
    assert.equal((await errorOf(() => client(bad))).code, "invalid_option");
  }
});
