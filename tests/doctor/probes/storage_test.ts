import assert from "node:assert/strict";
import type { Finding } from "../../../src/doctor/mod.ts";
import type { Host } from "../../../src/runtime/host.ts";
import { freePort } from "../../real/registry/programs.ts";
import { SERVER } from "../../_support/certificates.ts";
import { examined, machineWith, onlyFinding, rawServer } from "../../_support/examined.ts";

const SECRET = "miniostorage-secret";
const KEY = `    access-key: minio\n    secret-key: ${SECRET}\n`;

/** The findings about storage, whose file has this connection. */
async function storage(connection: string, more: object = {}, timeoutMs = 5000): Promise<readonly Finding[]> {
  const files = { "/home/me/.flyte/config.yaml": connection && `storage:\n  connection:\n${connection}` };
  const host: Host = machineWith({ files, ...more });
  const findings = await examined({ host, versions: ["flytekit"], image: "127.0.0.1:1/a:b", timeoutMs }, [SECRET]);
  return findings.filter(({ probe }) => probe === "storage");
}

interface Served extends AsyncDisposable {
  readonly line: string;
  readonly authorizations: (string | null)[];
}

/** Starts a server with one response. */
function serve(answer: () => Response, tls = false): Served {
  const authorizations: (string | null)[] = [];
  const options = { port: 0, hostname: "127.0.0.1", onListen: () => {}, ...(tls ? SERVER : {}) };
  const server = Deno.serve(options, (request) => {
    authorizations.push(request.headers.get("authorization"));
    return answer();
  });
  const line = `    endpoint: http://127.0.0.1:${server.addr.port}\n`;
  return { line, authorizations, [Symbol.asyncDispose]: () => server.shutdown() };
}

const xml = (status: number, body: string) => () =>
  new Response(body, { status, headers: { "content-type": "application/xml" } });
const error = (status: number, code: string) => xml(status, `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`);
const AT = /127\.0\.0\.1:\d+/;

Deno.test("a service that accepts the access key is good, also if it lists no buckets", async () => {
  await using good = serve(xml(200, "<ListAllMyBucketsResult/>"));
  const found = onlyFinding(await storage(good.line + KEY), "ok", /answers, and accepts the access key$/);
  assert.match(found.subject, AT);
  const [authorization] = good.authorizations;
  assert.match(
    authorization!,
    /^AWS4-HMAC-SHA256 Credential=minio\/\d{8}\/us-east-1\/s3\/aws4_request,/,
  );
  await using denied = serve(error(403, "AccessDenied"));
  onlyFinding(await storage(denied.line + KEY), "ok", /accepts the access key, which may not list buckets/);
});

Deno.test("without an access key, the service only has to answer", async () => {
  await using denied = serve(error(403, "AccessDenied"));
  onlyFinding(await storage(denied.line), "ok", /the service answers; no access key is set/);
  assert.equal(denied.authorizations[0], null);
});

Deno.test("refused keys, regions and clocks, pages and failures each have a fix of their own", async () => {
  const keys = /check accessKeyId from .*config\.yaml:\d+:\d+ .* and secretAccessKey from/;
  const page = () => new Response("<html>console</html>", { headers: { "content-type": "text/html" } });
  const cases: readonly [() => Response, RegExp, RegExp][] = [
    [error(403, "InvalidAccessKeyId"), /access denied/, keys],
    [error(403, "SignatureDoesNotMatch"), /access denied/, keys],
    [
      xml(400, "<Error><Code>AuthorizationHeaderMalformed</Code><Region>eu-west-1</Region></Error>"),
      /region/,
      /set region to "eu-west-1"/,
    ],
    [error(403, "RequestTimeTooSkewed"), /refuses the time/, /correct the clock/],
    [
      page,
      /the response is not one of S3 \(status 200\)/,
      /check endpoint from .*:3:15 .*: it may have the port of another/,
    ],
    [xml(503, "busy"), /the service fails \(status 503\)/, /look at the log of the service at 127/],
    [() => new Response("", { status: 404 }), /not one of S3 \(status 404\)/, /check endpoint from/],
  ];
  for (const [answer, message, fix] of cases) {
    await using server = serve(answer);
    onlyFinding(await storage(server.line + KEY), "failed", message, fix);
  }
});

Deno.test("a closed port, an unknown name and the wrong scheme are reported as such", async () => {
  const closed = await storage(`    endpoint: http://127.0.0.1:${freePort()}\n${KEY}`);
  onlyFinding(
    closed,
    "failed",
    /^nothing listens at 127/,
    /start the service .*, or correct the port of endpoint from/,
  );
  const unknown = await storage(`    endpoint: http://s3.invalid\n${KEY}`);
  onlyFinding(unknown, "failed", /no host "s3\.invalid"|name server/, /correct endpoint from|check the network/);
  await using secure = serve(xml(200, "<ListAllMyBucketsResult/>"), true);
  const http = await storage(secure.line + KEY);
  onlyFinding(http, "failed", /uses TLS, and the URL starts with http:/, /scheme|write https:/);
  const untrusted = await storage(secure.line.replace("http:", "https:") + KEY);
  onlyFinding(untrusted, "failed", /certificate of "localhost" .* is not trusted/, /install the CA of the service/);
  await using plain = serve(xml(200, "<ListAllMyBucketsResult/>"));
  const https = await storage(plain.line.replace("http:", "https:") + KEY);
  onlyFinding(
    https,
    "failed",
    /does not use TLS|TLS handshake/,
    /correct the scheme \(http or https\) or port of endpoint from/,
  );
});

Deno.test("settings that no client can use are reported where they are set", async () => {
  const wrong = await storage(`    endpoint: ftp://a\n${KEY}`);
  onlyFinding(wrong, "failed", /ftp:\/\/a.* is not an http or https URL/, /write for example/);
  const half = await storage("    endpoint: http://a\n    access-key: minio\n");
  onlyFinding(half, "failed", /accessKeyId is set and secretAccessKey is not/, /set both/);
});

Deno.test("a service that does not answer, or never ends, is bounded", async () => {
  await using silent = rawServer(() => new Promise(() => {}));
  const none = await storage(`    endpoint: http://${silent.name}\n${KEY}`, {}, 200);
  onlyFinding(none, "failed", /did not answer within 200 ms/, /check the endpoint of the storage/);
  const endless = () => new Response(new ReadableStream({ pull: (it) => it.enqueue(new Uint8Array(0x10000)) }));
  await using server = serve(endless);
  onlyFinding(await storage(server.line + KEY), "failed", /not one of S3/, /check endpoint/);
});

Deno.test("an Azure account is reached, and a missing one is named", async () => {
  const env = { FLYTE_AZURE_STORAGE_ACCOUNT_NAME: "acme" };
  const asked: string[] = [];
  const azure = (answer: () => Promise<Response>) => ({
    env,
    fetch: (input: unknown) => {
      asked.push(String(input));
      return String(input).includes("acme.blob") ? answer() : Promise.reject(new Error("fetch failed"));
    },
    connect: () => Promise.reject(Object.assign(new Error("x"), { code: "ENOTFOUND" })),
  });
  const answering = azure(() =>
    Promise.resolve(new Response("", { status: 409, headers: { "x-ms-request-id": "1" } }))
  );
  onlyFinding(await storage("", answering), "ok", /the account answers; no account key is set/);
  assert.ok(asked.includes("https://acme.blob.core.windows.net/?comp=list"));
  const withKey = (key: string, answer: Response) => {
    const machine = azure(() => Promise.resolve(answer));
    return storage("", { ...machine, env: { ...env, FLYTE_AZURE_STORAGE_ACCOUNT_KEY: key } });
  };
  const headers = { "x-ms-request-id": "1" };
  onlyFinding(await withKey(btoa("key"), new Response("<EnumerationResults/>", { headers })), "ok", /accepts its key/);
  const refused = new Response("<Error><Code>AuthenticationFailed</Code></Error>", { status: 403, headers });
  const keys = /check accountName from env FLYTE_AZURE_STORAGE_ACCOUNT_NAME and accountKey from env/;
  onlyFinding(await withKey(btoa("key"), refused), "failed", /access denied/, keys);
  const copy = /copy the key of the account again to accountKey from env FLYTE_AZURE_STORAGE_ACCOUNT_KEY/;
  onlyFinding(await withKey("no base64!", new Response("")), "failed", /is not base64/, copy);
  const page = new Response("<html>", { status: 200 });
  onlyFinding(await withKey(btoa("key"), page), "failed", /not one of Azure/, /check accountName/);
  const missing = azure(() => Promise.reject(new TypeError("fetch failed")));
  const fix = /correct accountName from env FLYTE_AZURE_STORAGE_ACCOUNT_NAME/;
  onlyFinding(await storage("", missing), "failed", /there is no host "acme\.blob/, fix);
});

Deno.test("flyte 2 reads storage from variables, and the same one as flytekit's is examined once", async () => {
  await using good = serve(xml(200, "<ListAllMyBucketsResult/>"));
  const endpoint = good.line.trim().slice("endpoint: ".length);
  const env = { FLYTE_AWS_ENDPOINT: endpoint, FLYTE_AWS_ACCESS_KEY_ID: "minio", FLYTE_AWS_SECRET_ACCESS_KEY: SECRET };
  const findings = await examined({ host: machineWith({ env }), image: "127.0.0.1:1/a:b" }, [SECRET]);
  const found = onlyFinding(findings.filter(({ probe }) => probe === "storage"), "ok", /accepts the access key/);
  assert.deepEqual(found.versions, ["flytekit", "flyte2"]);
});

Deno.test("without settings, nothing is examined", async () => {
  onlyFinding(await storage(""), "skipped", /no storage is configured/);
});
