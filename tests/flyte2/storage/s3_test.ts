import assert from "node:assert/strict";
import { memoryHost, S3 } from "../../../v2.ts";

const KEYS = { FLYTE_AWS_ACCESS_KEY_ID: "me", FLYTE_AWS_SECRET_ACCESS_KEY: "hunter2" };

Deno.test("flyte 2, S3: the region is an argument, and no variable", async () => {
  const env = { AWS_REGION: "us-west-2", AWS_DEFAULT_REGION: "us-west-2", FLYTE_AWS_REGION: "us-west-2" };
  assert.equal(S3.from({ env }).region, undefined);
  for (const section of [S3.from({ env, region: "eu-west-1" }), await S3.auto({ env, region: "eu-west-1" })]) {
    assert.equal(section.region, "eu-west-1");
    assert.deepEqual(section.explain("region").origin, { source: "argument" });
    assert.ok(section instanceof S3);
  }
  // As in Python, an empty region means not set.
  assert.deepEqual(S3.from({ env, region: "" }).explain("region").origin, { source: "default" });
  assert.throws(() => S3.from({ region: 1 } as object), { code: "invalid_option" });
  await assert.rejects(() => S3.auto({ regions: "a" } as object), { code: "invalid_option" });
});

Deno.test("flyte 2, S3: a region keeps the issues about other settings", () => {
  const env = { FLYTE_STORAGE_RETRIES: "7", FLYTE_AWS_RETRIES: "7" };
  const { issues } = S3.from({ env, region: "eu-west-1" });
  assert.deepEqual(issues, S3.from({ env }).issues);
});

Deno.test("flyte 2, S3: auto reads the machine", async () => {
  const host = memoryHost({
    env: { ...KEYS, FLYTE_AWS_ENDPOINT: "http://m", FLYTE_AWS_S3_ADDRESSING_STYLE: "virtual" },
  });
  const { endpoint, accessKeyId, secretAccessKey, addressingStyle } = await S3.auto({ host });
  assert.deepEqual([endpoint, accessKeyId, secretAccessKey, addressingStyle], ["http://m", "me", "hunter2", "virtual"]);
});

Deno.test("flyte 2, S3: the sandbox reads the variables of all providers, and none of S3", () => {
  const sandbox = { endpoint: "http://localhost:4566", access_key_id: "minio", secret_access_key: "miniostorage" };
  const rest = {
    backoff: 5,
    enable_debug: false,
    attach_execution_metadata: true,
    region: null,
    addressing_style: null,
  };
  assert.deepEqual(S3.forSandbox().toDict(), { retries: 3, ...rest, ...sandbox });
  const env = {
    ...KEYS,
    FLYTE_AWS_ENDPOINT: "http://m",
    FLYTE_AWS_S3_ADDRESSING_STYLE: "path",
    FLYTE_STORAGE_RETRIES: "7",
  };
  const given = S3.forSandbox({ env });
  assert.deepEqual(given.toDict(), { retries: 7, ...rest, ...sandbox });
  assert.deepEqual(given.explain("retries").origin, { source: "env", name: "FLYTE_STORAGE_RETRIES" });
  assert.deepEqual(given.explain("endpoint").origin, { source: "argument" });
  assert.deepEqual(given.issues.map(({ path }) => path), ["storage.s3.retries"]);
  assert.equal(S3.forSandbox({ env, mode: "flyte" }).toDict().retries, "7");
  assert.throws(() => S3.forSandbox({ region: "a" } as object), { code: "invalid_option" });
});
