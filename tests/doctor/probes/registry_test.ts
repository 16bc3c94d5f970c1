import assert from "node:assert/strict";
import type { Finding } from "../../../src/doctor/mod.ts";
import { freePort } from "../../real/registry/programs.ts";
import { SERVER } from "../../_support/certificates.ts";
import { examined, machineWith, onlyFinding, rawServer } from "../../_support/examined.ts";

const PASSWORD = "p4ss-w0rd";
const DIGEST = `sha256:${"ab".repeat(32)}`;

/** A registry with the image `acme/app:v1`, which asks for the password if `isPrivate`. */
function registry({ isPrivate = false, tls = false, status = 0 } = {}) {
  const options = { port: 0, hostname: "127.0.0.1", onListen: () => {}, ...(tls ? SERVER : {}) };
  const server = Deno.serve(options, (request) => {
    if (status > 0) return new Response("", { status });
    if (isPrivate && request.headers.get("authorization") !== `Basic ${btoa(`me:${PASSWORD}`)}`) {
      return new Response("", { status: 401, headers: { "www-authenticate": 'Basic realm="r"' } });
    }
    const headers = { "content-type": "application/vnd.oci.image.index.v1+json", "docker-content-digest": DIGEST };
    if (new URL(request.url).pathname === "/v2/acme/app/manifests/v1") return new Response(null, { headers });
    const errors = [{ code: "MANIFEST_UNKNOWN", message: "none" }];
    return Response.json({ errors }, { status: 404 });
  });
  return { name: `127.0.0.1:${server.addr.port}`, [Symbol.asyncDispose]: () => server.shutdown() };
}

async function registries(options: object, machine: object = {}): Promise<readonly Finding[]> {
  const host = machineWith({ env: { FLYTE_PLATFORM_URL: "127.0.0.1:1" }, ...machine });
  const findings = await examined({ host, versions: ["flytekit"], timeoutMs: 5000, ...options }, [PASSWORD]);
  return findings.filter(({ probe }) => probe === "registry");
}

const files = (auths: object) => ({ files: { "/home/me/.docker/config.json": JSON.stringify({ auths }) } });

Deno.test("an image that exists is found, and a missing one is a warning", async () => {
  await using open = registry();
  const there = onlyFinding(
    await registries({ image: `${open.name}/acme/app:v1` }),
    "ok",
    /has .*acme\/app:v1, without credentials/,
  );
  assert.equal(there.subject, open.name);
  const absent = await registries({ image: `${open.name}/acme/other:v1` });
  onlyFinding(absent, "warning", /has no image/, /build and push the image, or correct its name in option image/);
});

Deno.test("credentials are found and named; without them, or with wrong ones, the fix is to log in", async () => {
  await using closed = registry({ isPrivate: true });
  const image = `${closed.name}/acme/app:v1`;
  const login = new RegExp(`run docker login ${closed.name}`);
  const good = files({ [closed.name]: { auth: btoa(`me:${PASSWORD}`) } });
  onlyFinding(await registries({ image }, good), "ok", /with the credentials of \/home\/me\/\.docker\/config\.json/);
  const none = onlyFinding(await registries({ image }), "failed", /requires authentication/, login);
  assert.equal(none.code, "registry_unauthorized");
  const wrong = files({ [closed.name]: { auth: btoa("me:wrong-password") } });
  onlyFinding(await registries({ image }, wrong), "failed", /rejected the credentials from/, login);
  const malformed = { files: { "/home/me/.docker/config.json": "{" } };
  const found = onlyFinding(await registries({ image }, malformed), "failed", /config\.json/, /./);
  assert.equal(found.code, "credentials_malformed");
});

Deno.test("the registries of both versions' images are examined, each once", async () => {
  await using open = registry();
  const text =
    `admin:\n  endpoint: 127.0.0.1:1\nimages:\n  a: ${open.name}/acme/app:v1\n  b: ${open.name}/acme/b:v1\n` +
    `  c: "{{.image.default.fqn}}:v1"\nimage:\n  registry: ${open.name}/acme/\n`;
  const machine = { files: { "/home/me/.flyte/config.yaml": text } };
  const found = onlyFinding(await registries({ versions: ["flytekit", "flyte2"] }, machine), "ok", /acme\/app:v1/);
  assert.deepEqual(found.versions, ["flytekit", "flyte2"]);
  // A registry of which no image is known only has to answer.
  onlyFinding(await registries({ versions: ["flyte2"] }, machine), "ok", /^it answers, without credentials$/);
});

Deno.test("without images, the base images of each version are asked for", async () => {
  const asked: string[] = [];
  const fetch = (input: unknown) => {
    asked.push(new URL(String(input)).host);
    return Promise.resolve(new Response("", { status: 404 }));
  };
  await registries({ versions: ["flytekit", "flyte2"] }, { fetch });
  assert.deepEqual([...new Set(asked)].filter((name) => !name.startsWith("127.")), ["cr.flyte.org", "ghcr.io"]);
});

Deno.test("a closed port, TLS, failures and silence are reported as such", async () => {
  const closed = await registries({ image: `127.0.0.1:${freePort()}/a:b` });
  onlyFinding(closed, "failed", /nothing listens at/, /start the registry or its port-forward/);
  await using secure = registry({ tls: true });
  onlyFinding(await registries({ image: `${secure.name}/a:b` }), "failed", /is not trusted/, /install the CA of 127/);
  await using failing = registry({ status: 500 });
  onlyFinding(
    await registries({ image: `${failing.name}/a:b` }),
    "failed",
    /failed \(status 500\)/,
    /check 127.* in option image/,
  );
  await using limited = registry({ status: 429 });
  onlyFinding(await registries({ image: `${limited.name}/a:b` }), "warning", /rate/, /wait, or run docker login/);
  await using silent = rawServer(() => new Promise(() => {}));
  const late = await registries({ image: `${silent.name}/a:b`, timeoutMs: 200 });
  onlyFinding(late, "failed", /did not answer within 200 ms/, /check/);
});
