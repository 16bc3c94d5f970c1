import assert from "node:assert/strict";
import fc from "fast-check";
import { parseStorageUri } from "../../src/clients/mod.ts";

Deno.test("parseStorageUri: storage, bucket and key", () => {
  assert.deepEqual(parseStorageUri("s3://data/a/b c%20.pb"), { provider: "s3", bucket: "data", key: "a/b c%20.pb" });
  assert.deepEqual(parseStorageUri("S3A://data"), { provider: "s3", bucket: "data", key: "" });
  assert.deepEqual(parseStorageUri("gs://data/"), { provider: "gcs", bucket: "data", key: "" });
  assert.deepEqual(parseStorageUri("abfs://data/a"), { provider: "azure", bucket: "data", key: "a" });
  assert.deepEqual(parseStorageUri("abfss://data@acme.dfs.core.windows.net/a@b"), {
    provider: "azure",
    bucket: "data",
    key: "a@b",
    account: "acme",
  });
  // As fsspec: only the first slash after the bucket is not part of the key.
  for (const scheme of ["s3", "gs", "abfs"]) assert.equal(parseStorageUri(`${scheme}://data//a//b`).key, "/a//b");
  assert.deepEqual(parseStorageUri("s3://da@ta/a"), { provider: "s3", bucket: "da@ta", key: "a" });
  assert.deepEqual(parseStorageUri("s3://data/s3://a\n"), { provider: "s3", bucket: "data", key: "s3://a\n" });
  for (const uri of ["abfs://data@/a", "abfs://data@.dfs.core.windows.net/a"]) {
    assert.deepEqual(parseStorageUri(uri), { provider: "azure", bucket: "data", key: "a" });
  }
});

Deno.test("parseStorageUri: any bucket and key are given back", () => {
  const bucket = fc.stringMatching(/^[a-z0-9.-]{3,20}$/);
  fc.assert(fc.property(bucket, fc.string(), (bucket, key) => {
    for (const scheme of ["s3", "gs", "abfs"]) {
      const found = parseStorageUri(`${scheme}://${bucket}/${key}`);
      assert.deepEqual([found.bucket, found.key], [bucket, key]);
    }
  }));
});

Deno.test("parseStorageUri: what it refuses", () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ["", /is not a URI of storage; write for example "s3:\/\/bucket\/key"/],
    ["/tmp/file", /is not a URI of storage/],
    ["ss3://data/a", /unknown scheme "ss3"; did you mean "s3"\?/],
    ["https://data/a", /unknown scheme "https"; the schemes are s3, s3a, gs, gcs, abfs, abfss/],
    ["__proto__://data/a", /unknown scheme/],
    ["://data/a", /is not a URI of storage/],
    ["s3://", /has no bucket/],
    ["s3:///a", /has no bucket/],
    ["abfs:///a", /has no container/],
    ["abfs://@acme/a", /has no container/],
  ];
  for (const [uri, message] of cases) {
    assert.throws(() => parseStorageUri(uri), { code: "storage_uri_invalid", message });
  }
  assert.throws(() => parseStorageUri(undefined as unknown as string), { code: "invalid_argument" });
});
