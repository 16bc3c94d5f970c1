import assert from "node:assert/strict";
import fc from "fast-check";
import { Config } from "../../mod.ts";
import {
  aws4fetchOptions,
  awsSdkOptions,
  FlyteConfigError,
  minioOptions,
  s3miniOptions,
  s3ObjectUrl,
  s3Region,
  type S3Settings,
} from "../../src/clients/mod.ts";

const KEY = { accessKeyId: "minio", secretAccessKey: "miniostorage" };
const MINIO: S3Settings = { endpoint: "http://localhost:9000", ...KEY };

Deno.test("s3: the section of a configuration gives the options of every client", () => {
  const { s3 } = Config.from({
    file: {
      name: "config.yaml",
      text: `storage:
  connection:
    endpoint: https://minio.acme.dev:9000/
    access-key: minio
    secret-key: miniostorage
    region: eu-west-1
`,
    },
    env: { FLYTE_AWS_RETRIES: "2", FLYTE_AWS_BACKOFF_SECONDS: "1" },
  }).dataConfig;
  const { retryStrategy, ...sdk } = awsSdkOptions(s3);
  assert.equal(typeof retryStrategy.acquireInitialRetryToken, "function");
  assert.deepEqual(sdk, {
    endpoint: "https://minio.acme.dev:9000",
    region: "eu-west-1",
    credentials: KEY,
    forcePathStyle: true,
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
  assert.deepEqual(aws4fetchOptions(s3), { ...KEY, service: "s3", region: "eu-west-1", retries: 2, initRetryMs: 1000 });
  assert.deepEqual(s3miniOptions(s3, "data"), {
    ...KEY,
    endpoint: "https://minio.acme.dev:9000/data",
    region: "eu-west-1",
  });
  assert.deepEqual(minioOptions(s3), {
    endPoint: "minio.acme.dev",
    port: 9000,
    useSSL: true,
    accessKey: "minio",
    secretKey: "miniostorage",
    region: "eu-west-1",
    pathStyle: true,
    retryOptions: { disableRetry: false, maximumRetryCount: 2, baseDelayMs: 500, maximumDelayMs: 16_000 },
  });
});

Deno.test("s3: of Amazon's own service, the SDK finds region and credentials", () => {
  const { retryStrategy: _, ...options } = awsSdkOptions({});
  assert.deepEqual(options, { forcePathStyle: false });
});

Deno.test("s3: the region of the caller, of the setting, of other services, of the client", () => {
  assert.deepEqual(s3Region({ ...MINIO, region: "a" }, { region: "b" }), { region: "b", source: "argument" });
  assert.deepEqual(s3Region({ ...MINIO, region: "a" }), { region: "a", source: "setting" });
  assert.deepEqual(s3Region(MINIO), { region: "us-east-1", source: "default" });
  assert.deepEqual(s3Region({}), { region: undefined, source: "client" });
  assert.equal(awsSdkOptions(MINIO, { region: "b" }).region, "b");
});

/** The rule of botocore for `addressing_style`, except that flytekit turns every style into `virtual`. */
const STYLES: readonly (readonly [style: string | undefined, endpoint: string | undefined, usesPath: boolean])[] = [
  [undefined, undefined, false],
  [undefined, "http://localhost:9000", true],
  [undefined, "https://s3.eu-west-1.amazonaws.com", false],
  ["", "http://localhost:9000", true],
  ["auto", "http://localhost:9000", true],
  ["auto", undefined, false],
  ["path", undefined, true],
  ["PATH", "http://localhost:9000", true],
  ["virtual", "http://localhost:9000", false],
  ["virtual", undefined, false],
  ["virtual", "http://127.0.0.1:9000", true],
  ["virtual", "http://[::1]:9000", true],
];

for (const [addressingStyle, endpoint, usesPath] of STYLES) {
  Deno.test(`s3: addressing style ${addressingStyle} of ${endpoint} is ${usesPath ? "path" : "virtual"}`, () => {
    const settings = { addressingStyle, endpoint };
    assert.equal(awsSdkOptions(settings).forcePathStyle, usesPath);
    assert.equal(minioOptions(settings).pathStyle, usesPath);
    const { host } = new URL(s3ObjectUrl(settings, "data", "a"));
    assert.equal(host.startsWith("data."), !usesPath);
  });
}

Deno.test("s3: URLs of objects", () => {
  assert.equal(s3ObjectUrl(MINIO, "data", ""), "http://localhost:9000/data/");
  assert.equal(s3ObjectUrl({ endpoint: "https://h/base/" }, "data", "a/b"), "https://h/base/data/a/b");
  assert.equal(
    s3ObjectUrl(MINIO, "data", "ü (1)/it's*.txt"),
    "http://localhost:9000/data/%C3%BC%20%281%29/it%27s%2A.txt",
  );
  assert.equal(s3ObjectUrl({}, "data", "a"), "https://data.s3.us-east-1.amazonaws.com/a");
  assert.equal(s3ObjectUrl({}, "data", "a", { region: "x" }), "https://data.s3.x.amazonaws.com/a");
  assert.equal(s3ObjectUrl({ endpoint: "minio:9000", disableSsl: true }, "data", "a"), "http://minio:9000/data/a");
  assert.equal(s3ObjectUrl({ endpoint: "minio:9000" }, "data", "a"), "https://minio:9000/data/a");
});

Deno.test("s3: as many repetitions as set, with pauses that double up to 16 seconds", async () => {
  const strategy = awsSdkOptions({ retries: 4, backoff: 5 }).retryStrategy;
  let token = await strategy.acquireInitialRetryToken("");
  const delays: number[] = [];
  for (let repetition = 1; repetition <= 4; repetition++) {
    token = await strategy.refreshRetryTokenForRetry(token, { errorType: "TRANSIENT" });
    assert.equal(token.getRetryCount(), repetition);
    delays.push(token.getRetryDelay());
  }
  assert.deepEqual(delays, [5_000, 10_000, 16_000, 16_000]);
  const error = new Error("of the service");
  await assert.rejects(strategy.refreshRetryTokenForRetry(token, { error, errorType: "SERVER_ERROR" }), error);
  const first = await strategy.acquireInitialRetryToken("");
  await assert.rejects(strategy.refreshRetryTokenForRetry(first, { error, errorType: "CLIENT_ERROR" }), error);
  const hinted = await strategy.refreshRetryTokenForRetry(first, {
    errorType: "THROTTLING",
    retryAfterHint: new Date(Date.now() + 60_000),
  });
  assert.ok(hinted.getRetryDelay() > 50_000);
});

Deno.test("s3: without other settings, requests are repeated as in flytekit", () => {
  const { retries, initRetryMs } = aws4fetchOptions(KEY);
  assert.deepEqual([retries, initRetryMs], [3, 5_000]);
});

Deno.test("s3: settings may be an object without a prototype", () => {
  const bare = (settings: object): object => Object.assign(Object.create(null), settings);
  assert.equal(awsSdkOptions(bare(MINIO)).endpoint, MINIO.endpoint);
  assert.throws(() => awsSdkOptions(bare({ endpiont: "x" })), { message: /did you mean "endpoint"\?$/ });
});

Deno.test("s3: a logger is passed on if requests are to be logged", () => {
  assert.equal(awsSdkOptions({ enableDebug: true }, { logger: console }).logger, console);
  assert.equal(awsSdkOptions({ enableDebug: false }, { logger: console }).logger, undefined);
  assert.throws(() => awsSdkOptions({}, { logger: {} as Console }), { code: "invalid_option", path: "logger" });
});

Deno.test("s3: anonymous access signs nothing and looks for no credentials", async () => {
  const { signer, credentials } = awsSdkOptions(MINIO, { anonymous: true });
  const request = { headers: {} };
  assert.equal(await signer!.sign(request), request);
  assert.deepEqual(credentials, { accessKeyId: "", secretAccessKey: "" });
  assert.equal(minioOptions(MINIO, { anonymous: true }).accessKey, undefined);
});

Deno.test("s3: what no client could use is refused, and no secret is shown", () => {
  const cases: readonly (readonly [() => unknown, code: string, path: string | undefined, message: RegExp])[] = [
    [
      () => awsSdkOptions({ accessKeyId: "id" }),
      "storage_credentials_incomplete",
      "secretAccessKey",
      /accessKeyId is set and secretAccessKey is not/,
    ],
    [() => awsSdkOptions({ secretAccessKey: "hunter2" }), "storage_credentials_incomplete", "accessKeyId", /set both/],
    [() => aws4fetchOptions({}), "storage_credentials_missing", "accessKeyId", /needs an access key/],
    [() => s3miniOptions({}, "data"), "storage_credentials_missing", "accessKeyId", /needs an access key/],
    [
      () => awsSdkOptions({ endpoint: "ftp://h" }),
      "storage_endpoint_invalid",
      "endpoint",
      /"ftp:\/\/h" is not an http or https URL/,
    ],
    [() => awsSdkOptions({ endpoint: "http://" }), "storage_endpoint_invalid", "endpoint", /write for example/],
    [
      () => awsSdkOptions({ addressingStyle: "virtuel" }),
      "storage_addressing_style",
      "addressingStyle",
      /did you mean "virtual"\?/,
    ],
    [() => awsSdkOptions({ retries: -1 }), "invalid_argument", "retries", /must be a number of at least 0, found -1/],
    [() => awsSdkOptions({ backoff: NaN }), "invalid_argument", "backoff", /found NaN/],
    [
      () => awsSdkOptions(undefined as unknown as S3Settings),
      "invalid_argument",
      "settings",
      /write awsSdkOptions\(config\.dataConfig\.s3\)/,
    ],
    [() => awsSdkOptions({}, { regoin: "x" } as object), "invalid_option", "regoin", /did you mean "region"\?/],
    ...["endpoint", "accessKeyId", "secretAccessKey", "region", "addressingStyle"].flatMap((name) =>
      [awsSdkOptions, s3Region].map((call) =>
        [() => call({ [name]: 5 }), "invalid_argument", name, /must be a string, found a number$/] as const
      )
    ),
    ...[aws4fetchOptions, s3Region].map((call) =>
      [() => call(MINIO, { anonymous: true } as object), "invalid_option", "anonymous", /unknown option/] as const
    ),
    [
      () => s3ObjectUrl(MINIO, "s3://data/a", "k"),
      "storage_name_invalid",
      "bucket",
      /; split URIs with parseStorageUri$/,
    ],
    [() => s3ObjectUrl(MINIO, "data/a", "k"), "storage_name_invalid", "bucket", /; write the name without slashes/],
    [() => s3ObjectUrl({}, 1 as unknown as string, ""), "invalid_argument", "bucket", /must be a string/],
    [
      () => s3ObjectUrl(undefined as unknown as S3Settings, "b", ""),
      "invalid_argument",
      "settings",
      /must be an object/,
    ],
  ];
  for (const [call, code, path, message] of cases) {
    assert.throws(call, (error) => {
      assert.ok(error instanceof FlyteConfigError);
      assert.equal(error.code, code);
      assert.equal(error.path, path);
      assert.match(error.message, message);
      assert.doesNotMatch(error.message, /hunter2/);
      return true;
    });
  }
});

Deno.test("s3: the bucket is in the path where no certificate or host name can have it", () => {
  const virtual = { endpoint: "https://s3.acme.dev", addressingStyle: "virtual" };
  assert.equal(s3ObjectUrl(virtual, "a-b", "k"), "https://a-b.s3.acme.dev/k");
  for (const bucket of ["a.b", "A_b", "ab", "-ab", "x".repeat(64)]) {
    assert.equal(s3ObjectUrl(virtual, bucket, "k"), `https://s3.acme.dev/${bucket}/k`);
    assert.equal(s3ObjectUrl({}, bucket, "k"), `https://s3.us-east-1.amazonaws.com/${bucket}/k`);
  }
  assert.equal(s3ObjectUrl({ ...virtual, endpoint: "http://s3.acme.dev" }, "a.b", "k"), "http://a.b.s3.acme.dev/k");
  assert.equal(s3miniOptions({ ...virtual, ...KEY }, "a.b").endpoint, "https://s3.acme.dev/a.b");
});

Deno.test("s3: a bucket without a valid name and a key that no URL can name are refused", () => {
  for (const bucket of ["", ".", "..", "a/b", "a?b", "a b", "a@b", "\ud800"]) {
    assert.throws(() => s3ObjectUrl(MINIO, bucket, "k"), { code: "storage_name_invalid", path: "bucket" });
    assert.throws(() => s3miniOptions(MINIO, bucket), { code: "storage_name_invalid", path: "bucket" });
  }
  // fetch requests another object, even of another bucket, also where the dots are encoded.
  assert.equal(new URL("http://h/data/%2e%2e/other/k").pathname, "/other/k");
  for (const key of ["../other/k", "a/./b", "..", "a/..", "\ud800"]) {
    assert.throws(() => s3ObjectUrl(MINIO, "data", key), { code: "storage_name_invalid", path: "key" });
  }
});

Deno.test("s3: every key that is not refused comes back from its URL", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (key) => {
    if (key.split("/").some((segment) => segment === "." || segment === "..")) return;
    const { pathname } = new URL(s3ObjectUrl(MINIO, "data", key));
    assert.equal(decodeURIComponent(pathname.slice("/data/".length)), key);
  }));
});

Deno.test("s3: a whole configuration in place of its section is refused, with the right call", () => {
  const config = Config.from({});
  const { gcs, azure } = config.dataConfig;
  const calls = [awsSdkOptions, aws4fetchOptions, minioOptions, s3Region] as const;
  for (const call of calls) {
    for (
      const settings of [config, config.dataConfig, config.platform, gcs, azure, { s3: MINIO }, { dataConfig: {} }]
    ) {
      assert.throws(() => call(settings as S3Settings), {
        code: "invalid_argument",
        message: new RegExp(`^${call.name}: .*; write ${call.name}\\(config\\.dataConfig\\.s3\\)$`),
      });
    }
    assert.throws(() => call({ acessKeyId: "a" } as S3Settings), {
      code: "invalid_argument",
      message: `${call.name}: unknown setting "acessKeyId"; did you mean "accessKeyId"?`,
    });
  }
});

Deno.test("s3: an endpoint with a path is refused for minio, whose client has no option for it", () => {
  const settings = { endpoint: "https://s3.example.com/base/" };
  assert.throws(() => minioOptions(settings), {
    code: "storage_endpoint_invalid",
    message: 'minioOptions: endpoint has the path "/base/", which this client does not support; use another client',
  });
  assert.equal(minioOptions({ endpoint: "https://s3.example.com/" }).endPoint, "s3.example.com");
  assert.equal(awsSdkOptions(settings).endpoint, "https://s3.example.com/base");
});
