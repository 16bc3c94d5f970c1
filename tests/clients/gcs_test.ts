import assert from "node:assert/strict";
import { Config } from "../../mod.ts";
import { ABFS, GCS, S3 } from "../../v2.ts";
import { googleCloudStorageOptions } from "../../src/clients/mod.ts";

Deno.test("gcs: options of the client", () => {
  const { gcs } = Config.from({}).dataConfig;
  assert.deepEqual(googleCloudStorageOptions(), {});
  assert.deepEqual(googleCloudStorageOptions(gcs), {});
  assert.deepEqual(googleCloudStorageOptions(GCS.from({})), { retryOptions: { autoRetry: true, maxRetries: 3 } });
  assert.deepEqual(googleCloudStorageOptions(gcs, { endpoint: "http://h:1", anonymous: true, projectId: "p" }), {
    apiEndpoint: "http://h:1",
    projectId: "p",
  });
  assert.deepEqual(googleCloudStorageOptions({ retries: 0 }, { endpoint: "https://private" }), {
    apiEndpoint: "https://private",
    useAuthWithCustomEndpoint: true,
    retryOptions: { autoRetry: false, maxRetries: 0 },
  });
  assert.equal(googleCloudStorageOptions(gcs, { anonymous: true }).apiEndpoint, "https://storage.googleapis.com/");
});

Deno.test("gcs: what it refuses", () => {
  const wrong = (settings: object, options: object = {}) => () => googleCloudStorageOptions(settings, options);
  assert.throws(wrong({}, { anonymus: true }), { code: "invalid_option", message: /did you mean "anonymous"\?/ });
  assert.throws(wrong({ retries: -1 }), { code: "invalid_argument", path: "retries" });
  assert.throws(wrong({ endpoint: "http://h" }), {
    code: "invalid_argument",
    message:
      /^googleCloudStorageOptions: unknown setting "endpoint"; write googleCloudStorageOptions\(config\.dataConfig/,
  });
  for (const endpoint of ["ftp://h", "localhost:4443", "nothing"]) {
    assert.throws(wrong({}, { endpoint }), { code: "storage_endpoint_invalid", path: "endpoint" });
  }
  const { dataConfig } = Config.from({});
  for (const settings of [Config.from({}), dataConfig, dataConfig.s3, dataConfig.azure, S3.from({}), ABFS.from({})]) {
    assert.throws(wrong(settings), {
      code: "invalid_argument",
      message: /write googleCloudStorageOptions\(config\.dataC/,
    });
  }
});
