import assert from "node:assert/strict";
import { checkS3, type S3Connection } from "../../plugins/s3.ts";

const NOTHING: S3Connection = {
  endpoint: undefined,
  accessKeyId: undefined,
  secretAccessKey: undefined,
  addressingStyle: undefined,
};

/** The settings that flytekit's or flyte 2's check reports. */
function reported(settings: Partial<S3Connection>, library?: "flyte 2"): readonly string[] {
  const issues = checkS3({ ...NOTHING, ...settings }, library && "storage.s3", library);
  return issues.map(({ setting, code }) => `${setting}: ${code}`);
}

Deno.test("s3: settings with which clients can connect are not reported, also empty ones", () => {
  const key = { accessKeyId: "minio", secretAccessKey: "hunter2" };
  const valid: readonly Partial<S3Connection>[] = [
    {},
    { endpoint: "", accessKeyId: "", secretAccessKey: "", addressingStyle: "" },
    { accessKeyId: "" },
    key,
    { ...key, endpoint: "http://minio:9000" },
    { endpoint: "HTTPS://s3.acme.com" },
    { addressingStyle: "path" },
    { addressingStyle: "virtual" },
    { addressingStyle: "auto" },
  ];
  for (const settings of valid) {
    assert.deepEqual([...reported(settings), ...reported(settings, "flyte 2")], [], JSON.stringify(settings));
  }
});

Deno.test("s3: one part of the access key is reported, and the other one is named", () => {
  const cases: readonly (readonly [settings: Partial<S3Connection>, setting: string, missing: string])[] = [
    [{ accessKeyId: "minio" }, "accessKeyId", "secret_access_key"],
    [{ accessKeyId: "minio", secretAccessKey: "" }, "accessKeyId", "secret_access_key"],
    [{ secretAccessKey: "hunter2" }, "secretAccessKey", "access_key_id"],
    [{ accessKeyId: "", secretAccessKey: "hunter2" }, "secretAccessKey", "access_key_id"],
  ];
  for (const [settings, setting, missing] of cases) {
    assert.deepEqual(checkS3({ ...NOTHING, ...settings }), [{
      setting,
      code: "storage_credentials_incomplete",
      message: `is set without data_config.s3.${missing}; set both or neither`,
    }]);
    assert.deepEqual(reported(settings, "flyte 2"), [`${setting}: storage_credentials_incomplete`]);
  }
});

Deno.test("s3: an endpoint that is not a URL is reported", () => {
  for (const endpoint of ["minio:9000", "//minio", "s3://data", "ftp://minio", " http://minio"]) {
    assert.deepEqual(reported({ endpoint }), ["endpoint: storage_endpoint_invalid"], endpoint);
  }
});

Deno.test("s3: an unknown addressing style is reported; only flytekit ignores its case", () => {
  const unknown = ["addressingStyle: storage_addressing_style"];
  assert.deepEqual(reported({ addressingStyle: "Virtual" }), []);
  assert.deepEqual(reported({ addressingStyle: "Virtual" }, "flyte 2"), unknown);
  for (const addressingStyle of ["pathh", "dns"]) {
    assert.deepEqual(reported({ addressingStyle }), unknown);
    assert.deepEqual(reported({ addressingStyle }, "flyte 2"), unknown);
  }
});
