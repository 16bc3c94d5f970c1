import assert from "node:assert/strict";
import {
  ABFS,
  Config,
  type FlyteConfigError,
  GCS,
  memoryHost,
  type MemoryHostOptions,
  S3,
  type SettingsError,
  Storage,
} from "../../../v2.ts";
import { evaluateWith } from "../../_support/evaluate.ts";

const ENV = { FLYTE_STORAGE_RETRIES: "7", FLYTE_STORAGE_BACKOFF_SECONDS: "1", FLYTE_STORAGE_DEBUG: "false" };

function thrownBy(call: () => unknown): FlyteConfigError {
  try {
    call();
  } catch (error) {
    return error as FlyteConfigError;
  }
  throw new assert.AssertionError({ message: "nothing was thrown" });
}

function shared({ retries, backoff, enableDebug, attachExecutionMetadata }: Storage): unknown[] {
  return [retries, backoff, enableDebug, attachExecutionMetadata];
}

Deno.test("flyte 2, storage: S3 and GCS read the variables of the base, ABFS does not", () => {
  for (const section of [Storage.from({ env: ENV }), S3.from({ env: ENV }), GCS.from({ env: ENV })]) {
    assert.deepEqual(shared(section), [7, 1, false, true]);
  }
  assert.deepEqual(shared(ABFS.from({ env: ENV })), [3, 5, false, true]);
  assert.deepEqual(shared(new ABFS({ retries: 0, enableDebug: true })), [0, 5, true, true]);
});

Deno.test("flyte 2, storage: the providers are instances of their base", () => {
  for (const section of [new S3(), new GCS(), new ABFS()]) assert.ok(section instanceof Storage);
  assert.ok(!(new GCS() instanceof S3));
  assert.deepEqual([Storage, S3, GCS, ABFS].map(({ name }) => name), ["Storage", "S3", "GCS", "ABFS"]);
  assert.match(String(new S3({ region: "eu-west-1" })), /^S3\(retries=3, backoff=5, .*region="eu-west-1"/);
});

Deno.test("flyte 2, storage: flyte keeps the strings of variables, which strict mode reports", () => {
  const exact = S3.from({ env: ENV, mode: "flyte" });
  assert.deepEqual(shared(exact), ["7", "1", "false", true]);
  assert.deepEqual(exact.issues, []);
  const { issues } = S3.from({ env: ENV });
  assert.deepEqual(issues.map(({ code, path }) => [code, path]), [
    ["differs_from_python", "storage.s3.retries"],
    ["differs_from_python", "storage.s3.backoff"],
    ["differs_from_python", "storage.s3.enable_debug"],
  ]);
  assert.deepEqual(issues.map(({ message }) => message), [
    'env FLYTE_STORAGE_RETRIES: storage.s3.retries is 7 here and "7" in flyte (a string, which is not a number in ' +
    "Python, from env FLYTE_STORAGE_RETRIES)",
    'env FLYTE_STORAGE_BACKOFF_SECONDS: storage.s3.backoff is 1 here and "1" in flyte (a string, which is not a ' +
    "duration in Python, from env FLYTE_STORAGE_BACKOFF_SECONDS)",
    'env FLYTE_STORAGE_DEBUG: storage.s3.enable_debug is false here and "false" in flyte (a string, which is true in ' +
    "Python, from env FLYTE_STORAGE_DEBUG)",
  ]);
});

Deno.test("flyte 2, storage: a value that is not a number is refused, except in mode flyte", () => {
  const env = { FLYTE_STORAGE_RETRIES: "many", FLYTE_STORAGE_BACKOFF_SECONDS: "0.5" };
  assert.equal(thrownBy(() => GCS.from({ env })).code, "not_integer");
  assert.deepEqual((thrownBy(() => GCS.from({ env })) as SettingsError).problems.map(({ code }) => code), [
    "not_integer",
    "not_seconds",
  ]);
  const { retries, backoff } = GCS.from({ env, mode: "flyte" });
  assert.deepEqual([retries, backoff], ["many", "0.5"]);
});

Deno.test("flyte 2, storage: flytekit's variables are reported, each once", () => {
  const said = (issues: Storage["issues"]) => issues.map(({ code, meant, path }) => [code, meant, path]);
  const env = { FLYTE_AWS_RETRIES: "7", FLYTE_AWS_ADDRESSING_STYLE: "path", FLYTE_AZURE_CLIENT_ID: "a" };
  assert.deepEqual(said(S3.from({ env }).issues), [
    ["other_version", "FLYTE_STORAGE_RETRIES", "storage.s3.retries"],
    ["other_version", "FLYTE_AWS_S3_ADDRESSING_STYLE", "storage.s3.addressing_style"],
  ]);
  assert.deepEqual(said(ABFS.from({ env }).issues), [["other_version", "AZURE_CLIENT_ID", "storage.abfs.client_id"]]);
  assert.deepEqual(
    said(S3.from({ env: { ...env, FLYTE_STORAGE_RETRIES: "", FLYTE_AWS_S3_ADDRESSING_STYLE: "auto" } }).issues),
    [
      ["other_version", "FLYTE_STORAGE_RETRIES", "storage.s3.retries"],
    ],
  );
});

Deno.test("flyte 2, storage: unknown variables are reported on request, and those of Config are known", () => {
  const env = { FLYTE_ADMIN_ENDPOINT: "a", FLYTE_STORAGE_RETRY: "7", FLYTE_AWS_ENDPOINT: "b", AZURE_CLIENT: "c" };
  assert.deepEqual(GCS.from({ env }).issues, []);
  const { issues } = GCS.from({ env, unknownVariables: true });
  assert.deepEqual(issues.map(({ code, meant }) => [code, meant]), [["unknown_variable", "FLYTE_STORAGE_RETRIES"]]);
});

Deno.test("flyte 2, storage: settings with which clients cannot connect are issues", () => {
  const said = (issues: Storage["issues"]) => issues.map(({ code, message }) => `${code}: ${message}`);
  const env = { FLYTE_AWS_SECRET_ACCESS_KEY: "hunter2", FLYTE_AWS_ENDPOINT: "minio:9000" };
  assert.deepEqual(said(S3.from({ env }).issues), [
    "storage_credentials_incomplete: env FLYTE_AWS_SECRET_ACCESS_KEY: storage.s3.secret_access_key is set without " +
    "storage.s3.access_key_id; set both or neither",
    "storage_endpoint_invalid: env FLYTE_AWS_ENDPOINT: storage.s3.endpoint is not an http or https URL, which flyte 2's " +
    "client needs; write for example https://s3.acme.com",
  ]);
  const [issue] = S3.from({ env: { FLYTE_AWS_S3_ADDRESSING_STYLE: "Virtual" } }).issues;
  assert.match(
    issue!.message,
    /storage\.s3\.addressing_style must be path or virtual or auto; did you mean "virtual"\?$/,
  );
  assert.deepEqual(said(ABFS.from({ env: { AZURE_CLIENT_SECRET: "hunter2", AZURE_CLIENT_ID: "me" } }).issues), [
    "storage_credentials_incomplete: env AZURE_CLIENT_SECRET: storage.abfs.client_secret is set without " +
    "storage.abfs.tenant_id; set both",
  ]);
  assert.deepEqual(S3.forSandbox().issues, []);
});

Deno.test("flyte 2, storage: explain names the variables, and no others", () => {
  const { allowEnv } = GCS.from().explain();
  assert.equal(allowEnv, "--allow-env=FLYTE_STORAGE_RETRIES,FLYTE_STORAGE_BACKOFF_SECONDS,FLYTE_STORAGE_DEBUG");
  assert.match(String(ABFS.from().explain("retries")), /set by arguments only/);
  const said = (section: Storage, name: string) => thrownBy(() => section.explain(name)).message;
  assert.match(said(GCS.from(), "FLYTE_AWS_RETRIES"), /it is a flytekit setting/);
  assert.match(said(ABFS.from() as Storage, "FLYTE_STORAGE_RETRIES"), /; flyte 2 reads it for another section$/);
  assert.match(said(GCS.from(), "FLYTE_AWS_ENDPOINT"), /; flyte 2 reads it for another section$/);
  assert.match(said(GCS.from(), "FLYTE_STORAGE_RETRIE"), /did you mean/);
});

Deno.test("flyte 2, storage: no file is looked for or accepted", async () => {
  const text = "storage:\n  retries: 9\nadmin: [1]\n";
  const files = { "/w/config.yaml": text };
  const host = (options: MemoryHostOptions) => memoryHost({ cwd: "/w", home: "/h", files, ...options });
  const section = await S3.auto({ host: host({ env: ENV }) });
  assert.equal(section.retries, 7);
  assert.deepEqual((await S3.auto({ host: host({}) })).issues, []);
  assert.deepEqual((await S3.auto({ host: { ...host({}), hasFiles: false } })).issues, []);
  const options = { file: { name: "config.yaml", text } } as object;
  assert.match(thrownBy(() => S3.from(options)).message, /^S3\.from: unknown option "file"/);
  await assert.rejects(() => ABFS.auto("config.yaml" as unknown as object), { code: "invalid_option" });
  assert.match(thrownBy(() => GCS.from({ environ: {} } as object)).message, /did you mean "env"\?/);
  assert.match(thrownBy(() => GCS.from({ config: {} } as object)).message, /^GCS\.from: unknown option "config"/);
});

const run = evaluateWith(import.meta.resolve("../../../v2.ts"), ["ABFS", "S3"]);

Deno.test("flyte 2, storage: the variables that explain() names are all that Deno has to allow", async () => {
  const { allowEnv } = S3.from().explain();
  assert.equal(await run("(await S3.auto()).retries", [allowEnv], { FLYTE_STORAGE_RETRIES: "7" }), 7);
  const { code, message } = await run("await ABFS.auto()", [], {}) as { code: string; message: string };
  assert.equal(code, "permission_denied");
  assert.ok(message.includes(ABFS.from().explain().allowEnv), message);
});

Deno.test("flyte 2, storage: Config has no storage", () => {
  assert.deepEqual(Object.keys(new Config()), ["platform", "task", "image", "local"]);
  assert.match(thrownBy(() => new Config().explain("FLYTE_STORAGE_RETRIES")).message, /reads it for storage/);
});
