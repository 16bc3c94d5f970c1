import assert from "node:assert/strict";
import { inspect } from "node:util";
import fc from "fast-check";
import { AzureBlobStorageConfig, Config, GCSConfig, S3Config } from "../../mod.ts";
import { ABFS, GCS, S3 } from "../../v2.ts";
import {
  awsSdkOptions,
  explainStorageError,
  type FlyteConfigError,
  type StorageErrorOptions,
} from "../../src/clients/mod.ts";
import { thrownBy } from "../_support/support.ts";

const SECRET = "miniost0rage+secret";
const YAML = `storage:
  connection:
    endpoint: http://minio:9000
    access-key: minio
    region: eu-west-1
`;
const { s3, azure, gcs } = Config.from({
  file: { name: "config.yaml", text: YAML },
  env: {
    FLYTE_AWS_SECRET_ACCESS_KEY: SECRET,
    FLYTE_AZURE_STORAGE_ACCOUNT_NAME: "acme",
    FLYTE_AZURE_STORAGE_ACCOUNT_KEY: btoa(SECRET),
  },
}).dataConfig;

type Section = Parameters<typeof explainStorageError>[1];

/** An error as a client throws it: a message, and further properties. */
function thrown(message: string, properties: object): Error {
  return Object.assign(new Error(message), properties);
}

function xml(status: number, code: string, more = "", headers: HeadersInit = {}): Response {
  return new Response(`<?xml version="1.0"?>\n<Error><Code>${code}</Code>${more}</Error>`, { status, headers });
}

const AWS_REFUSED = thrown("The request signature we calculated does not match", {
  name: "SignatureDoesNotMatch",
  $fault: "client",
  $metadata: { httpStatusCode: 403, attempts: 1 },
  StringToSign: "AWS4-HMAC-SHA256 …",
  $response: { statusCode: 403, headers: { authorization: `Credential=${SECRET}` } },
});

/** Errors that real clients threw with real servers, and their explanations. */
const CASES: Readonly<Record<string, readonly [error: unknown, section: Section, code: string, message: string]>> = {
  "aws: wrong secret": [
    AWS_REFUSED,
    s3,
    "storage_access_denied",
    "S3: access denied (403 SignatureDoesNotMatch); check accessKeyId from config.yaml:4:17 " +
    "(storage.connection.access-key) and secretAccessKey from env FLYTE_AWS_SECRET_ACCESS_KEY",
  ],
  "aws: HEAD, whose response says no more than its status": [
    thrown("UnknownError", { name: "Unknown", $metadata: { httpStatusCode: 403 } }),
    new S3Config(),
    "storage_access_denied",
    "S3: access denied (403); set accessKeyId and secretAccessKey, or check the credentials that the client found",
  ],
  "aws: no credentials found": [
    thrown("Could not load credentials from any providers", { name: "CredentialsProviderError" }),
    new S3Config(),
    "storage_access_denied",
    "S3: access denied (CredentialsProviderError); set accessKeyId and secretAccessKey, or check the credentials that " +
    "the client found",
  ],
  "aws: HEAD of a missing object": [
    thrown("UnknownError", { name: "NotFound", $metadata: { httpStatusCode: 404 } }),
    new S3Config(),
    "storage_not_found",
    "S3: the bucket or object does not exist (404 NotFound); check its name",
  ],
  "aws: missing bucket": [
    thrown("The specified bucket does not exist.", { name: "NoSuchBucket", $metadata: { httpStatusCode: 404 } }),
    s3,
    "storage_not_found",
    'S3: the bucket does not exist (404 NoSuchBucket); check its name, and endpoint "http://minio:9000" from ' +
    "config.yaml:3:15 (storage.connection.endpoint)",
  ],
  "aws: redirect to another region": [
    thrown("The bucket you are attempting to access …", {
      name: "PermanentRedirect",
      $metadata: { httpStatusCode: 301 },
      $response: { statusCode: 301, headers: { "x-amz-bucket-region": "us-west-2" } },
    }),
    s3,
    "storage_wrong_region",
    "S3: the bucket is in another region, or the request was signed for another one (301 PermanentRedirect); set region " +
    'to "us-west-2" in place of "eu-west-1" from config.yaml:5:13 (storage.connection.region)',
  ],
  "aws4fetch: wrong region": [
    xml(400, "AuthorizationHeaderMalformed", "<Region>us-east-1</Region>"),
    s3,
    "storage_wrong_region",
    "S3: the bucket is in another region, or the request was signed for another one (400 AuthorizationHeaderMalformed); " +
    'set region to "us-east-1" in place of "eu-west-1" from config.yaml:5:13 (storage.connection.region)',
  ],
  "aws4fetch: redirect to the region of a header": [
    xml(301, "PermanentRedirect", "", { "x-amz-bucket-region": "us-west-2" }),
    new S3Config(),
    "storage_wrong_region",
    "S3: the bucket is in another region, or the request was signed for another one (301 PermanentRedirect); set region " +
    'to "us-west-2"',
  ],
  "aws4fetch: missing object": [
    xml(404, "NoSuchKey"),
    s3,
    "storage_not_found",
    "S3: the object does not exist (404 NoSuchKey); check its name",
  ],
  "aws4fetch: too many requests": [
    xml(503, "SlowDown"),
    s3,
    "storage_request_failed",
    "S3: the request failed (503 SlowDown); see the response",
  ],
  "a malformed header that is not about the region": [
    xml(400, "AuthorizationHeaderMalformed", "<Message>no Credential</Message>"),
    s3,
    "storage_request_failed",
    "S3: the request failed (400 AuthorizationHeaderMalformed); see the response",
  ],
  "s3mini: null": [
    null,
    new S3Config(),
    "storage_not_found",
    "S3: the bucket or object does not exist; check its name",
  ],
  "s3mini: wrong region, in Bun": [
    thrown('The authorization header is malformed; the region "a" is wrong; expecting "us-east-1"', {
      name: "S3ServiceError",
      code: "AuthorizationHeaderMalformed",
      status: 0,
      body: "the region is wrong",
    }),
    new S3Config({ region: "a" }),
    "storage_wrong_region",
    "S3: the bucket is in another region, or the request was signed for another one (AuthorizationHeaderMalformed); set " +
    'region to "us-east-1" in place of "a" from argument',
  ],
  "minio: an error without a status": [
    thrown("The request signature …", { name: "S3Error", code: "SignatureDoesNotMatch", canonicalrequest: "GET" }),
    new S3Config({ accessKeyId: "a", secretAccessKey: SECRET }),
    "storage_access_denied",
    "S3: access denied (SignatureDoesNotMatch); check accessKeyId from argument and secretAccessKey from argument",
  ],
  "minio: after the last repetition": [
    new Error("Request failed after 3 retries: Error: Retryable HTTP status: 503"),
    s3,
    "storage_request_failed",
    "S3: the request failed (503); see the cause",
  ],
  "gcs: refused": [
    thrown("Forbidden", { code: 403, errors: [{ reason: "forbidden" }], response: { headers: {} } }),
    gcs,
    "storage_access_denied",
    "Google Cloud Storage: access denied (403); check the credentials that the client found: " +
    "GOOGLE_APPLICATION_CREDENTIALS, those of gcloud or the machine",
  ],
  "gcs: no credentials found": [
    new Error("Could not load the default credentials. Browse to https://cloud.google.com/…"),
    new GCSConfig(),
    "storage_access_denied",
    "Google Cloud Storage: access denied; check the credentials that the client found: GOOGLE_APPLICATION_CREDENTIALS, " +
    "those of gcloud or the machine",
  ],
  "azure: wrong key": [
    thrown("", { name: "RestError", statusCode: 403, details: { errorCode: "AuthorizationFailure" }, request: {} }),
    azure,
    "storage_access_denied",
    "Azure Blob Storage: access denied (403 AuthorizationFailure); check accountName from env " +
    "FLYTE_AZURE_STORAGE_ACCOUNT_NAME and accountKey from env FLYTE_AZURE_STORAGE_ACCOUNT_KEY",
  ],
  "azure: a wrong secret of the service principal": [
    thrown("invalid_client: 401(401)", { name: "AuthenticationError", statusCode: 401 }),
    new AzureBlobStorageConfig({ accountName: "acme", tenantId: "t", clientId: "c", clientSecret: SECRET }),
    "storage_access_denied",
    "Azure Blob Storage: access denied (401 AuthenticationError); check tenantId from argument, clientId from argument " +
    "and clientSecret from argument",
  ],
  "azure: missing container": [
    thrown("", { name: "RestError", statusCode: 404, details: { errorCode: "ContainerNotFound" } }),
    azure,
    "storage_not_found",
    "Azure Blob Storage: the container does not exist (404 ContainerNotFound); check its name",
  ],
  "azure: HEAD with fetch, whose response has the code in a header": [
    new Response(null, { status: 404, headers: { "x-ms-error-code": "BlobNotFound" } }),
    azure,
    "storage_not_found",
    "Azure Blob Storage: the object does not exist (404 BlobNotFound); check its name",
  ],
  "Node: a host that does not exist": [
    Object.assign(new TypeError("fetch failed"), {
      cause: thrown("getaddrinfo ENOTFOUND minio", { code: "ENOTFOUND", syscall: "getaddrinfo", hostname: "minio" }),
    }),
    s3,
    "storage_unreachable",
    'S3: could not connect (ENOTFOUND); check endpoint "http://minio:9000" from config.yaml:3:15 ' +
    "(storage.connection.endpoint)",
  ],
  "Node: a name with two addresses": [
    Object.assign(new AggregateError([thrown("connect ECONNREFUSED ::1:1", { code: "ECONNREFUSED" })], ""), {
      code: "ECONNREFUSED",
    }),
    new S3Config(),
    "storage_unreachable",
    "S3: could not connect (ECONNREFUSED); check the network: no endpoint is set, so that the client used its default",
  ],
  "Node: a certificate that is not trusted": [
    Object.assign(new TypeError("fetch failed"), {
      cause: thrown("self-signed certificate", { code: "DEPTH_ZERO_SELF_SIGNED_CERT" }),
    }),
    new S3Config({ endpoint: "https://minio" }),
    "storage_unreachable",
    'S3: could not connect with TLS (DEPTH_ZERO_SELF_SIGNED_CERT); check endpoint "https://minio" from argument, the ' +
    "certificate, and whether the service has TLS at all",
  ],
  "Node: a failed TLS handshake": [
    Object.assign(new TypeError("fetch failed"), {
      cause: thrown("error:0A000410:SSL routines:ssl3_read_bytes:ssl/tls alert handshake failure", {
        code: "ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE",
      }),
    }),
    new S3Config({ endpoint: "https://minio" }),
    "storage_unreachable",
    'S3: could not connect with TLS; check endpoint "https://minio" from argument, the certificate, and whether the ' +
    "service has TLS at all",
  ],
  "Deno: a refused connection": [
    new TypeError("error sending request for url (http://minio:9000/): client error (Connect): tcp connect error"),
    s3,
    "storage_unreachable",
    'S3: could not connect; check endpoint "http://minio:9000" from config.yaml:3:15 (storage.connection.endpoint)',
  ],
  "Bun: s3mini, which uses Bun's own client": [
    thrown("an unexpected error has occurred", { name: "S3ServiceError", code: "ConnectionRefused", status: 0 }),
    s3,
    "storage_unreachable",
    'S3: could not connect (ConnectionRefused); check endpoint "http://minio:9000" from config.yaml:3:15 ' +
    "(storage.connection.endpoint)",
  ],
  "workerd: a lost connection": [
    new Error("Network connection lost."),
    new S3Config(),
    "storage_unreachable",
    "S3: could not connect; check the network: no endpoint is set, so that the client used its default",
  ],
  "plain settings have no origins": [
    AWS_REFUSED,
    { accessKeyId: "a", secretAccessKey: SECRET },
    "storage_access_denied",
    "S3: access denied (403 SignatureDoesNotMatch); check accessKeyId and secretAccessKey",
  ],
  "an error that no client throws": [
    new RangeError("Invalid array length"),
    s3,
    "storage_request_failed",
    "S3: the request failed; see the cause",
  ],
};

for (const [name, [error, section, code, message]] of Object.entries(CASES)) {
  Deno.test(`explainStorageError: ${name}`, async () => {
    const explained = await explainStorageError(error, section);
    assert.equal(explained.message, message);
    assert.equal(explained.code, code);
    assertNoSecret(explained);
  });
}

/** Throws if printing the error, with its hidden properties and its causes, shows a secret. */
function assertNoSecret(error: FlyteConfigError): void {
  const printed = inspect(error, { depth: 20, showHidden: true }) + error.stack + (error.cause as Error)?.stack;
  for (const hidden of [SECRET, btoa(SECRET), "AWS4-HMAC"]) assert.ok(!printed.includes(hidden), printed);
}

Deno.test("explainStorageError: the path is that of the setting to change", async () => {
  const [denied, gone] = [xml(403, "AccessDenied"), thrown("", { code: "ECONNREFUSED" })];
  const principal = { tenantId: "t", clientId: "c", clientSecret: SECRET };
  const cases: readonly (readonly [unknown, Section, string | undefined, StorageErrorOptions?])[] = [
    [denied, s3, "secretAccessKey"],
    [denied, new S3Config(), "secretAccessKey"],
    [denied, s3, "secretAccessKey", { anonymous: true }],
    [denied, azure, "accountKey"],
    [denied, principal, "clientSecret"],
    [denied, new AzureBlobStorageConfig(), "accountKey"],
    [denied, gcs, undefined],
    [denied, gcs, undefined, { anonymous: true }],
    [gone, s3, "endpoint"],
    [xml(301, "PermanentRedirect"), s3, "region"],
    [xml(404, "NoSuchKey"), s3, undefined],
    [xml(503, "SlowDown"), s3, undefined],
  ];
  for (const [error, section, path, options] of cases) {
    const explained = await explainStorageError(error, section, options);
    assert.equal(explained.path, path, explained.message);
  }
  const { message } = await explainStorageError(denied, gcs, { anonymous: true });
  assert.match(message, /access denied to an anonymous request \(403 AccessDenied\); use credentials$/);
});

Deno.test("explainStorageError: plain settings are those of the storage that has settings of these names", async () => {
  const services: Readonly<Record<string, readonly Section[]>> = {
    "S3": [
      { accessKeyId: "a" },
      { secretAccessKey: SECRET },
      { region: "eu-west-1" },
      { endpoint: "http://minio:9000", retries: 3 },
      { addressingStyle: "path" },
    ],
    "Azure Blob Storage": [
      { accountName: "acme" },
      { accountKey: SECRET, retries: 3 },
      { tenantId: "t", clientId: "c", clientSecret: SECRET },
    ],
    "Google Cloud Storage": [{ gsutilParallelism: true }, { retries: 3 }],
  };
  for (const [service, sections] of Object.entries(services)) {
    for (const section of sections) {
      const { message } = await explainStorageError(new Error(), section);
      assert.equal(message, `${service}: the request failed; see the cause`, Object.keys(section).join());
    }
  }
});

Deno.test("explainStorageError: without a code, the status decides", async () => {
  const statuses: readonly (readonly [number, string])[] = [
    [301, "storage_wrong_region"],
    [302, "storage_request_failed"],
    [307, "storage_wrong_region"],
    [400, "storage_request_failed"],
    [401, "storage_access_denied"],
    [403, "storage_access_denied"],
    [404, "storage_not_found"],
    [500, "storage_request_failed"],
  ];
  for (const [status, code] of statuses) {
    assert.equal((await explainStorageError(new Response(null, { status }), s3)).code, code);
    assert.equal((await explainStorageError(thrown("", { name: "Unknown", statusCode: status }), s3)).code, code);
  }
});

/** An error whose cause has a cause, and so on; the innermost one is given. */
function causedBy(innermost: Error, count: number): Error {
  return count === 0 ? innermost : new Error(`level ${count}`, { cause: causedBy(innermost, count - 1) });
}

Deno.test("explainStorageError: six causes within each other count, and are kept as they are", async () => {
  const gone = thrown("The specified key does not exist.", { code: "NoSuchKey" });
  for (const [count, code] of [[6, "storage_not_found"], [7, "storage_request_failed"]] as const) {
    const error = causedBy(gone, count);
    const explained = await explainStorageError(error, s3);
    assert.equal(explained.code, code);
    assert.equal(explained.cause === error, count === 6);
    const others = Array.from({ length: count - 1 }, () => new Error());
    assert.equal((await explainStorageError(new AggregateError([...others, gone]), s3)).code, code);
  }
  const itself = new AggregateError([]);
  itself.errors.push(itself, gone);
  assert.equal((await explainStorageError(itself, s3)).code, "storage_not_found");
  const circle = new Error("x");
  circle.cause = circle;
  const { cause } = await explainStorageError(circle, s3);
  assert.ok(cause instanceof Error && cause !== circle && cause.cause === undefined);
});

Deno.test("explainStorageError: of long bodies and messages, the first 64 KiB count", async () => {
  const limit = 64 * 1024;
  const endsAt = (end: number, text: string) => text.padStart(end).padEnd(2 * limit);
  for (const [end, isFound] of [[limit, true], [limit + 1, false]] as const) {
    const [missing, denied] = isFound
      ? ["storage_not_found", "storage_access_denied"]
      : ["storage_request_failed", "storage_request_failed"];
    const inBody = thrown("", { body: endsAt(end, "<Code>NoSuchKey</Code>") });
    assert.equal((await explainStorageError(inBody, s3)).code, missing);
    const inMessage = new Error(endsAt(end, "no credentials"));
    assert.equal((await explainStorageError(inMessage, s3)).code, denied);
  }
  for (const [chunks, code] of [[64, "storage_not_found"], [65, "storage_request_failed"]] as const) {
    const text = "<Code>NoSuchKey</Code>".padStart(chunks * 1024);
    const body = new ReadableStream({
      start: (controller) => {
        for (let at = 0; at < text.length; at += 1024) {
          controller.enqueue(new TextEncoder().encode(text.slice(at, at + 1024)));
        }
        controller.close();
      },
    });
    assert.equal((await explainStorageError(new Response(body, { status: 400 }), s3)).code, code);
  }
});

Deno.test("explainStorageError: only numbers from 100 to 599 are a status", async () => {
  for (const [status, shown] of [[99, ""], [100, " (100)"], [599, " (599)"], [600, ""], [404.5, ""]] as const) {
    const { message } = await explainStorageError(thrown("", { status }), s3);
    assert.equal(message, `S3: the request failed${shown}; see the cause`);
  }
});

Deno.test("explainStorageError: what the client was made with takes precedence over settings", async () => {
  const explain = (error: unknown, options: StorageErrorOptions) => explainStorageError(error, s3, options);
  const refused = await explain(xml(403, "AccessDenied"), { anonymous: true });
  assert.equal(
    refused.message,
    "S3: access denied to an anonymous request (403 AccessDenied); set accessKeyId and secretAccessKey, and leave out " +
      "anonymous",
  );
  const gone = await explain(thrown("", { code: "ETIMEDOUT" }), { endpoint: "https://user:p4ssword@other" });
  assert.equal(gone.message, 'S3: could not connect (ETIMEDOUT); check endpoint "https://***@other" from argument');
  const moved = await explain(xml(301, "PermanentRedirect"), { region: "b" });
  assert.match(moved.message, /; set region in place of "b" from argument$/);
});

Deno.test("explainStorageError: the given error is the cause, or a copy if it may hold secrets", async () => {
  const harmless = Object.assign(new TypeError("fetch failed"), { cause: thrown("refused", { code: "ECONNREFUSED" }) });
  assert.equal((await explainStorageError(harmless, s3)).cause, harmless);
  const repeated = thrown("refused", { code: "ECONNREFUSED", $metadata: { attempts: 4, totalRetryDelay: 300 } });
  assert.equal((await explainStorageError(repeated, s3)).cause, repeated);
  const { cause } = await explainStorageError(AWS_REFUSED, s3);
  assert.ok(cause instanceof Error && cause !== AWS_REFUSED);
  assert.deepEqual([cause.name, cause.message], [AWS_REFUSED.name, AWS_REFUSED.message]);
  assert.deepEqual(Object.keys(cause), []);
  const telling = new Error(`the key ${SECRET} is wrong`);
  const masked = (await explainStorageError(telling, s3)).cause as Error;
  assert.equal(masked.message, "the key *** is wrong");
  assert.equal(masked.stack, telling.stack!.replaceAll(SECRET, "***"));
  assert.equal((await explainStorageError(xml(404, "NoSuchKey"), s3)).cause, undefined);
  assert.equal((await explainStorageError(undefined, s3)).message, "S3: the request failed");
});

Deno.test("explainStorageError: an error of this library is returned as it is", async () => {
  const own = thrownBy(() => awsSdkOptions({ endpoint: "ftp://h" }));
  assert.equal(await explainStorageError(own, s3), own);
});

Deno.test("explainStorageError: a response stays readable, and one that was read is explained by its status", async () => {
  const response = xml(403, "AccessDenied");
  assert.match((await explainStorageError(response, s3)).message, /403 AccessDenied/);
  assert.match(await response.text(), /AccessDenied/);
  assert.match((await explainStorageError(response, s3)).message, /access denied \(403\)/);
});

Deno.test("explainStorageError: a body without an end is not read to its end", async () => {
  const body = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(10_000)) });
  assert.equal((await explainStorageError(new Response(body, { status: 404 }), s3)).code, "storage_not_found");
});

Deno.test("explainStorageError: whatever is thrown is explained, and shows no secret", async () => {
  const hidden = fc.constantFrom(SECRET, btoa(SECRET));
  const value = fc.anything({ withBigInt: true, withNullPrototype: true, values: [hidden, fc.string(), fc.integer()] });
  const names = fc.constantFrom(
    "code",
    "status",
    "statusCode",
    "message",
    "name",
    "cause",
    "errors",
    "$metadata",
    "body",
  );
  const errors = fc.oneof(
    value,
    fc.dictionary(names, value),
    fc.dictionary(names, value).map((it) => thrown(SECRET, it)),
  );
  await fc.assert(fc.asyncProperty(errors, async (error) => {
    const explained = await explainStorageError(error, s3);
    assert.match(explained.code, /^storage_/);
    const { message, stack, cause } = explained;
    for (const shown of [message, stack, inspect(cause, { depth: 20, showHidden: true })]) {
      assert.ok(!shown?.includes(SECRET), shown);
    }
  }));
});

Deno.test("explainStorageError: getters that throw", async () => {
  const hostile = Object.defineProperty(new Error("x"), "status", {
    get: () => {
      throw new Error(SECRET);
    },
  });
  const explained = await explainStorageError(hostile, s3);
  assert.equal(explained.code, "storage_request_failed");
  assertNoSecret(explained);
});

Deno.test("explainStorageError: sections of flyte 2 name flyte 2's variables", async () => {
  const env = { FLYTE_AWS_ACCESS_KEY_ID: "a", FLYTE_AWS_SECRET_ACCESS_KEY: SECRET, AZURE_STORAGE_ACCOUNT_NAME: "acme" };
  const explain = async (section: Section): Promise<string> =>
    (await explainStorageError(xml(403, "AccessDenied"), section)).message;
  assert.match(await explain(S3.from({ env })), /^S3: .* secretAccessKey from env FLYTE_AWS_SECRET_ACCESS_KEY$/);
  assert.match(await explain(GCS.from({ env })), /^Google Cloud Storage: access denied/);
  assert.match(
    await explain(ABFS.from({ env })),
    /^Azure Blob Storage: access denied .*; set accountKey or clientSecret/,
  );
});

Deno.test("explainStorageError: what it refuses", async () => {
  const config = Config.from({});
  for (const section of [config, config.dataConfig]) {
    await assert.rejects(explainStorageError(new Error(), section as Section), {
      code: "invalid_argument",
      message: /; write explainStorageError\(error, config\.dataConfig\.s3\)$/,
    });
  }
  await assert.rejects(explainStorageError(new Response("fine"), s3), {
    code: "invalid_argument",
    message: "explainStorageError: the response has status 200, which does not report an error",
  });
  await assert.rejects(explainStorageError(null, s3, { anonymus: true } as object), { code: "invalid_option" });
});
